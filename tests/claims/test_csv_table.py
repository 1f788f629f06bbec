"""Every problem of a table is reported with its row, and every good row is returned."""

import pandas as pd
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from journeymap.claims.csv_table import Rule, check, is_number, read_table, to_csv
from journeymap.errors import TableError
from tests.support.hostile import HOSTILE

COLUMNS = ("name", "size", "note")


def table(tmp_path, text, **more):
    path = tmp_path / "things.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_table(path, COLUMNS, **more)


def test_cells_stay_as_written_and_rows_count_as_in_a_spreadsheet(tmp_path):
    read = table(tmp_path, "name,size\nNA, 007 \n\nnull,1e3\n")
    assert read.rows["name"].to_dict() == {2: "NA", 4: "null"}
    assert read.rows["size"].to_dict() == {2: " 007 ", 4: "1e3"}
    assert read.rows["note"].to_dict() == {2: "", 4: ""}
    assert read.header == ("name", "size")
    assert read.problems == ()


def test_a_row_after_a_cell_of_several_lines_keeps_the_spreadsheet_number(tmp_path):
    read = table(tmp_path, 'name,size\n"two\nlines",1\nb,2\n')
    assert read.rows["name"].to_dict() == {2: "two\nlines", 3: "b"}


def test_columns_come_in_any_order_and_short_rows_are_filled(tmp_path):
    read = table(tmp_path, "note,name\nx\n,y\n")
    assert read.rows.loc[2].to_dict() == {"name": "", "size": "", "note": "x"}
    assert read.rows.loc[3, "name"] == "y"


def test_a_byte_order_mark_and_windows_line_ends_are_no_matter(tmp_path):
    read = table(tmp_path, b"\xef\xbb\xbfname,size\r\na,1\r\n")
    assert read.rows.loc[2, "name"] == "a"
    assert read.problems == ()


def test_a_row_with_too_many_cells_is_reported_and_left_out(tmp_path):
    read = table(tmp_path, "name,size\na,1,too,many\nb,2\n")
    assert list(read.rows.index) == [3]
    (problem,) = read.problems
    assert (problem.table, problem.row) == ("things.csv", 2)
    assert (problem.code, problem.details) == ("row-too-long", {"count": 4, "header": 2})


@pytest.mark.parametrize("broken", ['a,"x" y', 'a,"never closed'])
def test_a_row_with_a_broken_quotation_does_not_take_the_others_with_it(tmp_path, broken):
    read = table(tmp_path, f"name,size\nfirst,1\n{broken}\nlast,2\n")
    assert [problem.row for problem in read.problems] == [3]
    assert list(read.rows["name"]) == ["first", "last"]


def test_a_header_that_cannot_be_read_is_not_replaced_by_the_next_row(tmp_path):
    with pytest.raises(TableError, match="row 1") as caught:
        table(tmp_path, '"name" x,size\na,1\nb,2\n')
    assert "quotation mark" in caught.value.hint


def test_a_cell_too_long_to_be_one_is_reported_and_the_next_row_read(tmp_path):
    read = table(tmp_path, 'name,size\n"' + "x" * 200_000 + '",1\nlast,2\n')
    assert [problem.row for problem in read.problems] == [2]
    assert list(read.rows["name"]) == ["last"]


@pytest.mark.parametrize("broken", ['a,"x" y', 'a,"x'])
def test_a_table_of_nothing_but_broken_rows_is_reported_row_by_row(tmp_path, broken):
    read = table(tmp_path, "name,size\n" + f"{broken}\n" * 300)
    assert [problem.row for problem in read.problems] == list(range(2, 302))
    assert read.rows.empty


def test_unknown_and_repeated_columns_are_reported_and_the_first_is_read(tmp_path):
    read = table(tmp_path, "name,name,colour\na,b,red\n")
    assert read.rows.loc[2, "name"] == "a"
    assert {(problem.row, problem.column) for problem in read.problems} == {
        (1, "name"),
        (1, "colour"),
    }


def test_a_missing_file_is_an_error_that_names_it(tmp_path):
    with pytest.raises(TableError, match=r"nothing\.csv is missing") as caught:
        read_table(tmp_path / "nothing.csv", COLUMNS)
    assert tmp_path.name in caught.value.hint


@pytest.mark.parametrize("text", ["", "\n\n", "\ufeff", " , \n"])
def test_an_empty_file_is_an_error_that_shows_a_header(tmp_path, text):
    with pytest.raises(TableError, match=r"things\.csv is empty") as caught:
        table(tmp_path, text)
    assert "name,size,note" in caught.value.hint


def test_a_file_that_is_not_utf8_is_an_error_that_names_the_line(tmp_path):
    with pytest.raises(TableError, match="line 2"):
        table(tmp_path, b"name,size\ncaf\xe9,1\n")


def test_needed_columns_are_named(tmp_path):
    with pytest.raises(TableError, match="no column size, note"):
        table(tmp_path, "name\na\n", required=("size", "note"))


