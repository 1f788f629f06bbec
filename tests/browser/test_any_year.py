"""Voyages of other centuries: made on the Make page, saved, shown, exported, and read back."""

import re
import urllib.request
from dataclasses import dataclass, replace

import pytest
from playwright.sync_api import expect

from journeymap.authoring.checks import suspected_errors
from journeymap.authoring.corrections import apply
from journeymap.authoring.imports import read_paste, read_upload
from journeymap.exports import FORMATS
from journeymap.journeys.draft import DraftLibrary
from journeymap.journeys.draft_codec import encode
from journeymap.journeys.library import Library
from journeymap.settings import DEFAULTS, data_directory
from tests.browser.test_make_page import Maker, gone

BASE = Library.read(data_directory())
# Files that hold the whole journey, and those that hold its claims.
WHOLE, CLAIMS = ("geojson", "gpx", "kml", "jsonld"), ("csv", "json")


@dataclass(frozen=True)
class Voyage:
    """What is pasted; the title made of it; what the list of events, axis and caption say."""

    text: str
    title: str
    events: tuple[str, ...]
    axis: tuple[str, ...]
    caption: str


VOYAGES = {
    "1492": Voyage(
        """place	lat	lon	time	kind	says	source
Palos	37.228	-6.893	1492-08-03	departure	Three ships leave.	Journal
La Gomera	28.09	-17.11	6 Sept. 1492	departure	The last land behind.	Journal
Guanahani	24.05	-74.53	12 October 1492	arrival	Land, two hours after midnight.	Journal
Bariay	21.09	-76.02	c. 28 October 1492	stop	The ships reach Cuba.	Journal
La Navidad	19.67	-72.02	1492-12	stop	A fort of the timber of a wreck.	Journal
Santa Maria	36.97	-25.11	Feb. 1493	stop	The Azores, after a storm.	Journal
Lisbon	38.72	-9.14	1493-03-04	arrival		A letter
Huelva	37.26	-6.95	15 March 1493	arrival		Journal""",
        "Palos to Huelva",
        ("3 Aug 1492", "12 Oct 1492", "25 Oct 1492 – 31 Oct 1492", "December 1492", "4 Mar 1493"),
        ("1493",),
        r"^On \d+ \w+ 149[23] ",
    ),
    "334 BCE": Voyage(
        """place	lat	lon	time	kind	says	source
Pella	40.76	22.52	-0333	departure	The army leaves.	Arrian
Granicus	40.3	27.3	May 334 BC	stop	A battle at the river.	Arrian
Issus	36.84	36.2	333 BCE	stop	Darius flees.	Arrian
Alexandria	31.2	29.9	c. 331 BC	stop	A city is founded.	Arrian
Gaugamela	36.56	43.44	-0330-10	stop	After an eclipse.	A diary
Persepolis	29.93	52.89	330 BC	stop	The palace burns.	Plutarch
Hydaspes	32.83	73.64	326 BC	stop	A battle in the rain.	Arrian
Babylon	32.54	44.42	June 323 BC	arrival	The king dies.	A diary""",
        "Pella to Babylon",
        ("334 BCE", "May 334 BCE", "336–326 BCE", "October 331 BCE", "June 323 BCE"),
        ("BCE",),
        r"^In \w+ 3\d\d BCE ",
    ),
    "1812": Voyage(
        """place	lat	lon	time	kind	calendar	says	source
Kaunas	54.9	23.9	1812-06-12	departure	julian	The army crosses the Niemen.	Bulletin
Vitebsk	55.19	30.2	1812-07	stop	julian		Bulletin
Smolensk	54.78	32.05	5 August 1812	stop	julian	The city burns.	Bulletin
Borodino	55.52	35.82	26 Aug. 1812	stop	julian	A battle of one day.	Bulletin
Moscow	55.75	37.62	Sept. 1812	stop	julian	The city is empty.	Bulletin
Berezina	54.32	28.35	mid-November 1812	pass	julian	Two bridges.	Letters
Vilnius	54.69	25.28	28 Nov. 1812	arrival	julian	What is left arrives.	Letters""",
        "Kaunas to Vilnius",
        ("24 Jun (12 Jun Julian)", "(July 1812 Julian)", "7 Sep (26 Aug Julian)"),
        ("Jul", "Sep"),
        r"^On \d+ \w+ 1812 \(\d+ \w+ Julian\) ",
    ),
}


