"""Every page opens, says what is wrong in words, and never shows a stack trace."""

import json
import shutil

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from journeymap.web.site import site
from tests.support.paths import ROOT
from widgets.controls import View

PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "pages").glob("*.py"))


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of the built-in data that a test may break."""
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    monkeypatch.setenv("JOURNEYMAP_DATA", str(folder))
    site.cache_clear()
    yield folder
    site.cache_clear()


@pytest.fixture
def tabs(monkeypatch):
    """The titles that the tab was given, in turn."""
    given, set_config = [], st.set_page_config

    def noted(**config):
        given.append(config["page_title"])
        set_config(**config)

    monkeypatch.setattr(st, "set_page_config", noted)
    return given


def run(page="pages/journey.py", **query):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    if page != "pages/journey.py":
        app.switch_page(page).run()
    assert not app.exception
    return app


def words(app):
    kinds = (app.title, app.markdown, app.text, app.info)
    return "\n".join(element.value for kind in kinds for element in kind)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_opens(page):
    app = run(page)
    assert "cannot be shown" not in words(app)
    # The headline is Streamlit's, or one of our own controls.
    assert app.title or app.get("bidi_component")


def head_of(app):
    """What the heading of the journey is sent."""
    (heading,) = (
        each.proto
        for each in app.get("bidi_component")
        if each.proto.component_name == "journeymap.heading"
    )
    return json.loads(heading.json)


def test_every_built_in_journey_can_be_chosen(tabs):
    ids = site().library().ids
    for name in ids:
        app = run(journey=name)
        heading = head_of(app)
        assert [each for each, _ in heading["journeys"]] == list(ids)
        assert heading["share"]["journey"] == name
        assert "cannot be shown" not in words(app)
        assert tabs[-1] == f"{site().library().title(name)} · Journey Map"


@pytest.mark.parametrize(
    ("page", "query", "title"),
    [
        ("journey", {}, "Kim Jong-un’s train to Russia, September 2023"),
        ("journey", {"journey": "nowhere"}, "This journey is not here"),
        ("claims", {}, "Claims"),
        ("train_graph", {}, "Train graph: Kim Jong-un’s train to Russia, September 2023"),
        ("summits", {}, "Summits: Meetings of Putin and Kim"),
        ("make", {}, "Make"),
    ],
)
def test_each_page_has_a_title_of_its_own(tabs, page, query, title):
    run(f"pages/{page}.py", **query)
    assert tabs[-1] == f"{title} · Journey Map"


def test_the_claims_page_is_named_after_the_journeys_that_are_chosen(tabs):
    app = run("pages/claims.py")
    app.query_params["journey"] = ["kim-2019", "nowhere"]
    app.run()
    assert tabs[-1].startswith("Claims: Kim")


def test_an_unknown_journey_is_named_and_another_can_be_chosen():
    app = run(journey="{{7*7}}<script>")
    assert "There is no journey “{{7*7}}<script>” here." in [text.value for text in app.text]
    assert app.title[0].value == "This journey is not here"
    app.selectbox[0].set_value("kim-2019").run()
    assert not app.text
    assert app.query_params["journey"] in ("kim-2019", ["kim-2019"])
    assert head_of(app)["share"]["journey"] == "kim-2019"


def test_a_broken_row_is_named_and_the_rest_is_drawn(data):
    table = data / "routes.csv"
    lines = table.read_text("utf-8").splitlines()
    header = lines[0].split(",")
    row = dict.fromkeys(header, "")
    row |= {
        "journey": "kim-2023",
        "place": "khasan_station",
        "time_from": "yesterday",
        "source": "X",
    }
    table.write_text("\n".join([*lines, ",".join(row[name] for name in header)]) + "\n", "utf-8")
    app = run()
    shown = words(app)
    assert f"row {len(lines) + 1}" in shown
    assert "yesterday" in shown
    assert "column Time" in shown
    assert "2023-09-12T12:15+10:00" in shown
    assert head_of(app)


@pytest.mark.parametrize("name", ["routes.csv", "places.csv"])
def test_a_missing_table_is_named_with_what_to_do(data, name):
    (data / name).unlink()
    app = run()
    assert f"{name} is missing" in words(app)
    assert "Put a file of that name" in words(app)


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_table_is_named_with_what_to_do(data, content):
    (data / "routes.csv").write_text(content)
    app = run()
    assert "routes.csv is empty" in words(app)


def test_a_table_of_only_a_header_says_how_to_begin(data):
    header = (data / "routes.csv").read_text("utf-8").splitlines()[0]
    (data / "routes.csv").write_text(header + "\n", "utf-8")
    assert "no journey yet" in run().info[0].value


def test_a_wrong_key_in_the_configuration_is_named(data):
    with (data / "journeys.toml").open("a", encoding="utf-8") as file:
        file.write("\n[kim-2023-x]\nzone = 'Mars/Base'\n")
    assert "kim-2023-x.zone" in words(run())


def test_tables_are_read_again_when_they_change(data):
    assert not run().expander
    table = data / "routes.csv"
    table.write_text(table.read_text("utf-8") + '"never closed\n', "utf-8")
    assert "never" not in words(run())  # the broken row is named by its number
    assert run().expander


@pytest.mark.parametrize(
    "broken",
    [
        lambda data: (data / "railway" / "legs.csv").write_text(""),
        lambda data: (data / "railway" / "course.csv").unlink(),
        lambda data: (data / "railway" / "course.csv").write_text(
            "leg,seq,km,lat,lon\nx,0,a,b,c\n"
        ),
        lambda data: ((data / "routes.csv").unlink(), (data / "routes.csv").mkdir()),
        lambda data: ((data / "journeys.toml").unlink(), (data / "journeys.toml").mkdir()),
    ],
    ids=[
        "empty legs",
        "no course",
        "no numbers",
        "a folder for the table",
        "a folder for the titles",
    ],
)
def test_a_file_that_cannot_be_read_is_named(data, broken):
    broken(data)
    shown = words(run())
    assert "cannot be read" in shown
    assert "Put" in shown


def test_the_timeline_stays_where_the_session_left_it(monkeypatch):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    seen = []
    monkeypatch.setattr(
        "widgets.controls._timeline",
        lambda **given: seen.append(given["data"]["t"]) or type("Result", (), {"view": None})(),
    )
    app.run()
    span = site().library().journey("kim-2023").span
    app.session_state["timeline-kim-2023"] = {"view": {"moment": span[0] + 3600}}
    app.run()
    app.session_state["timeline-kim-2023"] = {"view": {"moment": span[1] + 1e9}}
    app.run()
    assert seen == [site().library().journey("kim-2023").opening_moment, span[0] + 3600, span[1]]


def shown(monkeypatch, query=None):
    """What the timeline opens with."""
    given = {}
    monkeypatch.setattr(
        "widgets.controls._timeline",
        lambda **more: given.update(more["data"]) or type("Result", (), {"view": None})(),
    )
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.query_params.update(query or {})
    app.run()
    assert not app.exception
    return given


def test_the_address_can_ask_for_a_moment(monkeypatch):
    asked = shown(monkeypatch, query={"journey": "kim-2023", "t": "2023-09-12T02:15Z"})
    assert asked["t"] == 1694484900.0


@pytest.mark.parametrize(
    ("asked", "reading"), [("known", "known"), ("happened", "happened"), ("{{7*7}}", "happened")]
)
def test_the_address_can_ask_for_a_reading(monkeypatch, asked, reading):
    assert shown(monkeypatch, query={"journey": "kim-2023", "reading": asked})["reading"] == reading


@pytest.mark.parametrize("nonsense", ["soon", "2023-09-12T25:00Z", "{{7*7}}", ""])
def test_a_moment_that_is_none_opens_the_journey_where_it_opens(monkeypatch, nonsense):
    asked = shown(monkeypatch, query={"journey": "kim-2023", "t": nonsense})
    assert asked["t"] == site().library().journey("kim-2023").opening_moment


@pytest.mark.parametrize("speed", [0, -5, 1e9, "fast", None, float("nan")])
def test_a_speed_that_is_none_gives_way_to_the_journeys_own(speed):
    opening = View(1694484900.0, "happened", 80)
    reported = {"moment": 1694496000.0, "reading": "known", "speed": speed}
    view = View.of(reported, opening, (1694484900.0, 1694500000.0))
    assert view == View(1694496000.0, "known", 80)


def shown_meetings(monkeypatch):
    """What the page of the meetings gives each of its parts."""
    parts = {}
    monkeypatch.setattr(
        "widgets.controls._meetings",
        lambda **more: parts.update({more["data"]["part"]: more["data"]}),
    )
    return run("pages/summits.py"), parts


def test_the_summits_page_has_its_parts_from_one_collection(monkeypatch):
    app, parts = shown_meetings(monkeypatch)
    assert list(parts) == ["heading", "table", "reports"]
    assert parts["heading"]["meetings"]["title"] == "Meetings of Putin and Kim"
    assert [meeting["number"] for meeting in parts["table"]["meetings"]["meetings"]] == [1, 2, 3, 4]
    assert (parts["table"]["mapped"], parts["table"]["speed"]) == (True, 80)
    assert not app.expander


def test_a_claim_that_is_not_there_is_named_on_the_summits_page(data, monkeypatch):
    config = data / "journeys.toml"
    config.write_text(config.read_text("utf-8").replace('"s2019-tass-2h"', '"nobody"'), "utf-8")
    app, parts = shown_meetings(monkeypatch)
    shown = words(app)
    assert "column summits.meeting.outcome" in shown
    assert "As written: nobody" in shown
    assert "reports" in parts


def test_a_collection_that_no_journey_shows_has_no_map_but_all_else(data, monkeypatch):
    config = data / "journeys.toml"
    config.write_text(config.read_text("utf-8").replace('landmarks = "summits"', ""), "utf-8")
    app, parts = shown_meetings(monkeypatch)
    assert "no map" in app.info[0].value
    assert not parts["table"]["mapped"]
    assert len(parts["reports"]["meetings"]["meetings"]) == 4


def test_a_journey_that_cannot_be_worked_out_takes_only_the_map_away(data, monkeypatch):
    config = data / "journeys.toml"
    config.write_text(config.read_text("utf-8").replace('"sunchon"', '"atlantis"'), "utf-8")
    app, parts = shown_meetings(monkeypatch)
    assert "atlantis" in words(app)
    assert "reports" in parts


def test_without_a_collection_the_summits_page_says_how_to_begin(data):
    (data / "journeys.toml").unlink()
    app = run("pages/summits.py")
    assert "no collection of meetings yet" in app.info[0].value


def test_of_several_collections_one_can_be_chosen(data, monkeypatch):
    config = data / "journeys.toml"
    config.write_text(
        config.read_text("utf-8") + "\n[kim-2019-talks]\ncollection = true\n", "utf-8"
    )
    table = data / "routes.csv"
    table.write_text(
        table.read_text("utf-8").replace("\nsummits,summit-2019,", "\nkim-2019-talks,summit-2019,"),
        "utf-8",
    )
    app, _ = shown_meetings(monkeypatch)
    assert app.selectbox[0].options == ["Meetings of Putin and Kim", "kim-2019-talks"]
    app.selectbox[0].set_value("kim-2019-talks").run()
    assert not app.exception
    assert "no map" in app.info[0].value


def test_claims_are_searched_by_what_the_address_asks_for():
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    app.query_params["q"] = "wion chosun"
    app.query_params["journey"] = "kim-2023"
    app.switch_page("pages/claims.py").run()
    assert not app.exception
    assert f"1 of {len(site().library().table.claims)} claims" in words(app)
    app.text_input[0].set_value("nowhere-in-the-table").run()
    assert "No claim matches" in app.info[0].value


def test_a_claim_that_is_asked_for_is_shown_in_full_and_an_unknown_one_is_not(monkeypatch):
    shown = []

    def beside(*given, **_):
        shown.append(given[1])

    monkeypatch.setattr("widgets.controls.claim_beside", beside)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    app.query_params["claim"] = "dep-ytn-11sept"
    app.switch_page("pages/claims.py").run()
    who = "RBC, quoting YTN, quoting a senior South Korean government source"
    assert shown[-1]["claim"]["who"] == who
    assert shown[-1]["claim"]["opposed"][0]["title"] == "Sources disagree on the time"
    app.query_params["claim"] = "{{7*7}}"
    app.run()
    assert not app.exception
    assert shown[-1]["claim"] is None
    assert len(shown[-1]["found"]) == shown[-1]["count"] > 20


@pytest.mark.parametrize(
    "query",
    [
        {"until": "never"},
        {"until": "9999-12-31T23:59Z"},
        {"until": "-0043-03-15T12:00Z"},
        {"contradicts": "{{7*7}}", "contradicted_by": "<b>"},
    ],
)
def test_filters_that_ask_for_what_there_is_not_do_no_harm(query):
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30).run()
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page("pages/claims.py").run()
    assert not app.exception
    assert "claim" in words(app)


def test_claims_of_a_table_without_rows_say_how_to_begin(data):
    header = (data / "routes.csv").read_text("utf-8").splitlines()[0]
    (data / "routes.csv").write_text(header + "\n", "utf-8")
    assert "no claim yet" in run("pages/claims.py").info[0].value


GRAPH = "pages/train_graph.py"


def graph(**query):
    """The train graph's page, asked for with these in its address."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    app.run()
    app.switch_page(GRAPH)
    for name, value in query.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception
    return app


