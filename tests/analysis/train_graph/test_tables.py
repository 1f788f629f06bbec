"""The tables of the train graph: both readings, on the built-in journeys and on small ones."""

import json
import re
from itertools import pairwise

import numpy as np
import pytest

from journeymap.analysis.train_graph.tables import labelled, train_graph
from journeymap.journeys.library import Library
from journeymap.phrases import train_graph as phrases
from journeymap.web.site import site
from tests.support.hostile import HOSTILE, write_hostile_data
from tests.support.samples import HOUR, at, write_places, write_routes
from widgets.train_graph.chart import SELECTIONS, train_chart
from widgets.train_graph.colours import style

ZONE = "Asia/Vladivostok"


@pytest.fixture(scope="module")
def kim():
    library = site().library()
    return {name: library.journey(name) for name in library.ids}


def on_line(frame, moment, column="km"):
    return float(np.interp(moment, frame["moment"], frame[column]))


@pytest.mark.parametrize("name", ["kim-2023", "kim-2023-visit", "kim-2019"])
def test_the_line_is_the_estimate_within_its_band(kim, name):
    journey = kim[name]
    graph = train_graph([journey], "happened", zone=ZONE)
    fold = graph.journeys[0].axis.fold
    first = min(journey.happened.moments.values())
    for moment in np.linspace(first, journey.span[1], 500):
        best, low, high = (float(each) for each in journey.happened.track.at(np.array(moment)))
        km = on_line(graph.tracks, moment)
        assert km == pytest.approx(float(fold.at(np.array(best))), abs=1e-6)
        between = fold.at(np.linspace(low, high, 200))
        least, most = (on_line(graph.band, moment, end) for end in ("km_from", "km_to"))
        assert least - 1e-6 <= between.min()
        assert most + 1e-6 >= between.max()
        assert least - 1e-6 <= km <= most + 1e-6


def test_before_anything_places_it_there_is_no_line(kim):
    graph = train_graph([kim["kim-2019"]], "happened", zone=ZONE)
    assert graph.tracks["moment"].min() == min(kim["kim-2019"].happened.moments.values())
    assert graph.band["moment"].min() == kim["kim-2019"].span[0]


def test_after_its_last_report_the_train_is_only_held_there(kim):
    tracks = train_graph([kim["kim-2023"]], "happened", zone=ZONE).tracks
    last = max(kim["kim-2023"].happened.moments.values())
    held = tracks["held"].astype(bool)
    assert (tracks.loc[held, "moment"] >= last).all()
    assert (tracks.loc[~held, "moment"] <= last).all()
    assert held.any()


def test_as_known_the_line_is_a_staircase_of_publications(kim):
    journey = kim["kim-2023"]
    graph = train_graph([journey], "known", zone=ZONE)
    public = {claim.claim.reported_at for event in journey.events for claim in event.claims}
    steps = [
        (before.moment, after.moment)
        for before, after in pairwise(graph.tracks.itertuples())
        if before.km != after.km
    ]
    assert len(steps) >= 3
    assert all(left == right and left in public for left, right in steps)


def test_the_story_of_12_september_as_it_was_known(kim):
    graph = train_graph([kim["kim-2023"]], "known", zone=ZONE)
    told = dict(zip(graph.stations["place"], graph.stations["km"], strict=True))
    rows = graph.tracks
    assert rows["moment"].min() == at("2023-09-11T18:57+10:00")  # the first report that it had left
    assert on_line(rows, at("2023-09-12T08:00+10:00")) == told["pyongyang_station"]
    assert on_line(rows, at("2023-09-12T14:00+10:00")) == told["khasan_station"]
    assert on_line(rows, at("2023-09-12T15:00+10:00")) == told["razdolnaya_bridge"]
    # Vladivostok align ahead, and the range ends there.
    at_three = graph.band[(graph.band["moment"] <= at("2023-09-12T15:00+10:00"))]
    assert at_three["km_to"].max() == pytest.approx(told["vladivostok_station"], abs=2)


def test_without_a_place_expected_the_range_known_grows_both_ways(kim):
    journey = kim["kim-2019"]
    graph = train_graph([journey], "known", zone=ZONE)
    epoch = next(
        each for each in journey.known.epochs if each.track is not None and each.branch is None
    )
    own = graph.band[graph.band["part"] == 0]
    stood = float(graph.journeys[0].axis.fold.at(epoch.track.low)[0])
    reach = epoch.track.high - epoch.track.low
    assert own["km_from"].tolist() == pytest.approx((stood - reach).tolist())
    assert own["km_to"].tolist() == pytest.approx((stood + reach).tolist())


