"""Damaged files: real ones, changed at random as it typically breaks readers."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from journeymap.authoring.imports import READERS, template_csv, template_xlsx
from journeymap.exports import FORMATS
from journeymap.journeys.library import Library
from tests.support.device_files import device_files, packed

_DATA = Path(__file__).resolve().parent.parent / "data"

_TRACK = "".join(
    f'<trkpt lat="{43 + i / 500:.5f}" lon="{131 + i / 400:.5f}"><ele>{i}</ele>'
    f"<time>2023-09-12T{i // 60:02d}:{i % 60:02d}:00Z</time></trkpt>\n"
    for i in range(200)
)
_PLACEMARKS = "".join(
    f"<Placemark><name>Stop {i}</name><TimeStamp><when>2023-09-{1 + i:02d}</when></TimeStamp>"
    f"<Point><coordinates>{131 + i / 10},43,0</coordinates></Point></Placemark>\n"
    for i in range(20)
)
_GPX = f"""<?xml version="1.0"?>
<gpx version="1.1" creator="a device" xmlns="http://www.topografix.com/GPX/1/1">
<metadata><name>Ride</name></metadata><wpt lat="43" lon="131"><name>Start</name></wpt>
<rte><rtept lat="43.1" lon="131.2"><name>Plan</name></rtept></rte>
<trk><name>Ride</name><trkseg>{_TRACK}</trkseg></trk></gpx>"""
_KML = f"""<?xml version="1.0"?>
<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:gx="http://www.google.com/kml/ext/2.2">
<Document><name>Trip</name>{_PLACEMARKS}<Placemark><gx:Track>
<when>2023-09-12T00:00:00Z</when><when>2023-09-12T00:01:00Z</when>
<gx:coord>131 43 0</gx:coord><gx:coord>131.1 43 0</gx:coord></gx:Track></Placemark>
<Placemark><LineString><coordinates>131,43 131.5,43.2</coordinates></LineString></Placemark>
</Document></kml>"""
_GEOJSON = """{"type":"FeatureCollection","name":"Trip","features":[
{"type":"Feature","geometry":{"type":"Point","coordinates":[131.9,43.1,5]},
 "properties":{"name":"Vladivostok","timestamp":1694484900,"note":"hi","n":4.5,"x":null}},
{"type":"Feature","geometry":{"type":"LineString","coordinates":[[131,43],[131.1,43],[131.2,43]]},
 "properties":{"coordTimes":["2023-09-12T00:00:00Z","2023-09-12T00:01:00Z","2023-09-12T00:02:00Z"]}},
{"type":"Feature","geometry":{"type":"MultiPoint","coordinates":[[1,2],[3,4]]},"properties":{}}]}"""
_TABLE = "Ort;Datum;Uhrzeit;Breite;Länge;Bemerkung\nMünchen;12.9.2023;8:15;48,1;11,5;Abfahrt\n" * 9

_TIMELINE = """{"semanticSegments":[
{"startTime":"2024-06-15T09:00:00.000+02:00","endTime":"2024-06-15T10:00:00.000+02:00",
 "visit":{"topCandidate":{"semanticType":"HOME",
 "placeLocation":{"latLng":"48.85\u00b0, 2.35\u00b0"}}}},
{"startTime":"2024-06-15T10:00:00.000+02:00","endTime":"2024-06-15T12:00:00.000+02:00",
 "timelinePath":[{"point":"geo:48.86,2.33","durationMinutesOffsetFromStartTime":"5"},
 {"point":"48.87, 2.31","time":"2024-06-15T10:40:00.000+02:00"}]}],
"rawSignals":[{"position":{"LatLng":"48.8, 2.3","timestamp":"2024-06-15T09:05:00.000Z"}}],
"timelineObjects":[{"placeVisit":{"location":{"latitudeE7":488000000,"longitudeE7":23000000},
"duration":{"startTimestampMs":"1718447400000","endTimestamp":"2024-06-15T11:00:00Z"}}}]}"""

_JSON_FILES = {
    "phone.rec": """2024-06-15T09:00:00Z\t*\t{"_type":"location","lat":8,"lon":2.3,"tst":1718442000}
