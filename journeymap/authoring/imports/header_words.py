"""What columns are called in common words, in nine languages, and which column that means."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

from journeymap.claims.columns import MOMENTS, POSITION, SPECS


class Meaning(StrEnum):
    """What a column holds that is none of the event table's, but that some of these are made of."""

    NAME = "name of a place, or of who or what it is about"
    LAT_LON = "latitude and longitude"
    LON_LAT = "longitude and latitude"
    LAT_E7 = "latitude in ten-millionths of a degree (E7)"
    LON_E7 = "longitude in ten-millionths of a degree (E7)"
    LAT_SEMICIRCLES = "latitude in semicircles (FIT)"
    LON_SEMICIRCLES = "longitude in semicircles (FIT)"
    LAT_MINUTES = "minutes of latitude"
    LON_MINUTES = "minutes of longitude"
    NORTH_SOUTH = "north or south (N/S)"
    EAST_WEST = "east or west (E/W)"
    UTM = "UTM position"
    EASTING = "UTM easting"
    NORTHING = "UTM northing"
    UTM_ZONE = "UTM zone"
    MGRS = "MGRS position"
    PLUS_CODE = "Plus Code"
    MOMENT = "date and time"
    MOMENT_UTC = "date and time (UTC)"
    DATE = "date"
    CLOCK = "time of day"
    CLOCK_UTC = "time of day (UTC)"
    YEAR = "year"
    MONTH = "month"
    DAY = "day"
    HOUR = "hour"
    END_DATE = "date of the end"
    END_CLOCK = "time of day of the end"
    END_YEAR = "year of the end"
    END_MONTH = "month of the end"
    END_DAY = "day of the end"
    STAY_FROM = "start (stay from)"
    STAY_UNTIL = "end (stay until)"
    ARRIVAL = "arrival"
    DEPARTURE = "departure"
    FROM = "from"
    TO = "to"
    FROM_PLACE = "from place"
    TO_PLACE = "to place"
    FROM_LAT = "latitude of the start"
    FROM_LON = "longitude of the start"
    TO_LAT = "latitude of the end"
    TO_LON = "longitude of the end"
    WHO = "who (traveller)"
    CALLED = "name of the traveller"
    JOINED = "joined with the column before"
    LEFT_OUT = ""


# Those that files alone have: “from” and “to” may be times or places, and are one of these.
AMBIGUOUS = frozenset({Meaning.FROM, Meaning.TO})
WHERE = frozenset(
    {
        "place",
        "lat",
        Meaning.NAME,
        Meaning.LAT_LON,
        Meaning.LON_LAT,
        Meaning.LAT_E7,
        Meaning.LAT_SEMICIRCLES,
        Meaning.UTM,
        Meaning.EASTING,
        Meaning.MGRS,
        Meaning.PLUS_CODE,
        Meaning.FROM,
        Meaning.TO,
        Meaning.FROM_PLACE,
        Meaning.TO_PLACE,
        Meaning.FROM_LAT,
    }
)
ENDS = frozenset({"time_to", Meaning.STAY_UNTIL, Meaning.ARRIVAL, Meaning.DEPARTURE})
WHEN = frozenset(
    {
        "time_from",
        Meaning.MOMENT,
        Meaning.MOMENT_UTC,
        Meaning.DATE,
        Meaning.CLOCK,
        Meaning.CLOCK_UTC,
        Meaning.YEAR,
        Meaning.DAY,
        Meaning.STAY_FROM,
        Meaning.FROM,
        *ENDS,
    }
)
# Cells of these begin as a date or a time of day does.
TIMES = frozenset({*WHEN, Meaning.END_DATE, Meaning.END_CLOCK, *MOMENTS}) - {
    Meaning.YEAR,
    Meaning.DAY,
}
DEGREES = frozenset({*POSITION, Meaning.FROM_LAT, Meaning.FROM_LON, Meaning.TO_LAT, Meaning.TO_LON})

