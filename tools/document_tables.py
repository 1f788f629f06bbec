"""
Write the tables of the README that the code has as lists: columns, and kinds of file that are read.

    .venv/bin/python tools/document_tables.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from journeymap.authoring.imports import READERS  # noqa: E402 - the package stands beside this folder
from journeymap.claims.columns import SPECS  # noqa: E402

README = ROOT / "README.md"

# The rows of each table, its header first, by what its markers in the README are called.
TABLES: dict[str, list[tuple[str, ...]]] = {
    "columns": [
        ("column", "what to write"),
        *((f"`{column.name}`", column.help) for column in SPECS),
    ],
    "formats": [
        ("Kind", "Endings", "What becomes of it"),
        *(
            (reader.name, ", ".join(f"`.{each}`" for each in reader.endings), reader.about)
            for reader in READERS
        ),
    ],
}


def with_tables(text: str) -> str:
    """Return a text with each table between its two markers."""
    for name, rows in TABLES.items():
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
        lines = [f"| {' | '.join(cells)} |\n" for cells in rows]
        lines.insert(1, f"| {' | '.join('---' for _ in rows[0])} |\n")
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = f"{before}{begin}\n{''.join(lines)}\n{end}{after}"
    return text


if __name__ == "__main__":
    README.write_text(with_tables(README.read_text(encoding="utf-8")), encoding="utf-8")
