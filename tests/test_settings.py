"""Every limit and switch has a name, a documented meaning and a checked value."""

import re

import pytest

from journeymap.settings import (
    PREFIX,
    SettingError,
    Settings,
    data_directory,
    settings,
)
from tests.support.paths import ROOT

ROW = re.compile(r"^\| `(JOURNEYMAP_\w+)` \| (?:`(.*?)`)? ?\| (.+) \|$", re.MULTILINE)
DOCUMENTED = {
    name: (default, meaning)
    for name, default, meaning in ROW.findall((ROOT / "docs/settings.md").read_text("utf-8"))
}
FIELDS = {PREFIX + name.upper(): field for name, field in Settings.model_fields.items()}


def test_each_setting_is_documented_and_nothing_else_is():
    assert list(DOCUMENTED) == list(FIELDS)


@pytest.mark.parametrize("name", FIELDS)
def test_its_default_and_its_meaning_are_the_documented_ones(name):
    default = FIELDS[name].default
    written = str(default).lower() if isinstance(default, bool) else str(default)
    assert DOCUMENTED[name] == (written.replace(f"{ROOT}/", ""), FIELDS[name].description)


def test_no_source_reads_another_variable_of_ours():
    read = {
        name
        for folder in ("journeymap", "pages", "widgets")
        for path in (ROOT / folder).rglob("*.py")
        for name in re.findall(r"JOURNEYMAP_[A-Z_]+[A-Z]", path.read_text("utf-8"))
    }
    assert read <= FIELDS.keys()


def test_each_limit_is_enforced_somewhere():
    sources = "\n".join(
        path.read_text("utf-8")
        for folder in ("journeymap", "pages", "widgets")
        for path in (ROOT / folder).rglob("*.py")
        if path.name != "settings.py"
    )
    unused = [name for name in Settings.model_fields if not re.search(rf'[."]{name}\b', sources)]
    # Read by a function of settings.py itself.
    assert unused in ([], ["address"])


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ROWS", "many"),
        ("ROWS", "0"),
        ("ROWS", "1.5"),
        ("UPLOAD_MB", "-1"),
        ("SAVING", "perhaps"),
        ("DRAFT_DAYS", "inf"),
    ],
)
def test_a_value_that_is_not_allowed_is_refused_by_name(monkeypatch, variable, value):
    monkeypatch.setenv(PREFIX + variable, value)
    with pytest.raises(SettingError, match=f"^{PREFIX}{variable}: "):
        settings()


def test_a_setting_is_read_from_the_environment_and_an_empty_one_counts_as_unset(
    monkeypatch, tmp_path
):
    monkeypatch.setenv("JOURNEYMAP_ROWS", "7")
    monkeypatch.setenv("JOURNEYMAP_SAVING", "off")
    monkeypatch.setenv("JOURNEYMAP_VERTICES", "")
    monkeypatch.setenv("JOURNEYMAP_DATA", str(tmp_path))
    given = settings()
    assert (given.rows, given.saving, given.vertices) == (7, False, 5000)
    assert data_directory() == tmp_path


def test_the_address_of_the_site_ends_in_a_slash(monkeypatch):
    assert settings().site_address == ""
    monkeypatch.setenv("JOURNEYMAP_ADDRESS", "https://maps.example.org/kim")
    assert settings().site_address == "https://maps.example.org/kim/"
