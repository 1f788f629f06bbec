"""Addresses at which there is nothing: a page with words and ways on, or JSON for who asks for it."""

from pathlib import Path
from urllib.parse import quote, urljoin

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from streamlit.file_util import get_static_dir

from journeymap.web.routes import routes
from journeymap.web.site import site
from tests.support.asking import ROOT, ask
from tests.support.hostile import HOSTILE
from tests.support.markup import Page

BASE = "news/map"
STREAMLIT = Path(get_static_dir())


@pytest.fixture(autouse=True)
def fresh():
    site.cache_clear()
    yield
    site.cache_clear()


def app_asks(path, base="", **headers):
    streamlits = Mount("/", PlainTextResponse("Streamlit"))
    return ask(f"{ROOT}{path}", served=[*routes(base, STREAMLIT), streamlits], **headers)


def is_streamlits(path, base=""):
    """Whether no route of ours takes an address, so that Streamlit's follow."""
    return app_asks(path, base).body == b"Streamlit"


@pytest.mark.parametrize("base", ["", BASE])
@pytest.mark.parametrize(
    "path",
    [
        "claims/",
        "_stcore/health",
        "_stcore/host-config",
        "_stcore/bidi-components/x/y.js",
        "media/0123.csv",
        "component/streamlit_folium.st_folium/index.html",
        "auth/login",
        "oauth2callback",
        "favicon.png",
        *(
            each.relative_to(STREAMLIT).as_posix()
            for each in [next(STREAMLIT.glob("static/js/index.*.js"))]
        ),
    ],
)
def test_what_streamlit_has_is_left_to_it(path, base):
    assert is_streamlits(f"{base}/{path}" if base else path, base)


@pytest.mark.parametrize(
    "path",
    [
        "nope",
        "claims/x",
        "journey",
        "Claims",
        "a/b/c.html",
        "static/x.js",
        "%3Cb%3E",
        "mediators",
        "embed",
        "nope/",
    ],
)
def test_any_other_address_is_a_page_that_says_so_with_ways_on(path):
    for base in ("", BASE):
        address = f"{base}/{path}" if base else path
        answer = app_asks(address, base, accept="text/html,*/*;q=0.8")
        assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
        page = Page(answer.body)
        assert "There is no page at this address" in page.texts
        assert "There is no page at this address · Journey Map" in page.texts
        ways = [urljoin(ROOT + address, link["href"]) for link in page.all("a")]
        root = f"{ROOT}{base}/" if base else ROOT
        assert ways[:2] == [root, f"{root}?journey=kim-2023"]
        assert f"{root}make" in ways
        sheets = [urljoin(ROOT + address, link["href"]) for link in page.all("link")]
        assert {ask(sheet, served=routes(base)).status for sheet in sheets} == {200}


def test_beside_the_base_path_there_is_only_the_way_to_it():
    for path in ("", "claims", "news", "news/mapp"):
        answer = app_asks(path, BASE)
        assert answer.status == 404
        assert urljoin(ROOT + path, Page(answer.body).all("a")[0]["href"]) == f"{ROOT}{BASE}/"
    assert is_streamlits(BASE, BASE)
    assert app_asks("healthz", BASE).status == 200


@pytest.mark.parametrize("path", ["embed/nowhere", "share/nowhere", "embed/a%2Fb/c", "share/"])
def test_an_unknown_journey_is_a_page_too(path):
    answer = ask(ROOT + path)
    assert (answer.status, answer.headers["content-type"]) == (404, "text/html; charset=utf-8")
    page = Page(answer.body)
    assert "This journey is not here · Journey Map" in page.texts
    assert urljoin(ROOT + path, page.all("a")[0]["href"]) == ROOT
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("embed/nowhere", "application/json", "application/json"),
        ("embed/nowhere", "text/html, application/json;q=0.5", "text/html; charset=utf-8"),
        ("embed/nowhere", "*/*", "text/html; charset=utf-8"),
        ("embed/nowhere", "application/json;q=0", "text/html; charset=utf-8"),
        ("share/nowhere", "Application/JSON ; charset=utf-8", "application/json"),
        ("nope", "application/json", "application/json"),
        ("journeys/nowhere.json", "*/*", "application/json"),
        ("journeys/nowhere.png", "text/html,*/*;q=0.8", "text/html; charset=utf-8"),
    ],
)
def test_json_is_for_who_asks_for_it(path, accept, kind):
    answer = app_asks(path, accept=accept)
    assert (answer.status, answer.headers["content-type"]) == (404, kind)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_name_of_no_journey_is_text(text):
    name = text.splitlines()[0]
    plain = Page(ask(f"{ROOT}embed/nowhere").body)
    page = Page(ask(f"{ROOT}embed/{quote(name, safe='')}").body)
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]


def test_a_journey_that_cannot_be_worked_out_says_so(data):
    assert data.is_dir()
    answer = ask(f"{ROOT}embed/kim-2023")
    assert answer.status == 500
    assert "This journey cannot be shown · Journey Map" in Page(answer.body).texts


def test_crawlers_are_kept_from_links_for_editing():
    answer = ask(f"{ROOT}robots.txt")
    assert (answer.status, answer.headers["content-type"]) == (200, "text/plain; charset=utf-8")
    assert b"Disallow: /make?\n" in answer.body
