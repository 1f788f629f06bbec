"""What stands on the train graph beside its lines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from journeymap.analysis.train_graph.news import Behind
from journeymap.phrases.train_graph_news import how_late

# Each also in brief, for where there is little room.
HAPPENED = ("as it happened, estimated", "estimate")
KNOWN = ("as it was known", "known")
POSSIBLE = ("where it can have been", "possible")
POSSIBLE_THERE = ("← where it can have been", "← possible")
NEWS = ("news {time} later", "{time} later")


def news_later(behind: Behind) -> tuple[str, str]:
    """Say at a report how much later than its event it came: `news at least 39 hours later`."""
    long, brief = NEWS
    return (
        long.format(time=how_late(behind)),
        brief.format(time=how_late(behind, brief=True)),
    )


def apart(titles: Sequence[str]) -> list[str]:
    """Return titles without the words that all begin with: `Russia, September 2023`."""
    if len(titles) < 2:
        return list(titles)
    words = [title.split() for title in titles]
    columns = zip(*words, strict=False)
    shared = len(list(takewhile(lambda column: len(set(column)) == 1, columns)))
    short = [" ".join(each[shared:]) for each in words]
    return short if all(short) else list(titles)
