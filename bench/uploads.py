"""
Fuzzed uploads: each must give a journey or an error in words, in limited time and memory.

    python bench/uploads.py [--files 10000] [--seed 1]

Reads changed files of all kinds, then files that are made to use too much. For one in ten of those
that could be read, the journey is computed, as on the Make page. Prints the outcomes,
the longest time for one file and the maximum memory of the process.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from mutations import bombs, mutated, seeds

from journeymap.authoring.imports import read_upload
from journeymap.errors import JourneyMapError
from journeymap.journeys.draft import DraftLibrary
from journeymap.journeys.library import Library
from journeymap.settings import Settings, data_directory, settings

MAX_SECONDS, MAX_MEGABYTES = 5.0, 1000.0


def files(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """Return the changed files, then the bombs."""
    sound = seeds()
    for i in range(count):
        yield mutated(random.Random(f"{seed}/{i}"), sound)  # noqa: S311 - no secret
    yield from bombs()


def outcome(name: str, body: bytes, limits: Settings, base: Library | None) -> str:
    """Return the outcome of a file: read, refused, or the name of an unexpected error."""
    try:
        draft = read_upload(name, body, limits).draft
    except JourneyMapError as error:
        return "refused" if error.hint else "refused without saying what to do"
    except Exception as error:  # noqa: BLE001 - what is looked for
        traceback.print_exc()
        return f"broken by {type(error).__name__}"
    try:
        if base and len(draft.rows):
            DraftLibrary(draft, "trip", base).journey("trip")
    except JourneyMapError:
        return "read, and no journey"
    except Exception as error:  # noqa: BLE001
        traceback.print_exc()
        return f"drawing broken by {type(error).__name__}"
    return "read"


def main() -> int:
    """Run it; return 1 when a bound was passed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    limits, base = settings(), Library.read(data_directory())
    outcomes: Counter[str] = Counter()
    times = []
    for i, (name, body) in enumerate(files(options.files, options.seed)):
        begun = time.process_time()
        came = outcome(name, body, limits, None if i % 10 else base)
        times.append((time.process_time() - begun, f"{name} ({i})"))
        outcomes[came] += 1
        if "broken" in came or "without" in came:
            print(f"{i} {name}: {came}", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    times.sort(reverse=True)
    print(f"{len(times):,} files: " + "; ".join(f"{n:,} {came}" for came, n in outcomes.items()))
    print(f"median {times[len(times) // 2][0] * 1000:.1f} ms; longest of the processor's time:")
    for seconds, name in times[:5]:
        print(f"  {seconds:.2f} s  {name}")
    print(f"maximum memory {peak:,.0f} MB")
    bad = [came for came in outcomes if "broken" in came or "without" in came]
    return int(bool(bad) or times[0][0] > MAX_SECONDS or peak > MAX_MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
