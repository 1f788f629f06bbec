"""What a page view and an answer cost rests on a few settings; each is one that can be lost."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.support.paths import ROOT

FREEZING = """
import gc, os, pathlib
import app
from journeymap.web.site import site
started = gc.get_freeze_count()
library = site().library()
table = pathlib.Path(os.environ["JOURNEYMAP_DATA"]) / "routes.csv"
os.utime(table, (0, 0))
again = site().library()
print(started, library is again, gc.get_freeze_count(), len(gc.get_objects()), gc.isenabled())
"""


def python(source, **environment):
    done = subprocess.run(
        [sys.executable, "-c", source],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    return done.stdout.split(), done.stderr


@pytest.mark.parametrize(
    ("option", "value"), [("server.fileWatcherType", "none"), ("runner.magicEnabled", "False")]
)
def test_streamlit_does_nothing_for_developers_in_each_page_view(option, value):
    got, _ = python(f"from streamlit import config; print(config.get_option({option!r}))")
    assert got == [value]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no uvloop for Windows")
def test_streamlit_runs_on_uvloop():
    got, _ = python(
        "from streamlit.web.bootstrap import _get_uvloop_loop_factory as made; print(type(made()()))"
    )
    assert "uvloop" in "".join(got)


def test_the_collector_is_kept_out_of_what_is_loaded_at_the_start_and_again(tmp_path):
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data, ignore=shutil.ignore_patterns("basemap", "gazetteer"))
    (started, same, again, walked, enabled), output = python(
        FREEZING, **(os.environ | {"JOURNEYMAP_DATA": str(data)})
    )
    assert int(started) > 50_000
    assert same == "False"
    assert int(again) > 50_000
    assert int(walked) < int(again) / 20
    assert enabled == "True"
    assert "ScriptRunContext" not in output
