"""A reader finds claims by words, journey, place, source, status and day, and takes them away."""

import datetime as dt
import time
from dataclasses import replace

import pandas as pd
import pytest

from journeymap.analysis.claim_search import ClaimFilter, claim_list, folded, search
from journeymap.claims.gazetteer import read_places
from journeymap.claims.table import read_claims
from journeymap.journeys.config import read_config
from journeymap.journeys.library import Library
from tests.support.paths import DATA
from tests.support.samples import write_places, write_routes


@pytest.fixture(scope="module")
def listed():
    return claim_list(Library.read(DATA))


def found(listed, **wanted):
    return list(search(listed, ClaimFilter(**wanted)).index)


def test_asking_for_nothing_gives_every_claim(listed):
    assert set(found(listed)) == set(listed.claims)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("wion", "dep-wion-evening"),
        ("KOZHEMYAKO telegram", "xing-tass-kozhemyako-monday"),
        ("yellow stripe razdolnaya", "north-ria-bridge-0515"),
        ("хасан 06:30", "xing-cyclowiki-0630"),
        ("두만강 dawn", "home-tumangang-kcna"),
        ("whose local time", "xing-ap-not-yet-1900"),
        ("runs on the bridge", "19-xing-back-shina-bridge"),
    ],
)
def test_words_are_found_in_source_attribution_text_note_and_place(listed, text, name):
    assert name in found(listed, text=text)
    assert len(found(listed, text=text)) < 10


def test_every_word_must_occur_and_none_is_a_pattern(listed):
    assert found(listed, text="wion nowhere-in-the-table") == []
    assert found(listed, text=".*") == []
    assert found(listed, text="wion ()") == []


def test_case_and_accents_are_no_matter():
    assert folded("Élysée STRASSE Straße Ё") == folded("elysee strasse STRASSE е")


def test_filters_narrow_together(listed):
    kept = found(
        listed,
        journeys=("kim-2023",),
        places=("khasan_station",),
        statuses=("official",),
        sources=("KBS World",),
    )
    assert kept == ["kcna-khasan-0600-kbs"]


def test_days_are_those_of_the_place(listed):
    first, last = dt.date(2023, 9, 10), dt.date(2023, 9, 10)
    kept = found(listed, days=(first, last))
    assert "dep-kcna-xinhua" in kept
    assert "dep-chosun-evening" in kept  # ends with the midnight that ends the 10th
    assert "dep-chosun-evening" not in found(listed, days=(dt.date(2023, 9, 11),) * 2)
    assert "dep-ytn-11sept" not in kept
    assert "dep-biang-mixed" in kept  # the 10th or the 11th
    assert "start-02-photo-departure" not in kept  # no day is stated
    # 06:00 at Khasan on the 12th is the 11th in Moscow and in Greenwich.
    assert "kcna-khasan-0600" not in found(listed, days=(dt.date(2023, 9, 11),) * 2)


def test_days_are_those_of_publication_when_that_is_the_order(listed):
    day = dt.date(2023, 9, 11)
    kept = found(listed, days=(day, day), order="publication")
    assert "dep-ytn-11sept" in kept
    assert "dep-kcna-xinhua" not in kept
    assert all(listed.frame.loc[kept, "public_day"] == day.toordinal())


@pytest.mark.parametrize(
    ("order", "column"), [("happening", "happened"), ("publication", "public_at")]
)
def test_claims_come_in_the_order_asked_for_and_undated_ones_last(listed, order, column):
    kept = search(listed, ClaimFilter(order=order))
    assert kept[column].is_monotonic_increasing


def test_only_contradicted_claims_are_those_of_the_contradictions(listed):
    kept = found(listed, only_contradicted=True)
    assert set(kept) == {name for each in listed.contradictions for name in each.claims}
    assert listed.frame.loc["dep-ytn-11sept", "conflicts"] == "time"
    assert listed.frame.loc["venue-chosun-tue-wed", "conflicts"] == "denial, forecast"


