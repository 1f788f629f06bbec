"""Measure the time to compute tracks, its growth, and the time for a position.

Prints tables and writes tracks.json beside this file. README.md says what is measured and how.
"""

from __future__ import annotations

import argparse
import gc
import json
import math
import os
import platform
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from summary import Spread

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent))

from journeymap.times import Window  # noqa: E402
from journeymap.tracks.beliefs import Observation, update_beliefs  # noqa: E402 - the project is run, not installed
from journeymap.tracks.known import Epoch, Known  # noqa: E402
from journeymap.tracks.prism import Fix, Track, reconstruct  # noqa: E402

SIZES = [1000 * 2**i for i in range(7)]
NAMED_SIZE = 10_000
MOMENTS = 1_000_000
SPEED_KMH = 80.0
HOUR = 3600.0
SEED = 1970


@dataclass(frozen=True)
class Case:
    """Events of a made-up journey, one fix each, in the order of publication; span in seconds."""

    fixes: list[Fix]
    length: float
    span: tuple[float, float]


def consistent(n: int) -> Case:
    """
    Return n events that one traveller can have had, one in half an hour on average.

    One fifth has exact times, one fifth only an earliest and one fifth only a latest time; the rest
    has windows. Each is published within a day after it.
    """
    rng = np.random.default_rng(SEED)
    waits = rng.exponential(HOUR / 2, n)
    t = np.cumsum(waits)
    km = np.cumsum(waits / HOUR * SPEED_KMH * rng.uniform(0, 1, n))
    kinds = rng.integers(0, 5, n)
    starts = np.where(kinds == 1, -math.inf, t - np.where(kinds == 0, 0, rng.exponential(HOUR, n)))
    ends = np.where(kinds == 2, math.inf, t + np.where(kinds == 0, 0, rng.exponential(HOUR, n)))
    published = np.where(np.isfinite(ends), ends, t) + rng.uniform(0, 24 * HOUR, n)
    columns = zip(km.tolist(), starts.tolist(), ends.tolist(), published.tolist(), strict=True)
    fixes = [
        Fix(f"e{i}", place, Window(start, end), published=public)
        for i, (place, start, end, public) in enumerate(columns)
    ]
    fixes.sort(key=lambda fix: fix.published)
    return Case(fixes, float(km[-1]), (0.0, float(t[-1]) + 24 * HOUR))


