"""Kinds of tables that people and programs have: what their columns become, row by row."""

from __future__ import annotations

import pytest

from journeymap.authoring.corrections import apply, find_suspected_errors
from journeymap.authoring.imports import Imported, read_upload
from journeymap.authoring.imports.columns import understand
from journeymap.authoring.imports.header_words import Meaning
from journeymap.errors import TableError
from journeymap.settings import DEFAULTS


def read(text: str, name: str = "table.csv") -> Imported:
    return read_upload(name, text.encode(), DEFAULTS)


def columns(found: Imported, *names: str) -> list[tuple[str, ...]]:
    rows = found.draft.rows
    return [tuple(row) for row in rows[list(names)].to_numpy().tolist()]


def corrected(found: Imported) -> Imported:
    """Return what was read with each first correction taken, as often as there are some."""
    rows = found.draft.rows
    for _ in range(5):
        errors = find_suspected_errors(rows, positions={}, zone=None, max_speed_kmh=None)
        if not errors:
            break
        for error in errors:
            rows = apply(rows, error.corrections[0])
    return Imported(type(found.draft)(rows=rows))


STAYS = {
    "arrival and departure": "place,arrival,departure\nLyon,2021-05-01,2021-05-05\nTurin,2021-05-06,2021-05-09\n",
    "start and end": "Ort;Beginn;Ende\nLyon;2021-05-01;2021-05-05\nTurin;2021-05-06;2021-05-09\n",
    "check-in": "City,Check-in,Check-out\nLyon,2021-05-01,2021-05-05\nTurin,2021-05-06,2021-05-09\n",
    "from and until": "place,from,until\nLyon,2021-05-01,2021-05-05\nTurin,2021-05-06,2021-05-09\n",
    "llegada": "Ciudad,Llegada,Salida\nLyon,2021-05-01,2021-05-05\nTurin,2021-05-06,2021-05-09\n",
    "parts": "Year,Month,Day,End Year,End Month,End Day,Place\n"
    "2021,5,1,2021,5,5,Lyon\n2021,5,6,,,9,Turin\n",
    "end date": "Start date,End date,Town\n2021-05-01,2021-05-05,Lyon\n2021-05-06,2021-05-09,Turin\n",
}


@pytest.mark.parametrize("text", STAYS.values(), ids=STAYS)
def test_two_times_that_both_were_are_a_stay(text: str) -> None:
    assert columns(read(text), "kind", "place", "time_from", "time_to") == [
        ("arrival", "Lyon", "2021-05-01", ""),
        ("departure", "Lyon", "2021-05-05", ""),
        ("arrival", "Turin", "2021-05-06", ""),
        ("departure", "Turin", "2021-05-09", ""),
    ]


@pytest.mark.parametrize(
    "header",
    ["time_from,time_to", "earliest,latest", "not before,not after", "Frühestens,Spätestens"],
)
def test_doubt_about_one_moment_is_a_window(header: str) -> None:
    found = read(f"place,{header}\nLyon,2021-05-01,2021-05-05\n")
    assert columns(found, "kind", "time_from", "time_to") == [("", "2021-05-01", "2021-05-05")]


def test_what_a_timetable_leaves_empty_stays_empty() -> None:
    found = read(
        "station,arr,dep\nA,,08:00\nB,09:10,09:15\nC,10:00,\n".replace("08", "2021-05-01 08")
        .replace("09:1", "2021-05-01 09:1")
        .replace("10:00", "2021-05-01 10:00")
    )
    assert columns(found, "kind", "place", "time_from") == [
        ("departure", "A", "2021-05-01 08:00"),
        ("arrival", "B", "2021-05-01 09:10"),
        ("departure", "B", "2021-05-01 09:15"),
        ("arrival", "C", "2021-05-01 10:00"),
    ]


def test_one_column_of_stays_is_a_moment() -> None:
    found = read("place,start\nLyon,2021-05-01\n")
    assert columns(found, "kind", "time_from") == [("", "2021-05-01")]


