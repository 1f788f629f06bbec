"""A recorded track: positions with the moments at which a device wrote them down."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path

import numpy as np

from journeymap.errors import TableError
from journeymap.times import FURTHEST_SECONDS

# Bytes are this head, then the deltas of all points in one zlib stream, each column's bytes of
# one significance together: what hardly changes from point to point packs best.
_HEAD = struct.Struct("<4sIIB")
_MAGIC = b"JMR1"
_PER_DEGREE = 10_000_000
_PER_SECOND = 1_000
# What stands in the bytes for a moment that is not known. Differences to it wrap round, and back.
_UNKNOWN = np.int64(np.iinfo("<i8").min)


@dataclass(frozen=True, eq=False)
class Recording:
    """
    Points as recorded: lon, lat (n,) WGS 84 degrees, n at least 2.

    `t` (n,) is epoch seconds, strictly ascending by a millisecond or more, or None for a line
    without times. It may be NaN before the first and after the last of two or more moments:
    there is a line, and nobody knows when. `starts` are the indices at which a segment of the
    file begins, ascending from 0. The arrays are made float64 and int64, and read-only.
    ValueError for anything else.
    """

    lon: np.ndarray
    lat: np.ndarray
    t: np.ndarray | None
    starts: np.ndarray

    def __post_init__(self) -> None:
        """Raise ValueError when this is not what the class says."""
        for name in ("lon", "lat", "t"):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, _column(getattr(self, name), "float64", name))
        object.__setattr__(self, "starts", _column(self.starts, "int64", "starts"))
        columns = [self.lon, self.lat, *([] if self.t is None else [self.t])]
        if len(self.lon) < 2 or len({len(column) for column in columns}) > 1:
            raise ValueError("a recording has two points or more, each in every column")
        if not all(np.isfinite(column).all() for column in (self.lon, self.lat)):
            raise ValueError("a recorded value is not a finite number")
        if np.abs(self.lon).max() > 180 or np.abs(self.lat).max() > 90:
            raise ValueError("a recorded position is not on the earth")
        if self.t is not None:
            _check_moments(self.t[self.timed])
        inside = len(self.starts) > 0 and self.starts[-1] < len(self.lon)
        if not inside or self.starts[0] != 0 or (np.diff(self.starts) < 1).any():
            raise ValueError("segments do not ascend from the first point")

    def __len__(self) -> int:
        """Return the number of points."""
        return len(self.lon)

    @cached_property
    def timed(self) -> slice:
        """The points from the first to the last moment; none without times."""
        known = np.flatnonzero([] if self.t is None else np.isfinite(self.t))
        return slice(int(known[0]), int(known[-1]) + 1) if known.size else slice(0, 0)

    def to_bytes(self) -> bytes:
        """Return it packed: positions to 1e-7 degrees, about a centimetre, moments to 1 ms."""
        return self._packed

    @cached_property
    def _packed(self) -> bytes:
        # Once: a draft is saved at every change of its table.
        degrees = np.round(np.stack([self.lon, self.lat]) * _PER_DEGREE).astype("<i4")
        # A difference that does not fit int32 wraps round, and back when it is summed.
        columns = [np.diff(each, prepend=np.int32(0)) for each in degrees]
        columns.append(np.diff(self.starts, prepend=0).astype("<i4"))
        if self.t is not None:
            columns.append(np.diff(_milliseconds(self.t), prepend=0).astype("<i8"))
        body = zlib.compress(b"".join(_by_significance(column) for column in columns), 1)
        timed = self.t is not None
        return _HEAD.pack(_MAGIC, len(self), len(self.starts), timed) + body

    @classmethod
    def from_bytes(cls, body: bytes, max_points: int | None = None) -> Recording:
        """
        Return what `to_bytes` packed.

        Parameters
        ----------
        body
            The bytes.
        max_points
            How many points they may hold; None for bytes that we have packed ourselves.

        Returns
        -------
        The recording, its positions to 1e-7 degrees and its moments to the millisecond.

        Raises
        ------
        ValueError
            For bytes that `to_bytes` did not make, and for more points, before anything is
            unpacked.
        """
        if len(body) < _HEAD.size:
            raise ValueError("these bytes are no recording: they end too soon")
        magic, count, segments, timed = _HEAD.unpack_from(body)
        if magic != _MAGIC or timed > 1 or segments > count:
            raise ValueError("these bytes are no recording")
        if max_points is not None and count > max_points:
            raise ValueError(f"this recording has {count:,} points; the maximum is {max_points:,}")
        sizes = [4 * count, 4 * count, 4 * segments, 8 * count * timed]
        unpacking = zlib.decompressobj()
        try:
            raw = unpacking.decompress(body[_HEAD.size :], sum(sizes) + 1)
        except zlib.error as error:
            raise ValueError("these bytes are no recording: they are damaged") from error
        if len(raw) != sum(sizes) or not unpacking.eof or unpacking.unused_data:
            raise ValueError("these bytes are no recording: their length is wrong")
        ends = pairwise(np.cumsum([0, *sizes]).tolist())
        lon, lat, starts, t = (
            np.cumsum(_together(raw[first:last], dtype), dtype=dtype)
            for (first, last), dtype in zip(ends, ("<i4", "<i4", "<i4", "<i8"), strict=True)
        )
        # Dividing, unlike multiplying by 1e-7, gives the very float that the decimals are read as.
        moments = np.where(t == _UNKNOWN, np.nan, t / _PER_SECOND) if timed else None
        return cls(lon / _PER_DEGREE, lat / _PER_DEGREE, moments, starts)


def _check_moments(t: np.ndarray) -> None:
    if len(t) < 2 or not np.isfinite(t).all():
        raise ValueError("a recorded value is not a finite number")
    if np.abs(t).max() > FURTHEST_SECONDS:
        raise ValueError("a recorded moment is before 10,000 BCE or after the year 9999")
    if np.diff(_milliseconds(t)).min() < 1:
        raise ValueError("recorded moments do not ascend by a millisecond or more")


def read_recording(path: Path) -> Recording:
    """Read a recording that was packed into a file. Raises TableError."""
    try:
        return Recording.from_bytes(path.read_bytes())
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise TableError(
            f"{path.name} cannot be read: {reason}.", f"Put it into {path.parent}."
        ) from None
    except ValueError as error:
        raise TableError(
            f"{path.name} is no recording: {error}.", "Write it with this program again."
        ) from None


def _column(values: object, dtype: str, name: str) -> np.ndarray:
    """Return a read-only copy."""
    column = np.asarray(values)
    if column.ndim != 1 or column.dtype.kind not in ("if" if dtype == "float64" else "iu"):
        raise ValueError(f"{name} is not one column of numbers")
    column = column.astype(dtype)
    column.flags.writeable = False
    return column


def _milliseconds(t: np.ndarray) -> np.ndarray:
    known = np.isfinite(t)
    whole = np.round(np.where(known, t, 0.0) * _PER_SECOND).astype("<i8")
    return np.where(known, whole, _UNKNOWN)


def _by_significance(column: np.ndarray) -> bytes:
    return column.view("u1").reshape(len(column), -1).T.tobytes()


def _together(raw: bytes, dtype: str) -> np.ndarray:
    width = np.dtype(dtype).itemsize
    return np.frombuffer(raw, "u1").reshape(width, -1).T.copy().view(dtype).reshape(-1)
