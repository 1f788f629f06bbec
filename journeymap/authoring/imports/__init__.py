"""A journey from what people have: a table, a recorded track, or a file of this program's own."""

from __future__ import annotations

from journeymap.authoring.imports.imported import Imported
from journeymap.authoring.imports.readers import ENDINGS, READERS
from journeymap.authoring.imports.sniff import (
    check_size,
    read_paste,
    read_upload,
    read_uploads,
)
from journeymap.authoring.imports.templates import template_csv, template_xlsx

__all__ = [
    "ENDINGS",
    "READERS",
    "Imported",
    "check_size",
    "read_paste",
    "read_upload",
    "read_uploads",
    "template_csv",
    "template_xlsx",
]
