"""
Write the README's table of the event table's columns from their one list.

    .venv/bin/python tools/document_columns.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from journeymap.claims.columns import SPECS  # noqa: E402 - the package stands beside this folder

README = ROOT / "README.md"
BEGIN, END = "<!-- columns -->\n", "<!-- end of columns -->\n"


def table() -> str:
    """Return the columns as a table in Markdown."""
    lines = ["| column | what to write |", "| --- | --- |"]
    lines += [f"| `{column.name}` | {column.help} |" for column in SPECS]
    return "\n".join(lines) + "\n"


def with_table(text: str) -> str:
    """Return a text with the table between its two markers."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
