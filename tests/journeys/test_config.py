"""journeys.toml is read strictly: a key that would have no effect is named."""

import pytest

from journeymap.claims.means import DEFAULT_MAX_SPEED_KMH
from journeymap.errors import ConfigError
from journeymap.journeys.config import (
    JourneyConfig,
    MeetingConfig,
    read_config,
)
from journeymap.lines.line import LegStatus
from tests.support.hostile import HOSTILE, TITLE_KEYS, write_hostile_data
from tests.support.samples import at

FULL = """\
[first]
title = "A journey"
subtitle = "in 2023"
summary = "A summary."
traveller = "The train"
zone = "Asia/Vladivostok"
zones = ["Asia/Pyongyang", "Europe/Moscow"]
calendar = "julian"
means = "train"
about = { years = 10, days = 2 }
max_speed_kmh = 80
max_speed_note = "assumed"
span = ["2023-09-10T06:00+09:00", "2023-09-13T00:00+10:00"]
landmarks = "summits"
includes = ["second"]
way = "railway"
[[first.route]]
via = ["a", "b", "c"]
status = "expected"
note = "why"
[[first.route]]
via = ["c", "d"]
basis = "great-circle"
[[first.unknown]]
text = "the minute"
place = "a"
[[first.unknown]]
text = "the hour"
[[first.aside]]
place = "z"
from = "c"
[second]
[summits]
collection = true
[[summits.meeting]]
event = "summit"
parts = ["ceremony"]
expected = ["hoped"]
outcome = ["met", "met-too"]
[[summits.meeting]]
event = "another"
"""


def config(tmp_path, text):
    path = tmp_path / "journeys.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_config(path)


def test_every_key_is_read(tmp_path):
    configs = config(tmp_path, FULL)
    assert list(configs) == ["first", "second", "summits"]
    first = configs["first"]
    assert (first.title, first.subtitle, first.summary) == ("A journey", "in 2023", "A summary.")
    assert (first.traveller, first.zone) == ("The train", "Asia/Vladivostok")
    assert first.zones == ("Asia/Pyongyang", "Europe/Moscow")
    assert first.means == "train"
    assert (first.calendar, first.about.years, first.about.months) == ("julian", 10, 1)
    assert (first.max_speed_kmh, first.max_speed_note) == (80.0, "assumed")
    assert (first.landmarks, first.includes) == ("summits", ("second",))
    assert [route.via for route in first.route] == [("a", "b", "c"), ("c", "d")]
    assert [route.basis for route in first.route] == ["railway", "great-circle"]
    assert [route.status for route in first.route] == [LegStatus.EXPECTED, LegStatus.REPORTED]
    assert [(each.text, each.place) for each in first.unknown] == [
        ("the minute", "a"),
        ("the hour", None),
    ]
    assert [(each.place, each.from_, each.note) for each in first.detours] == [("z", "c", "")]
    assert (first.collection, configs["summits"].collection) == (False, True)
    assert configs["summits"].meeting == (
        MeetingConfig(
            event="summit",
            parts=("ceremony",),
            expected=("hoped",),
            outcome=("met", "met-too"),
        ),
        MeetingConfig(event="another"),
    )


def test_the_full_example_leaves_no_key_out(tmp_path):
    assert config(tmp_path, FULL)["first"].model_fields_set == set(JourneyConfig.model_fields) - {
        "collection",
        "meeting",
    }


def test_a_span_is_two_moments(tmp_path):
    span = config(tmp_path, FULL)["first"].span_seconds
    assert span == (at("2023-09-09T21:00Z"), at("2023-09-12T14:00Z"))


