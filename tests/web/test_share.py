"""What a link shows of itself elsewhere: a card, a frame by oEmbed, a QR code."""

import json
from urllib.parse import quote, urlencode, urljoin

import pytest

from journeymap.web.routes import routes
from journeymap.web.site import site
from tests.support.asking import ROOT, ask
from tests.support.hostile import HOSTILE, write_hostile_data
from tests.support.markup import Page, written

VIEW = "t=2023-09-12T02:15Z&reading=known&zone=Asia/Vladivostok"


@pytest.fixture(autouse=True)
def fresh():
    site.cache_clear()
    yield
    site.cache_clear()


def card(page):
    return {each["property"]: each["content"] for each in page.all("meta") if "property" in each}


def test_a_link_shows_a_card_and_the_page_itself_which_leads_to_the_same_view():
    answer = ask(f"{ROOT}share/kim-2023?{VIEW}&other=1")
    assert answer.body == ask(f"{ROOT}embed/kim-2023?{VIEW}").body
    page = Page(answer.body)
    shown = card(page)
    assert shown["og:title"] == "Kim Jong-un’s train to Russia, September 2023"
    assert shown["og:url"] == f"{ROOT}share/kim-2023?{VIEW}"
    assert shown["og:image"] == f"{ROOT}journeys/kim-2023.png?t=2023-09-12T02:15Z"
    (link,) = [each for each in page.all("a") if each.get("class") == "jm-embed-app"]
    assert link["href"] == f"../?journey=kim-2023&{VIEW}"
    assert [each for each in page.all("meta") if each.get("http-equiv") == "refresh"] == []
    assert "Razdolnaya" in " ".join(page.texts)


def test_its_drawing_is_that_of_the_view_in_the_colours_of_the_system_or_those_asked():
    def drawn(query):
        page = Page(ask(f"{ROOT}share/kim-2023?{query}").body)
        (image,) = page.all("img")
        return [image["src"], *(each["srcset"] for each in page.all("source"))]

    version = f"&v={site().drawn_version('kim-2023')}"
    size = "only=map&width=560&height=320"
    picture = "../journeys/kim-2023.png?"
    light, dark = drawn("t=2023-09-12T02:15Z")
    assert light == f"{picture}t=2023-09-12T02:15Z&{size}&theme=light{version}"
    assert dark == f"{picture}t=2023-09-12T02:15Z&{size}&theme=dark{version}"
    assert drawn("theme=dark&t=nonsense") == [f"{picture}{size}&theme=dark{version}"]
    answer = ask(urljoin(f"{ROOT}share/kim-2023", light))
    assert [int.from_bytes(answer.body[at : at + 4]) for at in (16, 20)] == [560, 320]
    assert "immutable" in answer.headers["cache-control"]
    outdated = ask(urljoin(f"{ROOT}share/kim-2023", light.replace(version, "&v=0123456789abcdef")))
    assert outdated.headers["cache-control"] == "no-cache"
    # It is there before the map, on a slow network too.
    assert len(answer.body) < 20_000


def test_its_picture_is_there_and_as_large_as_said():
    shown = card(Page(ask(f"{ROOT}share/kim-2023").body))
    answer = ask(shown["og:image"])
    assert answer.headers["content-type"] == shown["og:image:type"]
    size = [int.from_bytes(answer.body[at : at + 4]) for at in (16, 20)]
    assert size == [int(shown["og:image:width"]), int(shown["og:image:height"])]


def test_a_publishing_system_gets_a_frame_of_the_same_view():
    page = Page(ask(f"{ROOT}share/kim-2023?{VIEW}").body)
    (link,) = [each for each in page.all("link") if each.get("type") == "application/json+oembed"]
    answer = json.loads(ask(link["href"]).body)
    (frame,) = Page(answer["html"].encode()).all("iframe")
    assert frame["src"] == f"{ROOT}embed/kim-2023?{VIEW}"
    assert (answer["type"], answer["version"]) == ("rich", "1.0")
    assert [frame["width"], frame["height"]] == [str(answer["width"]), str(answer["height"])]


@pytest.mark.parametrize("url", ["share/kim-2023", "embed/kim-2023", "?journey=kim-2023", ""])
def test_every_address_of_a_journey_has_a_frame(url):
    answer = ask(f"{ROOT}oembed?{urlencode({'url': ROOT + url, 'maxwidth': 500, 'maxheight': 10})}")
    answered = json.loads(answer.body)
    assert (answered["width"], answered["height"]) == (500, 320)
    assert f"{ROOT}embed/kim-2023" in answered["html"]


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("", 404),
        ("url=https://example.org/share/kim-2023", 404),
        (f"url={ROOT}share/nowhere", 404),
        (f"url={ROOT}about", 404),
        (f"url={ROOT}share/kim-2023&format=xml", 501),
    ],
)
def test_what_is_no_journey_of_this_site_has_none(query, status):
    assert ask(f"{ROOT}oembed?{query}").status == status


def test_a_link_is_a_qr_code_too():
    answer = ask(f"{ROOT}share/kim-2023.svg?{VIEW}")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert answer.body.startswith(b"<svg ")
    assert answer.body != ask(f"{ROOT}share/kim-2023.svg").body
    assert ask(f"{ROOT}share/kim-2023.svg?zone={'x' * 4000}").status == 414


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_text(data, text):
    write_hostile_data(data, text)
    title = site().library().journey("journey").title
    page = Page(ask(f"{ROOT}share/journey?zone={quote(text)}").body)
    assert card(page)["og:title"] == written(title)
    assert {each["src"].partition("assets/")[0] for each in page.all("script")} == {"../"}
    answered = json.loads(ask(f"{ROOT}oembed?{urlencode({'url': f'{ROOT}share/journey'})}").body)
    (frame,) = Page(answered["html"].encode()).elements
    assert frame[1]["title"] == written(title)


def test_under_a_path_the_addresses_have_it():
    shown = card(Page(ask(f"{ROOT}news/map/share/kim-2023", served=routes("news/map")).body))
    assert shown["og:url"] == f"{ROOT}news/map/share/kim-2023"
    answer = ask(
        f"{ROOT}news/map/oembed?url={ROOT}news/map/embed/kim-2023", served=routes("/news/map/")
    )
    assert f"{ROOT}news/map/embed/kim-2023" in json.loads(answer.body)["html"]


def test_a_site_behind_a_proxy_has_the_address_that_the_settings_name(monkeypatch):
    monkeypatch.setenv("JOURNEYMAP_ADDRESS", "https://paper.example/news/map")
    shown = card(Page(ask(f"{ROOT}share/kim-2023").body))
    assert shown["og:url"] == "https://paper.example/news/map/share/kim-2023"
    assert shown["og:image"] == "https://paper.example/news/map/journeys/kim-2023.png"
    asked = urlencode({"url": "https://paper.example/news/map/share/kim-2023"})
    assert (
        "https://paper.example/news/map/embed/kim-2023"
        in json.loads(ask(f"{ROOT}oembed?{asked}").body)["html"]
    )
