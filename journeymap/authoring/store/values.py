"""The values that the store takes and returns."""

from __future__ import annotations

from dataclasses import dataclass

from journeymap.journeys.draft_codec import Payload


@dataclass(frozen=True)
class Version:
    """A saved version of a journey: `number` counts from 1, `saved_at` is in epoch seconds."""

    id: str
    number: int
    saved_at: float
    payload: Payload


@dataclass(frozen=True)
class Created:
    """A journey just saved: its public id, and its secret, which is returned only this once."""

    id: str
    secret: str
    number: int = 1
