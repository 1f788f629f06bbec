"""Small files as devices and programs write them, made here byte by byte."""

from __future__ import annotations

import gzip
import io
import struct
import zipfile
from collections.abc import Mapping, Sequence

from PIL import Image

# Of all samples: positions on the way from Interlaken to Thun, ten minutes apart.
PLACES = ((46.68, 7.85), (46.69, 7.75), (46.71, 7.66), (46.75, 7.63))
# 1 May 2021, 10:00 UTC.
BEGUN = 1_619_863_200
STEP = 600
_FIT_EPOCH = 631_065_600


def packed(members: Mapping[str, bytes]) -> bytes:
    """Return a ZIP archive of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return file.getvalue()


def gzipped(body: bytes) -> bytes:
    """Return a file packed with gzip, the same each time."""
    return gzip.compress(body, mtime=0)


def fit(order: str = "<", *, compressed: bool = False) -> bytes:
    """Return a FIT file: an event that starts the clock, and records; one has no position."""
    semicircles = [(round(lat / 180 * 2**31), round(lon / 180 * 2**31)) for lat, lon in PLACES]
    begun = BEGUN - _FIT_EPOCH
    big = order == ">"
    # A definition: reserved, byte order, message, count of fields, then number, size and type.
    event = bytes([0x41, 0, big]) + struct.pack(order + "HB", 21, 3)
    event += bytes([253, 4, 0x86, 0, 1, 0, 1, 1, 0])
    record = bytes([0x60, 0, big]) + struct.pack(order + "HB", 20, 4)
    record += bytes([253, 4, 0x86, 0, 4, 0x85, 1, 4, 0x85, 3, 1, 2])
    # With a field of a developer, of two bytes.
    record += bytes([1, 0, 2, 0])
    data = event + bytes([1]) + struct.pack(order + "IBB", begun, 0, 0) + record
    for at, (lat, lon) in enumerate(semicircles):
        data += bytes([0]) + struct.pack(order + "IiiBH", begun + at * STEP, lat, lon, 120, 7)
    data += bytes([0]) + struct.pack(
        order + "IiiBH", begun + 4 * STEP, 0x7FFFFFFF, 0x7FFFFFFF, 120, 7
    )
    if compressed:
        # Without a time of its own: the last five bits of it are in the head.
        short = bytes([0x42, 0, big]) + struct.pack(order + "HB", 20, 2)
        short += bytes([0, 4, 0x85, 1, 4, 0x85])
        at = begun + 4 * STEP + 20
        data += (
            short + bytes([0x80 | 2 << 5 | at & 31]) + struct.pack(order + "ii", *semicircles[-1])
        )
    head = struct.pack("<BBHI4sH", 14, 0x10, 2132, len(data), b".FIT", 0)
    return head + data + b"\0\0"


def iso(at: int) -> str:
    """Return the time of the position of this number."""
    minutes = at * STEP // 60
    return f"2021-05-01T{10 + minutes // 60:02d}:{minutes % 60:02d}:00Z"


def tcx() -> bytes:
    """Return a TCX activity of two laps; the second trackpoint has two positions."""
    position = (
        "<Position><LatitudeDegrees>{}</LatitudeDegrees>"
        "<LongitudeDegrees>{}</LongitudeDegrees></Position>"
    )
    points = [
        f"<Trackpoint><Time>{iso(at)}</Time>{position.format(*place)}"
        + (position.format(46.7, 7.7) if at == 1 else "")
        + "<AltitudeMeters>560</AltitudeMeters></Trackpoint>"
        for at, place in enumerate(PLACES)
    ]
    lap = '<Lap StartTime="2021-05-01T10:00:00Z"><Track>{}</Track></Lap>'
    laps = lap.format("".join(points[:2])) + lap.format(
        "<Trackpoint><Time>2021-05-01T10:15:00Z</Time></Trackpoint>" + "".join(points[2:])
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<TrainingCenterDatabase '
        'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2"><Activities>'
        f'<Activity Sport="Biking"><Id>2021-05-01T10:00:00Z</Id>{laps}</Activity></Activities>'
        "</TrainingCenterDatabase>"
    ).encode()


def sentence(text: str) -> str:
    """Return a sentence of NMEA with its checksum."""
    checksum = 0
    for each in text.encode():
        checksum ^= each
    return f"${text}*{checksum:02X}\r\n"


def nmea() -> bytes:
    """Return sentences of each position, and one with a wrong checksum."""
    lines = []
    for at, (lat, lon) in enumerate(PLACES):
        time = iso(at)[11:19].replace(":", "")
        place = f"{int(lat):02d}{lat % 1 * 60:07.4f},N,{int(lon):03d}{lon % 1 * 60:07.4f},E"
        lines += [
            sentence(f"GPGGA,{time}.00,{place},1,08,0.9,560.0,M,48.0,M,,"),
            sentence(f"GPRMC,{time}.00,A,{place},12.0,84.4,010521,,,A"),
        ]
    return "".join([*lines, "$GPRMC,105000,A,4600.0,N,00700.0,E,0,0,010521,,*00\r\n"]).encode()


def hurdat2() -> bytes:
    """Return two storms, the second with a landfall."""
    return (
        b"AL012021,                ANA,      2,\n"
        b"20210522, 0600,  , SS, 33.9N,  62.2W,  40, 1006,\n"
        b"20210522, 1200,  , TS, 34.2N,  62.4W,  40, 1005,\n"
        b"AL092021,                IDA,      3,\n"
        b"20210829, 1200,  , HU, 28.5N,  89.6W, 130,  929,\n"
        b"20210829, 1655, L, HU, 29.1N,  90.2W, 130,  931,\n"
        b"20210830, 0000,  , HU, 29.9N,  90.6W,  90,  944,\n"
    )


def calendar() -> bytes:
    """Return events: with a zone and GEO, of whole days with Apple's location, without a place."""
    return b"\r\n".join(
        [
            b"BEGIN:VCALENDAR",
            b"VERSION:2.0",
            b"PRODID:-//x//y//EN",
            b"X-WR-CALNAME:Autumn trip",
            b"BEGIN:VEVENT",
            b"UID:2",
            b"DTSTART;VALUE=DATE:20210503",
            b"DTEND;VALUE=DATE:20210506",
            b"SUMMARY:Week in Thun",
            b"LOCATION:Thun",
            b'X-APPLE-STRUCTURED-LOCATION;VALUE=URI;X-ADDRESS="Bahnhof";X-TITLE=Thun',
            b" :geo:46.7548,7.6296",
            b"END:VEVENT",
            b"BEGIN:VEVENT",
            b"UID:1",
            b"DTSTART;TZID=Europe/Zurich:20210501T120000",
            b"DTEND;TZID=Europe/Zurich:20210501T180000",
            b"SUMMARY:Conference",
            b"LOCATION:Interlaken",
            b"GEO:46.68;7.85",
            b"END:VEVENT",
            b"BEGIN:VEVENT",
            b"UID:3",
            b"DTSTART:20210507T080000Z",
            b"SUMMARY:A call",
            b"END:VEVENT",
            b"END:VCALENDAR",
            b"",
        ]
    )