def contradicting(n: int) -> Case:
    """Return the same with one event in a hundred reported at a wrong place."""
    case = consistent(n)
    rng = np.random.default_rng(SEED)
    wrong = set(rng.choice(n, n // 100, replace=False).tolist())
    fixes = [
        replace(fix, km=float(rng.uniform(0, case.length))) if i in wrong else fix
        for i, fix in enumerate(case.fixes)
    ]
    return replace(case, fixes=fixes)


def overturned(n: int) -> Case:
    """
    Return the same, with a rumour first for one event in a hundred: 10 km further on.

    It is believed until the event itself, better supported, is reported a second later.
    """
    case = consistent(n)
    stated = [i for i, fix in enumerate(case.fixes) if fix.window.start == fix.window.end]
    rumoured = set(stated[:: max(1, 100 * len(stated) // n)])
    fixes: list[Fix] = []
    for i, fix in enumerate(case.fixes):
        if i in rumoured:
            rumour = f"rumour of {fix.event}"
            fixes.append(replace(fix, event=rumour, km=fix.km + 10, published=fix.published - 1))
        fixes.append(replace(fix, weight=2) if i in rumoured else fix)
    fixes.sort(key=lambda fix: fix.published)
    return replace(case, fixes=fixes, length=case.length + 10)


def cpu_ms(action: Callable[[], object]) -> float:
    """Milliseconds of processor time; other processes do not count."""
    gc.collect()
    began = time.process_time()
    action()
    return (time.process_time() - began) * 1000


@dataclass(frozen=True)
class Growth:
    """Time against the number of events, in ms; `exponent` of the power of n that fits it best."""

    name: str
    sizes: list[int]
    times: list[Spread]
    exponent: float

    @classmethod
    def of(cls, name: str, sizes: Sequence[int], times: list[Spread]) -> Growth:
        """Fit log time on log n, by least squares on the medians."""
        logs = np.log(sizes), np.log([spread.median for spread in times])
        return cls(name, list(sizes), times, round(float(np.polyfit(*logs, deg=1)[0]), 2))

    def per_n_log_n(self) -> list[float]:
        """Nanoseconds of each median per n log₂ n: level where the time grows so."""
        return [
            round(spread.median * 1e6 / (n * math.log2(n)), 1)
            for n, spread in zip(self.sizes, self.times, strict=True)
        ]


@dataclass(frozen=True)
class Plan:
    """Numbers of events, and how often each is timed."""

    sizes: list[int]
    repeats: int


def growth(
    name: str, act: Callable[[Case], Callable[[], object]], make: Callable[[int], Case], plan: Plan
) -> Growth:
    """Time what `act` makes of the case of each size; all sizes in turn."""
    actions = [act(make(n)) for n in plan.sizes]
    rounds = []
    for number in range(plan.repeats):
        print(f"{name}: {number + 1} of {plan.repeats}", flush=True)
        rounds.append([cpu_ms(action) for action in actions])
    return Growth.of(name, plan.sizes, [Spread.of(each) for each in zip(*rounds, strict=True)])


def reconstructing(case: Case) -> Callable[[], object]:
    """Work out the track as it happened."""
    return lambda: reconstruct(case.fixes, case.length, SPEED_KMH, case.span)


def updating_beliefs(case: Case) -> Callable[[], object]:
    """Work out what is believed at each publication, from which the known track is made."""
    observations = observations_of(case)
    return lambda: update_beliefs(observations, SPEED_KMH)


def observations_of(case: Case) -> list[Observation]:
    """Return each fix as what becomes known of its event when it is published."""
    return [Observation(fix.published, fix.event, (fix,)) for fix in case.fixes]


def happened_track(n: int) -> Track:
    """Return the track of n consistent events."""
    case = consistent(n)
    return reconstruct(case.fixes, case.length, SPEED_KMH, case.span).track


def known_track(n: int) -> Known:
    """Return as many epochs as there are publications of n events, with the line's end ahead."""
    case = consistent(n)
    beliefs = update_beliefs(observations_of(case), SPEED_KMH)
    ends = [*(belief.start for belief in beliefs[1:]), beliefs[-1].start + HOUR]
    epochs = []
    for belief, end in zip(beliefs, ends, strict=True):
        t = np.array([belief.start, end])
        stands = np.full(2, belief.low)
        high = np.clip(belief.ahead + SPEED_KMH / HOUR * t, belief.low, case.length)
        epochs.append(Epoch(belief.start, end, (), (), track=Track(t, stands, stands, high)))
    return Known(tuple(epochs), (), 0)


@dataclass(frozen=True)
class Positions:
    """Time to compute best, low and high of a million moments, beside one np.interp."""

    name: str
    breakpoints: int
    ours: Spread
    interp: Spread
    ratio: Spread


def positions(
    name: str, at: Callable[[np.ndarray], object], t: np.ndarray, best: np.ndarray, repeats: int
) -> Positions:
    """Ask both in turn about the same moments in no order; a ratio is of two neighbours in time."""
    moments = np.random.default_rng(SEED).uniform(t[0], t[-1], MOMENTS)
    at(moments)  # what is worked out once is so before
    pairs = [
        (cpu_ms(lambda: at(moments)), cpu_ms(lambda: np.interp(moments, t, best)))
        for _ in range(repeats)
    ]
    ours, interp = zip(*pairs, strict=True)
    ratios = [each / other for each, other in pairs]
    return Positions(name, len(t), Spread.of(ours), Spread.of(interp), Spread.of(ratios))


def all_positions(repeats: int) -> list[Positions]:
    """Measure both readings, of a journey as long as the built-in ones and of a very long one."""
    found = []
    for n in (20, NAMED_SIZE):
        track, known = happened_track(n), known_track(n)
        found.append(
            positions(f"as it happened, {n:,} events", track.at, track.t, track.best, repeats)
        )
        tracks = [epoch.track for epoch in known.epochs if epoch.track]
        t = np.concatenate([each.t for each in tracks])
        best = np.concatenate([each.best for each in tracks])
        found.append(positions(f"as it was known, {n:,} events", known.at, t, best, repeats))
    return found


def machine() -> dict[str, Any]:
    """Say where and with what this was measured."""
    return {
        "cores": os.cpu_count(),
        "load_average": [round(load, 2) for load in os.getloadavg()],
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
        "numpy": np.__version__,
    }


def growth_table(results: Sequence[Growth]) -> str:
    """Lay out the growth for a screen."""
    blocks = []
    for result in results:
        rows = [f"{result.name}: grows as n^{result.exponent}"]
        columns = zip(result.sizes, result.times, result.per_n_log_n(), strict=True)
        rows += [
            f"{n:>9,} events {spread.median:>10,.1f} / {spread.p95:>10,.1f} ms"
            f" {each:>8,.1f} ns per n log₂ n"
            for n, spread, each in columns
        ]
        blocks.append("\n".join(rows))
    return "\n\n".join(blocks)


def positions_table(results: Sequence[Positions]) -> str:
    """Lay out the cost of positions for a screen."""
    return "\n".join(
        f"{each.name} ({each.breakpoints:,} breakpoints): {each.ours.median:,.0f} ms beside"
        f" {each.interp.median:,.0f} ms, {each.ratio.median} / {each.ratio.p95} times"
        for each in results
    )


def main() -> int:
    """Read the command line, measure, print, write."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=7, help="of each number of events")
    parser.add_argument("--asked", type=int, default=21, help="repeats of the positions")
    parser.add_argument("--out", type=Path, default=HERE / "tracks.json")
    arguments = parser.parse_args()
    where, began = machine(), time.monotonic()
    plan = Plan(sorted({*SIZES, NAMED_SIZE}), arguments.repeats)
    # Each overturned report goes through all that is known again; see journeymap.tracks.beliefs.
    short = Plan([n for n in plan.sizes if n <= 4000], 2)
    grown = [
        growth("as it happened", reconstructing, consistent, plan),
        growth("as it happened, 1 % contradicting", reconstructing, contradicting, plan),
        growth("as it was known", updating_beliefs, consistent, plan),
        growth("as it was known, 1 % contradicting", updating_beliefs, contradicting, plan),
        growth("as it was known, 1 % overturned", updating_beliefs, overturned, short),
    ]
    asked = all_positions(arguments.asked)
    print("", "median / 95th percentile", growth_table(grown), sep="\n\n")
    print(f"\nPositions of {MOMENTS:,} moments beside one np.interp\n")
    print(positions_table(asked))
    outcome = {
        "measured_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(time.monotonic() - began),
        "machine": where,
        "unit": "ms of processor time",
        "growth": [vars(each) | {"ns_per_n_log2_n": each.per_n_log_n()} for each in grown],
        "positions": asked,
    }
    arguments.out.write_text(
        json.dumps(outcome, indent=2, ensure_ascii=False, default=vars) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
