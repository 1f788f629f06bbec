"""Ask the routes over ASGI, as a server hands a request over."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

from starlette.applications import Starlette

from journeymap.web.routes import routes

ROOT = "http://testserver/"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self):
        assert self.headers["content-type"] == "application/json"
        return json.loads(self.body)


def ask(address, method="GET", served=None, **headers):
    """One request as a server hands it over: the path decoded, `..` in it left as it stands."""
    path = urlsplit(address).path
    scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "server": ("testserver", 80),
        "client": ("127.0.0.1", 1),
        "path": unquote(path),
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": urlsplit(address).query.encode(),
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()
        ],
    }
    sent = []

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    # In a thread of its own: the browser tests' loop may be running in this one.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(
            lambda: asyncio.run(Starlette(routes=served or routes())(scope, receive, send))
        ).result()
    start = sent[0]
    return Answer(
        start["status"],
        {name.decode(): value.decode() for name, value in start["headers"]},
        b"".join(message.get("body", b"") for message in sent[1:]),
    )


def follow(address):
    """Where the browser ends up, and what it gets there."""
    answer = ask(address)
    assert answer.status == 307
    there = urljoin(address, answer.headers["location"])
    return there, ask(there)