def test_windows_lie_between_what_was_told(kim):
    graph = train_graph([kim["kim-2023"]], "happened", zone=ZONE)
    row = graph.windows.set_index("event").loc["border-crossing"]
    start = at("2023-09-10T06:00+09:00")
    assert row["x"] == (at("2023-09-12T01:00+10:00") - start) / HOUR
    assert row["x2"] == (at("2023-09-12T07:00+10:00") - start) / HOUR
    assert row["x"] <= row["at"] <= row["x2"]
    assert set(graph.windows["event"]) == set(kim["kim-2023"].km)


@pytest.mark.parametrize("name", ["kim-2023", "kim-2023-visit", "kim-2019"])
def test_every_report_of_an_event_on_the_line_is_marked_or_counted(kim, name):
    journey = kim[name]
    graph = train_graph([journey], "known", zone=ZONE)
    shown = [claim.id for claims in graph.publications["claims"] for claim in claims]
    every = {
        e.claim.id: e.claim
        for event in journey.events
        if event.id in journey.km
        for e in event.claims
    }
    assert len(shown) == len(set(shown))
    assert len(shown) + graph.later == len(every)
    for row in graph.publications.itertuples():
        assert {claim.reported_at for claim in row.claims} == {row.moment}
        assert row.exact == any(claim.reported_day is None for claim in row.claims)


def test_the_first_report_is_marked_once_for_each_event(kim):
    publications = train_graph([kim["kim-2023"]], "known", zone=ZONE).publications
    first = publications[publications["first"].astype(bool)]
    assert first["event"].is_unique
    bridge = first.set_index("event").loc["razdolnaya-bridge"]
    assert bridge["moment"] == at("2023-09-12T14:22+10:00")
    assert bridge["x"] - bridge["event_x"] == pytest.approx(2 + 7 / 60)


def test_two_journeys_meet_at_their_common_moment(kim):
    graph = train_graph([kim["kim-2023"], kim["kim-2019"]], "happened", clock="place", zone=ZONE)
    assert graph.shared == "hamhung"
    arrivals = graph.windows[graph.windows["kind"] == "arrival"].groupby("journey").first()
    assert arrivals["at"].iloc[0] == pytest.approx(arrivals["at"].iloc[1], abs=0.1)
    assert arrivals["km"].iloc[0] == pytest.approx(arrivals["km"].iloc[1], abs=0.01)
    assert graph.stations["place"].is_unique


@pytest.mark.parametrize("names", [["kim-2023"], ["kim-2023", "kim-2023-visit"]])
def test_labels_keep_their_distance_and_the_weightiest_stay(kim, names):
    graph = train_graph([kim[name] for name in names], "happened", zone=ZONE)
    named = labelled(graph).sort_values("km")
    room = 0.026 * (graph.km_range[1] - graph.km_range[0])
    assert (np.diff(named["km"]) >= room).all()
    assert "khasan_station" in set(named["place"])
    assert "friendship_bridge" not in set(named["place"])


def test_a_journey_of_one_report_can_be_drawn(tmp_path):
    write_places(tmp_path)
    write_routes(tmp_path, {"place": "west", "time_from": "2023-09-12T01:00Z"})
    journey = Library.read(tmp_path).journey("journey")
    for reading in ("happened", "known"):
        graph = train_graph([journey], reading)
        assert len(graph.windows) == 1
        assert train_chart(graph, zone="UTC").to_dict()
        assert not phrases.stretches(graph, "UTC").empty


def test_a_fix_outside_the_time_shown_leads_no_line_backwards(tmp_path):
    write_places(tmp_path)
    write_routes(
        tmp_path,
        *[
            {
                "place": place,
                "time_from": f"2023-09-1{day}T01:00Z",
                "time_to": f"2023-09-1{day}T01:00Z",
            }
            for day, place in enumerate(("west", "middle", "east"))
        ],
    )
    (tmp_path / "journeys.toml").write_text(
        '[journey]\nspan = ["2023-09-10T12:00Z", "2023-09-11T12:00Z"]\n'
    )
    tracks = train_graph([Library.read(tmp_path).journey("journey")], "happened").tracks
    assert tracks["moment"].is_monotonic_increasing
    assert tracks["x"].between(0, 24).all()


# What marks and tables tell


def test_a_mark_tells_the_claim_its_source_and_when_it_was_public(kim):
    graph = train_graph([kim["kim-2023"]], "happened", zone=ZONE)
    bridge = phrases.windows(graph, ZONE).set_index("event").loc["razdolnaya-bridge"]
    assert bridge["Event"] == "passing of Razdolnaya bridge, reported"
    assert bridge["Window"] == bridge["Estimate"] == "12 Sep 2023, 12:15 (UTC+10)"
    assert "Razdolnaya" in bridge["Says"]
    assert ", quoting RIA Novosti" in bridge["Source"]
    assert bridge["Public"] == "12 Sep 2023, 14:22 (UTC+10)"
    first = phrases.publications(graph, ZONE)
    assert (
        first[first["event"] == "razdolnaya-bridge"]
        .iloc[0]["Reports"]
        .endswith("the first of this event")
    )
    assert "claims" not in first.columns