LEGS = {
    "from, to": "from,to,departure,arrival\nBerlin,Prague,2021-05-01 08:00,2021-05-01 12:30\n"
    "Prague,Vienna,2021-05-02 09:00,2021-05-02 13:00\n",
    "bike share": "started_at,ended_at,start_station_name,end_station_name\n"
    "2021-05-01 08:00,2021-05-01 12:30,Berlin,Prague\n"
    "2021-05-02 09:00,2021-05-02 13:00,Prague,Vienna\n",
    "day and clocks": "Date,Origin,Destination,Dep time,Arr time\n"
    "2021-05-01,Berlin,Prague,08:00,12:30\n2021-05-02,Prague,Vienna,09:00,13:00\n",
}


@pytest.mark.parametrize("text", LEGS.values(), ids=LEGS)
def test_a_leg_departs_and_arrives(text: str) -> None:
    assert columns(read(text), "kind", "place", "time_from") == [
        ("departure", "Berlin", "2021-05-01 08:00"),
        ("arrival", "Prague", "2021-05-01 12:30"),
        ("departure", "Prague", "2021-05-02 09:00"),
        ("arrival", "Vienna", "2021-05-02 13:00"),
    ]


PARIS, LISBON = ("49.0128", "2.55"), ("38.7813", "-9.13592")


@pytest.mark.parametrize(
    ("from_", "to", "places"),
    [
        (
            "Paris / Charles de Gaulle (CDG/LFPG)",
            "Lisbon / Lisbon (LIS/LPPT)",
            ["Paris / Charles de Gaulle", "Lisbon / Lisbon"],
        ),
        ("Paris (CDG)", "Lisbon (LIS)", ["Paris", "Lisbon"]),
        ("Paris (LFPG)", "Lisbon (LPPT)", ["Paris", "Lisbon"]),
        *(
            (*codes, ["Charles de Gaulle International Airport", "Lisbon Portela Airport"])
            for codes in (("CDG", "LIS"), ("LFPG", "LPPT"), ("CDG/LFPG", "LIS / LPPT"))
        ),
    ],
)
def test_airports_are_found_by_their_codes(from_: str, to: str, places: list[str]) -> None:
    found = read(
        f"Date,From,To,Dep time,Arr time\n2024-03-01,{from_},{to},21:10,23:00\n"
        f"2024-03-05,{to},{from_},23:10,02:40\n"
    )
    rows = columns(found, "place", "lat", "lon", "time_from")
    assert rows == [
        (places[0], *PARIS, "2024-03-01 21:10"),
        (places[1], *LISBON, "2024-03-01 23:00"),
        (places[1], *LISBON, "2024-03-05 23:10"),
        (places[0], *PARIS, "2024-03-06 02:40"),
    ]
    by_code = ["airports-by-code"] * 2 if "(" not in from_ else []
    assert [problem.code for problem in found.problems] == by_code


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        (("ULM", "Augsburg", "Augsburg", "ULM"), ["ULM", "Augsburg"]),
        (("QQQ", "XQX", "XQX", "QQQ"), ["QQQ", "XQX"]),
        (("Berlin (Hbf)", "Prague", "Prague", "Berlin (Hbf)"), ["Berlin (Hbf)", "Prague"]),
    ],
)
def test_what_is_no_code_of_an_airport_stays_a_name(
    cells: tuple[str, ...], places: list[str]
) -> None:
    found = read(
        "from,to,departure,arrival\n"
        f"{cells[0]},{cells[1]},2021-05-01 08:00,2021-05-01 12:30\n"
        f"{cells[2]},{cells[3]},2021-05-02 08:00,2021-05-02 12:30\n"
    )
    assert columns(found, "place", "lat")[:2] == [(place, "") for place in places]


def test_a_leg_over_midnight_arrives_the_next_day() -> None:
    found = read("Date,From,To,Dep time,Arr time\n2021-05-01,Berlin,Prague,23:10,03:05\n")
    assert columns(found, "time_from") == [("2021-05-01 23:10",), ("2021-05-02 03:05",)]


