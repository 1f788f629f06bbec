"""Where the tests find the project."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
GAZETTEER = DATA / "gazetteer"
TOOLS = ROOT / "tools"
