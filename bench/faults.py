"""Faults put into the code by hand, one at a time: the tests named beside each must notice.

`python bench/faults.py` takes each in turn in a copy of the project, and prints which were caught;
`--only NAME` takes one; fault_list.py has them. It ends with 1 when one was missed, or when the
code has no longer what a fault replaces. Run it after changes to tests, to see that they can
still fail.
"""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fault_list import FAULTS, Fault

ROOT = Path(__file__).resolve().parent.parent
LIMIT_SECONDS = 600
_NOT_COPIED = (".git", ".venv", "node_modules", "__pycache__", ".*_cache", "var")


def caught(fault: Fault, copy: Path) -> bool | None:
    """Return whether one of its tests fails; None when what it replaces is not there once."""
    path = copy / fault.path
    source = path.read_text(encoding="utf-8")
    if source.count(fault.original) != 1:
        return None
    path.write_text(source.replace(fault.original, fault.faulty), encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", *fault.tests]
    try:
        done = subprocess.run(
            command, cwd=copy, capture_output=True, check=False, timeout=LIMIT_SECONDS
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        path.write_text(source, encoding="utf-8")
    return done.returncode in {1, 2}


def main() -> int:
    """Read the command line, take the faults in turn, print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", help="the name of one fault")
    parser.add_argument("--check", action="store_true", help="only look whether each can be put in")
    arguments = parser.parse_args()
    chosen = [each for each in FAULTS if arguments.only in {None, each.name}]
    if arguments.check:
        stale = [
            each.name
            for each in chosen
            if (ROOT / each.path).read_text(encoding="utf-8").count(each.original) != 1
        ]
        print(*stale, f"{len(chosen) - len(stale)} of {len(chosen)} can be put in", sep="\n")
        return 1 if stale else 0
    words = {True: "caught", False: "MISSED", None: "not found in the code"}
    results = []
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "project"
        shutil.copytree(ROOT, copy, ignore=shutil.ignore_patterns(*_NOT_COPIED))
        for fault in chosen:
            began = time.monotonic()
            found = caught(fault, copy)
            results.append(found)
            print(f"{words[found]}: {fault.name} ({time.monotonic() - began:.0f} s)", flush=True)
    print(f"{results.count(True)} of {len(results)} caught")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