def test_a_leg_may_have_positions() -> None:
    found = read(
        "ride_id,started_at,ended_at,start_lat,start_lng,end_lat,end_lng\n"
        "a,2021-05-01 08:00,2021-05-01 08:30,40.71,-74.00,40.75,-73.99\n"
    )
    assert columns(found, "kind", "lat", "lon") == [
        ("departure", "40.71", "-74.00"),
        ("arrival", "40.75", "-73.99"),
    ]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        (
            "Year,Month,Day,Place\n1831,12,27,Plymouth\n1832,1,16,Praia\n",
            ["1831-12-27", "1832-01-16"],
        ),
        ("Jahr;Monat;Tag;Ort\n1831;12;27;Plymouth\n1832;;;Praia\n", ["1831-12-27", "1832"]),
        (
            "Year,Month,Day,Hour,Place\n1831,12,27,8,A\n1831,12,27,1430,B\n",
            ["1831-12-27 08:00", "1831-12-27 14:30"],
        ),
        ("Place,Year,Month\nA,-405,\nB,1812,6\n", ["-0404", "1812-06"]),
        ("place,date,time\nA,2023-09-12,0830\nB,2023-09-13,\n", ["2023-09-12 08:30", "2023-09-13"]),
    ],
)
def test_a_date_in_several_columns_is_joined(text: str, times: list[str]) -> None:
    assert list(read(text).draft.rows["time_from"]) == times


@pytest.mark.parametrize(
    "text",
    [
        "Date,Latitude,N/S,Longitude,E/W\n1918-03-05,33.5,S,71.6,W\n",
        "date,lat,lat dir,long,long dir\n1918-03-05,33.5,s,71.6,w\n",
        "Date,Lat Deg,Lat Min,N/S,Long Deg,Long Min,E/W\n1918-03-05,33,30,S,71,36,W\n",
        "date,lat,lon\n1918-03-05,33.5S,71.6W\n",
        "date,lat,lon\n1918-03-05,33 30 S,071 36 W\n",
        "date,lat,lon\n1918-03-05,33°30′00″S,71°36′W\n",
        "date,latitudeE7,longitudeE7\n1918-03-05,-335000000,-716000000\n",
        "date,lat,lon\n1918-03-05,-33.5,288.4\n",
    ],
)
def test_a_position_is_read_however_it_is_written(text: str) -> None:
    assert columns(corrected(read(text)), "lat", "lon") == [("-33.5", "-71.6")]


@pytest.mark.parametrize(
    ("header", "lat", "lon"),
    [
        ("position_lat,position_long", "565274200", "101965100"),
        ("Lat (semicircles),Long (semicircles)", "565274200", "101965100"),
        ("lat (1e-7 deg),lon (1e-7 deg)", "473811070", "85466920"),
        ("position_lat,position_long", "47.381107", "8.546692"),
    ],
)
@pytest.mark.parametrize("count", [2, 40])
def test_whole_numbers_for_degrees_are_converted(
    header: str, lat: str, lon: str, count: int
) -> None:
    rows = "".join(f"2024-05-01T08:{at:02d}:00Z,{lat},{lon}\n" for at in range(count))
    found = read(f"timestamp,{header}\n{rows}")
    assert (found.draft.recording is None) == (count == 2)
    for cells in columns(found, "lat", "lon"):
        assert [float(cell) for cell in cells] == pytest.approx([47.3811, 8.5467], abs=1e-3)


@pytest.mark.parametrize(
    ("text", "lat", "lon"),
    [
        ("place,date,mgrs\nCamp,2020-05-01,32TMT6580247460\n", 47.3797, 8.5470),
        ("place,date,utm\nCamp,2020-05-01,32T 465802 5247460\n", 47.3797, 8.5470),
        ("place,date,zone,easting,northing\nCamp,2020-05-01,32T,465802,5247460\n", 47.3797, 8.5470),
        ("place,date,plus code\nCamp,2020-05-01,8FVC9G8F+6X\n", 47.3656, 8.5249),
        ("place,date,where exactly\nCamp,2020-05-01,8FVC9G8F+6X\n", 47.3656, 8.5249),
    ],
)
def test_a_position_in_a_grid_is_converted(text: str, lat: float, lon: float) -> None:
    (row,) = read(text).draft.rows[["lat", "lon"]].to_numpy().tolist()
    assert [float(cell) for cell in row] == pytest.approx([lat, lon], abs=2e-4)


def test_two_numbers_in_a_latitude_are_degrees_and_minutes() -> None:
    found = read("date,lat,lon\n1803-10-09,41 28,\n1803-10-10,40 10 N,12 5 W\n")
    assert columns(corrected(found), "lat", "lon") == [
        ("41.466667", ""),
        ("40.166667", "-12.083333"),
    ]


