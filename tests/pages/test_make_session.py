"""The Make page without a browser: its questions, corrections, limits and drafts."""

import secrets

import numpy as np
import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from journeymap.authoring.imports import read_paste
from journeymap.authoring.store import StoreUnavailableError
from journeymap.claims.columns import COLUMNS
from journeymap.claims.gazetteer import Place
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft
from journeymap.journeys.draft_codec import decode, encode
from journeymap.lines.recording import Recording
from journeymap.web.site import site
from tests.support.hostile import HOSTILE
from tests.support.paths import ROOT
from widgets.make import pasting, save
from widgets.make import table as table_part
from widgets.make.save import differences
from widgets.make.session import EditorSession, blank, numbered, without_blank_end

COLUMN_NAMES = ("place", "lat", "lon", "time_from")


@pytest.fixture(autouse=True)
def _own_site():
    site.cache_clear()
    yield
    site.cache_clear()


def table(*rows, columns=COLUMN_NAMES):
    return numbered(pd.DataFrame(rows, columns=list(columns), dtype="str"))


TRIP = table(
    ("Home", "52.52", "13.40", "2024-05-01T08:00+02:00"),
    ("Lake", "52.40", "13.06", "2024-05-01T12:30+02:00"),
)


def opened(rows=None, **query):
    """The page with a stored draft, and the key of the draft."""
    key = secrets.token_hex(16)
    if rows is not None:
        site().store.save_draft(key, encode(Draft(rows)), address="test")
        query["draft"] = key
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page("pages/make.py").run()
    assert not app.exception
    return app, key


def words(app):
    kinds = (app.title, app.markdown, app.text, app.info, app.error, app.warning)
    return "\n".join(element.value for kind in kinds for element in kind)


def button(app, label):
    return next(each for each in app.button if each.label == label)


def test_a_fresh_page_has_an_empty_table_and_nothing_to_save():
    app, _ = opened()
    assert "place and a time" in words(app)
    assert button(app, "Save").disabled


def test_a_drawn_journey_can_be_saved_and_has_links():
    app, key = opened(TRIP)
    button(app, "Save").click().run()
    assert not app.exception
    links = "\n".join(code.value for code in app.code)
    identifier, _, secret = links.partition("edit=")[2].split()[0].partition(".")
    assert f"embed/{identifier}" in links
    assert site().store.may_edit(identifier, secret)
    assert decode(site().store.latest(identifier).payload).rows.equals(TRIP)
    # A saved journey has no draft.
    assert site().store.draft(key) is None


def test_what_is_typed_and_saved_at_once_is_in_what_is_saved():
    app, _ = opened(TRIP)
    # As a browser sends it whose server was still busy: the text and the click in one message.
    next(each for each in app.text_area if each.label == "Summary").set_value("By car and boat.")
    next(each for each in app.text_input if each.label == "Title").set_value("To the lake")
    button(app, "Save").click().run()
    links = "\n".join(code.value for code in app.code)
    saved = decode(site().store.latest(links.partition("share/")[2].split()[0]).payload).config
    assert (saved.title, saved.summary) == ("To the lake", "By car and boat.")
    assert "Saved as version 1" in words(app)


def test_what_is_typed_as_a_correction_is_taken_is_kept():
    app, _ = opened(TRIP.assign(time_from=["03/04/2024 08:00", "03/04/2024 12:30"]))
    next(each for each in app.text_input if each.label == "Title").set_value("To the lake")
    button(app, "Do this").click().run()
    assert editor_of(app).draft.config.title == "To the lake"
    assert "03/04/2024" not in "".join(editor_of(app).draft.rows["time_from"])


def test_a_question_is_answered_with_a_click_that_can_be_undone():
    app, _ = opened(TRIP.assign(time_from=["03/04/2024 08:00", "03/04/2024 12:30"]))
    labels = [each.label for each in app.button]
    assert labels.count("Do this") >= 2
    assert "day" in words(app)
    button(app, "Do this").click().run()
    assert "03/04/2024" not in "".join(app.session_state["editor"].draft.rows["time_from"])
    button(app, "Undo").click().run()
    assert app.session_state["editor"].draft.rows["time_from"].iloc[0] == "03/04/2024 08:00"


def test_a_repeated_row_is_removed_with_a_click():
    app, _ = opened(numbered(pd.concat([TRIP, TRIP.tail(1)])))
    assert len(app.session_state["editor"].draft.rows) == 3
    button(app, "Do this").click().run()
    assert app.session_state["editor"].draft.rows["place"].tolist() == ["Home", "Lake"]


TYPED = table(("Oslo", "", "", "3 June 2025 18:49"), ("Narvik", "", "", "5 June 2025 13:10"))


