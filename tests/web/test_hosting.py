"""The files for hosting, run: nginx with the committed site file, and the container's command."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection, HTTPResponse

import pytest

from tests.support.paths import ROOT

HOSTING = ROOT / "hosting"
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
needs_nginx = pytest.mark.skipif(NGINX is None, reason="nginx is not installed")


def free_port():
    with closing(socket.socket()) as asked:
        asked.bind(("127.0.0.1", 0))
        return asked.getsockname()[1]


def ask(port, path, method="GET", body=None, **headers) -> tuple[HTTPResponse, bytes]:
    """Ask without following redirects or undoing compression; `_` in header names is `-`."""
    with closing(HTTPConnection("127.0.0.1", port, timeout=20)) as connection:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path, body, headers=named)
        answer = connection.getresponse()
        return answer, answer.read()


def handshake(port, path):
    """Ask for a websocket as Streamlit's front end does. Returns the first line of the answer."""
    with closing(socket.create_connection(("127.0.0.1", port), timeout=20)) as connection:
        connection.sendall(
            f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nOrigin: http://127.0.0.1:{port}\r\n"
            "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
            "Sec-WebSocket-Protocol: streamlit\r\n\r\n".encode()
        )
        return connection.makefile("rb").readline().decode().strip()


@contextmanager
def running(command, port, path="/healthz", **more):
    """Run a server until the block ends, from the moment it answers."""
    with subprocess.Popen(command, **more) as process:
        try:
            for _ in range(1200):
                assert process.poll() is None, f"ended by itself: {command}"
                try:
                    ask(port, path)
                    break
                except OSError:
                    time.sleep(0.1)
            else:
                raise AssertionError(f"does not answer: {command}")
            yield process
        finally:
            process.terminate()
            process.wait(20)


