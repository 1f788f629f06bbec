"""The routes beside Streamlit's: documents under their hash, assets, health; asked over ASGI."""

import gzip
import hashlib
import os
import re
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

import pytest

from journeymap.exports.document import encode, to_document
from journeymap.frontend.files import BASEMAP, FRONTEND, Files, files
from journeymap.web.site import site
from tests.support.asking import ROOT, ask, follow
from tests.support.hostile import HOSTILE, write_hostile_data
from tests.support.samples import write_places, write_routes

FOR_EVER = "public, max-age=31536000, immutable"
TRIP = (
    {
        "journey": "trip",
        "event": "out",
        "place": "west",
        "time_from": "2023-09-12T06:00+09:00",
        "source": "X",
    },
    {
        "journey": "trip",
        "event": "in",
        "place": "east",
        "time_from": "2023-09-12T12:00+10:00",
        "source": "X",
    },
)


@pytest.fixture
def trip(data):
    write_places(data)
    write_routes(data, *TRIP)
    return data


# Documents.


def test_the_plain_address_leads_to_the_hashed_one(trip):
    answer = ask(f"{ROOT}journeys/trip.json")
    assert (answer.status, answer.headers["cache-control"]) == (307, "no-cache")
    there, document = follow(f"{ROOT}journeys/trip.json")
    assert re.fullmatch(ROOT + r"journeys/trip\.[0-9a-f]{16}\.json", there)
    assert there == ROOT + site().document_address("trip")
    assert document.status == 200
    assert document.body == encode(to_document(site().library().journey("trip")))


def test_the_way_there_is_relative_and_holds_under_a_base_path(trip):
    location = ask(f"{ROOT}journeys/trip.json").headers["location"]
    assert "/" not in location
    assert urljoin(ROOT + "under/a/base/journeys/trip.json", location).startswith(
        ROOT + "under/a/base/journeys/trip."
    )


def test_the_hashed_address_is_kept_for_ever_and_carries_its_hash(trip):
    there, document = follow(f"{ROOT}journeys/trip.json")
    assert document.headers["cache-control"] == FOR_EVER
    assert document.headers["content-type"] == "application/json"
    assert hashlib.sha256(document.body).hexdigest()[:16] in there


def test_an_outdated_hash_leads_to_the_current_document(trip):
    old, _ = follow(f"{ROOT}journeys/trip.json")
    write_routes(trip, TRIP[0] | {"says": "It left."}, TRIP[1])
    new, document = follow(old)
    assert new != old
    assert "It left." in document.body.decode()


def test_another_maximum_speed_is_another_document_under_its_own_hash(trip):
    own, _ = follow(f"{ROOT}journeys/trip.json")
    there, document = follow(f"{ROOT}journeys/trip.json?max_speed=120")
    assert document.status == 200
    assert document.headers["cache-control"] == FOR_EVER
    assert document.json["journey"]["max_speed_kmh"] == 120
    assert urlsplit(there).query == "max_speed=120"
    assert hashlib.sha256(document.body).hexdigest()[:16] in there
    assert urlsplit(there).path != urlsplit(own).path
    _, faster = follow(f"{ROOT}journeys/trip.json?max_speed=400")
    assert faster.json["tracks"]["happened"] != document.json["tracks"]["happened"]


@pytest.mark.parametrize(
    "speed", ["0", "-5", "2001", "1e3", "80.5", "fast", "", "٨٠", "9" * 5000, "{{7*7}}"]
)
def test_a_speed_that_is_none_is_refused_with_what_to_ask(trip, speed):
    answer = ask(f"{ROOT}journeys/trip.json?max_speed={quote(speed)}")
    assert answer.status == 400
    assert "?max_speed=100" in answer.json["hint"]