@pytest.mark.parametrize(
    ("reading", "moment", "train", "possible"),
    [
        ("happened", "2023-09-10T08:00+10:00", "no report yet says where", "at 0 km"),
        ("happened", "2023-09-12T06:00+10:00", "estimated at Khasan, 771 km", "at 771 km"),
        (
            "happened",
            "2023-09-12T09:00+10:00",
            "estimated between Khasan and Razdolnaya bridge, 840 km",
            "from 771 to 1,006 km",
        ),
        ("known", "2023-09-11T06:00+10:00", "not reported anywhere yet", "not known"),
        (
            "known",
            "2023-09-12T15:00+10:00",
            "last reported at Razdolnaya bridge, 1,006 km",
            "from 1,006 to 1,097 km",
        ),
    ],
)
def test_any_time_tells_where_the_train_is(kim, reading, moment, train, possible):
    graph = train_graph([kim["kim-2023"]], reading, zone=ZONE)
    rows = phrases.stretches(graph, ZONE).set_index("moment")
    row = rows.loc[at(moment)]
    assert row["Train"].startswith(train)
    assert row["Possible"] == possible


def test_any_time_can_be_pointed_at_but_once(kim):
    graph = train_graph([kim["kim-2023"], kim["kim-2023-visit"]], "happened", zone=ZONE)
    rows = phrases.stretches(graph, ZONE).sort_values("x")
    assert set(rows["journey"]) == {0, 1}
    assert (rows["x2"].to_numpy()[:-1] <= rows["x"].to_numpy()[1:] + 1e-9).all()
    assert rows["x"].min() == 0
    assert rows["x2"].max() == graph.time.length


def test_the_table_has_every_event_with_its_delay(kim):
    journey = kim["kim-2023"]
    table = phrases.event_table(train_graph([journey], "happened", zone=ZONE), 0, ZONE)
    assert len(table) == len(journey.events)
    assert table["moment"].dropna().is_monotonic_increasing
    bridge = table[table["Place"] == "Razdolnaya bridge"].iloc[0]
    assert (bridge["Delay"], bridge["Claims"], round(bridge["km"])) == (
        "about two hours later",
        6,
        1006,
    )
    assert table[table["Event"] == "statement"]["km"].isna().all()


# The chart


@pytest.mark.parametrize(
    "text", [HOSTILE[name] for name in ("template literal", "end of script", "lines")]
)
def test_no_text_of_a_table_is_in_the_charts_specification(data, text):
    write_hostile_data(data, text)
    journey = Library.read(data).journey("journey")
    chart, values = taken_apart(journey)
    assert json.dumps(" ".join(text.split())[:20], ensure_ascii=False)[1:-1] in values
    write_hostile_data(data, "plain")
    assert chart == taken_apart(Library.read(data).journey("journey"))[0]


def taken_apart(journey):
    """A chart's specification, without the names of its data sets, which are hashes, and its data as JSON."""
    graphs = [train_graph([journey], reading, zone="UTC") for reading in ("known", "happened")]
    chart = train_chart(graphs[0], zone="UTC", backdrop=graphs[1]).to_dict()
    values = json.dumps(chart.pop("datasets"), ensure_ascii=False)
    return re.sub(r"data-\w+", "", json.dumps(chart)), values


def test_a_tooltip_has_no_heading_and_no_picture(kim):
    chart = json.dumps(
        train_chart(train_graph([kim["kim-2023"]], "happened"), zone="UTC").to_dict()["layer"]
    )
    assert '"tooltip"' in chart
    titles = {*phrases.WINDOW_WORDS, *phrases.PUBLICATION_WORDS, *phrases.STRETCH_WORDS}
    assert not {title.lower() for title in titles} & {"title", "image"}


def test_everything_that_can_be_clicked_has_a_journey_and_a_moment(kim):
    chart = train_chart(train_graph([kim["kim-2023"]], "happened"), zone="UTC").to_dict()
    clickable = {
        param["name"]: param["select"] for param in chart["params"] if param["name"] in SELECTIONS
    }
    assert clickable.keys() == set(SELECTIONS)
    assert all(select["fields"] == ["journey", "moment"] for select in clickable.values())


def test_the_chart_has_the_colours_of_the_page_and_none_of_its_own(kim):
    chart = json.dumps(
        train_chart(train_graph([kim["kim-2023"]], "happened"), zone="UTC").to_dict()
    )
    assert "var(--graph-line)" in chart
    assert not re.search(r"#[0-9a-f]{6}", chart)
    sheet = style(dark=False)
    assert "--graph-line: light-dark(#c1121f, #ff5d62)" in sheet
    assert "--graph-line: Highlight" in sheet
