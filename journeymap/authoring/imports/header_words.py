"""What columns are called in common words, in nine languages, and which column that means."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum

from journeymap.claims.columns import MOMENTS, SPECS


class Meaning(StrEnum):
    """What a column holds that is none of the event table's, but that some of these are made of."""

    LAT_LON = "latitude and longitude"
    LON_LAT = "longitude and latitude"
    MOMENT = "moment"
    DATE = "date"
    CLOCK = "time of day"


TIMES = frozenset({Meaning.MOMENT, Meaning.DATE, Meaning.CLOCK}) | MOMENTS

# English, German, French, Spanish, Russian, Korean, Japanese, Chinese; Portuguese and Italian
# where the word is another.
_WORDS = {
    Meaning.LAT_LON: """
        coordinates, coordinate, coords, coord, latlon, lat lon, latlng, lat lng, lat long,
        latlong, latitude longitude, position, gps, gps coordinates, geo;
        koordinaten; coordonnées; coordenadas; coordinate gps; координаты; 좌표;
        座標; 坐标, 座标""",
    Meaning.LON_LAT: """
        lonlat, lon lat, lnglat, lng lat, long lat, longitude latitude, wkt, point, geometry""",
    Meaning.MOMENT: """
        datetime, date time, date and time, time and date, timestamp, when, moment, time utc,
        utc, utc time, local time, iso time, datetime utc, timestamp utc; zeitpunkt,
        datum uhrzeit, datum zeit, datum und uhrzeit, zeitstempel, wann; date heure,
        date et heure, horodatage, quand; fecha hora, fecha y hora, cuándo; data ora, data hora,
        дата время, дата и время, когда; 일시, 날짜 시간, 언제; 日時, いつ; 日期时间, 日期時間""",
    Meaning.DATE: """
        date, day, date utc; datum, tag; jour; fecha, día; data, giorno; дата, день, число;
        날짜, 일자; 日付, 日にち, 月日; 日期""",
    Meaning.CLOCK: """
        time, hour, time of day, clock; uhrzeit, zeit; heure; hora; ora; время, час;
        시간, 시각; 時刻, 時間; 时间, 时刻""",
}


def folded(name: str) -> str:
    """Return a column's name without case, accents, punctuation and what is in brackets."""
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


def meaning_of(name: str) -> str | None:
    """Return the column or the Meaning that is called so; None: no language here has the word."""
    return _MEANINGS.get(folded(name[:200]))