def saved_rows(app):
    links = "\n".join(code.value for code in app.code)
    identifier = links.partition("share/")[2].split()[0]
    return decode(site().store.latest(identifier).payload).rows


def test_a_name_of_one_place_and_a_local_time_are_read_without_a_question():
    app, _ = opened(TYPED)
    assert "Do this" not in [each.label for each in app.button]
    assert "2 places were found by name" in [each.label for each in app.expander]
    button(app, "Save").click().run()
    # What was typed stays in the table; what is saved says which moment it is.
    assert editor_of(app).draft.rows["time_from"].tolist() == TYPED["time_from"].tolist()
    assert saved_rows(app)["time_from"].tolist() == [
        "2025-06-03T18:49+02:00",
        "2025-06-05T13:10+02:00",
    ]


def test_the_clock_of_the_times_is_changed():
    app, _ = opened(TYPED)
    zone = next(each for each in app.selectbox if each.key.startswith("make-zone-"))
    assert zone.value == ""
    zone.set_value("Asia/Tokyo").run()
    button(app, "Save").click().run()
    assert all(time.endswith("+09:00") for time in saved_rows(app)["time_from"])


def test_the_example_is_drawn_with_one_click():
    app, _ = opened()
    button(app, "Try this example").click().run()
    assert not app.exception
    assert not button(app, "Save").disabled
    assert "Do this" not in [each.label for each in app.button]


def test_a_stop_is_added_and_changed_in_a_form():
    app, _ = opened(TYPED)

    def fill(**cells):
        for label, text in cells.items():
            fields = [*app.text_input, *app.text_area]
            next(each for each in fields if each.label == label.replace("_", " ")).set_value(text)

    fill(Where="Kiruna", When="6 June 2025 09:00", Note="By bus.")
    button(app, "Add this stop").click().run()
    assert editor_of(app).draft.rows.loc[3, ["place", "says", "kind"]].tolist() == [
        "Kiruna",
        "By bus.",
        "",
    ]
    which = next(each for each in app.selectbox if each.label == "Which stop")
    which.set_value(3).run()
    fill(Note="By train.", Who_says_so="A friend")
    button(app, "Change this stop").click().run()
    assert editor_of(app).draft.rows.loc[3, ["place", "says", "source"]].tolist() == [
        "Kiruna",
        "By train.",
        "A friend",
    ]
    assert len(without_blank_end(editor_of(app).draft.rows)) == 3


def test_a_stop_without_a_place_is_not_added():
    app, _ = opened(TYPED)
    button(app, "Add this stop").click().run()
    assert "Write where it was, and when." in words(app)
    assert len(editor_of(app).draft.rows) == 2


def test_rows_of_a_pasted_table_are_added_below():
    editor = EditorSession(Draft(TYPED), TYPED)
    found = read_paste("date\ttown\n2025-06-07\tTromsø\n", site().limits)
    pasting._add(editor, found)
    assert editor.draft.rows["place"].tolist() == ["Oslo", "Narvik", "Tromsø"]
    assert editor.draft.rows.index.tolist() == [1, 2, 3]


def test_a_row_that_is_added_gets_the_next_number():
    rows = pd.concat([TYPED, TYPED.set_axis([None, None])]).drop(index=1)
    assert table_part._as_text(rows).index.tolist() == [2, 3, 4]


def test_a_name_of_several_places_is_taken_only_with_a_click():
    app, _ = opened(
        table(
            ("Berlin", "", "", "2024-05-01T08:00+02:00"),
            ("Prague", "", "", "2024-05-01T13:00+02:00"),
        )
    )
    assert "2 places are not known yet" in words(app)
    assert not app.session_state["editor"].draft.places
    button(app, "Take all 2 places").click().run()
    assert "not known yet" not in words(app)
    assert [place.name for place in app.session_state["editor"].draft.places] == [
        "Berlin",
        "Prague",
    ]


def test_invalid_rows_are_reported_and_valid_ones_drawn():
    app, _ = opened(pd.concat([TRIP, table(("X", "95", "200", "2024-05-01T14:00Z")).set_axis([9])]))
    assert app.get("bidi_component")
    assert "row 3, column Longitude" in words(app)
    assert not button(app, "Save").disabled


def test_hostile_text_in_every_column_is_never_markdown():
    texts = list(HOSTILE.values())
    hostile = table(*((text,) * len(COLUMNS) for text in texts), columns=COLUMNS)
    first = TRIP.assign(says=texts[0], source=texts[1], note=texts[2])
    app, _ = opened(numbered(pd.concat([first, hostile])))
    assert app.session_state["editor"].draft.rows["place"].tolist()[2:] == texts
    marked_up = [
        element.value
        for kind in (app.markdown, app.caption, app.info, app.error)
        for element in kind
    ]
    for name, text in HOSTILE.items():
        assert len(text) <= 8 or not [each for each in marked_up if text in each], name


