"""One view of a page: what its controls and its map are given."""

import pytest
import streamlit as st

from widgets.page_view import PageView


def test_each_part_of_a_page_has_a_channel_of_its_own():
    views = [PageView.of("journey", part=part) for part in (0, 1, None)]
    assert len({view.channel for view in views}) == 3


@pytest.mark.parametrize(
    ("channel", "resumed"),
    [
        ("journey-0123456789abcdef-2", True),
        ("make-0123456789abcdef", True),
        ("make-0123456789abcdeg", False),
        ("make-0123456789abcdef-2</script>", False),
        ("", False),
        (None, False),
        (7, False),
    ],
)
def test_a_view_is_resumed_by_a_channel_of_it_and_by_nothing_else(monkeypatch, channel, resumed):
    monkeypatch.setattr(st, "session_state", {})
    PageView.resume(channel)
    assert PageView.of("journey").channel.endswith("-0123456789abcdef") == resumed


def test_a_session_keeps_its_view(monkeypatch):
    monkeypatch.setattr(st, "session_state", {})
    here = PageView.of("journey")
    PageView.resume("journey-0123456789abcdef")
    assert PageView.of("journey") == here


def test_controls_are_sent_the_address_of_a_document_only_where_there_is_one():
    assert PageView("assets/x/", "c").data == {"assets": "assets/x/", "channel": "c"}
    assert PageView("assets/x/", "c", "d.json").data["document"] == "d.json"


def test_the_map_reads_from_the_same_addresses():
    addresses = PageView("assets/x/", "c", "d.json").map_addresses
    assert (addresses.assets, addresses.channel, addresses.document) == ("assets/x/", "c", "d.json")
    assert addresses.basemap
