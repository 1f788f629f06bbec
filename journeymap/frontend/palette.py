"""The colours of palette.css, for what cannot read a style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_SHEET = Path(__file__).parent / "styles" / "palette.css"
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_RULE = re.compile(r"(?P<selector>\.jm[^{]*)\{(?P<body>[^}]*)\}")
_COLOUR = re.compile(r"--jm-(?P<name>[\w-]+):\s*(?P<value>[^;]+);")


@cache
def palette(*, dark: bool) -> Mapping[str, str]:
    """Return the CSS colours by name without its `--jm-`, of the light or the dark theme."""
    rules = _RULE.finditer(_COMMENT.sub("", _SHEET.read_text(encoding="utf-8")))
    themes = {
        rule["selector"].strip(): {
            colour["name"]: colour["value"] for colour in _COLOUR.finditer(rule["body"])
        }
        for rule in rules
    }
    return themes[".jm"] | (themes[".jm.jm-dark"] if dark else {})
