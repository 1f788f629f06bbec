"""One server for one contender, with the same options for all."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from cdn import BenchError

START_LIMIT_S = 60.0


def free_port() -> int:
    """Find a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def python_of(checkout: Path) -> str:
    """Return the interpreter of a checkout, its own if it has one."""
    own = checkout / ".venv/bin/python"
    return str(own) if own.exists() else sys.executable


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=2) as response:  # noqa: S310 - our own server
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


@contextmanager
def streamlit(script: Path, log: Path, task: Path) -> Iterator[str]:
    """Serve a script while the context is open.

    Parameters
    ----------
    script
        What ``streamlit run`` is given; it runs in the script's folder.
    log
        The server's log file.
    task
        What the contenders draw; it must exist when a page is opened, not before.

    Yields
    ------
    str
        The address of the page, without a slash at the end.

    Raises
    ------
    BenchError
        If the server does not start in time.
    """
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        script.name,
        "--server.port",
        str(port),
        "--server.address",
        "127.0.0.1",
        "--server.headless",
        "true",
        "--server.fileWatcherType",
        "none",
        "--browser.gatherUsageStats",
        "false",
    ]
    with _running(command, script, log, port, os.environ | {"BENCH_TASK": str(task)}) as address:
        yield address


@contextmanager
def uvicorn(script: Path, log: Path, python: str = sys.executable) -> Iterator[str]:
    """Serve the `app` of a script as a host does behind nginx; otherwise as `streamlit` above.

    `python` is the interpreter; another checkout may have its own.
    """
    port = free_port()
    command = [
        python,
        "-m",
        "uvicorn",
        f"{script.stem}:app",
        "--host",
        "127.0.0.1",
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    with _running(command, script, log, port, dict(os.environ)) as address:
        yield address


@contextmanager
def _running(
    command: list[str], script: Path, log: Path, port: int, environment: dict[str, str]
) -> Iterator[str]:
    address = f"http://127.0.0.1:{port}"
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            command, cwd=script.parent, env=environment, stdout=output, stderr=subprocess.STDOUT
        )
        try:
            limit = time.monotonic() + START_LIMIT_S
            while not _answers(f"{address}/_stcore/health"):
                if server.poll() is not None or time.monotonic() > limit:
                    raise BenchError(f"{script.name} did not start; its log is {log}")
                time.sleep(0.2)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(10)
            except subprocess.TimeoutExpired:
                server.kill()
                server.wait()
