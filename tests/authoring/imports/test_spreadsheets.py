"""XLSX: typed cells become text as a person writes it, and nothing in the archive gets far."""

import datetime as dt
import io
import zipfile

import pytest
from openpyxl import Workbook

from journeymap.authoring.imports import read_upload
from journeymap.claims.columns import COLUMNS
from journeymap.errors import TableError
from journeymap.phrases.problems import why
from journeymap.settings import Settings
from tests.support.hostile import HOSTILE

# A spreadsheet's moments have no zone.
MIDNIGHT = dt.datetime(2023, 9, 12)  # noqa: DTZ001


def saved(book):
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def workbook(*rows, title="Trip"):
    book = Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    return book


def read(book, **limits):
    return read_upload("trip.xlsx", saved(book), Settings(**limits))


def rows(imported):
    return [
        {key: cell for key, cell in row.items() if cell}
        for row in imported.draft.rows.to_dict("records")
    ]


def test_typed_cells_become_text():
    book = workbook(
        ("place", "lat", "lon", "time_from", "time_to", "flag", "many"),
        ("A", 43, 131.9, MIDNIGHT.replace(hour=12, minute=15), MIDNIGHT.date(), True, 1e6),
        (7, 43.1, -0.5, MIDNIGHT, MIDNIGHT.replace(hour=8, second=30), None, 0.1 + 0.2),
    )
    book.active["D3"].number_format = "yyyy-mm-dd"
    found = read(book)
    assert rows(found) == [
        {
            "place": "A",
            "lat": "43",
            "lon": "131.9",
            "time_from": "2023-09-12T12:15",
            "time_to": "2023-09-12",
        },
        {
            "place": "7",
            "lat": "43.1",
            "lon": "-0.5",
            "time_from": "2023-09-12",
            "time_to": "2023-09-12T08:00:30",
        },
    ]
    assert found.others.to_dict("records") == [
        {"flag": "TRUE", "many": "1000000"},
        {"flag": "", "many": "0.3"},
    ]
    assert found.problems == ()


def test_a_midnight_that_is_shown_with_its_hour_is_a_moment():
    book = workbook(("place", "time"), ("A", MIDNIGHT))
    book.active["B2"].number_format = "dd.mm.yyyy hh:mm"
    assert rows(read(book))[0]["time_from"] == "2023-09-12T00:00"


def test_a_day_and_a_time_of_day_are_joined():
    found = read(
        workbook(("Ort", "Datum", "Uhrzeit"), ("A", dt.date(2023, 9, 12), dt.time(12, 15)))
    )
    assert rows(found) == [{"place": "A", "time_from": "2023-09-12 12:15"}]


def test_rows_are_those_of_the_sheet():
    found = read(
        workbook(("My trip",), (), ("place", "time"), ("A", "2023-09-12"), (), ("B", "2023-09-13"))
    )
    assert found.draft.rows["place"].to_dict() == {4: "A", 6: "B"}


def test_the_first_sheet_with_a_header_is_read_and_the_others_are_named():
    book = workbook(("Read me",), title="About")
    book.create_sheet("Empty")
    book.create_sheet("Data").append(("place", "time"))
    book["Data"].append(("A", "2023-09-12"))
    found = read(book)
    assert rows(found) == [{"place": "A", "time_from": "2023-09-12"}]
    (problem,) = found.problems
    assert "“Data” was read; one other" in why(problem)
    assert problem.value == "About"


def test_a_formula_without_its_result_is_a_problem():
    found = read(workbook(("place", "time", "says"), ("A", "2023-09-12", "=1+1")))
    (problem,) = found.problems
    assert (problem.row, problem.value) == (2, "=1+1")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_stays_as_it_is_in_every_column(text):
    if any(each < " " and each not in "\t\n\r" for each in text):
        pytest.skip("no spreadsheet holds it")
    book = workbook(COLUMNS, ["x"] * len(COLUMNS))
    for cell in book.active[2]:
        cell.value = text
        cell.data_type = "s"
    found = read(book)
    assert list(found.draft.rows.loc[2]) == [text] * len(COLUMNS)


def test_limits_say_how_much_there_was():
    with pytest.raises(TableError, match="40 rows; at most 35"):
        read(workbook(("place", "time"), *[("A", "2023-09-12")] * 40), rows=35)
    with pytest.raises(TableError, match="columns; at most"):
        read(workbook(("place", "time"), ["x"] * 400))
    with pytest.raises(TableError, match="is empty"):
        read(workbook())


def with_member(name, change):
    """A workbook in which one file of the archive is changed."""
    old, new = io.BytesIO(saved(workbook(("place", "time"), ("A", "2023-09-12")))), io.BytesIO()
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as target:
        for member in dict.fromkeys([*source.namelist(), name]):
            body = source.read(member) if member in source.namelist() else b"<sst/>"
            target.writestr(member, change(body) if member == name else body)
    return new.getvalue()


LAUGHS = (
    b'<!DOCTYPE lolz [<!ENTITY a "lol">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + i, b"&%c;" % (97 + i) * 10) for i in range(9))
    + b"]>"
)


@pytest.mark.parametrize(
    "member",
    ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "[Content_Types].xml"],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("laughs", [LAUGHS, LAUGHS.lower()], ids=["capitals", "small letters"])
def test_a_billion_laughs_are_refused_in_any_file_of_it(member, encoding, laughs):
    def attacked(body):
        bare = body[body.index(b"?>") + 2 :] if body.startswith(b"<?xml") else body
        text = (
            f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
            + laughs
            + bare.replace(b">A<", b">&j;<")
        )
        return text.decode().encode(encoding)

    with pytest.raises(TableError, match="DOCTYPE"):
        read_upload("trip.xlsx", with_member(member, attacked), Settings())


@pytest.mark.parametrize(
    "change",
    [
        lambda body: body[: len(body) // 2],
        lambda body: body[:0],
        lambda body: body.replace(b'r="2"', b'r="99999999999"'),
        lambda body: body.replace(b'r="A2"', b'r="ZZZZZZ2"'),
        lambda body: body.replace(b't="n"', b't="d"'),
        lambda body: body.replace(b"<v>", b"<v>x"),
    ],
    ids=range(6),
)
def test_a_damaged_sheet_is_an_error_or_what_could_be_read(change):
    try:
        found = read_upload(
            "trip.xlsx", with_member("xl/worksheets/sheet1.xml", change), Settings()
        )
    except TableError as error:
        assert error.hint
    else:
        assert len(found.draft.rows) <= 2
