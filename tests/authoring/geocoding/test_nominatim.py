"""A Nominatim service is asked each question once, and an invalid answer is an error in words."""

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest
from geopy.extra.rate_limiter import RateLimiter

from journeymap.authoring.geocoding import lookup_of
from journeymap.authoring.geocoding.nominatim import (
    NominatimService,
    ServiceError,
    limiter_of,
    new_limiter,
)
from journeymap.claims.cities import cities_in
from journeymap.claims.gazetteer import Gazetteer
from journeymap.settings import SettingError, Settings
from tests.support.hostile import HOSTILE
from tests.support.paths import GAZETTEER

# As nominatim.openstreetmap.org answers /search?format=json&namedetails=1&accept-language=en.
KRASKINO = {
    "place_id": 1,
    "licence": "Data © OpenStreetMap contributors, ODbL 1.0.",
    "osm_type": "node",
    "osm_id": 337655573,
    "lat": "42.7078",
    "lon": "130.7822",
    "class": "place",
    "type": "urban_settlement",
    "place_rank": 18,
    "importance": 0.38,
    "addresstype": "village",
    "name": "Kraskino",
    "display_name": "Kraskino, Khasansky District, Primorsky Krai, 692715, Russia",
    "boundingbox": ["42.6878", "42.7278", "130.7622", "130.8022"],
    "namedetails": {"name": "Краскино", "name:en": "Kraskino"},
    "address": {
        "village": "Kraskino",
        "state": "Primorsky Krai",
        "country": "Russia",
        "country_code": "ru",
    },
}


