"""The domain stands alone: no Streamlit in it, no network, and dependencies point one way."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter

import pytest

from journeymap.exports import FORMATS
from tests.support.paths import ROOT

PACKAGE = ROOT / "journeymap"
SOURCES = sorted(PACKAGE.rglob("*.py"))
# The rooms in the order in which they may import: each what stands above it, and nothing below.
# Beside each the outside libraries that it and no room above may use; pandas, NumPy and pydantic are common.
ROOMS = {
    "": {"geopy"},
    "frontend": {"xstatic"},
    "claims": {"tzfpy"},
    "lines": {"networkx"},
    "tracks": set(),
    "journeys": set(),
    "analysis": set(),
    "authoring": {
        "airportsdata",
        "geopy",
        "sqlalchemy",
        "alembic",
        "psycopg",
        "openpyxl",
        "defusedxml",
        "charset_normalizer",
        "icalendar",
        "mgrs",
        "openlocationcode",
        "utm",
    },
    "phrases": set(),
    "exports": set().union(*(each.libraries for each in FORMATS.values())),
    "web": {"starlette", "folium", "branca", "jinja2", "segno", "geopandas"},
}
COMMON = {"numpy", "pandas", "pydantic"}
ASKS_OTHERS = {"socket", "urllib.request", "http.client", "requests", "httpx", "aiohttp", "urllib3"}

# What a person starts: they import any room, and no source imports them.
ENTRIES = {"journeymap", "journeymap.__main__"}

IMPORT_ALL = """
import importlib, pkgutil, sys
import journeymap
for module in pkgutil.walk_packages(journeymap.__path__, "journeymap."):
    if module.name != "journeymap.authoring.store.migrations.env":  # a script that Alembic runs
        importlib.import_module(module.name)
print(*sorted(sys.modules), sep="\\n")
"""


def imported(path):
    """Names that a source imports, wherever in it: `a.b` for both `import a.b` and `from a import b`."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name} imports relatively"
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {
            "__import__",
            "importlib.import_module",
        }:
            found |= {
                argument.value for argument in node.args if isinstance(argument, ast.Constant)
            }
    return found


def packages(path):
    return {name.partition(".")[0] for name in imported(path)}


def name_of(path):
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return dotted.removesuffix(".__init__")


def test_there_is_something_to_look_at():
    assert {"journeymap.claims.table", "journeymap.web.routes"} <= {
        name_of(path) for path in SOURCES
    }


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_source_of_the_domain_names_streamlit(path):
    assert not {name for name in packages(path) if name.startswith("streamlit")}


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_source_of_the_domain_asks_the_network(path):
    # The one that asks a service, where the host has switched it on.
    asks = {"http.client"} if path.stem == "nominatim" else set()
    assert imported(path) & ASKS_OTHERS == asks


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_no_source_of_the_domain_looks_at_its_users(path):
    assert not packages(path) & {"app", "pages", "widgets", "tests", "bench", "tools"}


def room_of(name):
    """The room of a module: the first folder under journeymap, "" for the modules beside them."""
    parts = name.split(".")
    return parts[1] if len(parts) > 1 and (PACKAGE / parts[1]).is_dir() else ""


def test_the_rooms_are_those_in_the_list():
    assert {room_of(name_of(path)) for path in SOURCES} == set(ROOMS)
    assert len(ROOMS) - 1 <= 10
    assert len(list(PACKAGE.glob("[!_]*.py"))) <= 5


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_room_imports_only_what_stands_above_it(path):
    order = list(ROOMS)
    entry = name_of(path) in ENTRIES
    own = len(order) if entry else order.index(room_of(name_of(path)))
    modules = {name_of(each) for each in SOURCES}
    for name in imported(path) & modules - {"journeymap"}:
        assert name not in ENTRIES
        assert order.index(room_of(name)) <= own, f"{name_of(path)} imports {name}"


@pytest.mark.parametrize("path", SOURCES, ids=name_of)
def test_a_room_uses_only_its_own_outside_libraries(path):
    outside = packages(path) - set(sys.stdlib_module_names) - {"journeymap", ""} - COMMON
    assert outside <= ROOMS[room_of(name_of(path))]


@pytest.mark.parametrize(
    "path", [path for path in PACKAGE.rglob("*") if path.is_dir()], ids=lambda path: path.name
)
def test_a_room_says_in_one_sentence_what_it_is_for(path):
    if not list(path.glob("*.py")):
        return
    docstring = ast.get_docstring(ast.parse((path / "__init__.py").read_text(encoding="utf-8")))
    assert docstring
    sentence = docstring.partition("\n\n")[0]
    assert sentence.endswith(".")
    assert sentence.count(". ") == 0


def test_importing_every_module_loads_no_streamlit():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert {name_of(path) for path in SOURCES} - {
        "journeymap.authoring.store.migrations.env"
    } <= set(loaded)
    assert not [name for name in loaded if name.startswith("streamlit")]


def test_no_modules_import_each_other():
    own = {name_of(path): path for path in SOURCES}
    graph = {name: imported(path) & own.keys() - {name, "journeymap"} for name, path in own.items()}
    assert len(list(TopologicalSorter(graph).static_order())) >= len(own) - 1  # raises CycleError


def test_the_clock_is_asked_at_the_edges_alone():
    asks = {"time.time", "dt.datetime.now", "datetime.now", "dt.date.today", "pd.Timestamp.now"}
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert path.parent.name == "web" or not calls & asks, path.name
