"""The list of claims in words: who said it, when it happened, and when it was public."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import pandas as pd

from journeymap.analysis.claim_search import ClaimList
from journeymap.phrases.claims import attribution, publication
from journeymap.phrases.windows import window_in_words

# The words of each list, while the list lasts: each run of the page shows the claims found in it.
_WORDS: WeakKeyDictionary[ClaimList, pd.DataFrame] = WeakKeyDictionary()


def claims_in_words(listed: ClaimList) -> pd.DataFrame:
    """
    Return columns said_by, when and public of all claims, indexed by their ids as the list.

    They are made once for a list; the frame is not to be changed.
    """
    found = _WORDS.get(listed)
    if found is None:
        found = _WORDS[listed] = _in_words(listed)
    return found


def _in_words(listed: ClaimList) -> pd.DataFrame:
    rows = []
    for claim in listed.claims.values():
        zone = listed.zone(claim)
        rows.append(
            (
                attribution(claim),
                window_in_words(claim.window, zone, claim.calendar),
                publication(claim, zone),
            )
        )
    return pd.DataFrame(rows, columns=["said_by", "when", "public"], index=listed.frame.index)
