"""Answers on this machine for the content networks the contenders load from.

Their pages stay as people write them. The browser resolves every other host to this server and
accepts its certificate, which is made for the run. So the network is the same for everyone, the
browser caches as with a real network, and nothing leaves the machine.
"""

from __future__ import annotations

import base64
import hashlib
import mimetypes
import re
import shutil
import ssl
import struct
import subprocess
import tarfile
import threading
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import ClassVar

PACKAGES = (
    "@fortawesome/fontawesome-free@6.2.0",
    "bootstrap@5.2.2",
    "highlight.js@8.4.0",
    "iso8601-js-period@0.2.1",
    "jquery@3.7.1",
    "jquery-ui-dist@1.12.1",
    "leaflet@1.9.3",
    "leaflet-timedimension@1.1.1",
    "leaflet.awesome-markers@2.0.4",
    "moment@2.18.1",
)

# Address (host and path) -> file in a package. The order matters: the first match is used.
# npm has no jQuery UI 1.10.2; the version nearest to it stands in.
ADDRESSES = (
    (
        r"cdn\.jsdelivr\.net/npm/iso8601-js-period@0\.2\.1/iso8601\.min\.js",
        r"iso8601-js-period@0.2.1/iso8601.js",
    ),
    (r"cdn\.jsdelivr\.net/npm/(.+@[\d.]+/.+)", r"\1"),
    (r"code\.jquery\.com/jquery-3\.7\.1\.min\.js", r"jquery@3.7.1/dist/jquery.min.js"),
    (r"cdnjs\.cloudflare\.com/ajax/libs/jquery/3\.7\.1/(.+)", r"jquery@3.7.1/dist/\1"),
    (r"cdnjs\.cloudflare\.com/ajax/libs/jqueryui/1\.10\.2/(.+)", r"jquery-ui-dist@1.12.1/\1"),
    (
        r"cdnjs\.cloudflare\.com/ajax/libs/Leaflet\.awesome-markers/2\.0\.2/(.+)",
        r"leaflet.awesome-markers@2.0.4/dist/\1",
    ),
    (r"cdnjs\.cloudflare\.com/ajax/libs/moment\.js/2\.18\.1/(.+)", r"moment@2.18.1/min/\1"),
    (
        r"cdnjs\.cloudflare\.com/ajax/libs/highlight\.js/8\.4/styles/default\.min\.css",
        r"highlight.js@8.4.0/styles/default.css",
    ),
)

# Answered with nothing, which is the quickest answer and so can only favour the contenders: style
# sheets and a font of folium's that no registry has and these pages can do without, and pictures
# that the real network does not have either (Leaflet looks for them there before its style sheet
# has arrived).
EMPTY = re.compile(
    r"netdna\.bootstrapcdn\.com/bootstrap/3\.0\.0/(css|fonts)/.*glyphicons.*"
    r"|cdn\.jsdelivr\.net/gh/python-visualization/folium/.*/leaflet\.awesome\.rotate\.min\.css"
    r"|cdn\.jsdelivr\.net/npm/leaflet@1\.9\.3/distmarker-(icon|shadow)\.png"
)
TILE = re.compile(r"([a-c]\.)?tile\.openstreetmap\.org/\d+/\d+/\d+\.png")


class BenchError(RuntimeError):
    """Why the bench cannot measure, and what to do about it."""


def _program(name: str, purpose: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise BenchError(f"The bench needs {name} {purpose}. Install it and run again.")
    return found


def fetch_packages(folder: Path) -> None:
    """Unpack the npm packages under a folder, each as name@version, unless they are there."""
    missing = [name for name in PACKAGES if not (folder / name).is_dir()]
    if not missing:
        return
    npm = _program("npm", "(it comes with Node.js) to fetch the contenders' JavaScript")
    folder.mkdir(parents=True, exist_ok=True)
    for name in missing:
        answer = subprocess.run(
            [npm, "pack", "--silent", name], cwd=folder, check=False, capture_output=True, text=True
        )
        if answer.returncode:
            raise BenchError(f"npm could not fetch {name}: {answer.stderr.strip()}")
        packed = answer.stdout.split()[-1]
        partial = folder / "partial"
        shutil.rmtree(partial, ignore_errors=True)
        with tarfile.open(folder / packed) as archive:
            archive.extractall(partial, filter="data")
        (folder / name).parent.mkdir(exist_ok=True)
        next(partial.iterdir()).rename(folder / name)
        partial.rmdir()
        (folder / packed).unlink()


def _tile() -> bytes:
    """Make a pale 256 by 256 PNG."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    header = struct.pack(">IIBBBBB", 256, 256, 8, 0, 0, 0, 0)
    pixels = zlib.compress((b"\0" + b"\xe6" * 256) * 256)
    signature = b"\x89PNG\r\n\x1a\n"
    return signature + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


@dataclass
class Network:
    """The stand-in for every other host: where it listens, and what it could not answer."""

    port: int
    fingerprint: str
    unanswered: set[str] = field(default_factory=set)

    @property
    def browser_arguments(self) -> list[str]:
        """Command-line arguments that send a Chromium here."""
        return [
            f"--host-resolver-rules=MAP * 127.0.0.1:{self.port}, EXCLUDE 127.0.0.1",
            f"--ignore-certificate-errors-spki-list={self.fingerprint}",
        ]


def _certificate(folder: Path) -> tuple[Path, Path, str]:
    """Make a self-signed certificate; return it, its key, and the hash Chromium knows it by."""
    openssl = _program("openssl", "to stand in for the contenders' content networks")
    certificate, key = folder / "certificate.pem", folder / "key.pem"
    subprocess.run(
        [
            openssl,
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=bench",
            "-keyout",
            str(key),
            "-out",
            str(certificate),
        ],
        check=True,
        capture_output=True,
    )
    public = subprocess.run(
        [openssl, "pkey", "-in", str(key), "-pubout", "-outform", "DER"],
        check=True,
        capture_output=True,
    ).stdout
    return certificate, key, base64.b64encode(hashlib.sha256(public).digest()).decode()


@contextmanager
def serve(folder: Path) -> Iterator[Network]:
    """Answer for every other host, with the packages in a folder, while the context is open."""
    fetch_packages(folder / "npm")
    certificate, key, fingerprint = _certificate(folder)
    tile = _tile()

    class Answer(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        network: ClassVar[Network]

        def body(self, address: str) -> bytes | None:
            if TILE.fullmatch(address):
                return tile
            if EMPTY.fullmatch(address):
                return b""
            for pattern, replacement in ADDRESSES:
                if match := re.fullmatch(pattern, address):
                    file = folder / "npm" / match.expand(replacement)
                    return file.read_bytes() if file.is_file() else None
            return None

        def do_GET(self) -> None:
            address = self.headers["Host"].split(":")[0] + self.path.split("?")[0]
            body = self.body(address)
            if body is None:
                self.network.unanswered.add(address)
            kind = mimetypes.guess_type(address)[0] or "application/octet-stream"
            self.send_response(404 if body is None else 200)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body or b"")))
            self.send_header("Access-Control-Allow-Origin", "*")
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_: object) -> None:
            """Log nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, request: object, client_address: object) -> None:
            """Ignore broken connections: some of the browser's own requests do not use TLS."""

    server = Server(("127.0.0.1", 0), Answer)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    # Each connection's own thread does the handshake, so that a slow one blocks nobody.
    server.socket = context.wrap_socket(
        server.socket, server_side=True, do_handshake_on_connect=False
    )
    Answer.network = Network(server.server_address[1], fingerprint)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Answer.network
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
