"""The key of the train graph: each sign and its meaning, for what has no label on the graph."""

from __future__ import annotations

from journeymap.analysis.train_graph.tables import TrainGraph

_BAND = "■"


def key(graph: TrainGraph) -> str:
    """Return the chart's key as HTML; nothing in it comes from a table."""
    one = len(graph.journeys) == 1
    track, mark, news = ("line", "ink", "summit") if one else ("muted", "muted", "muted")
    known = graph.reading == "known"
    line = ("━", "where it was last reported" if known else "estimate")
    entries = [
        (track, *line),
        *([("muted", "╌", "as it happened")] if known and one else []),
        (track, _BAND, "where it can have been"),
        (mark, "●", "official report of a place"),
        (mark, "○", "other report of a place"),
        (news, "◀", "its first report became public"),
        (news, "|", "later reports"),
    ]
    items = "".join(
        f'<li><b aria-hidden="true" style="color:var(--graph-{colour})'
        f'{";opacity:.35" if sign == _BAND else ""}">{sign}</b>{words}</li>'
        for colour, sign, words in entries
    )
    return f'<ul class="graph-key">{items}</ul>'
