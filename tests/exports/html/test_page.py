"""The embeddable page as it is served: what it says without a script, its headers, its size."""

from urllib.parse import quote, urljoin

import pytest

from journeymap.exports import FORMATS
from journeymap.frontend.files import EMBED_SCRIPT
from journeymap.web.site import site
from tests.support.asking import ROOT, ask
from tests.support.hostile import HOSTILE, write_hostile_data
from tests.support.markup import Page, written

# Kinds of links whose addresses a browser asks for.
LOADED = {"icon", "stylesheet", "preload"}


@pytest.fixture(scope="module")
def answer():
    site.cache_clear()
    return ask(f"{ROOT}embed/kim-2023")


def test_it_reads_without_a_script(answer):
    assert answer.status == 200
    text = " ".join(Page(answer.body).texts)
    assert "Kim Jong-un’s train to Russia, September 2023" in text
    assert "Border crossing at Tumen rail bridge" in text
    assert "quoting RIA Novosti" in text
    assert "Railways in Russia © OpenStreetMap contributors (ODbL)." in text
    journey = site().library().journey("kim-2023")
    for event in journey.events:
        for each in event.claims:
            assert each.claim.says in text


def test_it_has_a_strict_policy_and_no_script_or_style_within(answer):
    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    page = Page(answer.body)
    assert all(
        set(script) <= {"src", "type", "defer"} and script["src"] for script in page.all("script")
    )
    assert page.all("style") == []
    assert not any(
        name.startswith("on") or name == "style"
        for _, attributes in page.elements
        for name in attributes
    )


def test_everything_it_asks_for_is_here_and_for_ever(answer):
    page = Page(answer.body)
    asked = [script["src"] for script in page.all("script")]
    asked += [link["href"] for link in page.all("link") if link["rel"] in LOADED]
    assert sum(EMBED_SCRIPT in each for each in asked) == 1
    for address in asked:
        got = ask(urljoin(f"{ROOT}embed/kim-2023", address))
        assert got.status == 200, address
        assert got.headers["cache-control"] == "public, max-age=31536000, immutable"


def test_a_cold_load_is_small(answer):
    page = Page(answer.body)
    asked = {
        f"{ROOT}embed/kim-2023",
        *(script["src"] for script in page.all("script")),
        *(link["href"] for link in page.all("link") if link["rel"] in LOADED),
        *(image["src"] for image in page.all("img")),
    }
    sizes = {
        each: len(ask(urljoin(f"{ROOT}embed/kim-2023", each), accept_encoding="gzip").body)
        for each in asked
    }
    assert sum(sizes.values()) <= 250_000, sizes


def test_on_a_slow_network_words_and_drawing_come_first(answer):
    """At 50 kB/s, words in 2 s are 50 kB, and the map in 6 s is 225 kB after three requests in a row."""
    page = Page(answer.body)
    address = f"{ROOT}embed/kim-2023"

    def size(asked):
        return len(ask(urljoin(address, asked), accept_encoding="gzip").body)

    first, rest = (link["href"] for link in page.all("link") if link["rel"] == "stylesheet")
    order = [tag for tag, _ in page.elements]
    assert order.index("body") > order.index("link")
    # The other sheet stands at the end, and holds nothing up.
    assert page.elements[-1] == ("link", {"rel": "stylesheet", "href": rest})
    assert size(address) + size(first) < 20_000
    assert size(page.all("img")[0]["src"]) < 20_000
    loaded = [link["href"] for link in page.all("link") if link["rel"] == "preload"]
    loaded += [script["src"] for script in page.all("script")]
    assert sum(map(size, [address, first, rest, page.all("img")[0]["src"], *loaded])) < 225_000
    assert not any("world" in each for each in loaded)


def test_it_leads_to_the_data(answer):
    links = [
        link["href"]
        for link in Page(answer.body).all("a")
        if link["href"].startswith("../journeys/")
    ]
    assert links == [f"../journeys/kim-2023.{ending}" for ending in FORMATS]
    assert all(ask(urljoin(f"{ROOT}embed/kim-2023", link)).status in {200, 307} for link in links)


def test_what_the_reader_has_is_not_sent_again(answer):
    again = ask(f"{ROOT}embed/kim-2023", if_none_match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["content-security-policy"] == answer.headers["content-security-policy"]
    assert ask(f"{ROOT}embed/kim-2023", if_none_match='W/"other"').status == 200


def test_an_unknown_journey_is_named(answer):
    missing = ask(f"{ROOT}embed/nowhere", accept="application/json")
    assert missing.status == 404
    assert "nowhere" in missing.json["error"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_text(data, text):
    write_hostile_data(data, text)
    # A name with a line break in it cannot be asked for by its path.
    for name in (each for each in site().library().ids if "\n" not in each):
        address = f"{ROOT}embed/{quote(name, safe='')}"
        answer = ask(address)
        assert answer.status == 200
        page = Page(answer.body)
        assert written(text) in page.texts or written(text.strip()) in "".join(page.texts)
        # The same elements as with plain text: nothing in it became markup.
        assert {tag for tag, _ in page.elements} <= {
            "html",
            "head",
            "meta",
            "title",
            "link",
            "script",
            "body",
            "main",
            "header",
            "h1",
            "h2",
            "p",
            "div",
            "ol",
            "ul",
            "li",
            "strong",
            "span",
            "small",
            "footer",
            "picture",
            "source",
            "img",
            "a",
        }
        assert page.all("script") == [
            each for each in page.all("script") if each["src"].startswith("../")
        ]
        assert all(each["href"].startswith(("../", "#")) for each in page.all("a"))
        script = next(each["src"] for each in page.all("script") if EMBED_SCRIPT in each["src"])
        assert urljoin(address, script).startswith(f"{ROOT}assets/")
