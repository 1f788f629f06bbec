"""Measure page views and settled times over real websocket sessions in Streamlit's protocol.

Starts `uvicorn app:app`, or measures a server that runs already (`--address`). With `--beside PATH`
an older checkout is measured in the same run, in turn with this one.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import time
from collections.abc import AsyncIterator
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from cdn import BenchError
from servers import python_of, uvicorn
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from summary import Spread
from websockets.asyncio.client import ClientConnection, connect

HERE = Path(__file__).parent
CACHE = HERE / ".cache"
QUERY = "journey=kim-2023"
WARM_UP = 5
ANSWER_LIMIT_S = 60.0
# How often each viewer changes the time, and the limit for a quick answer.
EVERY_S = 5.0
QUICK_S = 0.5
# The journey's seconds between two settled times of one viewer.
STEP_S = 600.0


@dataclass(frozen=True)
class Timeline:
    """The timeline's component in a page: what a browser sends with its rerun."""

    widget: str
    fragment: str
    moment: float


@dataclass
class Session:
    """One reader's websocket, as a browser opens it."""

    socket: ClientConnection
    timeline: Timeline | None = None

    async def view(self) -> float:
        """Ask for the page; return the seconds until its script has finished."""
        message = BackMsg()
        message.rerun_script.query_string = QUERY
        return await self._answer(message)

    async def settle(self, steps: int) -> float:
        """Settle the time some steps after the opening one; return the seconds until the answer."""
        if self.timeline is None:
            raise BenchError("The page has no timeline: is it the journey's page that answers?")
        moment = self.timeline.moment + STEP_S * steps
        message = BackMsg()
        message.rerun_script.query_string = QUERY
        message.rerun_script.fragment_id = self.timeline.fragment
        state = message.rerun_script.widget_states.widgets.add(id=self.timeline.widget)
        state.json_value = json.dumps(
            {"view": {"moment": moment, "reading": "happened", "speed": 80}}
        )
        return await self._answer(message)

    async def _answer(self, message: BackMsg) -> float:
        began = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            data = await asyncio.wait_for(self.socket.recv(), ANSWER_LIMIT_S)
            answer = ForwardMsg()
            answer.ParseFromString(data if isinstance(data, bytes) else data.encode())
            kind = answer.WhichOneof("type")
            if kind == "delta" and self.timeline is None:
                self.timeline = _timeline(answer)
            elif kind == "script_finished":
                if answer.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                    raise BenchError("The page's script has an error.")
                return time.perf_counter() - began


def _timeline(answer: ForwardMsg) -> Timeline | None:
    component = answer.delta.new_element.bidi_component
    if not component.component_name.endswith("timeline"):
        return None
    moment = float(json.loads(component.json)["opening"])
    return Timeline(component.id, answer.delta.fragment_id, moment)


@asynccontextmanager
async def session(address: str) -> AsyncIterator[Session]:
    """Open a websocket to a Streamlit server."""
    async with connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        subprotocols=["streamlit", "PLACEHOLDER_AUTH_TOKEN"],  # type: ignore[list-item]
        max_size=None,
        compression=None,
        open_timeout=ANSWER_LIMIT_S,
        ping_interval=None,
    ) as socket:
        yield Session(socket)


@dataclass
class Alone:
    """Waiting times of one reader at a time, in seconds."""

    views: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)


async def alone(addresses: dict[str, str], count: int) -> dict[str, Alone]:
    """Open one session after the other, on each server in turn."""
    found = {name: Alone() for name in addresses}
    for i in range(count + WARM_UP):
        for name, address in addresses.items():
            async with session(address) as each:
                viewed, settled = await each.view(), await each.settle(i)
            if i >= WARM_UP:
                found[name].views.append(viewed)
                found[name].settled.append(settled)
    return found


@dataclass
class Together:
    """Waiting times of several readers of one process, in seconds."""

    viewers: int
    views: list[float] = field(default_factory=list)
    settled: list[float] = field(default_factory=list)

    @property
    def quick(self) -> bool:
        """Whether nearly all settled times are answered quickly enough."""
        return Spread.of(self.settled).p95 < QUICK_S


async def together(address: str, viewers: int, seconds: float) -> Together:
    """Let some readers each change the time every five seconds.

    They come spread over the first five seconds, and the time is counted from then on.
    """
    found, began = Together(viewers), time.perf_counter()
    arrived = began + EVERY_S

    async def read(number: int) -> None:
        await asyncio.sleep(EVERY_S * number / viewers)
        async with session(address) as each:
            found.views.append(await each.view())
            # Late readers keep their own planned rhythm.
            due = arrived + EVERY_S * number / viewers
            for step in range(max(1, round(seconds / EVERY_S))):
                await asyncio.sleep(max(0.0, due - time.perf_counter()))
                found.settled.append(await each.settle(number + step))
                due += EVERY_S

    await asyncio.gather(*(read(number) for number in range(viewers)))
    return found


def milliseconds(seconds: list[float]) -> str:
    """Summarise times for the screen."""
    spread = Spread.of([each * 1000 for each in seconds])
    return f"median {spread.median:,.1f} ms, 95th percentile {spread.p95:,.1f} ms"


async def measure(addresses: dict[str, str], options: argparse.Namespace) -> None:
    """Measure all servers and print."""
    for name, found in (await alone(addresses, options.sessions)).items():
        print(f"{name}: {options.sessions} sessions, one at a time")
        print(f"  page view: {milliseconds(found.views)}")
        print(f"  settled time: {milliseconds(found.settled)}", flush=True)
    for name, address in addresses.items():
        if options.maximum < options.step:
            continue
        print(f"{name}: readers that change the time every {EVERY_S:.0f} s")
        sustained = 0
        for viewers in range(options.step, options.maximum + 1, options.step):
            each = await together(address, viewers, options.seconds)
            print(f"  {viewers}: settled time {milliseconds(each.settled)}", flush=True)
            print(f"      page view {milliseconds(each.views)}", flush=True)
            if not each.quick:
                break
            sustained = viewers
        readers = sustained or f"fewer than {options.step}"
        print(f"  with a 95th percentile under {QUICK_S} s: {readers}")


def main() -> int:
    """Start what is not running yet, measure, print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--address", help="a server that runs already, as http://127.0.0.1:8501")
    parser.add_argument("--beside", type=Path, help="another checkout, measured in turn")
    parser.add_argument("--sessions", type=int, default=40, help="readers, one at a time")
    parser.add_argument("--step", type=int, default=20, help="how many readers more each time")
    parser.add_argument(
        "--maximum",
        type=int,
        default=160,
        help="never more readers at a time than this; with less than a step none are measured",
    )
    parser.add_argument("--seconds", type=float, default=30, help="how long they read")
    options = parser.parse_args()
    CACHE.mkdir(exist_ok=True)
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores, the client included")
    try:
        with ExitStack() as stack:
            addresses = {}
            if options.beside:
                app = options.beside.resolve() / "app.py"
                addresses["beside"] = stack.enter_context(
                    uvicorn(app, CACHE / "beside.log", python_of(app.parent))
                )
            addresses["this app"] = options.address or stack.enter_context(
                uvicorn(HERE.parent / "app.py", CACHE / "sessions.log")
            )
            asyncio.run(measure(addresses, options))
    except BenchError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
