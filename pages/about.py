"""What the map shows, how the estimate works, and where the data come from."""

from __future__ import annotations

import streamlit as st

from journeymap.exports.document import GEONAMES_CREDIT, RAILWAY_CREDITS
from journeymap.frontend.files import files
from widgets import page

st.title("How to read this map", anchor=False)
st.html("<style>.stMain h2 { font-size: 1.2rem; padding: 0.75rem 0 0.15rem; }</style>")
st.markdown(
    """
## Every point rests on reports
Each row of our table is what one source says: that something happened at a place, at a time or
between two times. It names whom the source quotes and when it was published. Several such claims
make an event. Nothing is drawn that is neither reported nor marked as an estimate.

## When sources differ
The time of an event is the one that most of its claims share. An official claim counts twice. A
claim that our editors marked as contradicted does not count. In a tie the claim published first
wins. The other claims stay on the page, marked as differing.

## Contradictions are computed
The Claims page lists all of them, with the claims on both sides: times of one event that cannot
both be right, different places for it, denials, forecasts that did not come true, and positions
too far apart for the speed. Differences in other things, such as whether a crew or an engine was
changed, are not found.

## The soft band is where the train can have been
No report gives the train’s top speed, so the map assumes a speed limit. Between two reported
positions, a train that never goes faster can only be on a certain part of the line. The marker is
an estimate within the band. After the last report it stays where it was last reported, and the
band grows.

## As it was known
Here only claims count that were public by the time shown. The train stands where it was last
reported; the dashed line ahead leads to the place expected then. Where only the day of publication
is known, the claim counts from the end of that day in the last time zone on earth. A claim without
a date of publication never counts.

## The train graph
The train graph has every station once, at its distance from the start by the line on the map: a
train that returns by the same line comes back up to the same station. Stations on two branches can
be equally far from the start; such stations are dotted. As it was known, the line steps at each
publication to the place last reported; the band beyond it leads to the place expected then, or in
both directions if none was expected.

## How lines are drawn
Solid red: travelled by the time shown. Pale: still ahead. Dashed: guessed or expected, not
reported; the key of the map shows the difference. Dotted: we have no railway data there, and a
straight line takes its place. A route is **guessed** where no report names it, between places that
reports do name.

## Times
Times are local times of the place, with their difference from Coordinated Universal Time, such as
UTC+10. Another time zone can be chosen under the timeline.

## Distances
Distances are counted along the line on the map. In North Korea it smooths the curves and is some
10 % shorter than the railway’s published length.

## Expected is not happened
An expected place never fixes the position of the train; it only gives the line ahead a direction.
""",
    width=page.MEASURE,
)
st.header("Where the data come from", anchor=False)
credits_due = dict.fromkeys([*RAILWAY_CREDITS, GEONAMES_CREDIT, *files().credits()])
st.markdown("\n".join(f"- {line}" for line in credits_due))
