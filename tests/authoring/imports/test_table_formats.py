"""Tables that programs write: how many rows, the first and last time and place, zone and order."""

from __future__ import annotations

import pytest

from journeymap.authoring.imports import Imported, read_upload
from journeymap.authoring.imports.table_formats import FORMATS
from journeymap.settings import DEFAULTS

Row = tuple[str, str, str, str, str]  # kind, place, lat, lon, time_from

AIS = """MMSI,BaseDateTime,LAT,LON,SOG,COG,Heading,VesselName,IMO,CallSign,VesselType,Status
211000001,2024-01-15T08:00:00,29.0,-90.0,10.1,45.0,45,EXAMPLE,IMO1,ABC,70,0
211000001,2024-01-15T08:05:00,29.1,-90.1,10.0,45.0,45,EXAMPLE,IMO1,ABC,70,0
"""
DANISH = """# Timestamp,Type of mobile,MMSI,Latitude,Longitude,Navigational status,ROT,SOG,Name,Destination,ETA
05/06/2024 23:59:58,Class A,219000001,55.5,11.1,Under way,,10.1,EXAMPLE,AARHUS,07/06/2024 10:00:00
06/06/2024 00:00:08,Class A,219000001,55.6,11.2,Under way,,10.1,EXAMPLE,AARHUS,07/06/2024 10:00:00
"""
IBTRACS = """SID,SEASON,NUMBER,BASIN,SUBBASIN,NAME,ISO_TIME,NATURE,LAT,LON,WMO_WIND,WMO_PRES
 ,Year, , , , , , ,degrees_north,degrees_east,kts,mb
2024001N10100,2024,1,WP,MM,EXAMPLE,2024-05-25 12:00:00,TS,10.0,127.0,35,1000
2024001N10100,2024,1,WP,MM,EXAMPLE,2024-05-25 18:00:00,TS,10.5,126.5,40,998
"""
MOVEBANK = """event-id,visible,timestamp,location-long,location-lat,sensor-type,individual-taxon-canonical-name,tag-local-identifier,individual-local-identifier,study-name
1,true,2011-03-01 06:00:00.000,9.1,47.7,gps,Ciconia ciconia,T1,Stork 1,Example
2,true,2011-03-01 12:00:00.000,9.4,47.5,gps,Ciconia ciconia,T1,Stork 1,Example
"""
FR24 = """Timestamp,UTC,Callsign,Position,Altitude,Speed,Direction
1700000000,2023-11-14T22:13:20Z,EXA1,"48.865311,9.221543",3000,180,90
1700000060,2023-11-14T22:14:20Z,EXA1,"48.875311,9.321543",4000,200,90
"""
DIARY = """Date,Flight number,From,To,Dep time,Arr time,Duration,Airline,Aircraft,Note
2024-03-01,EX1,Paris / Charles de Gaulle (CDG/LFPG),Lisbon / Lisbon (LIS/LPPT),21:10:00,23:00:00,02:40:00,Example,A320,
2024-03-05,EX2,Lisbon / Lisbon (LIS/LPPT),Paris / Charles de Gaulle (CDG/LFPG),23:10:00,02:40:00,02:30:00,Example,A320,Late
"""
ACLED = """event_id_cnty,event_date,year,time_precision,event_type,actor1,location,latitude,longitude,geo_precision,source,notes,fatalities,timestamp
EXA1,31 January 2023,2023,1,Protests,Group,Lyon,45.76,4.84,1,Example News,A march.,0,1675700000
EXA2,02 February 2023,2023,1,Protests,Group,Turin,45.07,7.69,1,Example News,Another march.,0,1675800000
"""
WIKIDATA = """item,itemLabel,coord,start
http://www.wikidata.org/entity/Q1,Lyon,Point(4.84 45.76),1889-01-01T00:00:00Z
http://www.wikidata.org/entity/Q2,Turin,Point(7.69 45.07),1890-01-01T00:00:00Z
"""
TIMELINE = """Year,Month,Day,Time,End Year,End Month,End Day,End Time,Display Date,Headline,Text,Media,Media Credit,Media Caption,Media Thumbnail,Type,Group,Background
,,,,,,,,,A life,Told in slides,https://example.org/a.jpg,,,,title,,
1906,12,9,,,,,,,Born,In a house,https://example.org/p.jpg,,,,,,
1928,,,,,,,,,Work,A first machine,,,,,,,
"""
STORYMAP = """Chapter,Media Link,Media Credit,Media Credit Link,Description,Zoom,Marker,Marker Color,Location,Latitude,Longitude,Found,Quality,Source
One,https://example.org/a.jpg,,,It began here.,10,Numbered,red,Lyon,45.76,4.84,yes,1,OSM
Two,,,,It went on.,10,Numbered,red,Turin,45.07,7.69,yes,1,OSM
"""
TIMEMAPPER = """Title,Start,End,Description,Web Page,Media,Media Caption,Media Credit,Tags,Place,Location,Source,Source URL
Leaving,1812-06-24,,Across the river.,https://example.org/1,,,,a,Kaunas,"54.9, 23.9",A book,https://example.org/b
Arriving,1812-09-14,,Into the city.,https://example.org/2,,,,a,Moscow,"55.75, 37.6",A book,https://example.org/b
"""
OUR_LP_TSV = """id\ttitle\ttitle_source\tstart\tend\tdescription\tlon\tlat\tkind\tplace\ttime_from\ttime_to\tsource\tsays\tnot_said\tclaim
a\tLyon\tA letter, quoting Ann\t1812-06-01\t1812-06-01\tShe left.\t\t\tdeparture\tlyon\t1812-06-01T08:00Z\t\tA letter\tShe left.\t\ta
b\tTurin\tA letter\t1812-08-01\t1812-08-31\tShe came.\t7.69\t45.07\tstop\tTurin\t1812-08\t\tA letter\tShe came.\t\tb
"""
LP_TSV = """id\ttitle\ttitle_source\tfclasses\tstart\tend\ttitle_uri\tccodes\tmatches\tvariants\ttypes\tlon\tlat\tdescription
1\tLyon\tAn atlas\tP\t1812-06\t1812-07\thttps://example.org/1\tFR\t\t\t\t4.84\t45.76\tA town.
2\tTurin\tAn atlas\tP\t1812-08\t1812-09\thttps://example.org/2\tIT\t\t\t\t7.69\t45.07\tAnother.
"""
TRACCAR = """Device:,Van

Valid,Time,Latitude,Longitude,Altitude,Speed,Address,Attributes
TRUE,2024-05-01T08:00:00Z,45.76,4.84,100 m,5.0 kn,,ignition=true
TRUE,2024-05-01T08:01:00Z,45.77,4.85,101 m,6.0 kn,,ignition=true
"""
GPSLOGGER = """time,lat,lon,elevation,accuracy,bearing,speed,satellites,provider,activity,battery
2024-05-01T08:00:00.123Z,45.76,4.84,100,5,0,1.5,8,gps,,90
2024-05-01T08:01:00.456Z,45.77,4.85,101,5,0,1.5,8,gps,,90
"""
LOG = """Log of the ship Example,,,,,,
Copied by hand,,,,,,
Date,Hour,Latitude,,,Longitude,,,Remarks
,,deg,min,N/S,deg,min,E/W,
1918-03-05,8,33,30,S,71,36,W,Cloudy
1918-03-06,1200,34,6,S,72,0,W,Clear
"""

