"""What goes into the store and comes out of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Payload:
    """
    A draft's JSON, and the recording it draws its line from.

    The text is ASCII, other signs being written as JSON escapes: so it is the same bytes in every
    database, also where it says NUL or half a surrogate pair, which PostgreSQL's text cannot hold.
    Raises ValueError otherwise.
    """

    text: str
    recording: bytes | None = None

    def __post_init__(self) -> None:
        """Check the text."""
        if not self.text.isascii() or "\0" in self.text:
            raise ValueError("The text of a payload is JSON in ASCII, other signs escaped")


@dataclass(frozen=True)
class Version:
    """What was saved as a journey's version `number`, counted from 1, at epoch second saved_at."""

    id: str
    number: int
    saved_at: float
    payload: Payload


@dataclass(frozen=True)
class Created:
    """A journey just saved: its id for everybody, and the secret that is told only this once."""

    id: str
    secret: str
    number: int = 1
