"""The domain stands alone: no Streamlit in it, no network, and dependencies point one way."""

import ast
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "journeymap"
SOURCES = sorted(PACKAGE.rglob("*.py"))
EDGES = {"folium": "folium_map", "branca": "folium_map", "starlette": "assets serving web", "networkx": "railway"}
ASKS_OTHERS = {"socket", "urllib.request", "http.client", "requests", "httpx", "aiohttp", "urllib3"}

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
        elif isinstance(node, ast.Call) and ast.unparse(node.func) in {"__import__", "importlib.import_module"}:
            found |= {argument.value for argument in node.args if isinstance(argument, ast.Constant)}
    return found


def packages(path):
    return {name.partition(".")[0] for name in imported(path)}


def name_of(path):
    dotted = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return dotted.removesuffix(".__init__")


def test_there_is_something_to_look_at():
    assert {"journeymap.claims.table", "journeymap.web.routes"} <= {name_of(path) for path in SOURCES}


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


@pytest.mark.parametrize(("package", "module"), EDGES.items())
def test_a_library_of_an_edge_is_used_at_that_edge_alone(package, module):
    assert sorted(path.stem for path in SOURCES if package in packages(path)) == module.split()


@pytest.mark.parametrize("package", ["sqlalchemy", "alembic", "psycopg"])
def test_the_database_is_spoken_to_by_the_store_alone(package):
    users = {name_of(path).split(".")[1] for path in SOURCES if package in packages(path)}
    assert users <= {"store"}


def test_importing_every_module_loads_no_streamlit():
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = done.stdout.split()
    assert {name_of(path) for path in SOURCES} - {"journeymap.authoring.store.migrations.env"} <= set(loaded)
    assert not [name for name in loaded if name.startswith("streamlit")]


def test_dependencies_point_one_way():
    own = {name_of(path): path for path in SOURCES}
    order = TopologicalSorter(
        {name: imported(path) & own.keys() - {name, "journeymap"} for name, path in own.items()}
    ).static_order()  # raises CycleError
    rank = {name: i for i, name in enumerate(order)}
    layers = ["errors", "tables", "places", "claims", "events", "journey", "document", "web"]
    assert sorted(layers, key=lambda layer: rank[f"journeymap.{layer}"]) == layers


def test_the_clock_is_asked_at_the_edges_alone():
    asks = {"time.time", "dt.datetime.now", "datetime.now", "dt.date.today", "pd.Timestamp.now"}
    for path in SOURCES:
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert path.stem == "web" or not calls & asks, path.name
