"""Answers: a body with its headers, caching and compressed form, or what went wrong."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from starlette.requests import Request
from starlette.responses import Response

from journeymap.exports.document import content_hash

HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"
# Taken, and not refused by a weight of zero (RFC 9110, 12.5.3).
_GZIP = re.compile(r"\bgzip\b(?!\s*;\s*q=0(\.0*)?\s*(,|$))", re.IGNORECASE)


@dataclass(frozen=True)
class CachedBody:
    """A body under its content hash; compressed once, when first asked for so."""

    body: bytes
    media_type: str

    @cached_property
    def hash(self) -> str:
        """The content hash that its address carries."""
        return content_hash(self.body)

    @property
    def size(self) -> int:
        """Bytes of the body and of its compressed form."""
        return len(self.body) + len(self.compressed)

    @cached_property
    def compressed(self) -> bytes:
        """The body in gzip."""
        return gzip.compress(self.body, mtime=0)

    def response(
        self, request: Request, caching: str, more: Mapping[str, str] | None = None
    ) -> Response:
        """Answer a request: compressed where the browser takes it, with nothing if it has it."""
        # Weak: the same tag stands for the body and for its compressed form.
        tag = f'W/"{self.hash}"'
        headers = {
            **HEADERS,
            "Cache-Control": caching,
            "Vary": "Accept-Encoding",
            "ETag": tag,
            **(more or {}),
        }
        asked = [each.strip() for each in request.headers.get("if-none-match", "").split(",")]
        if tag in asked or tag.removeprefix("W/") in asked or "*" in asked:
            return Response(status_code=304, headers=headers)
        if takes_gzip(request.headers):
            headers["Content-Encoding"] = "gzip"
            return Response(self.compressed, media_type=self.media_type, headers=headers)
        return Response(self.body, media_type=self.media_type, headers=headers)


def takes_gzip(headers: Mapping[str, str]) -> bool:
    """Whether a request takes a compressed answer."""
    return bool(_GZIP.search(headers.get("accept-encoding", "")))


def error_response(status: int, why: str, hint: str) -> Response:
    """Answer that it went wrong: why, and a hint what to do."""
    return as_json(status, {"error": why, "hint": hint})


def as_json(status: int, content: dict[str, object]) -> Response:
    """Answer with a small object of the moment, which nobody keeps."""
    body = json.dumps(content, ensure_ascii=False).encode()
    headers = {**HEADERS, "Cache-Control": "no-store"}
    return Response(body, status, media_type="application/json", headers=headers)
