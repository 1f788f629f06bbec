"""Names in a form to compare, without case, diacritics and punctuation."""

from __future__ import annotations

import re
import unicodedata

# Letters that people write without their stroke or ligature, which NFKD keeps whole.
_PLAIN_LETTERS = {
    "ł": "l",
    "ø": "o",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "ŧ": "t",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
}
_DIACRITICS = dict.fromkeys(range(0x300, 0x370))
_IGNORED = dict.fromkeys("'’‘ʼʻʹʺ′`´.・·")
_SPACES = dict.fromkeys("-‐‑‒–—_", " ")
_FOLDING = _DIACRITICS | str.maketrans({**_PLAIN_LETTERS, **_IGNORED, **_SPACES})
_PARENTHESIS = re.compile(r"\(([^()]*)\)\s*$")


def fold(name: str) -> str:
    """
    Return a name as it is compared: NFKC, without case, diacritics, apostrophes and dots.

    Hyphens count as spaces. Only diacritics of alphabets are removed: a voiced kana keeps its mark.
    """
    apart = unicodedata.normalize("NFKD", name).casefold()
    plain = unicodedata.normalize("NFKD", apart).translate(_FOLDING)
    return " ".join(unicodedata.normalize("NFC", plain).split())


def split_name(text: str) -> tuple[str, tuple[str, ...]]:
    """
    Return the folded name, and the folded names of the areas that contain it, the smallest first.

    Examples: “Springfield, Illinois, USA” and “Springfield (Illinois)”.
    """
    parts = unicodedata.normalize("NFKC", _PARENTHESIS.sub(r",\1", text)).split(",")
    name, *within = (fold(part) for part in parts)
    return name, tuple(part for part in within if part)
