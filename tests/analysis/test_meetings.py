"""Meetings of a collection: put in order, with what was expected before and what came of them."""

import csv
import json

import pytest

from journeymap.analysis.meetings import meetings_of
from journeymap.claims.columns import COLUMNS
from journeymap.claims.fusion import Disagreement
from journeymap.exports.meetings import to_values
from journeymap.journeys.library import Library
from tests.support.hostile import HOSTILE, write_hostile_data
from tests.support.paths import ROOT
from tests.support.samples import at, write_places, write_routes

CONFIG = """\
[talks]
title = "Talks"
subtitle = "of two"
collection = true
[[talks.meeting]]
event = "second"
parts = ["dinner"]
expected = ["rumour", "plan"]
outcome = ["treaty"]
[[talks.unknown]]
text = "Whether they met again."
"""


def on(day):
    return {"time_from": day, "time_to": day}


MEETING = {
    "journey": "talks",
    "event": "first",
    "kind": "meeting",
    "place": "west",
    "reported_at": "2020-05-02",
    "source": "A",
    "claim": "a",
} | on("2020-05-01")
SECOND = (
    MEETING
    | {"event": "second", "place": "east", "reported_at": "2023-05-02", "claim": "b"}
    | on("2023-05-01")
)
DINNER = SECOND | {"event": "dinner", "place": "middle", "claim": "d"}
PLAN = SECOND | {
    "journey": "other",
    "event": "plan",
    "status": "expected",
    "reported_at": "2023-04-01",
    "claim": "plan",
}
RUMOUR = PLAN | {
    "event": "rumour",
    "kind": "statement",
    "reported_at": "2023-04-02",
    "claim": "rumour",
}
TREATY = SECOND | {
    "journey": "other",
    "event": "treaty",
    "kind": "statement",
    "reported_at": "2023-06-01",
    "claim": "treaty",
}
LATER = (
    MEETING
    | {
        "event": "denial",
        "kind": "statement",
        "place": "",
        "reported_at": "2025-01-01",
        "claim": "later",
    }
    | on("2025-01-01")
)
ALL = (SECOND, MEETING, DINNER, PLAN, RUMOUR, TREATY, LATER)


@pytest.fixture
def talks(tmp_path):
    """Work out the collection of a folder with these rows and this journeys.toml."""

    def make(*rows, config=CONFIG):
        write_places(tmp_path)
        write_routes(tmp_path, *(rows or ALL))
        (tmp_path / "journeys.toml").write_text(config, "utf-8")
        return meetings_of(Library.read(tmp_path), "talks")

    return make


@pytest.fixture(scope="module")
def summits():
    return meetings_of(Library.read(ROOT / "data"), "summits")


def ids(assessed):
    return [each.claim.id for each in assessed]


def test_meetings_come_in_the_order_of_time_with_their_parts(talks):
    found = talks()
    assert (found.title, found.subtitle) == ("Talks", "of two")
    assert [meeting.event.id for meeting in found.meetings] == ["first", "second"]
    assert [[part.id for part in meeting.parts] for meeting in found.meetings] == [[], ["dinner"]]
    assert found.problems == ()


def test_what_stands_beside_a_meeting_comes_in_the_order_of_publication(talks):
    first, second = talks().meetings
    assert ids(second.expected) == ["plan", "rumour"]
    assert ids(second.outcome) == ["treaty"]
    assert (first.expected, first.outcome) == ((), ())


def test_a_claim_beside_a_meeting_is_assessed_by_its_own_event(talks):
    denied = PLAN | {"claim": "elsewhere", "place": "west", "reported_at": "2023-03-01"}
    agreeing = PLAN | {"claim": "plan-too", "reported_at": "2023-04-04"}
    config = CONFIG.replace('"plan"', '"plan", "elsewhere"')
    _, second = talks(*ALL, denied, agreeing, config=config).meetings
    differing = {each.claim.id: each.disagreement for each in second.expected}
    # The third claim of that event, which stands beside no meeting, decides between the two.
    assert differing == {
        "elsewhere": Disagreement(other_place="west"),
        "plan": None,
        "rumour": None,
    }


def test_a_meeting_that_is_not_configured_is_shown_all_the_same(talks):
    found = talks(config="[talks]\ncollection = true\n")
    assert [meeting.event.id for meeting in found.meetings] == ["first", "second", "dinner"]
    assert found.title == "talks"


def test_the_gap_begins_with_the_last_word_of_all(talks):
    gap = talks().gap
    assert gap.texts == ("Whether they met again.",)
    assert gap.last.claim.id == "later"
    assert talks(*(row | {"reported_at": ""} for row in ALL)).gap.last is None
    assert talks(config="[talks]\ncollection = true\n").gap is None


def test_no_event_is_left_out(talks):
    reported_nowhere_else = LATER | {
        "event": "toast",
        "reported_at": "2023-05-03",
        "claim": "toast",
    }
    assert [event.id for event in talks(*ALL, reported_nowhere_else).others] == ["toast"]
    assert talks().others == ()
    # Without a gap to stand in, the last word is another event.
    assert "denial" in [event.id for event in talks(config="[talks]\ncollection = true\n").others]


