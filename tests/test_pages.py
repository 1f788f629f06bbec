"""Every page opens, says what is wrong in words, and never shows a stack trace."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from journeymap.web import site
from widgets.notices import plain

ROOT = Path(__file__).parent.parent
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
    kinds = (app.title, app.markdown, app.caption, app.error, app.warning, app.info)
    return "\n".join(element.value for kind in kinds for element in kind)


@pytest.mark.parametrize("page", PAGES)
def test_the_page_opens(page):
    app = run(page)
    assert not app.error
    assert app.title


def test_every_built_in_journey_can_be_chosen():
    app = run()
    for name in site().library().ids:
        app.selectbox[0].set_value(name).run()
        assert not app.exception
        assert app.selectbox[0].value == name
        assert app.title[0].value == plain(site().library().title(name))


def test_the_address_chooses_the_journey():
    app = run(journey="kim-2019")
    assert app.selectbox[0].value == "kim-2019"


def test_the_address_keeps_the_choice():
    app = run()
    app.selectbox[0].set_value("kim-2019").run()
    assert app.query_params["journey"] in ("kim-2019", ["kim-2019"])


def test_an_unknown_journey_is_named_and_another_can_be_chosen():
    app = run(journey="{{7*7}}<script>")
    assert plain("{{7*7}}<script>") in app.warning[0].value
    app.selectbox[0].set_value("kim-2023").run()
    assert not app.warning


def test_a_broken_row_is_told_and_the_rest_is_drawn(data):
    table = data / "routes.csv"
    lines = table.read_text("utf-8").splitlines()
    header = lines[0].split(",")
    row = dict.fromkeys(header, "")
    row |= {"journey": "kim-2023", "place": "khasan_station", "time_from": "yesterday", "source": "X"}
    table.write_text("\n".join([*lines, ",".join(row[name] for name in header)]) + "\n", "utf-8")
    app = run()
    told = words(app)
    assert f"row {len(lines) + 1}" in told.replace("\\", "")
    assert "yesterday" in told
    assert "time_from" in told.replace("\\", "")
    assert "2023-09-12T12:15+10:00" in told.replace("\\", "")
    assert app.title


@pytest.mark.parametrize("name", ["routes.csv", "places.csv"])
def test_a_missing_table_is_named_with_what_to_do(data, name):
    (data / name).unlink()
    app = run()
    assert f"{name} is missing" in app.error[0].value.replace("\\", "")
    assert "Put a file of that name" in app.error[0].value.replace("\\", "")


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_table_is_named_with_what_to_do(data, content):
    (data / "routes.csv").write_text(content)
    app = run()
    assert "routes.csv is empty" in app.error[0].value.replace("\\", "")


def test_a_table_of_only_a_header_says_how_to_begin(data):
    header = (data / "routes.csv").read_text("utf-8").splitlines()[0]
    (data / "routes.csv").write_text(header + "\n", "utf-8")
    assert "no journey yet" in run().info[0].value


def test_a_wrong_key_in_the_configuration_is_named(data):
    with (data / "journeys.toml").open("a", encoding="utf-8") as file:
        file.write("\n[kim-2023-x]\nzone = 'Mars/Base'\n")
    assert "kim-2023-x.zone" in run().error[0].value.replace("\\", "")


def test_tables_are_read_again_when_they_change(data):
    assert not run().expander
    table = data / "routes.csv"
    table.write_text(table.read_text("utf-8") + '"never closed\n', "utf-8")
    assert "never" not in words(run())  # the broken row is told by its number
    assert run().expander


@pytest.mark.parametrize("text", ["# a", "*b*", ":red[c]", "$x^2$", "[l](javascript:1)", "<b>", "`c`", "a\nb"])
def test_plain_leaves_nothing_for_markdown_to_act_on(text):
    escaped = plain(text)
    signs = [i for i, sign in enumerate(escaped) if not sign.isalnum() and sign not in "\\ "]
    assert all(escaped[i - 1] == "\\" for i in signs)
