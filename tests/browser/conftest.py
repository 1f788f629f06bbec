"""Fixtures of the browser tests: the app being served, a browser, and readers' pages."""

from __future__ import annotations

import json
import urllib.request

import pytest
from playwright.sync_api import expect, sync_playwright

from tests.support.chromium import installed
from tests.support.reader import Reader, serve

# How long a state is waited for before a test fails: a busy machine is not a fault.
PATIENCE_MILLISECONDS = 40_000
expect.set_options(timeout=PATIENCE_MILLISECONDS)


@pytest.fixture(scope="session")
def app():
    """Address of the app with the built-in data."""
    with serve() as address:
        yield address


@pytest.fixture(scope="session")
def document(app):
    """The document that the journey page draws first."""
    with urllib.request.urlopen(f"{app}/journeys/kim-2023.json") as answer:
        return json.load(answer)


@pytest.fixture(scope="session")
def browser():
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=installed(),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def _contexts(browser):
    """Contexts by how they were asked for: with what they have loaded, a page opens much sooner."""
    made = {}
    yield made
    for context in made.values():
        context.close()


@pytest.fixture
def reader(browser, _contexts):
    """
    Make a reader's page: `reader(width=390, scheme="dark")`.

    A plain one is a new page of a context that other tests use too, which keeps nothing but what
    the browser caches. One that is asked for more has a context of its own.
    """
    used, own = [], []

    def make(width=1280, height=900, scheme="light", **more):
        key = (width, height, scheme)
        context = None if more else _contexts.get(key)
        if context is None:
            context = browser.new_context(
                viewport={"width": width, "height": height},
                color_scheme=scheme,
                timezone_id="Europe/Lisbon",
                locale="en-GB",
                has_touch=width < 600,
                **more,
            )
            context.set_default_timeout(PATIENCE_MILLISECONDS)
            if more:
                own.append(context)
            else:
                _contexts[key] = context
        if context not in own and context not in used:
            used.append(context)
        return Reader(context)

    yield make
    for context in used:
        _forget(context)
    for context in own:
        context.close()


def _forget(context):
    """Close the pages, and with them what they stored."""
    for page in context.pages:
        if page.url.startswith("http"):
            page.evaluate("localStorage.clear()")
        page.close()
    context.clear_cookies()
    context.unroute_all()