@pytest.mark.parametrize(
    ("key", "old", "new", "code"),
    [
        ("event", "second", "third", "event-not-in-collection"),
        ("parts", "dinner", "lunch", "event-not-in-collection"),
        ("expected", "plan", "plans", "claim-unknown"),
        ("outcome", "treaty", "{{7*7}}", "claim-unknown"),
        ("expected", "plan", "treaty", "published-after-meeting"),
        ("outcome", "treaty", "plan", "published-before-meeting"),
    ],
)
def test_a_name_that_cannot_be_meant_is_a_problem_and_the_rest_is_shown(talks, key, old, new, code):
    found = talks(config=CONFIG.replace(f'"{old}"', f'"{new}"', 1))
    (problem,) = found.problems
    assert (problem.table, problem.row, problem.column, problem.value) == (
        "journeys.toml",
        None,
        f"talks.meeting.{key}",
        new,
    )
    assert problem.code == code
    assert {"first", "second"} <= {meeting.event.id for meeting in found.meetings}


def test_a_day_that_may_have_been_before_the_meeting_counts_as_before(talks):
    same_day = PLAN | {"reported_at": "2023-05-01"}
    assert talks(*(same_day if row is PLAN else row for row in ALL)).problems == ()
    that_noon = PLAN | {"reported_at": "2023-05-01T12:00+10:00"}
    assert talks(*(that_noon if row is PLAN else row for row in ALL)).problems == ()
    next_week = PLAN | {"reported_at": "2023-05-09"}
    assert len(talks(*(next_week if row is PLAN else row for row in ALL)).problems) == 1


def test_values_number_what_took_place_and_put_agreement_first(talks):
    differing = SECOND | {"claim": "b0", "place": "west", "reported_at": "2023-05-09"}
    agreeing = SECOND | {"claim": "b2", "reported_at": "2023-05-03"}
    planned = (
        MEETING | {"event": "never", "status": "expected", "claim": "never"} | on("2021-01-01")
    )
    values = to_values(talks(differing, agreeing, *ALL, planned))
    assert [(each["id"], each["number"]) for each in values["meetings"]] == [
        ("first", 1),
        ("never", None),
        ("second", 2),
    ]
    second = values["meetings"][2]
    assert [claim["id"] for claim in second["claims"]] == ["b2", "b", "b0"]
    assert second["claims"][2]["disagreement"] == "it names West Town"
    assert second["place"] == {
        "key": "east",
        "name": "East Town",
        "name_local": "Восток",
        "zone": "Asia/Vladivostok",
        "accuracy_m": 100.0,
        "detail": "",
    }
    assert second["window"] == [
        at("2023-05-01", "Asia/Vladivostok"),
        at("2023-05-02", "Asia/Vladivostok"),
    ]
    assert values["gap"]["last"]["reported_day"] == "2025-01-01"


def test_values_without_times_or_places_are_json(talks):
    values = to_values(
        talks(MEETING | {"place": "", "time_from": "", "time_to": "", "reported_at": ""})
    )
    (meeting,) = values["meetings"]
    assert (meeting["place"], meeting["window"], meeting["zone"]) == (None, [None, None], "UTC")
    assert json.loads(json.dumps(values, allow_nan=False)) == values


def test_a_folder_without_a_collection_has_none(tmp_path):
    write_places(tmp_path)
    write_routes(tmp_path, MEETING)
    assert Library.read(tmp_path).collections == []
    (tmp_path / "journeys.toml").write_text("[empty]\ncollection = true\n[talks]\n", "utf-8")
    assert Library.read(tmp_path).collections == []
    (tmp_path / "journeys.toml").write_text("[talks]\ncollection = true\n", "utf-8")
    assert Library.read(tmp_path).collections == ["talks"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_carried_as_written(tmp_path, text):
    write_hostile_data(tmp_path, text)
    with (tmp_path / "journeys.toml").open("a", encoding="utf-8") as file:
        file.write("\n[hostile]\ncollection = true\n")
    with (tmp_path / "routes.csv").open("a", encoding="utf-8", newline="") as file:
        row = MEETING | {
            "journey": "hostile",
            "says": text,
            "note": text,
            "place": text,
            "lat": 43,
            "lon": 131,
        }
        csv.DictWriter(file, COLUMNS, restval="", lineterminator="\n").writerow(row)
    (meeting,) = to_values(meetings_of(Library.read(tmp_path), "hostile"))["meetings"]
    assert (meeting["claims"][0]["says"], meeting["claims"][0]["note"]) == (
        text.strip(),
        text.strip(),
    )
    assert meeting["place"]["name"] == text.strip()


def test_the_four_summits_and_where_they_were(summits):
    assert [(meeting.event.place, len(meeting.parts)) for meeting in summits.meetings] == [
        ("fefu", 0),
        ("vostochny", 0),
        ("kumsusan_guest_house", 1),
        ("diaoyutai", 0),
    ]
    assert [each["number"] for each in to_values(summits)["meetings"]] == [1, 2, 3, 4]
    assert summits.problems == ()
    assert summits.others == ()


def test_what_was_expected_in_2023_ran_from_vladivostok_to_vostochny(summits):
    places = [each.claim.place for each in summits.meetings[1].expected]
    assert places[0] == "vladivostok"
    assert places[-2:] == ["vostochny", "vostochny"]


def test_nothing_beside_a_summit_comes_from_nowhere(summits):
    for meeting in summits.meetings:
        for each in (*meeting.expected, *meeting.outcome):
            assert each.claim.says
            assert each.claim.source
    assert [bool(meeting.outcome) for meeting in summits.meetings] == [True] * 4
    assert all(meeting.expected for meeting in summits.meetings)


def test_the_built_in_gap_is_that_after_october_2025(summits):
    assert summits.gap.last.claim.reported_day == "2025-10-28"
    assert "28 October 2025" in summits.gap.texts[0]