2024-06-15T09:01:00Z\t*\t{"_type":"location","lat":48.9,"lon":2.3,"tst":1718442060}
2024-06-15T09:02:00Z\t*\t{"_type":"lwt","tst":1718442061}
""",
    "overland.json": """{"locations":[{"type":"Feature","geometry":{"type":"Point",
"coordinates":[2.3,48.8]},"properties":{"timestamp":"2024-06-15T09:00:00Z","device_id":"a"}}]}""",
    "polarsteps.json": """{"id":1,"name":"Trip","all_steps":[{"display_name":"Aa",
"arrived":1718442000,
"departed":1718445600,"description":"x","location":{"lat":48.8,"lon":2.3,"name":"Aa"}}]}""",
    "trace.json": """{"icao":"3c6589","r":"D-AAAA","timestamp":1718442000.5,"trace":[
[0,48.8,2.3,"ground",5,0,0,0,{"flight":"AAA1 "}],[60.5,48.9,2.3,1200,150,90,2,64,null],
[120,49,2.4,"ground",5,0,1,0,null]]}""",
    "moving.mfjson": """{"type":"FeatureCollection","features":[{"type":"Feature","id":"a",
"temporalGeometry":{"type":"MovingPoint","datetimes":["2024-06-15T09:00:00Z",1718445600000],
"coordinates":[[2.3,48.8],[2.4,48.9,5]]},"properties":{"name":"A"}}]}""",
    "story.json": """{"storymap":{"slides":[{"type":"overview","text":{"headline":"A",
"text":"<b>b</b>"},"location":{"line":true}},
{"date":"May 1799",
"text":{"headline":"Aa","text":"<i>b</i>"},
"location":{"lat":48.8,"lon":2.3},"media":{"url":"https://example.org/a.jpg"}}]}}""",
    "timemap.json": """{"events":[{"id":"1","description":"x","date":"2024-06-15","time":"09:00",
"location":"Aa","latitude":"48.8","longitude":"2.3","associations":[],"sources":["s"]}],
"sources":{"s":{"id":"s","title":"T","paths":["https://example.org/t"]}}}""",
    "photo.json": """{"title":"a.jpg","photoTakenTime":{"timestamp":"1718442000"},
"geoData":{"latitude":0.0,"longitude":0.0},"geoDataExif":{"latitude":48.8,"longitude":2.3}}""",
    "places.jsonld": """{"type":"FeatureCollection","@context":"https://example.org/c","features":[
{"@id":"p","type":"Feature","properties":{"title":"Aa"},"names":[{"toponym":"Aa","citations":[
{"label":"L","@id":"https://example.org/l"}]}],"geometry":{"type":"GeometryCollection","geometries":[
{"type":"Point","coordinates":[2.3,48.8],"when":{"timespans":[{"start":{"in":"1832-08-01"},
"end":{"earliest":"1833","latest":"1834"}}]},"certainty":"uncertain"}]}}]}""",
    "map.umap": """{"type":"umap","geometry":{"type":"Point","coordinates":[3,50]},
"properties":{"name":"T"},
"layers":[{"type":"FeatureCollection","features":[{"type":"Feature","geometry":{"type":"Point",
"coordinates":[2.3,48.8]},"properties":{"name":"Aa","date":"2024-05-01"}}],"_umap_options":{}}]}""",
    "rows.ndjson": """{"place":"Aa","time":"2024-06-15T09:00:00Z","location":{"lat":48.8,"lng":2.3}}
{"place":"Bb","time":1718445600,"location":{"lat":48.9,"lng":2.3},"n":[1]}
""",
    "trips.geojson": """{"type":"FeatureCollection","features":[{"type":"Feature",
"properties":{"id":"a"},"geometry":{"type":"LineString","coordinates":[[8,47,0,1700000000],[8.1,47.1,0,1700000600]]}}]}""",
}

_TABLES = {
    "ais.csv": "MMSI,BaseDateTime,LAT,LON,SOG,VesselName,Status,Note\n"
    + "".join(
        f"{211 + i % 2},2024-01-15T{i // 60:02d}:{i % 60:02d}:00,29.{i},-90.{i},10.5,A,0,\n"
        for i in range(80)
    ),
    "recorded.csv": "time,lat,lon,speed,note\n"
    + "".join(
        f"2024-01-15 {i // 60:02d}:{i % 60:02d},29.{i},-90.{i},10.5,{'Nets' * (i == 9)}\n"
        for i in range(80)
    ),
    "semicircles.csv": "timestamp,position_lat,position_long\n"
    + "".join(f"{1700000000 + i},{570000000 + 900 * i},{28000000 - i}\n" for i in range(40)),
    "movebank.csv": """event-id,timestamp,location-long,location-lat,individual-local-identifier
1,2011-03-01 06:00:00.000,9.1,47.7,Stork 1
2,2011-03-01 12:00:00.000,9.4,47.5,Stork 1
""",
    "diary.csv": """Date,Flight number,From,To,Dep time,Arr time,Note
