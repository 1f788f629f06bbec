"""Run a command as a person does, and take what it prints."""

import contextlib
import io
import os
from dataclasses import dataclass
from pathlib import Path

from journeymap.web.commands.main import main


@dataclass(frozen=True)
class Ran:
    status: int
    raw: bytes
    err: str

    @property
    def out(self):
        return self.raw.decode()


class _Output(io.TextIOWrapper):
    def __init__(self):
        super().__init__(io.BytesIO(), encoding="utf-8", newline="")

    @property
    def written(self):
        self.flush()
        return self.buffer.getvalue()


def run(folder, *arguments):
    """Run `python -m journeymap` with these arguments in a folder."""
    out, err = _Output(), _Output()
    before = Path.cwd()
    os.chdir(folder)
    try:
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            status = main(list(map(str, arguments)))
    finally:
        os.chdir(before)
    return Ran(status, out.written, err.written.decode())
