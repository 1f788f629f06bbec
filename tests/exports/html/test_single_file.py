"""The file to keep: small, whole, and asking for nothing by what it says of itself."""

import base64
import gzip
import hashlib
import json
import re

import pytest

from journeymap.exports.document import encode, to_document
from journeymap.exports.html.page import Parts, single_file
from journeymap.exports.html.single_file import page_file
from journeymap.journeys.library import Library
from journeymap.settings import data_directory
from journeymap.web.site import site
from tests.support.asking import ROOT, ask
from tests.support.hostile import HOSTILE
from tests.support.markup import Page, written

JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")
MAX_BYTES = 700_000


@pytest.fixture(scope="module")
def library():
    return Library.read(data_directory())


def unpacked(body, name):
    packed = re.search(rf'<script id="{name}"[^>]*>([^<]*)</script>', body.decode())[1]
    return json.loads(gzip.decompress(base64.b64decode(packed)))


@pytest.mark.parametrize("name", JOURNEYS)
def test_it_is_one_small_file_with_everything_in_it(library, name):
    body = page_file(library, name)
    assert len(body) < MAX_BYTES
    assert unpacked(body, "jm-document") == json.loads(encode(to_document(library.journey(name))))
    assert unpacked(body, "jm-basemap-0")["format"] == "journeymap-basemap/1"
    page = Page(body)
    assert [
        each for each in page.all("script") + page.all("link") + page.all("img") if each.get("src")
    ] == []
    assert [each["href"] for each in page.all("link")] == ["data:,"]
    text = " ".join(page.texts)
    assert "Railways in Russia © OpenStreetMap contributors (ODbL)." in text
    assert "Positions between reports are estimates." in text


def test_only_its_own_scripts_and_style_may_run(library):
    body = page_file(library, "kim-2023").decode()
    policy = re.search(r'content="(default-src[^"]*)"', body)[1]
    inline = re.findall(r"<(script|style)(?: type=\"module\")?>(.*?)</\1>", body, re.DOTALL)
    assert [tag for tag, _ in inline] == ["style", "script", "script"]
    for _, text in inline:
        assert (
            f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
            in policy
        )
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


@pytest.mark.parametrize("ending", ["</script>", "</STYLE >", "<!--"])
def test_a_script_that_would_end_early_is_refused(library, ending):
    parts = Parts(scripts=("", f"const a = '{ending}'"), style="", basemap=())
    with pytest.raises(ValueError, match="cannot stand within a page"):
        single_file(library.journey("kim-2023"), parts, [])


def test_it_is_served_as_a_file(library):
    site.cache_clear()
    answer = ask(f"{ROOT}journeys/kim-2023.html")
    assert answer.body == page_file(library, "kim-2023")
    assert answer.headers["content-disposition"] == 'attachment; filename="kim-2023.html"'


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_is_text(hostile_library, text):
    library = hostile_library(text)
    body = page_file(library, "journey")
    says = library.journey("journey").events[0].claims[0].claim.says
    page = Page(body)
    assert written(says) in "".join(page.texts)
    assert len(page.all("script")) == 5
    assert unpacked(body, "jm-document")["events"][0]["claims"][0]["says"] == says
