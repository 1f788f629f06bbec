// Time that runs by itself: by the clock, to the end, or from event to event.
import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

import { Playback } from "../../../journeymap/frontend/timeline/playback.js";

let frames = [];
let reduced = false;
let clock = 0;

beforeEach(() => {
  frames = [];
  reduced = false;
  clock = 0;
  Object.assign(globalThis, {
    window: globalThis,
    matchMedia: () => ({ matches: reduced }),
    requestAnimationFrame: (draw) => frames.push(draw),
    cancelAnimationFrame: () => {
      frames = [];
    },
  });
});
mock.method(performance, "now", () => clock);

function player({ t = 0, end = 10_000, events = [] } = {}) {
  const seen = { t, moves: [], playing: [] };
  const playback = new Playback({
    now: () => seen.t,
    move: (at) => {
      seen.t = at;
      seen.moves.push(at);
    },
    next: (at) => events.find((event) => event > at) ?? null,
    end,
    speed: 3600,
    onChange: (playing) => seen.playing.push(playing),
  });
  return { seen, playback };
}

/** Draws the next frame, so much later. */
function frame(milliseconds) {
  clock += milliseconds;
  frames.shift()?.(clock);
}

test("it runs by the clock, however many frames are drawn", () => {
  for (const each of [10, 100]) {
    const { seen, playback } = player();
    playback.speed = 600;
    playback.start();
    for (let passed = 0; passed < 1000; passed += each) frame(each);
    assert.ok(Math.abs(seen.t - 600) < 1e-6);
    playback.stop();
  }
});

test("it stops at the end, exactly", () => {
  const { seen, playback } = player({ end: 100 });
  playback.speed = 3600;
  playback.start();
  frame(200);
  assert.equal(seen.t, 100);
  assert.deepEqual(seen.playing, [true, false]);
  assert.equal(frames.length, 0);
});

test("it does not leap over what a hidden page did not show", () => {
  const { seen, playback } = player();
  playback.speed = 600;
  playback.start();
  frame(600_000);
  assert.ok(seen.t < 600);
});

test("with less motion it steps at once, then every two seconds, then stops", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  reduced = true;
  const { seen, playback } = player({ events: [10, 500, 600] });
  playback.start();
  assert.deepEqual(seen.moves, [10]);
  context.mock.timers.tick(2000);
  context.mock.timers.tick(2000);
  assert.deepEqual(seen.moves, [10, 500, 600]);
  context.mock.timers.tick(2000);
  assert.deepEqual(seen.playing, [true, false]);
});

test("stopped between two steps it stays", (context) => {
  context.mock.timers.enable({ apis: ["setTimeout"] });
  reduced = true;
  const { seen, playback } = player({ events: [10, 500] });
  playback.start();
  playback.stop();
  context.mock.timers.tick(5000);
  assert.deepEqual(seen.moves, [10]);
});
