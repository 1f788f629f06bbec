"""
HTML as a tree of elements, written out by the standard library, which escapes every text.

Nothing from a table is ever part of a template or of markup.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element, tostring

# Signs that HTML has no way to hold (HTML Living Standard, 13.1.3): all C0 but tab, line feed
# and form feed, and DEL and C1. U+FFFD stands for them.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")


def page(head: list[Element], body: Element) -> bytes:
    """Return a document in UTF-8."""
    whole = element(
        "html",
        {"lang": "en"},
        element(
            "head",
            {},
            element("meta", {"charset": "utf-8"}),
            element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"}),
            *head,
        ),
        body,
    )
    return b"<!DOCTYPE html>\n" + written(whole)


def written(node: Element) -> bytes:
    """Return an element as it stands in a document, in UTF-8."""
    markup: bytes = tostring(node, encoding="utf-8", method="html")
    return markup


def text_in(tag: str, text: str) -> Element:
    """Return an element for text of any script and direction."""
    return element(tag, {"dir": "auto"}, text)


def element(tag: str, attributes: dict[str, str], *children: Element | str) -> Element:
    """Return an element with its children, of which text is text."""
    node = Element(tag, {name: _writable(value) for name, value in attributes.items()})
    last: Element | None = None
    for child in children:
        if isinstance(child, Element):
            node.append(child)
            last = child
        elif last is None:
            node.text = (node.text or "") + _writable(child)
        else:
            last.tail = (last.tail or "") + _writable(child)
    return node


def _writable(text: str) -> str:
    return _UNWRITABLE.sub("\ufffd", text)


def raw(tag: str, attributes: dict[str, str], text: str) -> Element:
    """
    Return a script or a style of ours, which is written as it is.

    Raises ValueError when it holds what would end it (HTML Living Standard, 4.12.1.3).
    """
    if re.search(r"</(?:script|style)|<!--", text, re.IGNORECASE):
        raise ValueError(f"this {tag} cannot stand within a page")
    node = Element(tag, attributes)
    node.text = text
    return node