# English, German, French, Spanish, Russian, Korean, Japanese, Chinese; Portuguese and Italian
# where the word is another.
_WORDS = {
    Meaning.NAME: """
        name, title, headline, label, item label, place label, titel, nom, titre, nombre, título,
        nome, название, 이름, 名称, 名前, 名稱, chapter""",
    Meaning.LAT_LON: """
        coordinates, coordinate, coords, coord, latlon, lat lon, latlng, lat lng, lat long,
        latlong, latitude longitude, position, gps, gps coordinates, geo;
        koordinaten; coordonnées; coordenadas; coordinate gps; координаты; 좌표;
        座標; 坐标, 座标""",
    Meaning.LON_LAT: """
        lonlat, lon lat, lnglat, lng lat, long lat, longitude latitude, wkt, point, geometry,
        geo wkt, geowkt, geom, the geom""",
    Meaning.LAT_E7: "latitude e7, lat e7, latitudee7, late7",
    Meaning.LON_E7: "longitude e7, lon e7, lng e7, long e7, longitudee7, lone7, lnge7",
    Meaning.LAT_SEMICIRCLES: "position lat, start position lat, position latitude",
    Meaning.LON_SEMICIRCLES: """
        position long, position lon, position lng, start position long, position longitude""",
    Meaning.LAT_MINUTES: """
        lat min, lat mins, lat minute, lat minutes, latitude min, latitude mins,
        latitude minute, latitude minutes""",
    Meaning.LON_MINUTES: """
        lon min, lon mins, lon minute, lon minutes, long min, long mins, long minutes, lng min,
        longitude min, longitude mins, longitude minute, longitude minutes""",
    Meaning.NORTH_SOUTH: """
        n s, ns, north south, lat n s, latitude n s, lat ns, latitude ns, lat hemisphere,
        latitude hemisphere, lat hem, lat dir, latitude dir, latitude direction,
        lat direction, lat ref,
        latitude ref, hemisphere ns""",
    Meaning.EAST_WEST: """
        e w, ew, w e, we, east west, lon e w, long e w, longitude e w, lon ew, long ew,
        longitude ew, lon hemisphere, long hemisphere, longitude hemisphere, lon hem, long hem,
        lon dir, long dir, longitude dir, longitude direction, lon direction, lon ref,
        longitude ref, hemisphere ew""",
    Meaning.UTM: "utm, utm coordinates, utm coordinate, utm position, utm wgs84",
    Meaning.EASTING: "easting, utm easting, utm e, utm x, east, easting m, rechtswert",
    Meaning.NORTHING: "northing, utm northing, utm n, utm y, north, northing m, hochwert",
    Meaning.UTM_ZONE: "utm zone, zone utm, grid zone, utm zone number, zone",
    Meaning.MGRS: "mgrs, mgrs coordinates, mgrs grid, usng, military grid, grid reference",
    Meaning.PLUS_CODE: "plus code, pluscode, plus codes, open location code, olc",
    Meaning.MOMENT: """
        datetime, date time, date and time, time and date, timestamp, when, moment, time utc,
        utc, utc time, local time, iso time, datetime utc, timestamp utc, base date time,
        time stamp, date time utc, captured at, recorded at, created at, unix time, epoch, tst;
        zeitpunkt,
        datum uhrzeit, datum zeit, datum und uhrzeit, zeitstempel, wann; date heure,
        date et heure, horodatage, quand; fecha hora, fecha y hora, cuándo; data ora, data hora,
        дата время, дата и время, когда; 일시, 날짜 시간, 언제; 日時, いつ; 日期时间, 日期時間""",
    Meaning.DATE: """
        date, date utc, event date, flight date; datum, tag; jour; fecha; data, giorno;
        дата; 날짜, 일자; 日付, 日にち, 月日; 日期""",
    Meaning.CLOCK: """
        time, time of day, clock, hh mm, event time; uhrzeit, zeit; heure; ora; время, час;
        시간, 시각; 時刻, 時間; 时间, 时刻""",
    Meaning.YEAR: """
        year, yr, yyyy, jahr, année, año, ano, anno, год, 년, 年, 年份, start year, begin year""",
    Meaning.MONTH: """
        month, mon, mm, monat, mois, mes, mês, mese, месяц, 월, 月, 月份, start month,
        begin month""",
    Meaning.DAY: """
        day, dd, día, dia, день, число, 일, 日, start day, begin day, day of month""",
    Meaning.HOUR: "hour, hr, hh, stunde, hora, hour utc",
    Meaning.END_DATE: "end date only, end day date, date to",
    Meaning.END_CLOCK: "end time of day",
    Meaning.END_YEAR: "end year, year end, to year, last year",
    Meaning.END_MONTH: "end month, to month",
    Meaning.END_DAY: "end day, to day",
    Meaning.STAY_FROM: """
        start, started, start time, start date, starttime, startdate, started at, start at,
        starts, starts at, begin, begins, beginning, began, begin date, begin time, date from,
        from date, dtstart, start timestamp, start datetime;
        von, ab, beginn, anfang, startzeit; début, à partir de; desde, inicio, comienzo; inizio,
        início; начало; 시작, 부터; 開始, から; 开始, 起""",
    Meaning.STAY_UNTIL: """
        until, till, end, ended, end time, end date, endtime, enddate, ended at, end at, ends,
        ends at, finish, finished, stop time, dtend, end timestamp, end datetime, to date;
        bis, ende, endzeit; fin, jusqu à, jusque; hasta; fino a, fine, fim, até;
        до, конец, окончание; 종료, 까지, 끝; 終了, まで; 结束, 止""",
    Meaning.ARRIVAL: """
        arrival, arrived, arrival time, arrival date, arrive, arrives, arr, arr time, arr date,
        eta, ata, check in, checkin, check in date, landed, landing, landing time, date arrived,
        arrived at, arrival at, arrival local, arrival datetime;
        ankunft, angekommen, ankunftszeit, anreise; arrivée, arrivé; llegada; arrivo, chegada;
        прибытие; 도착, 도착 시간; 到着; 到达, 抵达""",
    Meaning.DEPARTURE: """
        departure, departed, departure time, departure date, depart, departs, dep, dep time,
        dep date, leave, left, leaves, etd, atd, check out, checkout, check out date, takeoff,
        take off, takeoff time, date departed, departed at, departure at, departure local,
        departure datetime;
        abfahrt, abreise, abflug, abfahrtszeit; départ; salida; partenza, partida; отправление;
        출발, 출발 시간; 出発, 発車; 出发, 離開, 离开""",
    Meaning.FROM: "from, с, от",
    Meaning.TO: "to, nach, по",
    Meaning.FROM_PLACE: """
        origin, from place, from city, from airport, from station, departure airport,
        departure place, departure city, departure station, departure port, start place,
        start location, start station, start station name, start city, from name,
        origin airport, origin city, origin name, port of departure, von ort, abfahrtsort,
        lieu de départ,
        origen, origem, origine, откуда, 출발지, 出発地, 出发地""",
    Meaning.TO_PLACE: """
        destination, to place, to city, to airport, to station, arrival airport, arrival place,
        arrival city, arrival station, arrival port, end place, end location, end station,
        end station name, end city, to name, destination airport, destination city,
        destination name, port of arrival, ziel, zielort, lieu d arrivée, destino, destinazione,
        куда,
        도착지, 到着地, 目的地""",
    Meaning.FROM_LAT: "start lat, start latitude, from lat, from latitude, origin lat, dep lat",
    Meaning.FROM_LON: """
        start lon, start lng, start long, start longitude, from lon, from lng, from longitude,
        origin lon, origin lng, dep lon""",
    Meaning.TO_LAT: """
        end lat, end latitude, to lat, to latitude, destination lat, dest lat, arr lat""",
    Meaning.TO_LON: """
        end lon, end lng, end long, end longitude, to lon, to lng, to longitude, destination lon,
        destination lng, dest lon, arr lon""",
    Meaning.WHO: """
        who, traveller, traveler, mmsi, imo, callsign, call sign, icao24, hex, sid, storm id,
        individual local identifier, individual id, animal id, tag local identifier, trajectory id,
        trajectory, track id, trip id, user, user id, userid, device, device id, deviceid,
        vessel id, vehicle, vehicle id, person, person id, id, uid, tid, bird, animal;
        reisender, wer; voyageur, qui; viajero, quién; кто; 누구; 誰; 谁""",
    Meaning.CALLED: "vessel name, ship name, name of ship, vesselname, shipname, ship, storm name",
}

