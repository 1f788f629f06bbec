"""The bar of long work: on a terminal alone, and gone when the work is done."""

import io

from journeymap.web.commands.progress import progress_bar


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_has_a_bar_that_is_emptied():
    stream = Terminal()
    with progress_bar("Reading ride.gpx", stream) as progress:
        for part in (0.1, 0.1, 0.5, 0.4, 1.0, 7.0):
            progress(part)
    shown = [each.strip() for each in stream.getvalue().split("\r") if each]
    assert [each.split()[-2] for each in shown[:-1]] == ["0", "10", "50", "100"]
    assert shown[-1] == "\x1b[K"


def test_a_file_has_none():
    stream = io.StringIO()
    with progress_bar("Reading ride.gpx", stream) as progress:
        progress(0.5)
    assert stream.getvalue() == ""
