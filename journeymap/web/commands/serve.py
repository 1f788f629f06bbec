"""`serve`: the app on journeys of files, in a process of its own until it is stopped."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlencode

from journeymap.errors import JourneyMapError
from journeymap.journeys.library import Library
from journeymap.phrases import commands as words
from journeymap.settings import PREFIX, Settings
from journeymap.web.commands.convert import say_what_was_done
from journeymap.web.commands.data_folder import write_data_folder
from journeymap.web.commands.files import FileJourney, Wishes, plain_id, read_journeys, unused
from journeymap.web.commands.progress import progress_bar

_ROOT = Path(__file__).resolve().parents[3]
# What Streamlit prints when it listens.
_ADDRESS = re.compile(r"URL: (http://\S+)")
_SECONDS_TO_STOP = 20


class ServeError(JourneyMapError):
    """The app cannot be shown."""


def serve(
    paths: Sequence[Path], wishes: Wishes, base: Library, limits: Settings, *, port: int | None
) -> None:
    """
    Show the journeys of files until the app is stopped.

    Raises a JourneyMapError when a file cannot be read, none can be drawn, or the app ends.
    """
    journeys = [each for each in _read(paths, wishes, base, limits) if _can_be_drawn(each)]
    if not journeys:
        raise ServeError(words.NOTHING_TO_SERVE, words.NOTHING_TO_SERVE_HINT)
    with _ended_in_order(), TemporaryDirectory(prefix="journeymap-") as folder:
        write_data_folder(Path(folder), journeys, limits.data / "railway")
        with _running(Path(folder), port) as app:
            _announce(app, journeys)


def _read(
    paths: Sequence[Path], wishes: Wishes, base: Library, limits: Settings
) -> Iterator[FileJourney]:
    taken: set[str] = set()
    for path in paths:
        with progress_bar(words.READING.format(name=path.name)) as progress:
            for each in read_journeys(path, wishes, base, limits, progress):
                yield each.named(unused(plain_id(each.id), taken))


def _can_be_drawn(journey: FileJourney) -> bool:
    """Tell what was done to a journey and what is wrong; return whether it can be drawn."""
    say_what_was_done(journey)
    try:
        journey.library.journey(journey.id)
    except JourneyMapError as error:
        sys.stderr.write(f"{words.error_lines(str(error), error.hint)}\n")
        return False
    return True


@contextmanager
def _ended_in_order() -> Iterator[None]:
    """Let whoever ends this process by a signal end the app with it, and remove its folder."""
    before = signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _interrupt(*_: Any) -> None:
    # The first one suffices: what is ending is left to end.
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    raise KeyboardInterrupt


@contextmanager
def _running(folder: Path, port: int | None) -> Iterator[subprocess.Popen[str]]:
    """Run the app on a data folder, and stop it in the end."""
    options = {"address": "localhost", "headless": "true", "fileWatcherType": "none"}
    if port is not None:
        options["port"] = str(port)
    given = [each for name, value in options.items() for each in (f"--server.{name}", value)]
    command = [sys.executable, "-m", "streamlit", "run", str(_ROOT / "app.py"), *given]
    environment = {
        **os.environ,
        f"{PREFIX}DATA": str(folder),
        f"{PREFIX}ADDRESS": "",
        "PYTHONUNBUFFERED": "1",
    }
    app = subprocess.Popen(  # noqa: S603 - our own app
        command, cwd=_ROOT, env=environment, stdout=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        yield app
    finally:
        app.terminate()
        with suppress(subprocess.TimeoutExpired):
            app.wait(_SECONDS_TO_STOP)
        if app.poll() is None:
            app.kill()


def _announce(app: subprocess.Popen[str], journeys: Sequence[FileJourney]) -> None:
    """Print the addresses when the app listens, and wait until it ends. Raises ServeError."""
    listens = False
    # Read to its end: a full pipe would stop the app.
    for line in app.stdout or ():
        found = _ADDRESS.search(line)
        if found is None or listens:
            continue
        listens = True
        address = found[1]
        sys.stdout.write(f"{words.SERVING.format(address=address)}\n")
        for each in journeys:
            shown = f"{address}/?{urlencode({'journey': each.id})}"
            sys.stdout.write(
                f"{words.SHOWN.format(title=each.library.title(each.id), address=shown)}\n"
            )
        sys.stdout.flush()
    if not listens or app.wait():
        raise ServeError(words.DID_NOT_START, words.DID_NOT_START_HINT)
