"""What goes into the store and comes out of it."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.journeys.draft_codec import Payload


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
