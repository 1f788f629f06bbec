"""What is kept of a draft, and the draft again."""

from __future__ import annotations

from journeymap.authoring.store import Payload
from journeymap.errors import DraftError
from journeymap.journeys.draft import Draft
from journeymap.lines.recording import Recording


def payload_of(draft: Draft) -> Payload:
    """Return what the store keeps of a draft."""
    recording = draft.recording
    return Payload(draft.to_json(), None if recording is None else recording.to_bytes())


def draft_of(payload: Payload) -> Draft:
    """Return the draft that was kept. Raises DraftError when the store was tampered with."""
    if payload.recording is None:
        return Draft.from_json(payload.text)
    try:
        recording = Recording.from_bytes(payload.recording)
    except ValueError as error:
        raise DraftError(f"The recording cannot be read: {error}.", "Bring it again.") from None
    return Draft.from_json(payload.text, recording)
