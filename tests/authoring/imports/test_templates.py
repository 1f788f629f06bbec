"""The templates are examples that can be sent as they are."""

import io

import pytest
from openpyxl import load_workbook

from journeymap.authoring.imports import read_upload, template_csv, template_xlsx
from journeymap.claims.columns import Kind, Status
from journeymap.journeys.draft import DraftLibrary
from journeymap.journeys.library import Library
from journeymap.settings import Settings, data_directory

TEMPLATES = {"csv": template_csv, "xlsx": template_xlsx}


@pytest.mark.parametrize("form", TEMPLATES)
def test_a_template_read_back_is_its_example_and_a_journey_without_problems(form):
    read = read_upload(f"template.{form}", TEMPLATES[form](), Settings())
    assert list(read.draft.rows["place"]) == ["Khasan", "Razdolnoye", "Vladivostok"]
    assert read.others.empty
    assert read.problems == ()
    library = DraftLibrary(read.draft, "trip", Library.read(data_directory()))
    assert library.problems == ()
    assert len(library.journey("trip").events) == 3


def test_both_have_the_same_example():
    first, second = (read_upload("x", make(), Settings()).draft.rows for make in TEMPLATES.values())
    assert first.equals(second)


def test_the_workbook_has_help_for_each_column_and_lists_to_choose_from():
    book = load_workbook(io.BytesIO(template_xlsx()))
    header = [cell.value for cell in book["Journey"][1]]
    assert [row[0].value for row in book["Help"].iter_rows(min_row=2)] == header
    assert all(cell.comment for cell in book["Journey"][1])
    lists = {each.formula1.strip('"') for each in book["Journey"].data_validations.dataValidation}
    assert lists == {",".join(Kind), ",".join(Status)}