def exif(
    place: tuple[float, float] | None, taken: str = "", offset: str = "", gps: str = ""
) -> bytes:
    """Return EXIF as JPEG has it. `taken` is local, `2021:05:01 12:00:00`; `gps` in UTC."""
    found = Image.Exif()
    found[0x010F] = "A camera"
    if taken:
        inner = found.get_ifd(0x8769)
        inner[0x9003] = taken
        if offset:
            inner[0x9011] = offset
    if place:
        lat, lon = place
        inner = found.get_ifd(0x8825)
        inner[1], inner[2] = "N" if lat >= 0 else "S", _sexagesimal(lat)
        inner[3], inner[4] = "E" if lon >= 0 else "W", _sexagesimal(lon)
        if gps:
            day, _, time = gps.partition(" ")
            inner[29] = day
            inner[7] = tuple(float(part) for part in time.split(":"))
    return found.tobytes()


def _sexagesimal(value: float) -> tuple[float, float, float]:
    minutes = abs(value) % 1 * 60
    return (float(int(abs(value))), float(int(minutes)), round(minutes % 1 * 60, 4))


def jpeg(about: bytes) -> bytes:
    """Return a JPEG of one pixel with this EXIF."""
    file = io.BytesIO()
    Image.new("RGB", (1, 1)).save(file, "JPEG", exif=about)
    return file.getvalue()


def png(about: bytes) -> bytes:
    """Return a PNG of one pixel with this EXIF."""
    file = io.BytesIO()
    Image.new("RGB", (1, 1)).save(file, "PNG", exif=about)
    return file.getvalue()


def heic(about: bytes) -> bytes:
    """Return what a HEIC file has before and around its EXIF; there is no picture in it."""
    kind = b"ftypheic\0\0\0\0mif1heic"
    item = struct.pack(">I", 6) + about
    boxes: Sequence[bytes] = (kind, b"meta" + bytes(60), b"mdat" + bytes(500) + item)
    return b"".join(struct.pack(">I", len(box) + 4) + box for box in boxes)


def photographs(count: int) -> bytes:
    """Return an archive of pictures, a day apart."""
    return packed(
        {
            f"DCIM/IMG_{at:04d}.jpg": jpeg(
                exif(
                    (46.5 + at / 100, 7.5),
                    f"2021:{5 + at // 28:02d}:{1 + at % 28:02d} 12:00:00",
                    "+02:00",
                )
            )
            for at in range(count)
        }
    )


def device_files() -> dict[str, bytes]:
    """Return one file of each kind, by name."""
    return {
        "ride.fit": fit(compressed=True),
        "ride.tcx": tcx(),
        "ride.nmea": nmea(),
        "storms.txt": hurdat2(),
        "trip.ics": calendar(),
        "photo.jpg": jpeg(exif(PLACES[0], "2021:05:01 12:00:00", "+02:00")),
        "photo.heic": heic(exif(PLACES[0], "2021:05:01 12:00:00", "+02:00")),
        "ride.tcx.gz": gzipped(tcx()),
        "photos.zip": photographs(3),
        "rides.zip": packed({"a.tcx": tcx(), "b/b.fit": fit(), "notes.pdf": b"%PDF-1.4"}),
    }