def draft_of(text):
    """The draft that the Make page has once the first of each correction is taken."""
    draft = read_paste(text, DEFAULTS).draft
    gazetteer = DraftLibrary(draft, "voyage", BASE).table.gazetteer
    while found := [each for each in suspected_errors(draft, gazetteer) if each.corrections]:
        draft = replace(draft, rows=apply(draft.rows, found[0].corrections[0]))
    return draft


def claims_of(draft):
    """What each claim of a draft says, and when."""
    library = DraftLibrary(draft, "voyage", BASE)
    return [
        (claim.window, claim.kind, claim.calendar, claim.says, claim.source, place.name)
        for claim in library.table.claims
        if (place := library.table.gazetteer[claim.place])
    ]


def fetched(address):
    with urllib.request.urlopen(address) as answer:
        return answer.read()


def seen_of(page, voyage):
    """Check what a page with map and timeline says of a voyage."""
    events = page.locator(".jm-events")
    for words in voyage.events:
        expect(events).to_contain_text(words)
    expect(page.locator(".jm-answer, .jm-caption").first).to_contain_text(
        re.compile(voyage.caption)
    )
    ticks = " ".join(page.locator(".jm-hour").all_inner_texts())
    for words in voyage.axis:
        assert words in ticks
    # No hour is stated, so none is shown.
    for part in (".jm-answer", ".jm-caption", ".jm-events", ".jm-hour"):
        for words in page.locator(part).all_inner_texts():
            assert not re.search(r"\d:\d\d", words), words


@pytest.mark.parametrize("name", VOYAGES)
def test_a_voyage_is_made_saved_shown_exported_and_read_back_equal(app, reader, name):
    voyage = VOYAGES[name]
    one = Maker(reader(), app).open()
    one.paste(voyage.text)
    # What is written in words is read without a question.
    gone(one.button("Do this"))
    one.page.locator("input.jm-range").wait_for()
    one.save()
    _, own, embed, _ = one.links
    identifier = embed.rpartition("/")[2]

    seen = reader().open(own)
    expect(seen.page.get_by_role("heading", name=voyage.title)).to_have_count(1)
    seen_of(seen.page, voyage)
    embedded = reader().embed(embed)
    seen_of(embedded.page, voyage)
    assert not seen.errors
    assert not embedded.errors

    made = draft_of(voyage.text)
    for ending in (*WHOLE, *CLAIMS):
        body = fetched(f"{app}/journeys/{identifier}.{ending}")
        back = read_upload(f"voyage.{ending}", body, DEFAULTS).draft
        if ending in WHOLE:
            # Rows of a file are counted with its header, those that are pasted as the table shows them.
            rows = made.rows.set_index(back.rows.index)
            assert back.rows.equals(rows), ending
            assert encode(back) == encode(replace(made, config=back.config, rows=rows)), ending
        assert claims_of(back) == claims_of(made), ending
    for ending in FORMATS.keys() - {*WHOLE, *CLAIMS}:
        assert fetched(f"{app}/journeys/{identifier}.{ending}"), ending
    calendar = fetched(f"{app}/journeys/{identifier}.ics").decode()
    # A calendar of RFC 5545 has no year before the first.
    assert bool(re.search(r"^DTSTART", calendar, re.MULTILINE)) == ("BCE" not in name)
    if name == "1812":
        assert "DTSTART;VALUE=DATE:18120624" in calendar