def chart_of(app):
    (chart,) = app.get("vega_lite_chart")
    return chart.proto


@pytest.mark.parametrize("reading", ["happened", "known"])
@pytest.mark.parametrize("journey", ["kim-2023", "kim-2023-visit", "kim-2019"])
def test_every_journey_has_a_train_graph(journey, reading):
    app = graph(journey=journey, reading=reading)
    assert site().library().title(journey) in chart_of(app).alt
    assert len(app.dataframe[0].value) == len(site().library().journey(journey).events)


@pytest.mark.parametrize("clock", ["calendar", "departure", "place"])
@pytest.mark.parametrize("distance", ["shared", "own"])
def test_two_journeys_can_be_laid_over_each_other(clock, distance):
    app = graph(**{"with": "kim-2019", "clock": clock, "distance": distance})
    alt = chart_of(app).alt
    assert all(site().library().title(name) in alt for name in ("kim-2023", "kim-2019"))
    assert ("no report says when it left Hamhung" in words(app)) == (clock == "departure")


def test_journeys_of_other_years_are_laid_together_where_both_were():
    clock = next(box for box in graph(**{"with": "kim-2019"}).selectbox if box.label == "Time")
    assert clock.value == "departure"


def test_an_unknown_journey_has_no_train_graph_and_is_named():
    app = graph(journey="{{7*7}}<script>")
    assert "There is no journey “{{7*7}}<script>” here." in words(app)


def test_nonsense_in_the_address_of_a_train_graph_changes_nothing():
    app = graph(reading="x", clock="y", zone="z", **{"with": "w"})
    assert chart_of(app).alt == chart_of(graph()).alt