def test_nothing_needs_to_be_configured(tmp_path):
    assert read_config(tmp_path / "journeys.toml") == {}
    assert config(tmp_path, "") == {}
    bare = config(tmp_path, "[mine]")["mine"]
    assert bare == JourneyConfig()
    assert (bare.title, bare.zone, bare.max_speed_kmh) == ("", "UTC", DEFAULT_MAX_SPEED_KMH)
    assert (bare.span, bare.span_seconds, bare.route) == (None, None, ())


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("[x]\ntitel = 'A'", "x.titel"),
        ("[x]\ntitle = 3", "x.title"),
        ("[x]\nzone = 'Vladivostok'", "x.zone"),
        ("[x]\nzone = ''", "x.zone"),
        ("[x]\nzone = '../UTC'", "x.zone"),
        ("[x]\nzones = ['UTC', 'UTC+10']", "x.zones.1"),
        ("[x]\nmax_speed_kmh = 0", "x.max_speed_kmh"),
        ("[x]\nmax_speed_kmh = -80", "x.max_speed_kmh"),
        ("[x]\nmax_speed_kmh = 'fast'", "x.max_speed_kmh"),
        ("[x]\nspan = ['2023-09-10T06:00+09:00']", "x.span.1"),
        ("[x]\nspan = ['yesterday', '2023-09-10T06:00Z']", "x"),
        ("[x]\nspan = ['2023-09-10T06:00', '2023-09-11T06:00Z']", "x"),
        ("[x]\nspan = ['2023-09-11T06:00Z', '2023-09-10T06:00Z']", "x"),
        ("[x]\nspan = ['2023-09-10T06:00Z', '2023-09-10T15:00+09:00']", "x"),
        ("[[x.route]]\nvia = ['a']", "x.route.0.via"),
        ("[[x.route]]\nbasis = 'railway'", "x.route.0.via"),
        (
            "[[x.route]]\nvia = ['a', 'b']\n[[x.route]]\nvia = ['b', 'c']\nbasis = 'road'",
            "x.route.1.basis",
        ),
        ("[[x.route]]\nvia = ['a', 'b']\nstatus = 'certain'", "x.route.0.status"),
        ("[[x.route]]\nvia = ['a', 'b']\nspeed = 3", "x.route.0.speed"),
        ("[[x.unknown]]\nplace = 'a'", "x.unknown.0.text"),
        ("[[x.aside]]\nplace = 'a'", "x.aside.0.from"),
        ("[x]\ncollection = true\n[[x.meeting]]\nexpected = ['a']", "x.meeting.0.event"),
        (
            "[x]\ncollection = true\n[[x.meeting]]\nevent = 'a'\noutcome = 'b'",
            "x.meeting.0.outcome",
        ),
        ("[[x.meeting]]\nevent = 'a'", "x"),
        ("title = 'A'", "title"),
        ("[good]\ntitle = 'A'\n[x]\nzone = 'no'", "x.zone"),
    ],
)
def test_the_key_that_is_wrong_is_named(tmp_path, text, where):
    with pytest.raises(ConfigError) as caught:
        config(tmp_path, text)
    assert f"journeys.toml: {where}: " in str(caught.value)
    assert caught.value.hint


@pytest.mark.parametrize("speed", ["inf", "nan", "-inf"])
def test_a_speed_is_a_finite_number(tmp_path, speed):
    with pytest.raises(ConfigError, match="max_speed_kmh"):
        config(tmp_path, f"[x]\nmax_speed_kmh = {speed}")


@pytest.mark.parametrize(
    "text", ["title = ", "[x\n", "[x]\na = 'b", "[x]\n[x]\n", b"[x]\ntitle = '\xe9'"]
)
def test_what_is_no_toml_is_refused_with_what_to_do(tmp_path, text):
    with pytest.raises(ConfigError, match=r"journeys\.toml is not valid TOML") as caught:
        config(tmp_path, text)
    assert "quotation marks" in caught.value.hint


def test_a_mark_of_the_encoding_is_no_fault(tmp_path):
    assert config(tmp_path, b"\xef\xbb\xbf[x]\ntitle = 'A'\n")["x"].title == "A"


def test_a_configuration_cannot_be_changed_afterwards(tmp_path):
    first = config(tmp_path, FULL)["first"]
    with pytest.raises(ValueError, match="frozen"):
        first.title = "Another"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_kept_as_written(tmp_path, text):
    write_hostile_data(tmp_path, text)
    configs = read_config(tmp_path / "journeys.toml")
    assert set(configs) == {"journey", text}
    for written in configs.values():
        assert {getattr(written, key) for key in TITLE_KEYS} == {text}
        assert (
            [each.text for each in written.unknown]
            == [each.note for each in written.route]
            == [text]
        )


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_is_no_zone(text):
    with pytest.raises(ValueError, match="IANA"):
        JourneyConfig(zone=text)
