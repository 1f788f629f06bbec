"""Dates as people write them in thirteen languages: what each means, which is asked, which is none."""

import csv
from pathlib import Path

import pytest

from journeymap.authoring.corrections.correction import ErrorKind
from journeymap.dates import Dating
from journeymap.times import parse_window
from tests.support.suspected import errors_in

_TABLE = Path(__file__).with_name("written_dates.csv").read_text(encoding="utf-8")
WRITTEN = list(csv.DictReader(_TABLE.splitlines()))
# The place is known, and its zone is offered first.
_ZONE = {ErrorKind.NO_ZONE}


def meaning(text):
    """What the table reads, after the one correction if it needs one; `asked`, or `none`."""
    errors = errors_in({"place": "Vladivostok", "time_from": text})
    if not errors:
        return text if parse_window(text, Dating("Asia/Vladivostok")) else "none"
    if len(errors) > 1 or not errors[0].corrections:
        return "none"
    if len(errors[0].corrections) > 1 and errors[0].kind not in _ZONE:
        return "asked"
    (after,) = errors[0].corrections[0].cells.values()
    return after


def test_the_table_has_five_hundred_texts_each_once():
    assert len({row["text"] for row in WRITTEN}) == len(WRITTEN) >= 500
    assert len({row["language"] for row in WRITTEN} - {"edtf", "misc", "none"}) == 13


@pytest.mark.parametrize("language", sorted({row["language"] for row in WRITTEN}))
def test_a_written_date_means_what_is_beside_it(language):
    rows = {row["text"]: row["meaning"] for row in WRITTEN if row["language"] == language}
    assert {text: meaning(text) for text in rows} == rows


def test_a_correction_writes_what_the_table_reads():
    for row in WRITTEN:
        if row["meaning"] not in {"asked", "none"}:
            assert parse_window(row["meaning"], Dating("UTC")) or row["text"] == "29 February 1900"
