"""What columns are called in common words, in nine languages, and which column that means."""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Meaning(StrEnum):
    """What a column holds that is not called as the event table calls it."""

    PLACE = "place"
    LAT = "lat"
    LON = "lon"
    LAT_LON = "latitude and longitude"
    LON_LAT = "longitude and latitude"
    MOMENT = "moment"
    DATE = "date"
    CLOCK = "time of day"
    START = "time_from"
    END = "time_to"
    REPORTED = "reported_at"
    SOURCE = "source"
    URL = "url"
    SAYS = "says"
    KIND = "kind"


TIMES = frozenset(
    {Meaning.MOMENT, Meaning.DATE, Meaning.CLOCK, Meaning.START, Meaning.END, Meaning.REPORTED}
)

# English, German, French, Spanish, Russian, Korean, Japanese, Chinese; Portuguese and Italian
# where the word is another.
_WORDS = {
    Meaning.PLACE: """
        place, place name, placename, location, location name, locality, city, town, village,
        where, station, station name, stop, stop name, name, site, venue, address, port, airport,
        waypoint, destination, settlement;
        ort, ortsname, stadt, standort, bahnhof, haltestelle, halt, wo, adresse;
        lieu, ville, endroit, gare, arrêt, étape, où, nom; lugar, ciudad, localidad, estación,
        parada, sitio, dónde, nombre; local, cidade, luogo, città;
        место, город, станция, пункт, населённый пункт, где, остановка, название;
        장소, 장소명, 도시, 위치, 역, 역명, 지명, 곳, 어디; 場所, 都市, 駅, 駅名, 地名, 位置, どこ;
        地点, 地點, 城市, 车站, 車站, 位置, 站, 站名, 地方""",
    Meaning.LAT: """
        lat, latitude, y, lat deg, latitude deg, decimal latitude, gps lat, gps latitude;
        breite, breitengrad, geogr breite, geographische breite; latitud, latitudine;
        широта; 위도; 緯度; 纬度""",
    Meaning.LON: """
        lon, lng, long, longitude, x, lon deg, longitude deg, decimal longitude, gps lon, gps lng,
        gps long, gps longitude; länge, laenge, längengrad, laengengrad, geogr länge,
        geographische länge; longitud, longitudine; долгота; 경도; 経度; 经度, 經度""",
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
    Meaning.START: """
        from, time from, from time, date from, start, started, start time, start date, starttime,
        begin, begins, beginning, since, after, arrival, arrived, arrival time, arrive, eta;
        von, ab, beginn, anfang, startzeit, ankunft; début, de, à partir de, arrivée;
        desde, inicio, comienzo, llegada; da, inizio; с, от, начало, прибытие;
        시작, 부터, 도착, 도착 시간; 開始, から, 到着; 开始, 起, 到达, 抵达""",
    Meaning.END: """
        to, time to, to time, date to, until, till, end, ended, end time, end date, endtime,
        ends, finish, before, departure, departed, departure time, depart, leave, etd;
        bis, ende, endzeit, abfahrt, abreise; fin, jusqu à, jusque, départ;
        hasta, salida; fino a, fine; по, до, конец, окончание, отправление;
        종료, 까지, 끝, 출발, 출발 시간; 終了, まで, 出発, 発車; 结束, 止, 出发, 離開, 离开""",
    Meaning.REPORTED: """
        reported, reported on, published, published at, published on, publication date,
        date published, date reported; veröffentlicht; publié; publicado; опубликовано;
        보도 시간, 보도일; 報道日; 报道时间""",
    Meaning.SOURCE: """
        source, sources, publisher, reported by, outlet, media; quelle, quellen; fuente;
        fonte; источник; 출처; 出典, 情報源; 来源, 來源""",
    Meaning.URL: """
        url, link, web, website, web page, webpage, href, source url, source link; lien; enlace;
        ссылка; 링크; リンク; 链接, 網址, 网址""",
    Meaning.SAYS: """
        says, note, notes, description, desc, comment, comments, cmt, remark, remarks, text,
        details, summary, what happened; beschreibung, bemerkung, bemerkungen, kommentar, notiz,
        anmerkung; commentaire, remarque, descriptif; descripción, comentario, nota, notas,
        observaciones; описание, комментарий, примечание; 설명, 비고, 메모, 내용;
        説明, 備考, メモ, 内容; 说明, 备注, 描述""",
    Meaning.KIND: "kind, type, art, typ, tipo; вид, тип; 종류; 種類; 类型",
}


def folded(name: str) -> str:
    """Return a column's name without case, accents, punctuation and what is in brackets."""
    bare = re.sub(r"[(\[{（].*?[)\]}）]", " ", name) if name.strip()[:1] not in "([{（" else name
    spread = unicodedata.normalize("NFKD", bare).casefold()
    letters = "".join(sign for sign in spread if not unicodedata.combining(sign))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


_MEANINGS = {
    folded(word): meaning for meaning, words in _WORDS.items() for word in re.split(r"[,;]", words)
}


def meaning_of(name: str) -> Meaning | None:
    """Return what a column of this name holds, None when no language here has that word."""
    return _MEANINGS.get(folded(name[:200]))