2024-03-01,EX1,Paris / Charles de Gaulle (CDG/LFPG),Lisbon / Lisbon (LIS/LPPT),21:10:00,23:00:00,
2024-03-05,EX2,LIS,CDG,23:10:00,02:40:00,Late
""",
    "rides.csv": """ride_id,started_at,ended_at,start_lat,start_lng,end_lat,end_lng
a,2021-05-01 08:00,2021-05-01 08:30,40.71,-74.00,40.75,-73.99
""",
    "stays.csv": """Ort;Beginn;Ende
Lyon;2021-05-01;2021-05-05
Turin;2021-05-06;2021-05-09
""",
    "timeline.csv": """Year,Month,Day,Time,End Year,End Month,End Day,End Time,Headline,Text,Media
,,,,,,,,A life,Told in slides,https://example.org/a.jpg
1906,12,9,,1907,1,,,Born,In a house,https://example.org/p.jpg
1928,,,,,,,,Work,A first machine,
""",
    "places.tsv": """id\ttitle\ttitle_source\tstart\tend\ttitle_uri\tlon\tlat\tdescription
1\tLyon\tAn atlas\t1812-06\t1812-07\thttps://example.org/1\t4.84\t45.76\tA town.
2\tTurin\tAn atlas\t1812-08\t1812-09\thttps://example.org/2\t7.69\t45.07\tAnother.
""",
    "log.csv": """Log of the ship Example,,,,,,,,
Date,Hour,Latitude,,,Longitude,,,Remarks
,,deg,min,N/S,deg,min,E/W,
1918-03-05,8,33,30,S,71,36,W,Cloudy
1918-03-06,1200,34,6,S,72,0,W,Clear
""",
    "grids.csv": """place,date,mgrs,plus code,utm
Camp,2020-05-01,32TMT6580247460,8FVC9G8F+6X,32T 465802 5247460
""",
}

# Inserted anywhere: each of these has broken some reader.
_TOKENS = (
    b"\0",
    b"\xff",
    b"\xed\xa0\x80",
    b"\\ud800",
    b"NaN",
    b"Infinity",
    b"-1e400",
    b"1e400",
    b"null",
    b"9" * 400,
    b"99999999999999999999",
    b"-0",
    b'"',
    b"'",
    b'"""',
    b"\r",
    b"\n",
    b"\t",
    b";",
    b",",
    b"<",
    b">",
    b"&",
    b"&a;",
    b"]]>",
    b"<![CDATA[",
    b"<!--",
    b"<?x?>",
    b"</gpx>",
    b"</kml>",
    b'<!DOCTYPE a [<!ENTITY a "x">]>',
    b'<!DOCTYPE a SYSTEM "file:///etc/passwd">',
    b"[" * 3000,
    b'{"a":' * 3000,
    b"<a>" * 3000,
    b"{}",
    b"[]",
    b"[[]]",
    b"true",
    b"2023-13-45T99:99:99Z",
    b"0000-00-00",
    b"9999-12-31T23:59:59-23:59",
    b"now",
    b"NaT",
    b"\xe2\x80\xae",
    b"{{7*7}}",
    b"=1+1",
    b"A" * 5000,
    b'r="99999999"',
    b"<row/>" * 50,
    b"sep=",
)
_NUMBERS = (b"-9", b"1e400", b"9" * 30, b"", b"0", b"4294967295")


def seeds() -> dict[str, bytes]:
    """Return valid files of every kind, by name."""
    library = Library.read(_DATA)
    return {
        **{
            f"kim.{form}": FORMATS[form].make(library, "kim-2019")
            for form in (reader.endings[0] for reader in READERS)
            if form in FORMATS
        },
        "ride.gpx": _GPX.encode(),
        "trip.kml": _KML.encode(),
        "trip.kmz": packed({"doc.kml": _KML.encode(), "files/a.png": b"\x89PNG"}),
        "trip.geojson": _GEOJSON.encode(),
        "timeline.json": _TIMELINE.encode(),
        **{name: text.encode() for name, text in _JSON_FILES.items()},
        **{name: text.encode() for name, text in _TABLES.items()},
        "reise.csv": _TABLE.encode("cp1252"),
        "reise.txt": _TABLE.replace(";", "\t").encode("utf-16"),
        "template.csv": template_csv(),
        "template.xlsx": template_xlsx(),
        **device_files(),
    }