def test_a_link_that_does_not_exist_says_so():
    app, _ = opened(edit=f"{'0' * 32}.{'1' * 32}")
    assert "cannot be shown" in words(app)


def test_the_public_id_alone_shows_neither_editor_nor_versions():
    created = site().store.create(encode(Draft(TRIP)), address="test")
    app, _ = opened(edit=f"{created.id}.{'1' * 32}")
    assert "does not allow" in words(app)
    assert "editor" not in app.session_state
    assert not app.get("bidi_component")


def test_a_visit_to_another_page_loses_nothing():
    app, _ = opened(TRIP)
    button(app, "Save").click().run()
    token = app.query_params["edit"]
    next(each for each in app.text_input if each.label == "Title").set_value("Unsaved").run()
    app.switch_page("pages/about.py").run()
    app.query_params.clear()
    app.switch_page("pages/make.py").run()
    assert app.session_state["editor"].draft.config.title == "Unsaved"
    assert app.query_params["edit"] == token
    assert app.query_params["draft"]


def test_a_draft_is_loaded_once_the_store_can_be_reached(monkeypatch):
    key = secrets.token_hex(16)
    store = site().store
    store.save_draft(key, encode(Draft(TRIP)), address="test")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(store), "draft", lambda *_: (_ for _ in ()).throw(StoreUnavailableError))
        app, _ = opened(draft=key)
        assert "cannot be reached" in words(app)
    app.run()
    assert app.session_state["editor"].draft.rows["place"].tolist() == ["Home", "Lake"]


def test_redo_brings_back_what_undo_took():
    editor = EditorSession(Draft(), blank())
    editor.replace_draft(Draft(TRIP))
    typed = TRIP.assign(says="typed since")
    editor.edit_draft(Draft(typed))
    editor.undo()
    assert editor.empty
    editor.redo()
    assert editor.draft.rows["says"].tolist() == ["typed since"] * 2


def test_a_new_step_after_undo_leaves_nothing_to_redo():
    editor = EditorSession(Draft(), blank())
    editor.replace_draft(Draft(TRIP))
    editor.undo()
    editor.replace_draft(Draft(TRIP.assign(says="another")))
    editor.redo()
    assert editor.draft.rows["says"].tolist() == ["another"] * 2


def test_an_unknown_column_keeps_its_rows_when_others_are_removed():
    editor = EditorSession(Draft(), blank())
    rows = table(("A", "1", "1", ""), ("B", "2", "2", ""), ("C", "3", "3", ""))
    editor.replace_draft(Draft(rows))
    editor.unknown_columns = pd.DataFrame(
        {"x": ["a", "b", "c"], "y": ["a", "b", "c"]}, index=editor.draft.rows.index
    )
    editor.edit_draft(Draft(editor.draft.rows.drop(index=1)))
    for name, column in (("x", "note"), ("y", "says")):
        table_part._use(editor, name, column)
    assert editor.draft.rows[["place", "note", "says"]].to_numpy().tolist() == [
        ["B", "b", "b"],
        ["C", "c", "c"],
    ]


def test_a_table_that_cannot_be_drawn_can_be_downloaded():
    editor = EditorSession(Draft(table(("Somewhere", "", "", "soon"))), blank())
    assert "Somewhere" in save._file(editor, "csv").decode("utf-8-sig")


def test_a_downloaded_file_does_not_contain_the_id_of_the_preview():
    editor = EditorSession(Draft(TRIP), TRIP)
    assert editor.preview_id.encode() not in save._file(editor, "geojson")


def test_over_a_limit_the_message_names_the_row_the_length_and_the_maximum(monkeypatch):
    monkeypatch.setenv("JOURNEYMAP_TEXT_LENGTH", "50")
    site.cache_clear()
    app, _ = opened(TRIP.assign(says="word " * 20))
    assert "Row 1, What it says: 100 characters; the maximum is 50." in words(app)
    monkeypatch.setenv("JOURNEYMAP_TEXT_LENGTH", "5000")
    monkeypatch.setenv("JOURNEYMAP_ROWS", "1")
    site.cache_clear()
    app, _ = opened(TRIP)
    assert "2 rows; the maximum is 1." in words(app)


