"""Medians, 95th percentiles and ratios, as a table and as JSON."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, field

from browser import Requests, Steps


@dataclass(frozen=True)
class Spread:
    """How a measure is spread, in the unit of its values."""

    n: int
    median: float
    p95: float
    maximum: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Spread:
        """Summarise at least two values."""
        p95 = statistics.quantiles(values, n=20, method="inclusive")[-1]
        return cls(
            len(values),
            round(statistics.median(values), 2),
            round(p95, 2),
            round(max(values), 2),
        )


@dataclass(frozen=True)
class Reading:
    """Scrubbing through the whole timeline in one reading."""

    moved: Spread
    frame: Spread
    remounts: int
    websocket_bytes: int

    @classmethod
    def of(cls, steps: Steps) -> Reading:
        """Summarise a row of steps."""
        return cls(
            Spread.of(steps.milliseconds["train"]),
            Spread.of(steps.milliseconds["frame"]),
            steps.remounts,
            steps.websocket_bytes,
        )


@dataclass
class Result:
    """One contender's figures; None: it cannot do that."""

    name: str
    moved: Spread
    frame: Spread
    claims: Spread | None
    asked: Spread | None
    step: Spread | None
    time_changes: int
    remounts: int
    unanswered: int
    scrub_bytes: int
    step_bytes: float
    other_hosts: Requests
    readings: dict[str, Reading] = field(default_factory=dict)

    @classmethod
    def of(cls, name: str, scrub: Steps, settled: Steps | None, hosts: Requests) -> Result:
        """Combine scrubbing and settling; with one row of steps, it is both."""
        final = settled or scrub
        claims = final.milliseconds.get("claims")
        return cls(
            name=name,
            moved=Spread.of(scrub.milliseconds["train"]),
            frame=Spread.of(scrub.milliseconds["frame"]),
            claims=Spread.of(claims) if claims else None,
            asked=Spread.of(final.milliseconds["asked"]) if claims else None,
            step=Spread.of(final.milliseconds["all"]) if claims else None,
            time_changes=final.count + (scrub.count if settled else 0),
            remounts=scrub.remounts + (settled.remounts if settled else 0),
            unanswered=scrub.lost + (settled.lost if settled else 0),
            scrub_bytes=scrub.websocket_bytes,
            step_bytes=round(final.websocket_bytes / final.count, 1),
            other_hosts=hosts,
        )


def ratios(ours: Result, others: list[Result]) -> dict[str, dict[str, float | None]]:
    """How many times as long the others take as ours, by medians.

    A settled step of the others ends when both claims and train have followed; ours
    when the claims have.
    """
    return {
        other.name: {
            "input_to_moved_train": round(other.moved.median / ours.moved.median, 1),
            "settled_step": (
                round(other.step.median / ours.claims.median, 1)
                if ours.claims and other.step
                else None
            ),
        }
        for other in others
    }


def table(results: list[Result]) -> str:
    """Lay the figures out for a screen."""

    def spread(value: Spread | None) -> str:
        return "–" if value is None else f"{value.median:,.1f} / {value.p95:,.1f}"

    rows: list[list[str]] = [
        ["median / 95th percentile", *(r.name for r in results)],
        ["input to moved train, ms", *(spread(r.moved) for r in results)],
        ["input to a frame with it, ms", *(spread(r.frame) for r in results)],
        ["settled time to claims, ms", *(spread(r.claims) for r in results)],
        ["  of it until the server is asked", *(spread(r.asked) for r in results)],
        ["  to claims and train, ms", *(spread(r.step) for r in results)],
        ["map remounts / time changes", *(f"{r.remounts} / {r.time_changes}" for r in results)],
        ["websocket bytes, scrubbing", *(f"{r.scrub_bytes:,}" for r in results)],
        ["websocket bytes a settled time", *(f"{r.step_bytes:,.0f}" for r in results)],
        ["other hosts asked", *(str(len(r.other_hosts.hosts)) for r in results)],
        ["requests to them: opening", *(f"{r.other_hosts.opening:,}" for r in results)],
        ["  and in all, cached too", *(f"{r.other_hosts.total:,}" for r in results)],
        ["steps without an answer", *(str(r.unanswered) for r in results)],
    ]
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    ]
    return "\n".join(line.rstrip() for line in lines)


def readings_table(results: list[Result]) -> str:
    """Lay the two readings side by side, where a contender has them."""
    lines = []
    for result in results:
        for name, each in result.readings.items():
            lines.append(
                f"{name}, the whole timeline: input to moved train "
                f"{each.moved.median:,.1f} / {each.moved.p95:,.1f} ms, to a frame with it "
                f"{each.frame.median:,.1f} / {each.frame.p95:,.1f} ms, "
                f"{each.remounts} remounts, {each.websocket_bytes} websocket bytes"
            )
        if result.readings:
            first, second = result.readings.values()
            lines.append(
                f"The second reading takes {second.moved.median / first.moved.median:.2f}× "
                "the time of the first"
            )
    return "\n".join(lines)


def times_faster(all_ratios: dict[str, dict[str, float | None]]) -> str:
    """Say the ratios in words, a line each."""
    lines = []
    for name, ratio in all_ratios.items():
        claims = ratio["settled_step"]
        more = f"; a settled step {claims}×" if claims else ""
        lines.append(
            f"{name}: input to moved train takes {ratio['input_to_moved_train']}× ours{more}"
        )
    return "\n".join(lines)
