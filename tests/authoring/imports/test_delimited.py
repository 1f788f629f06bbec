"""Delimited text of any usual encoding and delimiter becomes rows, cell by cell as written."""

import csv
import io

import pytest

from journeymap.authoring.imports import read_paste, read_upload
from journeymap.claims.columns import COLUMNS
from journeymap.errors import TableError
from journeymap.phrases.problems import why
from journeymap.settings import Settings
from tests.support.hostile import HOSTILE

LIMITS = Settings()
WORDS = {
    "utf-8": ("place", "date", "München, Хасан, 평양"),
    "utf-8-sig": ("place", "date", "München, Хасан, 평양"),
    "utf-16": ("place", "date", "München, Хасан, 평양"),
    "utf-16-le": ("place", "date", "Munich"),
    "cp1252": ("Ort", "Datum", "München"),
    "cp1251": ("станция", "дата", "Хасан"),
    "cp949": ("역", "날짜", "평양"),
    "shift_jis": ("駅", "日付", "平壌"),
    "gb18030": ("车站", "日期", "平壤"),
}


def rows(imported):
    return [
        {column: cell for column, cell in row.items() if cell}
        for row in imported.draft.rows.to_dict("records")
    ]


def read(text, **limits):
    body = text if isinstance(text, bytes) else text.encode()
    return read_upload("trip.csv", body, Settings(**limits))


@pytest.mark.parametrize("encoding", WORDS)
def test_an_encoding_is_recognised_and_a_guess_is_a_problem(encoding):
    place, date, where = WORDS[encoding]
    found = read(f'{place};{date}\n"{where}";2023-09-12\n'.encode(encoding))
    assert rows(found) == [{"place": where, "time_from": "2023-09-12"}]
    assert bool(found.problems) is (not encoding.startswith("utf"))
    assert all("not UTF-8" in why(problem) for problem in found.problems)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_delimiter_is_recognised_whatever_else_is_in_the_cells(delimiter):
    cells = [
        ["place", "time", "says"],
        ["A", "2023-09-12", "one, two; three | four"],
        ["B", "2023-09-13", ""],
    ]
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows(cells)
    assert rows(read(text.getvalue())) == [
        {"place": "A", "time_from": "2023-09-12", "says": "one, two; three | four"},
        {"place": "B", "time_from": "2023-09-13"},
    ]


def test_a_line_that_names_the_delimiter_is_a_row_of_the_file():
    found = read("sep=|\r\nplace|time\r\nA;B|2023-09-12\r\n")
    assert found.draft.rows["place"].to_dict() == {3: "A;B"}


def test_rows_count_as_in_the_file_and_blank_ones_are_none():
    found = read("\nMy trip\n\nplace,time\n\nA,2023-09-12\n,,\nB,2023-09-13\n")
    assert found.draft.rows["place"].to_dict() == {6: "A", 8: "B"}
    assert [(problem.row, problem.value) for problem in found.problems] == [(2, "My trip")]


def test_a_broken_row_is_reported_and_the_others_are_kept():
    found = read('place,time\nA,2023-09-12\n"x" y,2023-09-12\nB,2023-09-13\n')
    assert list(found.draft.rows["place"]) == ["A", "B"]
    assert [problem.row for problem in found.problems] == [3]


def test_cells_beyond_the_header_are_kept_beside_and_are_a_problem():
    found = read("place,time\nA,2023-09-12,more\n")
    assert found.others.to_dict("index") == {2: {"column 3": "more"}}
    assert [problem.row for problem in found.problems] == [2]


def test_a_header_that_cannot_be_read_is_an_error():
    with pytest.raises(TableError, match="Row 1") as caught:
        read('"place" x,time\nA,2023-09-12\n')
    assert "quotation mark" in caught.value.hint


@pytest.mark.parametrize("body", [b"", b"\n \n", b"\xef\xbb\xbf", b";;;\n;;\n"])
def test_an_empty_file_is_named_as_one(body):
    with pytest.raises(TableError, match="is empty") as caught:
        read(body)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"%PDF-1.7 x", "a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "xls"),
        (b"\x89PNG\r\n", "picture"),
        (b"\xff\xd8\xff\xe0", "picture"),
        (b"\x1f\x8b\x08", "gzip"),
        (bytes(range(256)), "no text"),
    ],
)
def test_a_file_of_another_kind_is_named_as_what_it_is(body, what):
    with pytest.raises(TableError, match=what) as caught:
        read(body)
    assert caught.value.hint


def test_a_limit_says_how_much_there_was_and_what_to_do():
    body = "place,time\n" + "A,2023-09-12\n" * 30
    with pytest.raises(TableError, match="30 rows; at most 25"):
        read(body, rows=25)
    with pytest.raises(TableError, match="lines; at most 10"):
        read(body, rows=10)
    with pytest.raises(TableError, match=r"2\.0 MB; at most 1 MB"):
        read("x" * 2_000_000, upload_mb=1)
    with pytest.raises(TableError, match="columns; at most"):
        read("place,time\nA,2023-09-12" + ",x" * 500)


def test_a_text_too_long_is_cut_with_a_problem():
    found = read("place,time,says\nA,2023-09-12," + "x" * 50, text_length=40)
    assert found.draft.rows.loc[2, "says"] == "x" * 40
    assert "50 characters; the first 40" in why(found.problems[0])


def test_a_file_of_blank_lines_is_not_read_to_its_end():
    with pytest.raises(TableError, match="lines"):
        read("place,time\n" + "\n" * 1000, rows=10)


def test_a_paste_of_cells_needs_no_header():
    found = read_paste("Pyongyang\t2023-09-10\nKhasan\t2023-09-12\n", LIMITS)
    assert found.draft.rows["place"].to_dict() == {1: "Pyongyang", 2: "Khasan"}
    assert list(found.draft.rows["time_from"]) == ["2023-09-10", "2023-09-12"]


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_stays_as_it_is_in_every_column(text):
    made = io.StringIO()
    csv.writer(made).writerows([COLUMNS, [text] * len(COLUMNS), ["x"] * len(COLUMNS)])
    found = read(made.getvalue())
    assert list(found.draft.rows.loc[2]) == [text] * len(COLUMNS)
    assert found.problems == ()


def test_text_that_no_encoding_holds_is_replaced():
    found = read_paste("place,time\nA\ud800B,2023-09-12\n", LIMITS)
    assert found.draft.rows.loc[2, "place"] == "A\ufffdB"


def test_a_name_with_folders_in_it_is_shown_without_them():
    with pytest.raises(TableError) as caught:
        read_upload("../../etc/pass\u202ewd", b"%PDF", LIMITS)
    assert str(caught.value).startswith("pass�wd is a PDF")