def test_over_the_saves_of_a_day_the_message_says_so(monkeypatch):
    monkeypatch.setenv("JOURNEYMAP_SAVES_PER_DAY", "1")
    site.cache_clear()
    first, _ = opened(TRIP)
    button(first, "Save").click().run()
    second, _ = opened(TRIP)
    button(second, "Save").click().run()
    assert "1 save was made" in words(second)


def test_the_differences_of_two_drafts_are_listed_cell_by_cell():
    mine = TRIP.copy()
    mine.loc[2, "place"] = "Sea"
    found = differences(Draft(TRIP), Draft(mine, config=JourneyConfig(title="A day out")))
    assert found.to_numpy().tolist() == [
        ["title", "", "A day out"],
        ["row 2, Place", "Lake", "Sea"],
    ]


def test_the_differences_of_two_drafts_include_places_and_the_recording():
    fields = ("name", "name_local", "lat", "lon", "zone", "kind", "accuracy_m")
    lake = dict(zip(fields, ("Lake", "", 52.4, 13.06, "Europe/Berlin", "town", 100.0), strict=True))
    place = Place(key="Lake", **lake, source="", licence="", detail="")
    recording = Recording(np.array([13.4, 13.06]), np.array([52.52, 52.4]), None, np.array([0]))
    found = differences(Draft(TRIP), Draft(TRIP, places=(place,), recording=recording))
    assert found.to_numpy().tolist() == [
        ["place Lake", "", "Lake (52.4000, 13.0600)"],
        ["recording", "one recording", "another, or none"],
    ]


def pasted(app, text):
    app.text_area(key=next(each.key for each in app.text_area if "paste" in each.key)).set_value(
        text
    ).run()
    app.button(key="make-take-paste").click().run()
    assert not app.exception
    return app


def editor_of(app):
    return app.session_state["editor"]


def test_what_a_column_was_taken_for_is_shown_and_changed():
    app, _ = opened()
    app = pasted(app, "town,town 2,date\n<b>Lyon</b>,Turin,2021-05-01\n")
    assert list(editor_of(app).draft.rows["place"]) == ["<b>Lyon</b>"]
    second = next(
        each
        for each in app.selectbox
        if each.key.startswith("make-column-") and each.key.endswith("-1")
    )
    assert second.value == ""
    second.set_value("place").run()
    assert not app.exception
    assert list(editor_of(app).draft.rows["place"]) == ["Turin"]
    assert [choice.meaning for choice in editor_of(app).source.choices] == ["", "place", "date"]
    app.button(key="make-undo").click().run()
    assert list(editor_of(app).draft.rows["place"]) == ["<b>Lyon</b>"]


TWO = (
    "id,timestamp,lat,lon\nA,2024-05-25T12:00Z,18.0,127.0\nB,2024-05-25T12:00Z,17.0,90.0\n"
    "A,2024-05-25T15:00Z,18.5,127.5\nB,2024-05-25T15:00Z,17.5,90.0\n"
)


def test_of_several_travellers_in_a_table_one_is_chosen():
    app, _ = opened()
    app = pasted(app, TWO)
    assert editor_of(app).empty
    question = next(each for each in app.selectbox if each.key.startswith("make-traveller-"))
    question.set_value(1).run()
    assert not app.exception
    assert list(editor_of(app).draft.rows["lat"]) == ["17.0", "17.5"]
    assert editor_of(app).draft.config.title == "B"


def test_several_travellers_are_each_saved_as_a_journey():
    app, _ = opened()
    app = pasted(app, TWO)
    app.button(key="make-save-travellers").click().run()
    assert not app.exception
    saved = app.session_state["make-travellers-saved"]
    assert [name for name, _, _ in saved] == ["A", "B"]
    drafts = [
        decode(site().store.latest(identifier).payload, site().limits.track_points)
        for _, identifier, _ in saved
    ]
    assert [list(draft.rows["lat"]) for draft in drafts] == [["18.0", "18.5"], ["17.0", "17.5"]]


def test_all_rows_may_be_one_traveller_all_the_same():
    app, _ = opened()
    app = pasted(app, TWO)
    who = next(
        each
        for each in app.selectbox
        if each.key.startswith("make-column-") and each.key.endswith("-0")
    )
    who.set_value("").run()
    assert not app.exception
    assert len(editor_of(app).draft.rows) == 4


def test_the_calendar_and_the_means_of_a_journey_are_chosen():
    app, _ = opened(TRIP)
    chosen = next(each for each in app.radio if each.key.endswith("-calendar"))
    assert chosen.value == "gregorian"
    chosen.set_value("julian").run()
    means = next(each for each in app.selectbox if each.key.endswith("-means"))
    means.set_value("ship").run()
    assert not app.exception
    config = editor_of(app).draft.config
    assert (config.calendar, config.means) == ("julian", "ship")
