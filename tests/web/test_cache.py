"""What is made for readers is kept within a number of bytes, and goes with the site."""

import gc
import shutil
import weakref

import pytest

from journeymap.journeys.draft import Draft
from journeymap.settings import DEFAULTS, Settings
from journeymap.web import site as site_module
from journeymap.web.cache import ByteCache
from journeymap.web.site import Site
from tests.support.paths import DATA


def test_the_last_used_values_stay_within_the_bytes():
    cache = ByteCache(10)
    for key in "abc":
        cache.put(key, key.upper(), 4)
    assert [cache.find(key) for key in "abc"] == [None, "B", "C"]
    assert cache.find("b") == "B"
    cache.put("d", "D", 4)
    assert [cache.find(key) for key in "bcd"] == ["B", None, "D"]
    assert cache.bytes == 8


def test_a_value_that_is_too_large_is_given_and_not_kept():
    cache = ByteCache(10)
    cache.put("a", "A", 4)
    assert cache.get("b", lambda: "B", lambda _: 11) == "B"
    assert (cache.find("a"), cache.find("b"), cache.bytes) == ("A", None, 4)


def test_a_value_in_place_of_another_counts_once():
    cache = ByteCache(10)
    cache.put("a", 1, 6)
    cache.put("a", 2, 5)
    assert (cache.find("a"), cache.bytes, len(cache)) == (2, 5, 1)
    cache.remove("a")
    cache.remove("a")
    assert (cache.bytes, len(cache)) == (0, 0)


def test_what_is_there_is_not_made_again():
    cache = ByteCache(10)
    made = [cache.get("a", object, lambda _: 1) for _ in range(2)]
    assert made[0] is made[1]


@pytest.fixture
def served(data):
    shutil.copytree(DATA, data, dirs_exist_ok=True)
    return Site(data, Settings(data=data, saving=False))


def test_a_document_is_made_once_for_a_state_of_the_tables(served):
    first = served.document("kim-2019")
    assert served.document("kim-2019") is first
    assert served.document("kim-2019", 100) is not first


def test_a_site_that_is_gone_leaves_nothing_behind(served):
    one = Site(served.limits.data, served.limits)
    one.document("kim-2019")
    preview = one.preview("mine", Draft.of(one.library(), "kim-2019"))
    assert one.library_of("mine") is preview
    gone = [weakref.ref(preview), weakref.ref(one.library())]
    del one, preview
    gc.collect()
    assert [each() for each in gone] == [None, None]


def test_a_preview_that_is_forgotten_is_shown_no_more(served):
    served.preview("mine", Draft.of(served.library(), "kim-2019"))
    served.forget_preview("mine")
    with pytest.raises(Exception, match="no journey"):
        served.library_of("mine")


def test_previews_are_bounded_by_their_bytes(served):
    small = Site(served.limits.data, served.limits.model_copy(update={"cache_mb": 2}))
    draft = Draft.of(small.library(), "kim-2019")
    size = site_module._size(small.preview("0", draft))
    assert 0.5e6 < size < 1e6
    for number in range(1, 6):
        small.preview(str(number), draft)
    assert small.library_of("5").ids == ["5"]
    with pytest.raises(Exception, match="no journey"):
        small.library_of("0")
    assert small._cache.bytes <= 2_000_000


def test_the_setting_is_the_bound():
    assert DEFAULTS.cache_mb == 128