@pytest.mark.parametrize(
    ("text", "place", "says"),
    [
        ("Name,Date,Location\nReading group,2021-05-01,Vienna\n", "Vienna", "Reading group"),
        ("Titre;Date;Ville\nReading group;2021-05-01;Vienna\n", "Vienna", "Reading group"),
        ("title,when,city\nReading group,2021-05-01,Vienna\n", "Vienna", "Reading group"),
        ("Name,Date\nVienna,2021-05-01\n", "Vienna", ""),
    ],
)
def test_of_a_name_and_a_place_the_place_is_where(text: str, place: str, says: str) -> None:
    assert columns(read(text), "place", "says") == [(place, says)]


@pytest.mark.parametrize(
    "header", ["MMSI,BaseDateTime,LAT,LON", "mmsi,dt_pos_utc,latitude,longitude", "x1,x2,lat,lon"]
)
def test_a_time_without_a_known_name_is_found_by_its_cells(header: str) -> None:
    found = read(
        f"{header}\n111,2024-01-15T08:00:00,29.0,-90.0\n111,2024-01-15T08:05:00,29.1,-90.1\n"
    )
    assert [cell[:16] for cell in found.draft.rows["time_from"]] == [
        "2024-01-15T08:00",
        "2024-01-15T08:05",
    ]


@pytest.mark.parametrize(
    "header", ["id", "MMSI", "individual-local-identifier", "user", "trajectory_id"]
)
def test_several_travellers_each_have_a_journey(header: str) -> None:
    found = read(
        f"{header},timestamp,lat,lon\nA,2024-05-25T12:00Z,18.0,127.0\nB,2024-05-25T12:00Z,17.0,90.0\n"
        "A,2024-05-25T15:00Z,18.5,127.5\nB,2024-05-25T15:00Z,17.5,90.0\nB,2024-05-25T16:00Z,17.6,90.0\n"
    )
    assert len(found.draft.rows) == 0
    assert [(each.name, each.count) for each in found.travellers] == [("B", 3), ("A", 2)]
    of_b = found.travellers[0].read()
    assert list(of_b.draft.rows["lat"]) == ["17.0", "17.5", "17.6"]
    assert of_b.draft.config.title == "B"


def test_ids_of_rows_are_no_travellers() -> None:
    found = read(
        "id,timestamp,lat,lon\n1,2024-05-25T12:00Z,18.0,127.0\n2,2024-05-25T15:00Z,17.0,127.0\n"
    )
    assert not found.travellers
    assert len(found.draft.rows) == 2


def test_a_row_of_units_is_no_stop() -> None:
    found = read(
        "time,lat,lon,wind\nUTC,degrees_north,degrees_east,kts\n2024-05-25T12:00Z,18.0,127.0,35\n"
    )
    assert columns(found, "lat", "lon") == [("18.0", "127.0")]
    assert [problem.code for problem in found.problems] == ["row-of-units"]


def positions(rows: int, ships: int, header: str = "MMSI,BaseDateTime,LAT,LON,SOG") -> str:
    lines = [
        f"{211 + i % ships},2024-01-15T{i // ships // 60:02d}:{i // ships % 60:02d}:00,"
        f"{29 + i % ships},{-90 + i / 100:.2f},10.5"
        for i in range(rows)
    ]
    return "\n".join([header, *lines]) + "\n"


@pytest.mark.parametrize("limit", [20_000, 50])
def test_a_table_of_many_positions_is_a_recording(limit: int) -> None:
    limits = DEFAULTS.model_copy(update={"rows": limit})
    found = read_upload("ais.csv", positions(120, 1).encode(), limits)
    recording = found.draft.recording
    assert recording is not None
    assert recording.t is not None
    assert len(recording) == 120
    assert columns(found, "kind", "lat", "lon", "time_from") == [
        ("departure", "29", "-90", "2024-01-15T00:00:00Z"),
        ("arrival", "29", "-88.81", "2024-01-15T01:59:00Z"),
    ]
    assert found.problems == ()


def with_words(text: str, header: str, words: dict[int, str]) -> str:
    first, *lines = text.splitlines()
    told = [f"{line},{words.get(at, '')}" for at, line in enumerate(lines)]
    return "\n".join([f"{first},{header}", *told]) + "\n"


