"""The folium map holds structure and addresses: no text, no other host, the same each time."""

import json
import re

import folium
import pytest
from streamlit_folium import generate_leaflet_string

from journeymap.frontend.files import files
from journeymap.web.folium_map import TILES, MapAddresses, journey_map
from journeymap.web.site import site
from tests.support.hostile import HOSTILE, MARK, write_hostile_data

ADDRESSES = MapAddresses(
    document="journeys/kim-2023.0123456789abcdef.json",
    assets="assets/0123456789abcdef/",
    basemap=("basemap/world.json", "basemap/far-east.json"),
    channel="jm-1",
)


def rendered(addresses=ADDRESSES):
    return journey_map(addresses).get_root().render()


def renamed(page):
    """The page with folium's random names replaced by their order of appearance."""
    names = dict.fromkeys(re.findall(r"[0-9a-f]{32}", page))
    for i, name in enumerate(names):
        page = page.replace(name, f"name{i}")
    return page


def test_no_host_is_named_but_those_of_tiles_to_choose():
    named = set(re.findall(r"https?://[^\s\"'<>]+", rendered()))
    assert named == {tile["url"] for tile in TILES}


def test_no_file_comes_from_a_host():
    sources = re.findall(r"(?:src|href)=\"([^\"]*)\"", rendered())
    assert sources
    assert all(source.startswith("../../assets/") for source in sources)
    assert "//cdn" not in rendered()


def test_it_reads_the_document_and_the_base_map_from_its_own_site():
    page = rendered()
    assert '"../../assets/0123456789abcdef/map.bundle.js"' in page
    assert '"document": "../../journeys/kim-2023.0123456789abcdef.json"' in page
    assert '"../../assets/0123456789abcdef/basemap/far-east.json"' in page
    assert '"channel": "jm-1"' in page


def test_its_tiles_are_offered_with_their_attribution_and_referrer():
    options = re.search(r"\.mount\(\w+, (\{.*\})\)", rendered())
    tiles = json.loads(options[1])["tiles"]
    assert [tile["name"] for tile in tiles] == [tile["name"] for tile in TILES]
    assert all("OpenStreetMap" in tile["attribution"] for tile in tiles)
    assert tiles[0]["options"]["referrerPolicy"] == "strict-origin-when-cross-origin"


def test_nothing_is_left_for_a_template_to_expand():
    assert not re.search(r"\{\{|\}\}\}|\{%|\{#", rendered())


def test_no_tile_layer_is_on_the_map_itself():
    assert "L.tileLayer" not in rendered()


def test_two_builds_are_the_same_page():
    assert renamed(rendered()) == renamed(rendered())


def test_it_can_be_told_to_draw_only_the_landmarks():
    whole = rendered()
    only = journey_map(ADDRESSES, landmarks_only=True).get_root().render()
    assert '"landmarks": false' in whole
    assert renamed(only) == renamed(whole).replace('"landmarks": false', '"landmarks": true')


def test_streamlit_folium_sees_the_same_map_in_each_run():
    def seen():
        folium_map = journey_map(ADDRESSES)
        folium_map.get_root().render()
        return generate_leaflet_string(folium_map, base_id="0")

    assert seen() == seen()


def test_the_lists_of_the_class_are_left_alone():
    before = list(folium.Map.default_js), list(folium.Map.default_css)
    rendered()
    assert (folium.Map.default_js, folium.Map.default_css) == before


@pytest.mark.parametrize("key", ["document", "assets", "channel"])
@pytest.mark.parametrize(
    "address",
    [
        "{{7*7}}",
        "{% x %}",
        "a b",
        "a\nb",
        "</script>",
        "'",
        '"',
        "`",
        "\\",
        "javascript:x",
        "https://a/",
        "a?b",
        "a#b",
        "é",
        "a\n",
    ],
)
def test_an_address_that_could_be_more_is_refused(key, address):
    written = {"document": "d.json", "assets": "a/", "basemap": (), "channel": "c"}
    with pytest.raises(ValueError, match="unreserved"):
        MapAddresses(**written | {key: address})
    with pytest.raises(ValueError, match="unreserved"):
        MapAddresses(**written | {"basemap": ("ok.json", address)})


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_of_the_tables_is_on_the_map(data, text):
    write_hostile_data(data, text)
    addresses = MapAddresses(
        document=site().document_address(text if len(text.splitlines()) == 1 else "journey"),
        assets=files().address,
        basemap=tuple(files().basemaps()),
        channel="jm-1",
    )
    page = rendered(addresses)
    assert MARK not in page.replace(addresses.document, "")
    plain = rendered(MapAddresses("d.json", addresses.assets, addresses.basemap, "jm-1"))
    assert renamed(page.replace(addresses.document, "d.json")) == renamed(plain)
