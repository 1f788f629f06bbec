"""
Write the README's table of the kinds of file that are read from their one list.

    .venv/bin/python tools/document_formats.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from journeymap.authoring.imports import READERS  # noqa: E402 - the package stands beside this folder

README = ROOT / "README.md"
BEGIN, END = "<!-- formats -->\n", "<!-- end of formats -->\n"


def table() -> str:
    """Return the kinds of file as a table in Markdown."""
    lines = ["| Kind | Endings | What becomes of it |", "| --- | --- | --- |"]
    lines += [
        f"| {reader.name} | {', '.join(f'`.{each}`' for each in reader.endings)} | {reader.about} |"
        for reader in READERS
    ]
    return "\n".join(lines) + "\n"


def with_table(text: str) -> str:
    """Return a text with the table between its two markers."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{table()}\n{END}{after}"


if __name__ == "__main__":
    README.write_text(with_table(README.read_text(encoding="utf-8")), encoding="utf-8")