class Nominatim(ThreadingHTTPServer):
    """A server that gives every question the same answer, and remembers the questions."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answers_with(KRASKINO)
        self.asked = []
        self.address = f"http://127.0.0.1:{self.server_port}"

    def answers_with(self, *places):
        self.replies(200, json.dumps(places).encode())

    def replies(self, status, body=b"", **headers):
        self.reply = (status, body, headers)

    def handle_error(self, request, client_address):
        """Ignore a client that has left."""


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        self.server.asked.append((self.path, self.headers["User-Agent"]))
        status, body, headers = self.server.reply
        if callable(body):
            body = body()
        self.send_response(status)
        for name, value in {"Content-Length": len(body), **headers}.items():
            self.send_header(name.replace("_", "-"), str(value))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Answers(dict):
    """A store of answers."""

    def answer(self, service, question):
        return self.get((service, question))

    def save_answer(self, service, question, text):
        self[service, question] = text


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    with Nominatim() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def ask_of(address, answers=None, count=lambda: 1, limiter=None, timeout_s=10, **settings):
    limits = Settings(
        geocoding=True,
        geocoding_address=address,
        **{"geocoding_agent": "journeymap-test (editor@example.org)"} | settings,
    )
    service = NominatimService(
        limits,
        Answers() if answers is None else answers,
        count,
        cities_in(GAZETTEER),
        timeout_s=timeout_s,
    )
    service.limiter = limiter or new_limiter(seconds_apart=0)
    return service


def test_a_place_is_found_with_its_names_zone_and_source(server):
    (candidate,) = ask_of(server.address).candidates("Краскино")
    found = candidate.place
    assert (found.name, found.name_local, found.kind) == (
        "Kraskino",
        "Краскино",
        "urban settlement",
    )
    assert (found.lat, found.lon, found.zone) == (42.7078, 130.7822, "Asia/Vladivostok")
    assert 2000 < found.accuracy_m < 4000
    assert found.licence.startswith("ODbL")
    assert found.source.startswith("OpenStreetMap node 337655573")
    assert "Primorsky Krai" in found.detail
    assert "time zone of " in found.detail
    assert candidate.unsure
    ((path, agent),) = server.asked
    asked = parse_qs(urlsplit(path).query)
    assert urlsplit(path).path == "/search"
    assert (asked["q"], asked["limit"], asked["format"]) == (["Краскино"], ["10"], ["json"])
    assert agent == "journeymap-test (editor@example.org)"


@pytest.mark.parametrize(
    ("country", "zone"),
    [("ru", "Asia/Vladivostok"), ("kp", "Asia/Pyongyang"), ("zz", "Asia/Pyongyang")],
)
def test_the_zone_is_of_the_nearest_city_on_the_same_side_of_the_border(server, country, zone):
    server.answers_with(KRASKINO | {"address": {"country_code": country}})
    (found,) = ask_of(server.address).candidates("Kraskino")
    assert found.place.zone == zone


def test_a_service_under_a_path_is_asked_there(server):
    ask_of(f"{server.address}/maps/nominatim/").candidates("Kraskino")
    assert server.asked[0][0].startswith("/maps/nominatim/search?")


@pytest.mark.parametrize("places", [[KRASKINO], [KRASKINO, KRASKINO | {"lat": "10"}], []])
def test_a_question_is_asked_once_even_without_an_answer(server, places):
    answers = Answers()
    server.answers_with(*places)
    first = ask_of(server.address, answers).candidates("Kraskino")
    assert len(first) == len(places)
    for text in ("Kraskino", " KRASKINO ", "kraskino"):
        assert ask_of(server.address, answers).candidates(text) == first
    assert len(server.asked) == 1
    ask_of(f"{server.address}/other", answers).candidates("Kraskino")
    assert len(server.asked) == 2


def test_the_maximum_is_ten_candidates(server):
    server.answers_with(*[KRASKINO] * 50)
    assert len(ask_of(server.address).candidates("Kraskino")) == 10


@pytest.mark.parametrize(
    ("status", "headers", "why"),
    [
        (403, {}, "refuses"),
        (401, {}, "refuses"),
        (429, {"Retry_After": "60"}, "pause"),
        (500, {}, "fails"),
        (502, {}, "fails"),
        (503, {}, "busy"),
        (504, {}, "busy"),
        (400, {}, "understand"),
        (404, {}, "fails"),
    ],
)
def test_an_error_of_the_service_has_its_message_and_is_not_stored(server, status, headers, why):
    answers = Answers()
    server.replies(status, b"<script>alert(1)</script>", **headers)
    with pytest.raises(ServiceError, match=why) as raised:
        ask_of(server.address, answers).candidates("Kraskino")
    assert "script" not in f"{raised.value} {raised.value.hint}"
    assert "127.0.0.1" in str(raised.value)
    assert "lat and lon" in raised.value.hint
    assert len(server.asked) == 1
    assert answers == {}
    server.answers_with(KRASKINO)
    assert ask_of(server.address, answers).candidates("Kraskino")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"[",
        b"7",
        b'"x"',
        b"[7]",
        b"[[]]",
        b"[null]",
        b"[{}]",
        b'{"a": 1}',
        b"\xff\xfe",
        b"[" * 100_000,
        *(
            json.dumps([KRASKINO | change]).encode()
            for change in (
                {"lat": "north"},
                {"lat": "91"},
                {"lon": "NaN"},
                {"lon": None},
                {"lat": float("nan")},
                {"lon": 1e999},
                {"display_name": None},
                {"display_name": {}},
                {"name": ["x"]},
                {"namedetails": "x"},
                {"address": "x"},
                {"address": {"country_code": 7}},
                {"type": 7},
                {"osm_id": "x"},
                {"osm_id": float("inf")},
                {"boundingbox": ["1"]},
                {"boundingbox": ["a", "b", "c", "d"]},
                {"boundingbox": ["NaN"] * 4},
            )
        ),
    ],
)
def test_an_invalid_answer_is_an_error_and_not_stored(server, body):
    answers = Answers()
    server.replies(200, body)
    with pytest.raises(ServiceError, match="cannot be read"):
        ask_of(server.address, answers).candidates("Kraskino")
    assert answers == {}


def test_the_cause_of_an_invalid_answer_is_logged(server, caplog):
    server.replies(200, b"[7]")
    with pytest.raises(ServiceError):
        ask_of(server.address).candidates("Kraskino")
    (record,) = caplog.records
    assert record.exc_info[0] is TypeError


def test_an_error_in_json_is_reported(server):
    server.replies(200, b'{"error": "{{7*7}}"}')
    with pytest.raises(ServiceError, match="understand") as raised:
        ask_of(server.address).candidates("Kraskino")
    assert "7*7" not in str(raised.value)


def test_an_interrupted_answer_is_an_error(server):
    server.replies(200, b"[{", Content_Length=1000)
    with pytest.raises(ServiceError, match="cannot be read"):
        ask_of(server.address).candidates("Kraskino")


def test_a_slow_service_is_an_error(server):
    finished = threading.Event()
    server.replies(200, lambda: b"[]" if finished.wait(30) else b"")
    try:
        with pytest.raises(ServiceError, match="too long"):
            ask_of(server.address, timeout_s=0.05).candidates("Kraskino")
    finally:
        finished.set()


def test_an_unreachable_service_is_an_error(server):
    address = server.address
    server.shutdown()
    server.server_close()
    with pytest.raises(ServiceError, match="cannot be reached"):
        ask_of(address).candidates("Kraskino")


def test_hostile_text_of_an_answer_stays_one_line_of_text(server):
    for name, text in HOSTILE.items():
        names = {"name": text, "display_name": text, "namedetails": {"name": text}}
        server.answers_with(KRASKINO | names | {"type": text, "osm_type": text})
        (found,) = ask_of(server.address).candidates("Kraskino")
        place = found.place
        for shown in (place.name, place.name_local, place.kind, place.detail, place.source):
            assert shown.isprintable(), name
            assert len(shown) < 500, name


def test_hostile_text_is_asked_as_one_parameter_or_not_at_all(server):
    server.answers_with()
    service = ask_of(server.address)
    for text in HOSTILE.values():
        assert service.candidates(text) == []
    assert server.asked
    for path, _ in server.asked:
        assert set(parse_qs(urlsplit(path).query)) == {
            "q",
            "format",
            "limit",
            "namedetails",
            "addressdetails",
            "accept-language",
        }


@pytest.mark.parametrize("text", ["", "  ", "1234", "{{7*7}}", "x" * 201, "\u200b"])
def test_a_text_that_is_not_a_name_is_not_asked(server, text):
    assert ask_of(server.address).candidates(text) == []
    assert server.asked == []


def test_the_questions_of_a_day_are_limited(server):
    answers, asked = Answers(), iter(range(1, 100))
    service = ask_of(server.address, answers, count=lambda: next(asked), geocoding_per_day=2)
    service.candidates("one")
    service.candidates("two")
    service.candidates("one")
    with pytest.raises(ServiceError, match="2 questions today") as raised:
        service.candidates("three")
    assert "tomorrow" in raised.value.hint
    assert service.candidates("two")
    assert len(server.asked) == 2


class Clock(RateLimiter):
    """A limiter by a clock that only its sleeping moves; `grants` are the times it let a call go."""

    def __init__(self, *args, **kwargs):
        self.now, self.moving, self.grants = 1000.0, threading.Lock(), []
        super().__init__(*args, **kwargs)

    @property
    def _last_call(self):
        return self.grants[-1] if self.grants else None

    @_last_call.setter
    def _last_call(self, value):
        if value is not None:
            self.grants.append(value)

    def _clock(self):
        return self.now

    def _sleep(self, seconds):
        with self.moving:
            self.now += seconds


def test_threads_and_services_together_ask_once_a_second(server):
    clock = new_limiter(Clock)
    services = [ask_of(server.address, limiter=clock) for _ in range(4)]
    with ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(services[i % 4].candidates, f"name {i} x") for i in range(24)]
        assert all(len(each.result()) == 1 for each in asked)
    assert len(server.asked) == len(clock.grants) == 24
    assert min(later - earlier for earlier, later in pairwise(clock.grants)) >= 1.0


def test_an_address_has_one_limiter_in_the_process():
    def limiter(address):
        limits = Settings(geocoding_address=address, geocoding_agent="journeymap-test")
        return NominatimService(limits, Answers(), lambda: 1, cities_in(GAZETTEER)).limiter

    with ThreadPoolExecutor(8) as threads:
        limiters = set(
            threads.map(limiter, ["https://n.example.org", "https://n.example.org/"] * 20)
        )
    assert limiters == {limiter_of("https://n.example.org")}
    assert limiters.pop().min_delay_seconds == 1.0
    assert limiter("https://m.example.org") is not limiter("https://n.example.org")


@pytest.mark.parametrize("agent", ["", "  "])
def test_a_site_without_a_name_asks_nothing(agent):
    with pytest.raises(SettingError, match="does not name itself") as raised:
        ask_of("https://nominatim.openstreetmap.org", geocoding_agent=agent)
    assert "JOURNEYMAP_GEOCODING_AGENT" in raised.value.hint


def test_a_name_that_any_site_could_have_is_invalid():
    with pytest.raises(SettingError, match="every site"):
        ask_of("https://nominatim.openstreetmap.org", geocoding_agent="my-application")


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nominatim.example.org",
        "ftp://a.example.org",
        "file:///etc/passwd",
        "https://",
        "https://a.example.org/?q=",
        "https://[::1",
    ],
)
def test_an_invalid_address_is_an_error(address):
    with pytest.raises(SettingError, match="GEOCODING_ADDRESS"):
        ask_of(address)


def test_the_service_is_asked_only_when_the_host_has_switched_it_on(server):
    named = {"geocoding_address": server.address, "geocoding_agent": "journeymap-test"}
    off = lookup_of(Settings(**named), Gazetteer(), Answers(), lambda: 1)
    assert off.look_up("Kraskino station").candidates == []
    assert server.asked == []
    on = lookup_of(Settings(geocoding=True, **named), Gazetteer(), Answers(), lambda: 1)
    (found,) = on.look_up("Kraskino station").candidates
    assert found.place.name == "Kraskino"
    with pytest.raises(SettingError):
        lookup_of(Settings(geocoding=True), Gazetteer(), Answers(), lambda: 1)
