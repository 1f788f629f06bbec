"""
The columns of the event table, each described once.

What reads, checks, edits, searches, shows, exports and documents a column takes it from here.
A new column needs an entry here, and where its value is used for more, a field of Claim.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

from journeymap.claims import rules
from journeymap.claims.column_spec import Column, Form, names_quoted, number_or_none, or_none
from journeymap.claims.means import Means
from journeymap.dates import Calendar

DEFAULT_JOURNEY = "journey"


class Kind(StrEnum):
    """What a claim says happened."""

    DEPARTURE = "departure"
    ARRIVAL = "arrival"
    STOP = "stop"
    PASS = "pass"  # noqa: S105
    BORDER_CROSSING = "border-crossing"
    MEETING = "meeting"
    STATEMENT = "statement"


class Status(StrEnum):
    """How sure a claim makes us. Contradicted is an editor's judgement; `note` gives the reason."""

    OFFICIAL = "official"
    REPORTED = "reported"
    EXPECTED = "expected"
    CONTRADICTED = "contradicted"


SPECS = (
    Column(
        "journey",
        "Journey",
        "The id of the journey, where a table has several.",
        value=str,
        rules=(rules.ONE_LINE,),
        default=DEFAULT_JOURNEY,
        position=60,
    ),
    Column(
        "event",
        "Event",
        "The id shared by the claims of one event. Empty: made from place and kind.",
        value=str,
        position=55,
    ),
    Column(
        "kind",
        "What",
        f"What happened, one of: {', '.join(Kind)}. Empty means stop.",
        form=Form.CHOICE,
        value={str(kind): kind for kind in Kind}.__getitem__,
        rules=(rules.one_of("kind", Kind),),
        default=Kind.STOP,
        choices=tuple(Kind),
        aliases="kind, type, art, typ, tipo; вид, тип; 종류; 種類; 类型",
        position=6,
        template=True,
        gpx=("type",),
    ),
    Column(
        "place",
        "Place",
        "Where it was: a name, such as Khasan, or the key of a place. Or leave it empty and give "
        "lat and lon.",
        rules=(rules.PLACE_IS_KNOWN,),
        aliases="""
        place, place name, placename, location, location name, locality, city, town, village,
        where, station, station name, stop, stop name, site, venue, address, port, airport,
        waypoint, settlement, toponym;
        ort, ortsname, stadt, standort, bahnhof, haltestelle, halt, wo, adresse;
        lieu, ville, endroit, gare, arrêt, étape, où; lugar, ciudad, localidad, estación,
        parada, sitio, dónde; local, cidade, luogo, città;
        место, город, станция, пункт, населённый пункт, где, остановка;
        장소, 장소명, 도시, 위치, 역, 역명, 지명, 곳, 어디; 場所, 都市, 駅, 駅名, 地名, 位置, どこ;
        地点, 地點, 城市, 车站, 車站, 位置, 站, 站名, 地方""",
        position=1,
        template=True,
        gpx=("name",),
        kml=(("Placemark", "name"),),
    ),
    Column(
        "lat",
        "Latitude",
        "Latitude in WGS 84 degrees, north positive, with a decimal point: 42.4294. Only for a "
        "place that is not known by its name.",
        form=Form.DEGREES,
        rules=(rules.latitude("lat"), rules.LAT_COMES_WITH_LON),
        aliases="""
        lat, latitude, y, lat deg, latitude deg, decimal latitude, gps lat, gps latitude;
        breite, breitengrad, geogr breite, geographische breite; latitud, latitudine;
        широта; 위도; 緯度; 纬度""",
        position=4,
        template=True,
    ),
    Column(
        "lon",
        "Longitude",
        "Longitude in WGS 84 degrees, east positive, with a decimal point: 130.6389.",
        form=Form.DEGREES,
        rules=(rules.longitude("lon"),),
        aliases="""
        lon, lng, long, longitude, x, lon deg, longitude deg, decimal longitude, gps lon, gps lng,
        gps long, gps longitude; länge, laenge, längengrad, laengengrad, geogr länge,
        geographische länge; longitud, longitudine; долгота; 경도; 経度; 经度, 經度""",
        position=5,
        template=True,
    ),
    Column(
        "time_from",
        "Time",
        "When it happened, or the earliest that it can have: 2023-09-12T06:00+10:00 with the "
        "offset from UTC, or 2023-09-12 for the whole day at the place. Coarser: 2023-09, 1812, "
        "1492~ (about), -0404 (405 BCE), ../1820 (before 1821).",
        form=Form.MOMENT,
        rules=(rules.moment("time_from", "window_start"),),
        aliases="""
        time from, from time, earliest, earliest time, earliest date, not before, after, since,
        window start; frühestens, nicht vor; au plus tôt; no antes de; не ранее; 最早""",
        position=2,
        template=True,
        gpx=("time",),
        kml=(("TimeStamp", "when"), ("TimeSpan", "begin")),
    ),
    Column(
        "time_to",
        "Until",
        "The latest that it can have happened. Once any row has one, an empty one means "
        "open-ended.",
        form=Form.MOMENT,
        # The same in both is reported once, of time_from.
        rules=(rules.moment("time_to", "window_end", or_as="time_from"), rules.WINDOW_GROWS),
        aliases="""
        time to, to time, latest, latest time, latest date, not after, not later than, before,
        window end; spätestens, nicht nach; au plus tard; a más tardar; не позднее; 最晚, 最迟""",
        position=3,
        template=True,
        kml=(("TimeSpan", "end"),),
    ),
    Column(
        "reported_at",
        "Public since",
        "When this was public at the latest; a date means the end of that day, month or year.",
        form=Form.MOMENT,
        rules=(rules.moment("reported_at", "public_at"),),
        aliases="""
        reported, reported on, published, published at, published on, publication date,
        date published, date reported; veröffentlicht; publié; publicado; опубликовано;
        보도 시간, 보도일; 報道日; 报道时间""",
        position=52,
    ),
    Column(
        "source",
        "Source",
        "Who published it.",
        value=str,
        aliases="""
        source, sources, publisher, reported by, outlet; quelle, quellen; fuente;
        fonte; источник; 출처; 出典, 情報源; 来源, 來源""",
        position=8,
        template=True,
        searched=True,
        document=True,
        geojson=True,
        gpx=("src",),
    ),
    Column(
        "via",
        "Quoting",
        "Whom the source quotes, outermost first, separated by “ > ”.",
        value=names_quoted,
        position=50,
        searched=True,
        document=True,
        geojson=True,
    ),
    Column(
        "url",
        "Link",
        "Address of the page where it is said, beginning with https://.",
        value=or_none,
        rules=(rules.web_address("url"),),
        aliases="""
        url, link, web, website, web page, webpage, href, source url, source link; lien; enlace;
        ссылка; 링크; リンク; 链接, 網址, 网址""",
        position=51,
        template=True,
        document=True,
        geojson=True,
        gpx=("url",),
    ),
    Column(
        "status",
        "Status",
        f"How sure it is, one of: {', '.join(Status)}. Empty means reported.",
        form=Form.CHOICE,
        value={str(status): status for status in Status}.__getitem__,
        rules=(rules.one_of("status", Status),),
        default=Status.REPORTED,
        choices=tuple(Status),
        position=53,
        template=True,
        document=True,
        geojson=True,
    ),
    Column(
        "says",
        "What it says",
        "What it says, in one sentence.",
        value=str,
        aliases="""
        says, note, notes, description, desc, comment, comments, cmt, remark, remarks, text,
        details, summary, what happened, activity, purpose;
        beschreibung, bemerkung, bemerkungen, kommentar, notiz, anmerkung;
        commentaire, remarque, descriptif; descripción, comentario, nota, notas, observaciones;
        описание, комментарий, примечание; 설명, 비고, 메모, 내용;
        説明, 備考, メモ, 内容; 说明, 备注, 描述""",
        position=7,
        width=48,
        template=True,
        searched=True,
        document=True,
        geojson=True,
        gpx=("desc", "cmt"),
        kml=(("Placemark", "description"),),
    ),
    Column(
        "not_said",
        "Not said",
        "What it does not say.",
        value=str,
        position=54,
        searched=True,
        document=True,
        geojson=True,
        shown="The report does not say: {value}",
    ),
    Column(
        "denies",
        "Denies",
        "The event of which this says that it did not or will not happen.",
        value=or_none,
        rules=(rules.DENIES_AN_EVENT,),
        position=56,
        document=True,
    ),
    Column(
        "claim",
        "Id",
        "An id for this claim that no other row has.",
        rules=(rules.CLAIM_IS_UNIQUE,),
        position=57,
    ),
    Column(
        "note",
        "Note",
        "The editor's note, such as why a claim is marked contradicted.",
        value=str,
        position=58,
        searched=True,
        document=True,
        geojson=True,
        shown="Editor’s note: {value}",
        editors_only=True,
    ),
    Column(
        "accuracy_km",
        "Accuracy (km)",
        "How exactly this places the event, in kilometres, with a decimal point: 2.5. Empty means "
        "as exactly as the place is known.",
        form=Form.NUMBER,
        value=number_or_none,
        rules=(rules.number("accuracy_km", 0, 20_000, "kilometres"),),
        aliases="accuracy km, uncertainty km",
        document=True,
        optional=True,
        geojson=True,
        shown="Places it to within {value} km",
        described=True,
    ),
    Column(
        "calendar",
        "Calendar",
        "In which calendar the dates of the row are written, one of: "
        f"{', '.join(Calendar)}. Empty means that of the journey, which is gregorian unless set.",
        form=Form.CHOICE,
        value=lambda cell: Calendar(cell) if cell else None,
        rules=(rules.one_of("calendar", ("", *Calendar)),),
        choices=tuple(Calendar),
        aliases="calendar, kalender, calendrier, calendario; календарь",
        document=True,
        optional=True,
        geojson=True,
    ),
    Column(
        "means",
        "Means of travel",
        f"How the traveller came to this event, one of: {', '.join(Means)}. Empty means as the "
        "journey says, if it does.",
        form=Form.CHOICE,
        value=lambda cell: Means(cell) if cell else None,
        rules=(rules.one_of("means", ("", *Means)),),
        choices=tuple(Means),
        aliases="""
        means, means of travel, means of transport, transport, transport mode, travel mode,
        mode of travel, mode of transport, vehicle;
        verkehrsmittel, transportmittel; moyen de transport; medio de transporte; 교통수단""",
        document=True,
        optional=True,
        geojson=True,
    ),
)

COLUMNS = tuple(column.name for column in SPECS)
BY_NAME = {column.name: column for column in SPECS}
# The same columns in the order in which a person fills them in.
TO_FILL_IN = tuple(sorted(SPECS, key=lambda column: column.position))
USUAL = tuple(column.name for column in TO_FILL_IN if column.position < 50)
SHOWN = tuple(column for column in SPECS if column.shown)
DESCRIBED = tuple(column for column in SHOWN if column.described)
MOMENTS = frozenset(column.name for column in SPECS if column.form is Form.MOMENT)
POSITION = frozenset(column.name for column in SPECS if column.form is Form.DEGREES)


def in_file(tags: Callable[[Column], Iterable[Any]]) -> dict[Any, str]:
    """Return the column of each element of another program's files: `in_file(lambda c: c.gpx)`."""
    return {tag: column.name for column in SPECS for tag in tags(column)}