# Words around a known one that say nothing of what it is.
_QUALIFIERS = frozenset(
    [
        "event",
        "base",
        "gps",
        "location",
        "geo",
        "point",
        "fix",
        "obs",
        "observation",
        "record",
        "recorded",
        "position",
        "local",
        "utc",
        "gmt",
        "wgs84",
        "wgs",
        "dd",
        "deg",
        "degrees",
        "decimal",
        "ship",
        "noon",
        "the",
        "of",
        "at",
        "first",
        "report",
        "iso",
        "dt",
        "approx",
        "approximate",
        "z",
        "mean",
        "true",
        "reading",
    ]
)


_LONGEST_NAME = 200


def folded(name: str) -> str:
    """Return a column's name without case, accents, punctuation and what is in brackets."""
    # A cell of many brackets in place of a name would take the square of its length.
    name = name[:_LONGEST_NAME]
    bare = re.sub(r"[(\[{（].*?[)\]}）]", " ", name) if name.strip()[:1] not in "([{（" else name
    spread = unicodedata.normalize("NFKD", bare).casefold()
    letters = "".join(each for each in spread if not unicodedata.combining(each))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


_MEANINGS: dict[str, str] = {
    folded(word): meaning
    for meaning, words in (_WORDS | {column.name: column.aliases for column in SPECS}).items()
    for word in re.split(r"[,;]", words)
    if words
}


@lru_cache(maxsize=4096)
def meaning_of(name: str) -> str | None:
    """Return the column or the Meaning that is called so; None: no language here has the word."""
    name = name[:_LONGEST_NAME]
    # “BaseDateTime” is three words, “MMSI” is one.
    spelled = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    meaning = _MEANINGS.get(folded(name)) or _MEANINGS.get(folded(spelled))
    # A unit in brackets, which is no part of the name otherwise.
    if meaning in POSITION and "semicircle" in name.casefold():
        return Meaning.LAT_SEMICIRCLES if meaning == "lat" else Meaning.LON_SEMICIRCLES
    return meaning


@lru_cache(maxsize=4096)
def likely_meaning_of(name: str) -> str | None:
    """Return what a name means without the words around it that say nothing: “location-long”."""
    words = folded(re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name[:_LONGEST_NAME])).split()
    bare = [word for word in words if word not in _QUALIFIERS]
    return _MEANINGS.get(" ".join(bare)) if bare and bare != words else None


def says_utc(name: str) -> bool:
    """Return whether a column's name says that its times are in UTC."""
    return bool(re.search(r"(?<![a-z])(utc|gmt|zulu)(?![a-z])", name[:200].casefold()))