def instruction(name):
    """Return what the Dockerfile says after an instruction, the last one of that name."""
    text = (ROOT / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    return re.findall(rf"^{name}\s+(.+)$", text, re.MULTILINE)[-1].strip()


def replaced(text, old, new):
    assert old in text
    return text.replace(old, new)


def container_command(port):
    """The Dockerfile's own CMD, by this Python, on another port and for this machine alone."""
    program, *arguments = json.loads(instruction("CMD"))
    assert program == "uvicorn"
    here = {"8501": str(port), "0.0.0.0": "127.0.0.1"}  # noqa: S104
    assert set(here) <= set(arguments)
    return [sys.executable, "-m", "uvicorn", *(here.get(each, each) for each in arguments)]


@pytest.fixture(scope="module")
def app():
    port = free_port()
    with running(container_command(port), port, cwd=ROOT):
        yield port


@pytest.fixture(scope="module")
def proxy(app, tmp_path_factory):
    """Ports of nginx before the app: with the site file, and under a path of another site."""
    folder = tmp_path_factory.mktemp("nginx")
    port, other = free_port(), free_port()
    site = (HOSTING / "nginx.conf").read_text("utf-8")
    site = replaced(site, "127.0.0.1:8501", f"127.0.0.1:{app}")
    site = replaced(site, "listen 80;", f"listen 127.0.0.1:{port};")
    site = replaced(site, "/var/cache/nginx/journeymap", f"{folder}/cache")
    (folder / "site.conf").write_text(site, "utf-8")
    temporary = "".join(
        f"{name}_temp_path {folder}/{name};\n"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    # An administrator's nginx.conf around it, as small as can be, with gzip on as Debian has it.
    user = "user root;" if os.getuid() == 0 else ""
    (folder / "nginx.conf").write_text(
        f"daemon off; {user} pid {folder}/pid; error_log {folder}/error.log;\n"
        "events {}\n"
        f"http {{\n access_log off; gzip on;\n{temporary} include {folder}/site.conf;\n"
        f" server {{ listen 127.0.0.1:{other};"
        f" include {HOSTING}/nginx-under-path.conf; }}\n}}\n",
        "utf-8",
    )
    command = [NGINX, "-e", f"{folder}/error.log", "-p", str(folder), "-c", f"{folder}/nginx.conf"]
    with running(command, port):
        yield port, other
    # Some ways of misreading a configuration are only named in the log.
    log = (folder / "error.log").read_text("utf-8")
    assert not re.search(r"\[(warn|crit|alert|emerg)\]", log), log


def address_of(port, path="/journeys/kim-2023.json"):
    """Where the plain address of a journey leads, from the root."""
    answer, _ = ask(port, path)
    assert answer.status == 307
    return f"{path.rpartition('/')[0]}/{answer.headers['Location']}"


@needs_nginx
def test_pages_and_health_come_through_nginx(proxy):
    port, _ = proxy
    for path in ("/", "/claims", "/embed/kim-2023"):
        answer, body = ask(port, path)
        assert (answer.status, answer.headers.get_content_type()) == (200, "text/html")
        assert b"</html>" in body
    answer, body = ask(port, "/healthz")
    assert answer.status == 200
    assert json.loads(body)["status"] == "ok"


@needs_nginx
def test_a_session_opens_its_websocket_through_nginx(proxy):
    port, other = proxy
    assert handshake(port, "/_stcore/stream") == "HTTP/1.1 101 Switching Protocols"
    assert handshake(other, "/news/map/_stcore/stream") == "HTTP/1.1 101 Switching Protocols"


@needs_nginx
def test_addresses_with_a_hash_are_kept_by_nginx_in_each_form(proxy):
    port, _ = proxy
    _, page = ask(port, "/embed/kim-2023")
    script = re.search(r"assets/[0-9a-f]{16}/embed\.bundle\.js", page.decode())
    assert script
    for path in (f"/{script[0]}", address_of(port)):
        plain, body = ask(port, path)
        assert (plain.status, plain.headers["X-Cache"]) == (200, "MISS")
        assert plain.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        # Browsers word the same wish differently; it is one form all the same.
        packed, small = ask(port, path, Accept_Encoding="gzip, deflate, br, zstd")
        assert packed.headers["X-Cache"] == "MISS"
        again, same = ask(port, path, Accept_Encoding="gzip")
        assert (again.headers["X-Cache"], same) == ("HIT", small)
        for form in (packed, again):
            assert form.headers.get_all("Content-Encoding") == ["gzip"]
        assert gzip.decompress(small) == body
        refused, unpacked = ask(port, path, Accept_Encoding="gzip;q=0, identity")
        assert (refused.headers["X-Cache"], unpacked) == ("HIT", body)
        assert refused.headers["Content-Encoding"] is None


@needs_nginx
def test_what_may_change_is_not_kept_by_nginx(proxy):
    port, _ = proxy
    for path in ("/assets/0123456789abcdef/icon.svg", "/journeys/kim-2023.0123456789abcdef.json"):
        for _time in range(2):
            answer, _ = ask(port, path)
            assert answer.headers["X-Cache"] == "MISS"
            assert answer.headers["Cache-Control"] == "no-cache"


@needs_nginx
def test_a_reader_who_has_it_gets_304_through_nginx(proxy):
    port, _ = proxy
    for path in (address_of(port), "/embed/kim-2023"):
        first, _ = ask(port, path)
        tag = first.headers["ETag"]
        assert tag
        second, body = ask(port, path, If_None_Match=tag)
        assert (second.status, second.headers["ETag"], body) == (304, tag, b"")


@needs_nginx
@pytest.mark.parametrize(
    "path",
    [
        "/_stcore/metrics",
        "/_stcore/metrics/",
        "//_stcore/metrics",
        "/_stcore/%6detrics",
        "/x/../_stcore/metrics",
    ],
)
def test_the_metrics_are_closed(app, proxy, path):
    open_to_the_operator, _ = ask(app, "/_stcore/metrics")
    assert open_to_the_operator.status == 200
    port, other = proxy
    assert ask(port, path)[0].status == 403
    assert ask(other, f"/news/map{path}")[0].status == 403


@needs_nginx
def test_an_upload_over_the_limit_is_refused_before_it_reaches_the_app(proxy):
    for port, root in zip(proxy, ("", "/news/map"), strict=True):
        path = f"{root}/_stcore/upload_file/session/file"
        answer, _ = ask(port, path, "PUT", Content_Length=str(161 * 2**20))
        assert answer.status == 413
        # Within it the app decides: there is no such session.
        answer, _ = ask(port, path, "PUT", body=bytes(2 * 2**20))
        assert answer.status in (400, 403)


@needs_nginx
def test_everything_holds_under_a_path_of_another_site(proxy):
    _, port = proxy
    answer, _ = ask(port, "/news/map?journey=kim-2023")
    home = f"http://127.0.0.1:{port}/news/map/"
    assert (answer.status, answer.headers["Location"]) == (301, f"{home}?journey=kim-2023")
    for path in ("/news/map/", "/news/map/claims", "/news/map/healthz"):
        assert ask(port, path)[0].status == 200
    # Streamlit takes a slash off with a redirect of its own.
    answer, _ = ask(port, "/news/map/claims/")
    assert (answer.status, answer.headers["Location"]) == (301, f"{home}claims")
    answer, body = ask(port, address_of(port, "/news/map/journeys/kim-2023.json"))
    assert answer.status == 200
    assert json.loads(body)
    _, page = ask(port, "/news/map/embed/kim-2023")
    found = re.findall(r'(?:src|href)="(\.\./assets/[^"]+)"', page.decode())
    assert found
    for address in found:
        assert ask(port, f"/news/map/{address.removeprefix('../')}")[0].status == 200
    assert ask(port, "/healthz")[0].status == 404


def test_the_container_does_not_run_as_root():
    user = instruction("USER").split(":")[0]
    assert int(user) > 0


def test_the_container_calls_itself_healthy_only_while_it_is(app):
    program, *arguments = json.loads(instruction("HEALTHCHECK").partition("CMD ")[2])
    assert program == "python"
    script = arguments[-1]
    for port, healthy in ((app, True), (free_port(), False)):
        probe = [sys.executable, *arguments[:-1], replaced(script, ":8501/", f":{port}/")]
        assert (subprocess.run(probe, check=False, capture_output=True).returncode == 0) is healthy


def test_the_container_serves_with_what_its_ignore_file_lets_in(tmp_path):
    """Nothing that the app needs is left out of the image."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    taken = [line[1:] for line in lines if line.startswith("!")]
    for name in taken:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name)
        else:
            shutil.copy(ROOT / name, tmp_path / name)
    port = free_port()
    with running(container_command(port), port, cwd=tmp_path):
        assert ask(port, "/healthz")[0].status == 200
        assert ask(port, "/embed/kim-2023")[0].status == 200
        assert ask(port, address_of(port))[0].status == 200
