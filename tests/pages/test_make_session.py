"""The Make page without a browser: what it asks, mends, refuses and keeps."""

import secrets

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from journeymap.authoring.saved import draft_of, payload_of
from journeymap.authoring.store import StoreUnavailableError
from journeymap.claims.table import COLUMNS
from journeymap.journeys.config import JourneyConfig
from journeymap.journeys.draft import Draft
from journeymap.web.site import site
from tests.support.hostile import HOSTILE
from tests.support.paths import ROOT
from widgets.make import save
from widgets.make import table as table_part
from widgets.make.save import differences
from widgets.make.session import EditorSession, blank, numbered

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
    """The page with a draft that was kept, and that draft's key."""
    key = secrets.token_hex(16)
    if rows is not None:
        site().store.keep_draft(key, payload_of(Draft(rows)), address="test")
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
    assert "a place and a time" in words(app)
    assert button(app, "Save").disabled


def test_what_can_be_drawn_can_be_saved_and_has_links():
    app, key = opened(TRIP)
    button(app, "Save").click().run()
    assert not app.exception
    told = "\n".join(code.value for code in app.code)
    identifier, _, secret = told.rpartition("edit=")[2].partition(".")
    assert f"embed/{identifier}" in told
    assert site().store.may_edit(identifier, secret)
    assert draft_of(site().store.latest(identifier).payload).rows.equals(TRIP)
    # Saved, so no draft is left.
    assert site().store.draft(key) is None


def test_a_question_is_asked_and_its_answer_is_one_click_that_can_be_undone():
    app, _ = opened(TRIP.assign(time_from=["03/04/2024 08:00", "03/04/2024 12:30"]))
    labels = [each.label for each in app.button]
    assert labels.count("Do this") >= 2
    assert "day" in words(app)
    button(app, "Do this").click().run()
    assert "03/04/2024" not in "".join(app.session_state["making"].draft.rows["time_from"])
    button(app, "Undo").click().run()
    assert app.session_state["making"].draft.rows["time_from"].iloc[0] == "03/04/2024 08:00"


def test_a_row_that_is_there_twice_is_taken_out_by_a_click():
    app, _ = opened(numbered(pd.concat([TRIP, TRIP.tail(1)])))
    assert len(app.session_state["making"].draft.rows) == 3
    button(app, "Do this").click().run()
    assert app.session_state["making"].draft.rows["place"].tolist() == ["Home", "Lake"]


def test_unknown_places_are_proposed_and_taken_only_when_told():
    app, _ = opened(
        table(
            ("Berlin", "", "", "2024-05-01T08:00+02:00"),
            ("Praha", "", "", "2024-05-01T13:00+02:00"),
        )
    )
    assert "2 places are not known yet" in words(app)
    assert not app.session_state["making"].draft.places
    button(app, "Take all 2 as these").click().run()
    assert "not known yet" not in words(app)
    assert [place.name for place in app.session_state["making"].draft.places] == ["Berlin", "Praha"]


def test_bad_rows_are_told_and_the_good_ones_drawn():
    app, _ = opened(pd.concat([TRIP, table(("X", "95", "200", "2024-05-01T14:00Z")).set_axis([9])]))
    assert app.get("bidi_component")
    assert "row 4" in words(app).lower()
    assert not button(app, "Save").disabled


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_any_text_in_every_column_is_shown_as_text_or_told_of(text):
    full = table((text,) * len(COLUMNS), columns=COLUMNS)
    rows = pd.concat([TRIP.assign(says=text, source=text, note=text), full.set_axis([9])])
    app, _ = opened(rows)
    assert app.session_state["making"].draft.rows.loc[4, "place"] == text
    marked = [
        element.value
        for kind in (app.markdown, app.caption, app.info, app.error)
        for element in kind
    ]
    assert all(text not in each for each in marked if len(text) > 8)


def test_a_link_that_does_not_exist_says_so():
    app, _ = opened(edit=f"{'0' * 32}.{'1' * 32}")
    assert "cannot be shown" in words(app)


