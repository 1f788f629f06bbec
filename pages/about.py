"""What this is, how the estimate works, and where everything comes from."""

from __future__ import annotations

import streamlit as st

from journeymap.exports.document import GEONAMES_CREDIT, RAILWAY_CREDITS
from journeymap.frontend.files import files
from widgets import page

st.title("How to read this map", anchor=False)
st.markdown(
    """
**Every point is a claim.** A row of the event table is one source's word that something happened
at a place within a window of time, with whom it quotes and when it was published. Several claims
make an event. Nothing is drawn that is neither a claim nor labelled as derived.

**Several claims, one window.** An event's window is what the best-supported set of its claims
shares. An official claim counts twice, one that the editors marked as contradicted not at all,
and a tie goes to the one published first. Claims outside that set are shown as differing,
never dropped.

**Contradictions are computed.** Windows of one event that do not meet, places that cannot be one,
denials, forecasts set against what came, and positions too far apart for the speed: the Claims page
lists them all, with the claims on both sides. What differs in neither time nor place, such as
whether a crew or an engine was changed, is not found this way.

**The soft band is where the train could have been.** Between two reported positions a train no
faster than the greatest speed assumed can only be on a certain stretch of the line. The red
marker is an estimate: it joins the middles of the windows, inside the band. After the last
report it stays where it was, and the band grows.

**As it was known.** The second reading of the timeline counts only claims that were public by the
time shown: the train stands where it was last reported, and what lies ahead, dashed, is the place
expected then. Where only the day of publication is known, the end of that day counts, where on
earth it ends last. A claim that does not say when it was public is never counted.

**The train graph** has every station once, at its kilometres by the line from the start, so that a
train that comes back by the same way comes back up to it. Two branches can be as far out: a station
with another branch beside it is dotted. As it was known, the line steps at each publication to the
place last reported; the band beyond it leads to the place then expected, and both ways without one.

**What is drawn how.** Solid red: travelled by the time shown. Pale: still to come. Dashed:
inferred or expected, not reported; the
map's key tells the two apart. Dotted: no track is in our data, a straight line stands for it.

**Inferred** is a way that no report names, between places that reports do name.

**Two distances.** Kilometres are counted along the line. Where the railway's published length
differs from that, as in North Korea, where our data smooth the curves away, the caption gives the
published one too.

**Expected is not happened.** A place that was expected never fixes the train; it only gives the
line ahead its direction.
""",
    width=page.MEASURE,
)
st.subheader("Where the data come from", anchor=False)
credits_due = dict.fromkeys([*RAILWAY_CREDITS, GEONAMES_CREDIT, *files().credits()])
st.markdown("\n".join(f"- {line}" for line in credits_due))