def bombs() -> Iterator[tuple[str, bytes]]:
    """Return files that are made to use too much memory or time."""
    laughs = "".join(f'<!ENTITY e{i} "{f"&e{i - 1};" * 10}">' for i in range(1, 12))
    entity = f'<!DOCTYPE gpx [<!ENTITY e0 "ha">{laughs}]>'
    yield "laughs.gpx", f"<?xml version='1.0'?>{entity}<gpx><name>&e11;</name></gpx>".encode()
    blowup = f'<!DOCTYPE gpx [<!ENTITY a "{"a" * 100_000}">]>'
    yield "blowup.gpx", f"{blowup}<gpx><name>{'&a;' * 50_000}</name></gpx>".encode()
    stranger = '<!DOCTYPE kml [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    yield "stranger.kml", f"{stranger}<kml><name>&a;</name></kml>".encode()
    yield "deep.gpx", b"<gpx>" + b"<a>" * 2_000_000
    yield "attributes.gpx", b"<gpx " + b" ".join(b'a%d="x"' % i for i in range(300_000)) + b"/>"
    yield "name.gpx", b"<gpx><name>" + b"x" * 50_000_000 + b"</name></gpx>"
    yield "deep.geojson", b'{"a":' + b"[" * 10_000_000
    yield "flat.geojson", b'{"features":[' + b"{}," * 5_000_000 + b"{}]}"
    yield "empty.geojson", b'{"features":[' + b"[]," * 5_000_000 + b"[]]}"
    yield "segments.json", b'{"semanticSegments":[' + b"{}," * 40_000_000 + b"{}]}"
    yield "nested.json", b'{"rawSignals":[' + b"[{}]," * 1_000_000 + b"[" * 10_000_000
    yield "element.json", b'{"timelineObjects":[[' + b"{}," * 40_000_000 + b"{}]]}"
    yield "lines.ndjson", b'{"place":"Aa"}\n' * 9_000_000
    yield "digits.geojson", b'{"type":"Point","coordinates":[' + b"1" * 5_000_000 + b",1]}"
    yield "zip.kmz", packed({"doc.kml": b" " * 250_000_000})
    yield "wide.xlsx", packed({"xl/workbook.xml": b"<a/>" * 5_000_000})
    yield "members.kmz", packed({f"{i}.kml": b"" for i in range(5_000)})
    yield "commas.csv", b"place,time\n" + b"," * 100_000_000
    yield "quotes.csv", b"place,time\n" + b'"' * 30_000_001
    yield "open.csv", b"place,time\n" + b'a,"x\n' * 2_000_000
    yield "multiline.csv", b"place,time\n" + b'","\n' * 10_000_000
    yield "blank.csv", b"\n" * 140_000_000
    yield "rows.csv", b"place,time\n" + b"A,2023-09-12\n" * 8_000_000
    yield "line.csv", b"x" * 140_000_000
    yield "binary", bytes(range(256)) * 400_000
    yield "bytes", b"\xfe" * 50_000_000


def mutated(dice: random.Random, sound: Mapping[str, bytes]) -> tuple[str, bytes]:
    """Return one of the valid files, changed; of an archive often its content."""
    name = dice.choice(list(sound))
    body = sound[name]
    if body.startswith(b"PK") and dice.random() < 0.7:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            members = {each: archive.read(each) for each in archive.namelist()}
        inner = dice.choice(list(members))
        return name, packed(members | {inner: _changed(dice, members[inner], sound)})
    return name, _changed(dice, body, sound)


def _changed(dice: random.Random, body: bytes, sound: Mapping[str, bytes]) -> bytes:
    changed = bytearray(body)
    for _ in range(dice.choice((1, 1, 1, 2, 4, 16))):
        at = dice.randrange(len(changed) + 1)
        span = min(dice.choice((1, 2, 10, 100, 1000)), len(changed) - at)
        match dice.randrange(8):
            case 0 if changed:
                for _ in range(dice.choice((1, 8, 64))):
                    changed[dice.randrange(len(changed))] = dice.randrange(256)
            case 1:
                del changed[at:]
            case 2:
                del changed[at : at + span]
            case 3:
                changed[at:at] = changed[at : at + span] * dice.choice((1, 2, 50))
            case 4:
                other = sound[dice.choice(list(sound))]
                start = dice.randrange(len(other))
                changed[at : at + span] = other[start : start + dice.choice((10, 1000, 100_000))]
            case 5:
                # A number where a number is: counts, positions, sizes.
                near = enumerate(changed[at : at + 2000], at)
                digits = [where for where, byte in near if 48 <= byte < 58]
                if digits:
                    where = dice.choice(digits)
                    changed[where : where + 1] = dice.choice(_NUMBERS)
            case _:
                changed[at : at + dice.choice((0, 0, span))] = dice.choice(_TOKENS)
    return bytes(changed)