def test_a_header_alone_is_a_table_without_rows(tmp_path):
    read = table(tmp_path, "name,size\n")
    assert read.rows.empty
    assert list(read.rows.columns) == list(COLUMNS)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_text_is_changed_by_reading(tmp_path, text):
    quoted = text.replace('"', '""')
    assert table(tmp_path, f'name,size\n"{quoted}",1\n').rows.loc[2, "name"] == text


BIG = Rule("size", "too-big", lambda rows: is_number(rows["size"], 0, 10), {"maximum": 10})
NAMED = Rule("name", "no-name", lambda rows: rows["name"].ne(""))
PLAIN = Rule("note", "not-plain", lambda rows: rows["note"].ne("!"), blanks=True)


def test_each_broken_rule_is_reported_and_only_those_rows_are_left_out(tmp_path):
    read = table(tmp_path, "name,size,note\na,1,\n,99,\nc,3,\n,4,\n")
    checked = check(read, (BIG, NAMED))
    assert list(checked.rows.index) == [2, 4]
    reported = [
        (problem.row, problem.column, problem.value, problem.code, problem.details)
        for problem in checked.problems
    ]
    assert reported == [
        (3, "size", "99", "too-big", {"maximum": 10}),
        (3, "name", "", "no-name", {}),
        (5, "name", "", "no-name", {}),
    ]


def test_a_rule_that_blanks_keeps_the_row_without_the_cell(tmp_path):
    checked = check(table(tmp_path, "name,size,note\na,1,!\nb,2,fine\n"), (PLAIN,))
    assert checked.rows["note"].to_dict() == {2: "", 3: "fine"}
    assert [problem.value for problem in checked.problems] == ["!"]


def test_problems_of_reading_stay_beside_those_of_checking(tmp_path):
    checked = check(table(tmp_path, "name,colour\n,red\n"), (NAMED,))
    assert [problem.column for problem in checked.problems] == ["colour", "name"]


def test_checking_does_not_change_the_table_it_was_given(tmp_path):
    read = table(tmp_path, "name,size,note\na,1,!\n")
    check(read, (PLAIN,))
    assert read.rows.loc[2, "note"] == "!"


def test_an_empty_table_breaks_no_rule(tmp_path):
    assert check(table(tmp_path, "name\n"), (NAMED,)).problems == ()


@pytest.mark.parametrize(
    ("cell", "fits"),
    [
        ("", True),
        ("0", True),
        ("-90", True),
        ("90.0", True),
        ("9e1", True),
        ("90.1", False),
        ("nan", False),
        ("inf", False),
        ("43,5", False),
        ("43°", False),
        ("x", False),
    ],
)
def test_numbers_have_bounds(cell, fits):
    assert is_number(pd.Series([cell]), -90, 90).item() is fits


@given(st.text(st.sampled_from("0123456789.eE+-_ xXnaifTtrue½２٣"), max_size=8))
def test_what_counts_as_a_number_can_be_read_as_one(cell):
    if cell and is_number(pd.Series([cell], dtype="str"), -1e9, 1e9).item():
        assert -1e9 <= float(cell) <= 1e9


def written_and_read(folder, rows):
    path = folder / "written.csv"
    path.write_bytes(to_csv(rows).encode("utf-8-sig"))
    return read_table(path, COLUMNS)


def of_names(*names):
    return pd.DataFrame([{"name": name, "size": "1", "note": ""} for name in names], dtype="str")


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("written")


cells = st.text(st.characters(exclude_categories=["Cs"])) | st.lists(
    st.sampled_from("=+-@'\"\t\r\n ,;0a＝\x00\u2028")
).map("".join)


@example(rows=[("'\t", "''\t", "'\r=1")])
@given(rows=st.lists(st.tuples(cells, cells, cells), min_size=1, max_size=4))
def test_what_is_written_is_read_back_as_it_was(folder, rows):
    frame = pd.DataFrame(rows, columns=list(COLUMNS), dtype="str")
    read = written_and_read(folder, frame)
    assert read.problems == ()
    # A row of nothing but blanks is none.
    reported = [row for row in rows if any(cell.strip() for cell in row)]
    assert [tuple(row) for row in read.rows.itertuples(index=False)] == reported


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        "+SUM(A1)",
        "-2+3",
        "@cmd",
        "\t=1",
        "\r=1",
        " =1",
        '"=1',
        "'=1",
        "''=1",
        "＝1",
        "- a dash",
        "+49 30 1234",
    ],
)
def test_a_cell_that_a_spreadsheet_would_run_begins_with_an_apostrophe(folder, cell):
    line = to_csv(of_names(cell)).split("\r\n", 1)[1]
    assert line.lstrip('"').startswith("'")
    assert written_and_read(folder, of_names(cell)).rows["name"].tolist() == [cell]


@pytest.mark.parametrize(
    "cell", ["-33.5", "+9", "43.10562", "a=b", "it's", "'quoted'", "2023-09-12T12:15+10:00"]
)
def test_numbers_and_plain_text_are_written_as_they_are(cell):
    assert to_csv(of_names(cell)) == f"name,size,note\r\n{cell},1,\r\n"


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_a_hostile_text_is_written_and_read_back(folder, text):
    assert written_and_read(folder, of_names(text, "next")).rows["name"].tolist() == [text, "next"]