@pytest.mark.parametrize(
    ("wanted", "those", "not_those"),
    [
        # KCNA gave the departure a day after YTN had put it on the 11th.
        ({"contradicts": ("YTN",)}, {"dep-kcna-yonhap", "dep-vok-tass"}, {"dep-ytn-11sept"}),
        ({"contradicted_by": ("Voice of Korea",)}, {"dep-ytn-11sept"}, {"dep-vok-tass"}),
        ({"contradicted_by": ("YTN",)}, {"dep-kcna-xinhua"}, {"dep-vok-tass"}),
        ({"contradicts": ("a source that says nothing",)}, set(), {"dep-ytn-11sept"}),
        # What came contradicts what was expected, and never the other way round.
        ({"contradicts": ("Chosun Ilbo (English)",)}, {"north-sbs-1310"}, set()),
        ({"contradicts": ("SBS",)}, set(), {"venue-chosun-tue-wed"}),
    ],
)
def test_who_contradicts_a_source_was_public_when_it_was_or_later(listed, wanted, those, not_those):
    kept = set(found(listed, **wanted))
    assert those <= kept
    assert kept.isdisjoint(not_those)


def test_a_claim_that_contradicts_a_source_is_one_that_the_source_is_contradicted_by(listed):
    for name in listed.disagreeing:
        both = {*listed.against([name], later=True), *listed.against([name], later=False)}
        facing = {
            each
            for contradiction in listed.contradictions
            for own in contradiction.claims
            if name in (listed.claims[own].source, *listed.claims[own].via)
            for each in contradiction.against(own)
        }
        assert both == facing


def test_public_until_a_moment_leaves_out_what_is_later_and_what_is_not_dated(listed):
    moment = 1694520000.0  # 12 September 2023, 12:00 UTC: the end of the 11th, last on earth
    kept = found(listed, until=moment)
    assert "dep-ytn-11sept" in kept
    assert all(listed.claims[name].reported_at <= moment for name in kept)
    assert "dep-ytn-11sept" not in found(listed, until=1694422619.0)


def test_the_contradictions_of_what_is_shown_are_those_it_takes_part_in(listed):
    shown = found(listed, journeys=("kim-2019",))
    assert {str(each.kind) for each in listed.contradictions_of(shown)} == {
        "time",
        "order",
        "forecast",
    }
    assert listed.contradictions_of([]) == []


def test_the_days_to_choose_from_are_those_stated(listed):
    shown = search(listed, ClaimFilter(journeys=("kim-2019",)))
    assert listed.days(shown, "happening") == [dt.date(2019, 4, day) for day in (24, 25, 26, 27)]
    assert listed.days(shown.iloc[:0], "happening") == []


def read_back(tmp_path, text):
    path = tmp_path / "claims.csv"
    path.write_bytes(text.encode("utf-8-sig"))
    gazetteer, _ = read_places(DATA / "places.csv")
    zones = {name: config.zone for name, config in read_config(DATA / "journeys.toml").items()}
    return read_claims(path, gazetteer, zones)


def test_all_claims_are_written_and_read_back_the_same(listed, tmp_path):
    table = read_back(tmp_path, listed.csv(list(listed.claims)))
    assert table.problems == ()
    assert table.claims == tuple(listed.claims.values())


def test_what_is_filtered_is_read_back_the_same_but_for_denials_of_what_is_not_in_it(
    listed, tmp_path
):
    names = found(listed, text="ussuriysk", order="publication")
    assert len(names) > 5
    table = read_back(tmp_path, listed.csv(names))
    events = {listed.claims[name].event for name in names}
    meant = [listed.claims[name] for name in names]
    assert table.claims == tuple(
        each if each.denies in events else replace(each, denies=None) for each in meant
    )


def test_a_table_without_ids_is_read_back_with_those_made_up(data):
    write_places(data)
    write_routes(
        data,
        {"place": "west", "time_from": "2023-09-12", "time_to": "2023-09-12", "says": "=1+1"},
        {
            "lat": "43",
            "lon": "131.5",
            "time_from": "2023-09-12T10:00Z",
            "time_to": "",
            "source": "-",
        },
    )
    listed = claim_list(Library.read(data))
    before = tuple(listed.claims.values())
    (data / "routes.csv").write_text(listed.csv(list(listed.claims)), encoding="utf-8", newline="")
    assert Library.read(data).table.claims == before
    assert before[0].says == "=1+1"
    (data / "routes.csv").write_text(listed.csv([before[1].id]), encoding="utf-8", newline="")
    assert Library.read(data).table.claims == before[1:]


def test_ten_thousand_claims_are_searched_at_once(listed):
    many = replace(listed, frame=pd.concat([listed.frame] * 50))
    wanted = ClaimFilter(
        "khasan governor",
        places=("khasan_station",),
        days=(dt.date(2023, 9, 1), dt.date(2023, 9, 30)),
    )
    begun = time.perf_counter()
    kept = search(many, wanted)
    assert time.perf_counter() - begun < 0.5
    assert len(kept) == 50 * len(search(listed, wanted)) > 0