SAMPLES: dict[str, tuple[str, list[Row]]] = {
    "AIS (NOAA MarineCadastre)": (
        AIS,
        [
            ("", "", "29.0", "-90.0", "2024-01-15T08:00Z"),
            ("", "", "29.1", "-90.1", "2024-01-15T08:05Z"),
        ],
    ),
    "AIS (Danish Maritime Authority)": (
        DANISH,
        [
            ("", "", "55.5", "11.1", "2024-06-05T23:59:58Z"),
            ("", "", "55.6", "11.2", "2024-06-06T00:00:08Z"),
        ],
    ),
    "IBTrACS": (
        IBTRACS,
        [
            ("", "", "10.0", "127.0", "2024-05-25T12:00Z"),
            ("", "", "10.5", "126.5", "2024-05-25T18:00Z"),
        ],
    ),
    "Movebank": (
        MOVEBANK,
        [
            ("", "", "47.7", "9.1", "2011-03-01T06:00Z"),
            ("", "", "47.5", "9.4", "2011-03-01T12:00Z"),
        ],
    ),
    "Flightradar24": (
        FR24,
        [
            ("", "", "48.865311", "9.221543", "2023-11-14T22:13:20Z"),
            ("", "", "48.875311", "9.321543", "2023-11-14T22:14:20Z"),
        ],
    ),
    "flight diary": (
        DIARY,
        [
            ("departure", "Paris / Charles de Gaulle", "49.0128", "2.55", "2024-03-01 21:10:00"),
            ("arrival", "Lisbon / Lisbon", "38.7813", "-9.13592", "2024-03-01 23:00:00"),
            ("departure", "Lisbon / Lisbon", "38.7813", "-9.13592", "2024-03-05 23:10:00"),
            ("arrival", "Paris / Charles de Gaulle", "49.0128", "2.55", "2024-03-06 02:40:00"),
        ],
    ),
    "ACLED": (
        ACLED,
        [
            ("", "Lyon", "45.76", "4.84", "31 January 2023"),
            ("", "Turin", "45.07", "7.69", "02 February 2023"),
        ],
    ),
    "Wikidata": (
        WIKIDATA,
        [
            ("", "Lyon", "45.76", "4.84", "1889-01-01T00:00:00Z"),
            ("", "Turin", "45.07", "7.69", "1890-01-01T00:00:00Z"),
        ],
    ),
    "TimelineJS": (
        TIMELINE,
        [
            ("statement", "", "", "", "1906-12-09"),
            ("statement", "", "", "", "1928"),
        ],
    ),
    "Leaflet storymap": (
        STORYMAP,
        [("", "Lyon", "45.76", "4.84", ""), ("", "Turin", "45.07", "7.69", "")],
    ),
    "TimeMapper": (
        TIMEMAPPER,
        [
            ("", "Kaunas", "54.9", "23.9", "1812-06-24"),
            ("", "Moscow", "55.75", "37.6", "1812-09-14"),
        ],
    ),
    "Linked Places (LP-TSV) of this program": (
        OUR_LP_TSV,
        [
            ("departure", "lyon", "", "", "1812-06-01T08:00Z"),
            ("stop", "Turin", "45.07", "7.69", "1812-08"),
        ],
    ),
    "Linked Places (LP-TSV)": (
        LP_TSV,
        [
            ("", "Lyon", "45.76", "4.84", "1812-06"),
            ("", "Turin", "45.07", "7.69", "1812-08"),
        ],
    ),
    "Traccar": (
        TRACCAR,
        [
            ("", "", "45.76", "4.84", "2024-05-01T08:00:00Z"),
            ("", "", "45.77", "4.85", "2024-05-01T08:01:00Z"),
        ],
    ),
    "GPSLogger": (
        GPSLOGGER,
        [
            ("", "", "45.76", "4.84", "2024-05-01T08:00:00Z"),
            ("", "", "45.77", "4.85", "2024-05-01T08:01:00Z"),
        ],
    ),
    "ship's log": (
        LOG,
        [
            ("", "", "33°30′ S", "71°36′ W", "1918-03-05 08:00"),
            ("", "", "34°6′ S", "72°0′ W", "1918-03-06 12:00"),
        ],
    ),
    "Journey Map": (
        (
            "Row,Place,Latitude,Longitude,Time,Until,What,What it says\n"
            "1,Oslo,,,2024-05-01T08:00+02:00,,departure,We set out.\n"
            "2,Narvik,,,2024-05-02T09:00+02:00,,arrival,The sea.\n"
        ),
        [
            ("departure", "Oslo", "", "", "2024-05-01T08:00+02:00"),
            ("arrival", "Narvik", "", "", "2024-05-02T09:00+02:00"),
        ],
    ),
}