def test_a_request_that_takes_gzip_gets_gzip_of_the_same(trip):
    there, plain = follow(f"{ROOT}journeys/trip.json")
    packed = ask(there, accept_encoding="br, gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert int(packed.headers["content-length"]) == len(packed.body) < len(plain.body)
    assert "content-encoding" not in plain.headers
    assert {packed.headers["vary"], plain.headers["vary"]} == {"Accept-Encoding"}


def test_a_request_that_refuses_gzip_gets_none(trip):
    there, _ = follow(f"{ROOT}journeys/trip.json")
    assert "content-encoding" not in ask(there, accept_encoding="gzip;q=0").headers


def test_compressed_bytes_do_not_hold_the_time_of_day(trip):
    there, _ = follow(f"{ROOT}journeys/trip.json")
    assert ask(there, accept_encoding="gzip").body[4:8] == bytes(4)


@pytest.mark.parametrize(
    "name",
    [
        "nowhere.json",
        "trip",
        "trip.exe",
        ".json",
        "",
        "trip.json/",
        "../routes.json",
        "%2e%2e/routes.json",
        "trip.json%00",
    ],
)
def test_what_is_no_journey_is_answered_as_json(trip, name):
    answer = ask(f"{ROOT}journeys/{name}")
    assert answer.status == 404
    assert set(answer.json) == {"error", "hint"}
    assert answer.headers["cache-control"] == "no-store"


def test_an_unknown_journey_is_named_with_the_choice(trip):
    problem = ask(f"{ROOT}journeys/nowhere.json").json
    assert "nowhere" in problem["error"]
    assert "trip" in problem["hint"]


def test_a_journey_that_cannot_be_worked_out_says_why(trip):
    (trip / "journeys.toml").write_text('[[trip.route]]\nvia = ["west", "atlantis"]\n', "utf-8")
    answer = ask(f"{ROOT}journeys/trip.json")
    assert answer.status == 500
    assert "atlantis" in answer.json["error"]


@pytest.mark.parametrize(
    "name",
    ["a b", "a/b", "x?y=z#w", "100%", "Владивосток", "..", "a.b.json", "'\"", "//host", "a:b"],
)
def test_a_journey_of_a_strange_name_can_be_asked_for(trip, name):
    write_routes(trip, *(row | {"journey": name} for row in TRIP))
    address = ROOT + site().document_address(name)
    plain = re.sub(r"\.[0-9a-f]{16}\.json$", ".json", address)
    there, document = follow(plain)
    assert there == address
    assert document.json["journey"]["id"] == name


ONE_LINE = {name: text for name, text in HOSTILE.items() if len(text.splitlines()) == 1}


@pytest.mark.parametrize("text", ONE_LINE.values(), ids=ONE_LINE)
def test_a_journey_of_a_hostile_name_can_be_asked_for(data, text):
    write_hostile_data(data, text)
    name = text.strip()
    answer = ask(ROOT + site().document_address(name))
    assert answer.status == 200
    assert answer.json["journey"]["id"] == name
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_an_error_repeats_a_hostile_name_only_as_json(trip):
    answer = ask(f"{ROOT}journeys/%3Cscript%3Ealert(1)%3C%2Fscript%3E.json")
    assert "<script>alert(1)</script>" in answer.json["error"]
    assert answer.headers["x-content-type-options"] == "nosniff"


# The tables behind them.


def test_the_library_is_kept_while_its_tables_stay(trip):
    assert site().library() is site().library()
    assert site().document("trip") is site().document("trip")


@pytest.mark.parametrize("name", ["routes.csv", "places.csv", "journeys.toml"])
def test_the_library_is_read_again_when_a_table_changes(trip, name):
    before = site().library()
    path = trip / name
    path.touch()
    os.utime(path, ns=(1, 1))
    assert site().library() is not before


def test_a_table_that_appears_is_noticed(trip):
    assert site().library().title("trip") == "trip"
    (trip / "journeys.toml").write_text('[trip]\ntitle = "A trip"\n', "utf-8")
    assert site().library().title("trip") == "A trip"


# Health.


def test_health_counts_the_journeys(trip):
    answer = ask(f"{ROOT}healthz")
    assert (answer.status, answer.json) == (200, {"status": "ok", "journeys": 1})
    assert answer.headers["cache-control"] == "no-store"


def test_health_says_what_is_wrong_until_it_is_mended(trip):
    (trip / "places.csv").unlink()
    sick = ask(f"{ROOT}healthz")
    assert sick.status == 503
    assert "places.csv" in sick.json["error"]
    assert ask(f"{ROOT}journeys/trip.json").status == 500
    write_places(trip)
    assert ask(f"{ROOT}healthz").status == 200
    assert follow(f"{ROOT}journeys/trip.json")[1].status == 200


# Assets.


def test_every_file_of_the_front_end_is_served_for_ever():
    for path in (each for each in FRONTEND.rglob("*.*") if each.suffix in {".js", ".css", ".svg"}):
        answer = ask(f"{ROOT}{files().address}{path.relative_to(FRONTEND).as_posix()}")
        assert (answer.status, answer.body) == (200, path.read_bytes()), path.name
        assert answer.headers["cache-control"] == FOR_EVER
        assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("map/map.js", "text/javascript"),
        ("styles/map.css", "text/css"),
        ("icon.svg", "image/svg+xml"),
        ("basemap/world.json", "application/json"),
    ],
)
def test_assets_are_served_as_what_they_are(name, kind):
    answer = ask(f"{ROOT}{files().address}{name}")
    assert answer.headers["content-type"].split(";")[0] == kind


