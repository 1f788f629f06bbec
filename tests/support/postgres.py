"""A PostgreSQL server for the length of a test, which can be stopped and started."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

_USER = "journeymap"


class Postgres:
    """
    A server of its own in a folder, reached by a socket in it; nothing listens on a port.

    Nobody else can be let in: it asks for no password.
    """

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries = binaries
        self._folder = folder
        self._url = f"postgresql://{_USER}@/postgres?host={folder}"
        self._run("initdb", "--no-sync", "-A", "trust", "-E", "UTF8", "--locale=C", "-U", _USER)

    def start(self) -> None:
        options = f"-k {self._folder} -c listen_addresses="
        log = self._folder / "log"
        self._run("pg_ctl", "start", "-w", "-s", "-l", str(log), "-o", options)

    def stop(self, mode: str = "fast") -> None:
        """Stop: `fast` ends all connections, `immediate` is as if the server had crashed."""
        self._run("pg_ctl", "stop", "-w", "-s", "-m", mode)

    def start_if_stopped(self) -> None:
        if not (self._folder / "data" / "postmaster.pid").exists():
            self.start()

    def url(self) -> str:
        """Empty its database, and return the URL."""
        with psycopg.connect(self._url, autocommit=True) as connection:
            connection.execute("DROP SCHEMA public CASCADE")
            connection.execute("CREATE SCHEMA public")
        return self._url

    def _run(self, program: str, *arguments: str) -> None:
        # The server outlives the program that starts it, so it must not hold on to a pipe of ours.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                [self._binaries / program, "-D", self._folder / "data", *arguments],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd=self._folder,
                user=_owner(),
                check=False,
            )
            output.seek(0)
            assert done.returncode == 0, output.read().decode(errors="replace")


def binaries() -> Path | None:
    """The folder of initdb and pg_ctl, where PostgreSQL is installed."""
    on_path = shutil.which("initdb")
    found = [Path(on_path).resolve().parent] if on_path else []
    # Debian has them here, and not on the path.
    found += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return next((folder for folder in found if (folder / "pg_ctl").exists()), None)


@contextmanager
def postgres(binaries: Path) -> Iterator[Postgres]:
    """A server that runs."""
    # Not pytest's folder: only its owner can enter it, and the path of a socket has to be short.
    with tempfile.TemporaryDirectory(prefix="postgres-") as name:
        if owner := _owner():
            shutil.chown(name, owner)
        server = Postgres(binaries, Path(name))
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")


def _owner() -> str | None:
    """Who runs it: PostgreSQL refuses to run as root."""
    return "nobody" if os.geteuid() == 0 else None
