"""Real touches of a screen, by the browser's own protocol."""

import time

# Seconds from one event of a moving finger to the next, and for which it rests before it leaves.
_STEP, _REST = 0.016, 0.2
_STEPS = 12


class Fingers:
    def __init__(self, page):
        self.page = page
        self.session = page.context.new_cdp_session(page)

    def tap(self, x, y):
        self._send("touchStart", [(x, y)], time.time())
        self._send("touchEnd", [], time.time())

    def drag(self, *starts, by):
        """Put a finger on each of the starts, move all by `by` pixels, rest, and lift them."""
        when = time.time()
        self._send("touchStart", starts, when)
        for step in range(1, _STEPS + 1):
            share = step / _STEPS
            moved = [(x + by[0] * share, y + by[1] * share) for x, y in starts]
            self._send("touchMove", moved, when + step * _STEP)
            self.page.evaluate("() => new Promise(requestAnimationFrame)")
        # A finger that rests before it leaves flings nothing: by the events' own times.
        when += _STEPS * _STEP + _REST
        self._send("touchMove", moved, when)
        self._send("touchEnd", [], when)

    def _send(self, kind, points, when):
        touches = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        self.session.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": touches, "timestamp": when},
        )