@pytest.mark.parametrize("limit", [20_000, 50])
@pytest.mark.parametrize(
    ("header", "column"), [("note", "says"), ("comment", "says"), ("place", "place")]
)
def test_rows_with_words_are_events_beside_the_recording(
    header: str, column: str, limit: int
) -> None:
    limits = DEFAULTS.model_copy(update={"rows": limit})
    words = {7: "Nets out", 60: "A whale", 119: "In port"}
    text = with_words(positions(120, 1), header, words)
    found = read_upload("ais.csv", text.encode(), limits)
    assert found.draft.recording is not None
    assert len(found.draft.recording) == 120
    assert columns(found, column, "lon", "time_from") == [
        ("Nets out", "-89.93", "2024-01-15T00:07Z"),
        ("A whale", "-89.40", "2024-01-15T01:00Z"),
        ("In port", "-88.81", "2024-01-15T01:59Z"),
    ]


def test_words_of_each_traveller_are_with_its_recording() -> None:
    text = with_words(positions(300, 3), "note", {1: "Of 212", 2: "Of 213"})
    drafts = {each.name: each.read().draft for each in read(text).travellers}
    assert list(drafts["212"].rows["says"]) == ["Of 212"]
    assert list(drafts["213"].rows["says"]) == ["Of 213"]
    assert list(drafts["211"].rows["kind"]) == ["departure", "arrival"]


def test_more_words_than_a_journey_has_rows_are_said() -> None:
    limits = DEFAULTS.model_copy(update={"rows": 50})
    text = with_words(positions(700, 1), "note", dict.fromkeys(range(100, 160), "A whale"))
    found = read_upload("ais.csv", text.encode(), limits)
    assert len(found.draft.rows) == 50
    assert [(each.code, each.details["count"]) for each in found.problems] == [
        ("recorded-words-left-out", 10)
    ]


@pytest.mark.parametrize("limit", [20_000, 50])
def test_each_traveller_of_many_positions_has_a_recording(limit: int) -> None:
    limits = DEFAULTS.model_copy(update={"rows": limit})
    found = read_upload("ais.csv", positions(300, 3).encode(), limits)
    assert [(each.name, each.count) for each in found.travellers] == [
        ("211", 100),
        ("212", 100),
        ("213", 100),
    ]
    second = found.travellers[1].read().draft
    assert second.recording is not None
    assert set(second.recording.lat) == {30.0}
    assert second.config.title == "212"


def test_more_rows_than_a_journey_has_are_refused_when_they_are_words() -> None:
    text = "place,time\n" + "".join(f"A{i},2024-05-01\n" for i in range(200))
    with pytest.raises(TableError, match="202"):
        read_upload("long.csv", text.encode(), DEFAULTS.model_copy(update={"rows": 50}))


def test_local_times_of_a_recording_are_of_the_place_unless_chosen() -> None:
    text = positions(60, 1, "x,time,lat,lon,speed")
    found = read_upload("track.csv", text.encode(), DEFAULTS)
    assert [problem.code for problem in found.problems] == ["recorded-in-local-time"]
    assert found.draft.rows["time_from"].iloc[0] == "2024-01-15T06:00:00Z"
    assert found.sheet is not None
    choices = [choice.meaning for choice in found.choices]
    choices[1] = Meaning.MOMENT_UTC
    again = understand(found.sheet, DEFAULTS, choices)
    assert again.draft.rows["time_from"].iloc[0] == "2024-01-15T00:00:00Z"
    assert again.problems == ()


def test_a_choice_of_columns_is_read_again() -> None:
    found = read("name,town,date,town 2\nAnna,Lyon,2021-05-01,Turin\n")
    assert found.sheet is not None
    assert [(each.header, each.meaning, each.samples) for each in found.choices] == [
        ("name", "says", ("Anna",)),
        ("town", "place", ("Lyon",)),
        ("date", Meaning.DATE, ("2021-05-01",)),
        ("town 2", "", ("Turin",)),
    ]
    again = understand(found.sheet, DEFAULTS, ["", "", Meaning.DATE, "place"])
    assert columns(again, "place", "says") == [("Turin", "")]
    assert list(again.others) == ["name", "town"]


def test_the_columns_of_the_event_table_are_taken_before_words_for_them() -> None:
    found = read(
        "id,title,title_source,start,description,place,time_from,says\n"
        "1,A,An atlas,1812,Short.,khasan_station,2023-09-12,Whole.\n"
    )
    assert columns(found, "place", "time_from", "says") == [
        ("khasan_station", "2023-09-12", "Whole.")
    ]