def test_the_base_map_comes_coarse_first():
    names = files().basemaps()
    assert "world" in names[0]
    assert {f"basemap/{path.name}" for path in BASEMAP.glob("*.json")} == set(names)
    for name in names:
        packed = ask(f"{ROOT}{files().address}{name}", accept_encoding="gzip")
        assert (packed.status, packed.headers["content-encoding"]) == (200, "gzip")


def test_an_older_address_gets_todays_file_but_does_not_keep_it():
    answer = ask(f"{ROOT}assets/0123456789abcdef/map/map.js")
    assert answer.status == 200
    assert answer.headers["cache-control"] == "no-cache"


def test_a_changed_file_changes_the_address_of_all(tmp_path):
    (tmp_path / "map.js").write_text("1", "utf-8")
    before = Files([("", tmp_path)]).hash
    assert Files([("", tmp_path)]).hash == before
    (tmp_path / "map.js").write_text("2", "utf-8")
    assert Files([("", tmp_path)]).hash != before
    (tmp_path / "map.js").write_text("1", "utf-8")
    (tmp_path / "map.js").rename(tmp_path / "plan.js")
    assert Files([("", tmp_path)]).hash != before


def test_only_what_a_browser_needs_is_served(tmp_path):
    for name in ("map.js", "README.md", "secret.py", ".env"):
        (tmp_path / name).write_text("x", "utf-8")
    served = Files([("", tmp_path)])
    assert served.names == ["map.js"]


@pytest.mark.parametrize(
    "path",
    [
        "../web.py",
        "%2e%2e/web.py",
        "..%2fweb.py",
        "../../app.py",
        "....//web.py",
        "%2fetc%2fpasswd",
        "/etc/passwd",
        "basemap/../../journeymap/web.py",
        "basemap/README.md",
        "map.js%00.css",
        "",
        "basemap/",
        "__init__.py",
        "C:%5Cwindows%5Cwin.ini",
        "MAP.JS",
    ],
)
def test_nothing_else_is_to_be_had_through_assets(path):
    answer = ask(f"{ROOT}{files().address}{path}")
    assert answer.status == 404
    assert set(answer.json) == {"error", "hint"}


def test_leaflet_is_served_from_here():
    folder = f"{ROOT}{files().address}leaflet/"
    script = ask(f"{folder}leaflet.js")
    assert script.status == 200
    assert b"1.9.3" in script.body
    assert script.headers["x-content-type-options"] == "nosniff"
    assert ask(f"{folder}leaflet.css").status == 200
    assert ask(f"{folder}images/layers.png").headers["content-type"] == "image/png"


@pytest.mark.parametrize("address", ["journeys/trip.json", "healthz", "assets/x/map.js"])
def test_nothing_here_is_to_be_posted_to(address):
    assert ask(ROOT + address, method="POST").status == 405


def test_the_data_folder_itself_is_not_served(trip):
    for name in ("routes.csv", "data/routes.csv", "journeys/routes.csv", "assets/x/routes.csv"):
        assert ask(ROOT + name).status == 404


def test_no_answer_names_a_folder_of_the_machine(trip):
    (trip / "places.csv").unlink()
    for address in ("healthz", "journeys/trip.json"):
        body = ask(ROOT + address).body.decode()
        assert str(trip) not in body
        assert str(Path.cwd()) not in body
