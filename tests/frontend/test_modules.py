"""The front end's pure modules, tested by Node.js where there is one; the browser tests cover all."""

import shutil
import subprocess
from pathlib import Path

import pytest

TESTS = sorted(str(path) for path in Path(__file__).parent.rglob("*.test.mjs"))


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_the_modules_in_node():
    assert TESTS
    done = subprocess.run(["node", "--test", *TESTS], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
