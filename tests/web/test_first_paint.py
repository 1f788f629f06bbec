"""The app's page before its scripts run: the journey's name, sentence and drawing, and nothing that runs."""

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import pytest
from starlette.responses import PlainTextResponse
from starlette.routing import Mount
from streamlit.file_util import get_static_dir

from journeymap.web.app_pages import BY_PATH
from journeymap.web.routes import routes
from journeymap.web.site import site
from tests.support.asking import ROOT, ask
from tests.support.hostile import HOSTILE, write_hostile_data

STREAMLIT = Path(get_static_dir())
VIEW = "t=2023-09-12T02:15Z"
KIM = "Kim Jong-un’s train to Russia, September 2023"


@pytest.fixture(autouse=True)
def fresh():
    site.cache_clear()
    yield
    site.cache_clear()


def get(path, base="", **headers):
    served = [*routes(base, STREAMLIT), Mount("/", PlainTextResponse("Streamlit"))]
    return ask(f"{ROOT}{path}", served=served, **headers)


def first(answer):
    """What stands in the page before Streamlit's own part of it."""
    return answer.body.decode().partition('<div id="jm-first">')[2].partition('<div id="root">')[0]


def tags(answer):
    """The elements of a page, as a browser would take it apart."""
    found = []
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, _: found.append(tag)
    parser.feed(answer.body.decode())
    parser.close()
    return found


def test_the_first_paint_names_the_journey_and_draws_it():
    answer = get(f"?journey=kim-2023&{VIEW}")
    page = answer.body.decode()
    assert f"<title>{KIM} · Journey Map</title>" in page
    assert page.count("<title>") == 1
    shown = first(answer)
    assert f">{KIM}</h1>" in shown
    assert "Razdolnaya bridge" in shown
    assert re.search(r'<img [^>]*width="560" height="320"', shown)
    assert f'href="share/kim-2023?{VIEW}"' in shown
    assert "Streamlit</title>" not in page
    assert '<meta http-equiv="refresh" content="0; url=share/kim-2023?' in page
    # The drawing is asked for before the scripts, which are many.
    assert page.index('rel="preload" as="image"') < page.index("modulepreload")
    assert all(
        each in page
        for each in re.findall(r'src="[^"]+\.js"', (STREAMLIT / "index.html").read_text())
    )


def test_what_the_browser_has_is_not_sent_again():
    answer = get("?journey=kim-2023")
    assert get("?journey=kim-2023", if_none_match=answer.headers["etag"]).status == 304
    assert get(f"?journey=kim-2023&{VIEW}").headers["etag"] != answer.headers["etag"]
    assert gzip.decompress(get("?journey=kim-2023", accept_encoding="gzip").body) == answer.body
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", list(BY_PATH))
def test_each_page_says_what_it_is(path):
    page = get(path).body.decode()
    title = KIM if path == "" else BY_PATH[path].title
    assert f"<title>{title} · Journey Map</title>" in page
    assert len(re.findall('<meta name="description" content="[^"]{20,}"', page)) == 1
    named = get(f"{path}?journey=kim-2019").body.decode()
    assert "April 2019 · Journey Map</title>" in named


def test_a_journey_that_is_not_here_is_said_so_at_once():
    answer = get("?journey=nowhere")
    assert answer.status == 404
    assert "There is no journey “nowhere” here." in first(answer)
    assert '<div id="root">' in answer.body.decode()
    assert get("claims?journey=nowhere").status == 200


def test_under_a_base_path_the_page_is_there():
    answer = get(f"news/map/?journey=kim-2023&{VIEW}", "news/map")
    assert f">{KIM}</h1>" in first(answer)
    assert f'content="{ROOT}news/map/share/kim-2023?{VIEW}"' in answer.body.decode()


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_text(data, text):
    assert tags(get(f"?journey={quote(text)}")) == tags(get("?journey=nowhere"))
    write_hostile_data(data, "plain")
    plain = tags(get("?journey=journey"))
    write_hostile_data(data, text)
    view = f"t={quote(text)}&zone={quote(text)}&reading={quote(text)}"
    assert tags(get(f"?journey=journey&{view}")) == plain


def test_tables_that_cannot_be_read_leave_the_page_to_say_so(data):
    assert data.is_dir()
    answer = get("")
    assert answer.status == 200
    assert "<title>Journey · Journey Map</title>" in answer.body.decode()


def test_scripts_are_sent_compressed_and_kept():
    name = next(STREAMLIT.glob("static/js/index.*.js")).relative_to(STREAMLIT).as_posix()
    packed = get(name, accept_encoding="gzip, br")
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["content-type"] == "text/javascript; charset=utf-8"
    assert "immutable" in packed.headers["cache-control"]
    body = (STREAMLIT / name).read_bytes()
    assert gzip.decompress(packed.body) == body
    assert len(packed.body) < len(body) / 2
    for headers in (
        {},
        {"accept_encoding": "br"},
        {"accept_encoding": "gzip", "range": "bytes=0-9"},
    ):
        assert get(name, **headers).body == b"Streamlit"
    assert get("favicon.png", accept_encoding="gzip").body == b"Streamlit"
