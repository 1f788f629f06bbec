"""What the map shows, how the estimate works, and where the data come from."""

from __future__ import annotations

import streamlit as st

from journeymap.exports.document import GEONAMES_CREDIT, RAILWAY_CREDITS
from journeymap.frontend.files import files
from widgets import page

st.title("How to read this map", anchor=False)
st.markdown(
    """
**Every point is a claim.** A row of the event table is what one source says: that something
happened at a place within a time window. It names whom the source quotes and when it was
published. Several claims make an event. Nothing is drawn that is neither a claim nor labelled as
derived.

**Several claims, one window.** The window of an event is the time that the best-supported set of
its claims shares. An official claim counts twice; a claim that the editors marked as contradicted
does not count; in a tie, the claim published first wins. Claims outside that set are shown as
differing, and are never removed.

**Contradictions are computed.** The Claims page lists all of them, with the claims on both sides:
time windows of one event that do not meet, different places for it, denials, forecasts that did
not come true, and positions too far apart for the speed. Differences in other things, such as
whether a crew or an engine was changed, are not found.

**The soft band is where the train could have been.** Between two reported positions, a train that
is never faster than the maximum speed can only be on a certain part of the line. The red marker
is an estimate: it joins the middles of the windows, inside the band. After the last report the
marker stays and the band grows.

**As it was known.** The second reading of the timeline counts only claims that were public by the
time shown. The train stands where it was last reported; the dashed line ahead leads to the place
expected then. Where only the day of publication is known, the claim counts from the end of that
day in the last time zone on earth. A claim without a date of publication is never counted.

**The train graph** has every station once, at its distance by the line from the start: a train
that returns by the same line comes back up to the same station. Stations on two branches can be
equally far from the start; such stations are dotted. As it was known, the line steps at each
publication to the place last reported; the band beyond it leads to the place expected then, or in
both directions if none was expected.

**How lines are drawn.** Solid red: travelled by the time shown. Pale: still ahead. Dashed:
inferred or expected, not reported; the map's key shows the difference. Dotted: our data have no
track there, and a straight line takes its place.

**Inferred** is a route that no report names, between places that reports do name.

**Two distances.** Kilometres are counted along the line in our data, which smooth the curves in
North Korea. Where the railway's published length is different, the caption gives that as well.

**Expected is not happened.** An expected place never fixes the position of the train; it only
gives the line ahead a direction.
""",
    width=page.MEASURE,
)
st.subheader("Where the data come from", anchor=False)
credits_due = dict.fromkeys([*RAILWAY_CREDITS, GEONAMES_CREDIT, *files().credits()])
st.markdown("\n".join(f"- {line}" for line in credits_due))
