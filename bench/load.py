"""Ask one process for the embeddable page 10,000 times over one connection; print the times."""

from __future__ import annotations

import argparse
import http.client
import statistics
import sys
import time
from pathlib import Path

from servers import streamlit, uvicorn

HERE = Path(__file__).parent
JOURNEY = "kim-2023"


def ask(host: str, count: int) -> tuple[list[float], int]:
    """Return the milliseconds of each request, and how many answers were wrong."""
    connection = http.client.HTTPConnection(host, timeout=30)
    took, errors = [], 0
    for _ in range(count):
        began = time.perf_counter()
        connection.request("GET", f"/embed/{JOURNEY}", headers={"Accept-Encoding": "gzip"})
        answer = connection.getresponse()
        body = answer.read()
        took.append((time.perf_counter() - began) * 1000)
        errors += answer.status != 200 or not body
    connection.close()
    return took, errors


def main() -> int:
    """Serve with both commands in turn; warm up, ask, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--requests", type=int, default=10_000)
    count = parser.parse_args().requests
    cache = HERE / ".cache"
    cache.mkdir(exist_ok=True)
    app, wrong = HERE.parent / "app.py", 0
    commands = {
        "uvicorn app:app": uvicorn(app, cache / "load.log"),
        "streamlit run app.py": streamlit(app, cache / "load.log", cache / "task.json"),
    }
    for command, serving in commands.items():
        with serving as address:
            host = address.removeprefix("http://")
            ask(host, 50)
            began = time.perf_counter()
            took, errors = ask(host, count)
            seconds = time.perf_counter() - began
        wrong += errors
        hundredths = statistics.quantiles(took, n=100)
        print(
            f"{command}: {count} requests, {errors} errors, {count / seconds:.0f} per second; "
            f"median {statistics.median(took):.2f} ms, 99th percentile {hundredths[98]:.2f} ms",
            flush=True,
        )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