def read(name: str) -> Imported:
    return read_upload("table.csv", SAMPLES[name][0].encode(), DEFAULTS)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_table_of_a_program_is_read(name: str) -> None:
    rows = read(name).draft.rows
    cells = rows[["kind", "place", "lat", "lon", "time_from"]].to_numpy().tolist()
    assert [tuple(row) for row in cells] == SAMPLES[name][1]


def test_each_form_has_a_sample() -> None:
    assert {form.name for form in FORMATS} <= SAMPLES.keys()


@pytest.mark.parametrize(
    ("name", "column", "cells"),
    [
        ("ACLED", "says", ["A march.", "Another march."]),
        ("ACLED", "source", ["Example News", "Example News"]),
        ("TimelineJS", "says", ["Born – In a house", "Work – A first machine"]),
        ("TimelineJS", "source", ["", ""]),
        ("TimeMapper", "url", ["https://example.org/1", "https://example.org/2"]),
        ("TimeMapper", "source", ["A book", "A book"]),
        ("Linked Places (LP-TSV)", "time_to", ["1812-07", "1812-09"]),
        ("Linked Places (LP-TSV) of this program", "source", ["A letter", "A letter"]),
        ("Linked Places (LP-TSV) of this program", "says", ["She left.", "She came."]),
        ("Leaflet storymap", "source", ["", ""]),
        ("IBTrACS", "place", ["", ""]),
    ],
)
def test_what_else_is_in_it(name: str, column: str, cells: list[str]) -> None:
    assert list(read(name).draft.rows[column]) == cells


def test_lines_above_the_header_and_rows_of_units_are_said() -> None:
    codes = {name: [problem.code for problem in read(name).problems] for name in SAMPLES}
    assert codes["Traccar"] == ["row-above-header"]
    assert codes["ship's log"] == ["row-above-header", "row-above-header", "row-of-units"]
    assert codes["IBTrACS"] == ["row-of-units"]
    assert codes["AIS (NOAA MarineCadastre)"] == []
