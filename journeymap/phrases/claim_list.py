"""The list of claims in words: who said it, when it happened, and when it was public."""

from __future__ import annotations

import pandas as pd

from journeymap.analysis.claim_search import ClaimList
from journeymap.phrases.claims import attribution, publication, window_in_words


def claims_in_words(listed: ClaimList) -> pd.DataFrame:
    """Return columns said_by, when and public of all claims, indexed by their ids as the list."""
    rows = []
    for claim in listed.claims.values():
        zone = listed.zone(claim)
        rows.append(
            (attribution(claim), window_in_words(claim.window, zone), publication(claim, zone))
        )
    return pd.DataFrame(rows, columns=["said_by", "when", "public"], index=listed.frame.index)
