"""The pages of the app: what each is called, where it stands, and what it says of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class AppPage:
    """A page of the app, by the name of its file in pages/, which is also its address."""

    name: str
    title: str
    icon: str
    description: str


PAGES = (
    AppPage(
        "journey",
        "Journey",
        ":material/map:",
        "A reported journey on a map with a timeline, and for every point who reported it.",
    ),
    AppPage(
        "claims",
        "Claims",
        ":material/format_quote:",
        "Every report of the journeys: who said what, when, and what contradicts it.",
    ),
    AppPage(
        "train_graph",
        "Train graph",
        ":material/show_chart:",
        "A journey as distance against time, as railways draw their timetables.",
    ),
    AppPage(
        "summits",
        "Summits",
        ":material/handshake:",
        "The meetings of the two leaders: on a map, in a table, and each with its reports.",
    ),
    AppPage(
        "make",
        "Make",
        ":material/edit_location_alt:",
        "Put a journey of your own on a map: from a table or a recording to a link to send.",
    ),
    AppPage(
        "about",
        "About",
        ":material/info:",
        "How to read the map, how positions are estimated, and where the data come from.",
    ),
)

# By the address below the root of the site; the first page is at the root itself.
BY_PATH = {page.name if page is not PAGES[0] else "": page for page in PAGES}
