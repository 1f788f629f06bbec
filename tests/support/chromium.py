"""Find a Chromium or Chrome for the tests, or install one; run as a script by `make`."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

# The same engine without windows comes first: the tests take a quarter less time with it.
NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
)
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
WAYS = """No browser for the tests, and none could be installed. Any of these helps:
  - install Chromium or Google Chrome, so that it is on the PATH;
  - name one: JOURNEYMAP_BROWSER=/path/to/chrome make test;
  - let Playwright download its own: .venv/bin/playwright install chromium;
  - on Debian: apt-get install chromium-headless-shell, or chromium, as root."""


def installed() -> str | None:
    """Path of a browser that is there: named, on the PATH, or Playwright's own."""
    named = os.environ.get("JOURNEYMAP_BROWSER")
    if named:
        return named
    for name in NAMES:
        found = shutil.which(name)
        if found:
            return found
    if MAC.exists():
        return str(MAC)
    return playwrights_own()


def playwrights_own() -> str | None:
    """Path of the browser that Playwright downloaded, when it did."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def install() -> str | None:
    """Try Playwright's download, then Debian's package; path of what came of it."""
    download = [sys.executable, "-m", "playwright", "install", "chromium"]
    try:
        subprocess.run(download, check=False, timeout=600)
    except subprocess.TimeoutExpired:
        print("Playwright's download took too long.", file=sys.stderr)
    found = installed()
    if found is None and shutil.which("apt-get") and os.geteuid() == 0:
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], check=False, env=quiet)
        for package in ("chromium-headless-shell", "chromium"):
            if found is None:
                get = ["apt-get", "install", "-y", "-qq", package]
                subprocess.run(get, check=False, env=quiet)
                found = installed()
    return found


if __name__ == "__main__":
    browser = installed() or install()
    if browser is None:
        sys.exit(WAYS)
    print(f"Browser for the tests: {browser}")