def test_who_has_the_public_id_alone_sees_neither_editor_nor_versions():
    created = site().store.create(payload_of(Draft(TRIP)), address="test")
    app, _ = opened(edit=f"{created.id}.{'1' * 32}")
    assert "does not allow" in words(app)
    assert "making" not in app.session_state
    assert not app.get("bidi_component")


def test_changing_the_page_and_coming_back_loses_nothing():
    app, _ = opened(TRIP)
    button(app, "Save").click().run()
    token = app.query_params["edit"]
    next(each for each in app.text_input if each.label == "Title").set_value("Unsaved").run()
    app.switch_page("pages/about.py").run()
    app.query_params.clear()
    app.switch_page("pages/make.py").run()
    assert app.session_state["making"].draft.config.title == "Unsaved"
    assert app.query_params["edit"] == token
    assert app.query_params["draft"]


def test_a_draft_is_taken_up_once_the_store_is_back(monkeypatch):
    key = secrets.token_hex(16)
    store = site().store
    store.keep_draft(key, payload_of(Draft(TRIP)), address="test")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(type(store), "draft", lambda *_: (_ for _ in ()).throw(StoreUnavailableError))
        app, _ = opened(draft=key)
        assert "cannot be reached" in words(app)
    app.run()
    assert app.session_state["making"].draft.rows["place"].tolist() == ["Home", "Lake"]


def test_undo_can_be_undone():
    making = EditorSession(Draft(), blank())
    making.show(Draft(TRIP))
    typed = TRIP.assign(says="typed since")
    making.change(Draft(typed))
    making.undo()
    assert making.empty
    making.redo()
    assert making.draft.rows["says"].tolist() == ["typed since"] * 2


def test_a_column_of_a_file_goes_to_its_own_rows_after_others_were_taken_out():
    making = EditorSession(Draft(), blank())
    rows = table(("A", "1", "1", ""), ("B", "2", "2", ""), ("C", "3", "3", ""))
    making.show(Draft(rows))
    making.others = pd.DataFrame(
        {"x": ["a", "b", "c"], "y": ["a", "b", "c"]}, index=making.table.index
    )
    making.change(Draft(making.draft.rows.drop(index=2)))
    for name, column in (("x", "note"), ("y", "says")):
        table_part._use(making, name, column)
    assert making.draft.rows[["place", "note", "says"]].to_numpy().tolist() == [
        ["B", "b", "b"],
        ["C", "c", "c"],
    ]


def test_a_table_that_cannot_be_drawn_yet_can_be_taken_as_a_file():
    making = EditorSession(Draft(table(("Somewhere", "", "", "soon"))), blank())
    assert "Somewhere" in save._file(making, "csv").decode("utf-8-sig")


def test_a_file_does_not_tell_where_the_draft_can_be_watched():
    making = EditorSession(Draft(TRIP), TRIP)
    assert making.preview.encode() not in save._file(making, "geojson")


def test_past_a_limit_it_is_told_which_how_much_and_what_to_do(monkeypatch):
    monkeypatch.setenv("JOURNEYMAP_TEXT_LENGTH", "50")
    site.cache_clear()
    app, _ = opened(TRIP.assign(says="word " * 20))
    assert "Row 2, says: 100 signs; at most 50" in words(app)
    monkeypatch.setenv("JOURNEYMAP_TEXT_LENGTH", "5000")
    monkeypatch.setenv("JOURNEYMAP_ROWS", "1")
    site.cache_clear()
    app, _ = opened(TRIP)
    assert "2 rows; at most 1" in words(app)


def test_past_the_saves_of_a_day_it_is_told(monkeypatch):
    monkeypatch.setenv("JOURNEYMAP_SAVES_PER_DAY", "1")
    site.cache_clear()
    first, _ = opened(TRIP)
    button(first, "Save").click().run()
    second, _ = opened(TRIP)
    button(second, "Save").click().run()
    assert "1 saves were made" in words(second)


def test_what_differs_between_two_drafts_is_listed_cell_by_cell():
    mine = TRIP.copy()
    mine.loc[3, "place"] = "Sea"
    found = differences(Draft(TRIP), Draft(mine, config=JourneyConfig(title="A day out")))
    assert found.to_numpy().tolist() == [
        ["title", "", "A day out"],
        ["row 3, place", "Lake", "Sea"],
    ]
