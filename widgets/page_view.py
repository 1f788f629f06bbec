"""One view of a page: the addresses that its parts share, and the channel that connects them."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass

import streamlit as st

from journeymap.frontend.files import files
from journeymap.web.folium_map import MapAddresses

_CHANNEL = re.compile(r"[a-z_]+-(?P<session>[0-9a-f]{16})(?:-\d{1,6})?")


@dataclass(frozen=True)
class PageView:
    """
    Addresses relative to the root of the site: of the front end's files and of the document.

    `document` is empty on a page whose controls do not read one.
    """

    assets: str
    channel: str
    document: str = ""

    @classmethod
    def of(cls, page: str, *, document: str = "", part: int | None = None) -> PageView:
        """Return the view of a page in this session; each of its parts has a channel of its own."""
        session = st.session_state.setdefault("view", secrets.token_hex(8))
        channel = f"{page}-{session}" if part is None else f"{page}-{session}-{part}"
        return cls(files().address, channel, document)

    @staticmethod
    def resume(channel: object) -> None:
        """
        Take up the view of a browser whose session is lost, by the channel of one of its controls.

        Controls and map that find their own channel again stay as they are.
        """
        found = _CHANNEL.fullmatch(channel) if isinstance(channel, str) else None
        if found:
            st.session_state.setdefault("view", found["session"])

    @property
    def data(self) -> dict[str, str]:
        """What each control is sent."""
        shared = {"assets": self.assets, "channel": self.channel}
        return shared | {"document": self.document} if self.document else shared

    @property
    def map_addresses(self) -> MapAddresses:
        """What the map reads from."""
        return MapAddresses(
            self.document, self.assets, tuple(files().basemaps()), channel=self.channel
        )
