"""What cannot be read is named, with what to send instead: by its content, whatever its name."""

import io
import zipfile

import pytest

from journeymap.authoring.imports import read_upload
from journeymap.authoring.imports.unreadable import UNREADABLE
from journeymap.errors import TableError
from journeymap.settings import DEFAULTS
from tests.support.device_files import gzipped, jpeg, packed

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200)
ODF = b"application/vnd.oasis.opendocument."


def box(brand, kind=b"ftyp"):
    return b"\0\0\0\x18" + kind + brand + bytes(16)


# A piece of what it says, and bytes as such a file begins.
SAMPLES = [
    ("PDF", b"%PDF-1.7\n%\xe2\xe3"),
    ("Word document (.doc)", OLE + "WordDocument".encode("utf-16-le")),
    ("PowerPoint presentation (.ppt)", OLE + "PowerPoint Document".encode("utf-16-le")),
    ("Outlook", OLE + "__substg1.0_0037".encode("utf-16-le")),
    ("Excel file of the old kind", OLE + "Workbook".encode("utf-16-le")),
    ("(.xlsb)", packed({"xl/workbook.bin": b"x", "[Content_Types].xml": b""})),
    ("(DOCX)", packed({"word/document.xml": b"<w/>", "[Content_Types].xml": b""})),
    ("(PPTX)", packed({"ppt/presentation.xml": b"<p/>"})),
    ("(ODS)", ODF + b"spreadsheet"),
    ("(ODT)", ODF + b"text"),
    ("Apple", packed({"Index/Document.iwa": b"x"})),
    ("EPUB", b"application/epub+zip"),
    ("(RTF)", b"{\\rtf1\\ansi place time}"),
    ("Access", b"\0\1\0\0Standard Jet DB\0"),
    ("shapefile", b"\x00\x00\x27\x0a" + bytes(96)),
    ("zipped shapefile", packed({"a.shp": b"x", "a.dbf": b"x", "a.shx": b"x"})),
    ("dBASE", b"\x03\x79\x05\x01" + b"\2\0\0\0\x61\0\x20\0" + bytes(24)),
    ("GeoPackage", b"SQLite format 3\0" + bytes(100) + b"CREATE TABLE gpkg_contents"),
    ("SQLite", b"SQLite format 3\0" + bytes(100)),
    ("FileGDB", packed({"a.gdb/a00000001.gdbtable": b"x"})),
    ("QGIS", packed({"project.qgs": b"<qgis/>"})),
    ("QGIS", b"<!DOCTYPE qgis PUBLIC 'x' 'y'>\n<qgis version='3'></qgis>"),
    ("FlatGeobuf", b"fgb\x03fgb\x00"),
    ("TopoJSON", b'{"type":"Topology","objects":{},"arcs":[]}'),
    (
        "GML",
        b'<f:FeatureCollection xmlns:f="http://x/" xmlns:gml="http://www.opengis.net/gml"/>',
    ),
    ("OSM XML", b"<?xml version='1.0'?><osm version='0.6'><node id='1' lat='1' lon='2'/></osm>"),
    ("PBF", b"\0\0\0\x0d\x0a\x09OSMHeader\x18\x7c"),
    ("WKT", b"LINESTRING (7.8 46.6, 7.7 46.7)"),
    ("WKT", b"SRID=4326;MULTIPOINT Z (7.8 46.6 1)"),
    ("WKB", bytes.fromhex("0102000000020000000000000000001e40cdcccccccc4c4740")),
    ("WKB", b"0101000020E6100000333333333333F33F9A99999999994740\n"),
    ("SVG", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
    ("LAS", b"LASF\0\0\0\0"),
    ("GRIB", b"GRIB\0\0\0\2" + bytes(20)),
    ("BUFR", b"BUFR\0\0\x50\4" + bytes(20)),
    ("NetCDF", b"CDF\x01\0\0\0\0"),
    ("HDF5", b"\x89HDF\r\n\x1a\n\0"),
    ("Parquet", b"PAR1\x15\x04"),
    ("Arrow", b"ARROW1\0\0"),
    ("Feather", b"FEA1\0\0"),
    ("data of R", b"RDX3\nX\n\0\0\0\3"),
    ("data of R", gzipped(b"X\n\0\0\0\3\0\4\3\0")),
    ("SPSS", b"$FL2@(#) SPSS DATA FILE"),
    ("Stata", b"<stata_dta><header>"),
    ("SAS", bytes(12) + b"\xc2\xea\x81\x60\xb3\x14" + bytes(40)),
    ("NumPy", b"\x93NUMPY\x01\0"),
    ("MATLAB", b"MATLAB 5.0 MAT-file"),
    ("film (MP4", box(b"isom")),
    ("film (MP4", box(b"qt  ")),
    ("a film", b"\x1a\x45\xdf\xa3" + bytes(20)),
    ("MP3", b"ID3\x03\0\0\0\0\0\0"),
    ("a sound", b"RIFF\0\0\0\0WAVEfmt "),
    ("GIF", b"GIF89a\1\0\1\0"),
    ("BMP", b"BM\x36\0\0\0\0\0\0\0\x36"),
    ("7z", b"7z\xbc\xaf\x27\x1c\0\4"),
    ("RAR", b"Rar!\x1a\x07\0"),
    ("tar", b"a.csv" + bytes(252) + b"ustar\x0000"),
    ("tar", gzipped(b"a.csv" + bytes(252) + b"ustar\x0000")),
    ("bzip2", b"BZh91AY&SY\0\0"),
    ("xz", b"\xfd7zXZ\0\0\4"),
    ("Zstandard", b"\x28\xb5\x2f\xfd\x04"),
    ("a program", b"MZ\x90\0\3\0"),
    ("HTML", b"<!DOCTYPE html>\n<html><body><table><tr><td>x</td></tr></table></body></html>"),
    ("HTML", b"\n <HTML lang='en'><p>unclosed"),
    ("e-mail", b"Received: from a by b;\n\tSat, 1 May 2021\nFrom: a@example.org\nSubject: x\n\nHi"),
    ("AIVDM", b"!AIVDM,1,1,,B,177KQJ5000G?tO`K>RA1wUbN0TKH,0*5C\n"),
    ("Python", b'"""A script."""\n\nimport csv\n\nprint(csv)\n'),
    ("JavaScript", b"var stops = [\n  {name: 'Thun', lat: 46.7},\n];\n"),
    # Pictures of kinds that are read, without a position.
    ("JPEG", jpeg(b"")),
    ("PNG", b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR" + bytes(20)),
    ("HEIC", box(b"heic")),
    ("TIFF", b"II*\0\x08\0\0\0\0\0\0\0\0\0"),
    ("GeoTIFF", b"II*\0\x08\0\0\0\1\0\xaf\x87\3\0\1\0\0\0\1\0\0\0\0\0\0\0"),
    ("WebP", b"RIFF\x1a\0\0\0WEBPVP8L" + bytes(20)),
]


def body_of(sample):
    if sample.startswith((ODF, b"application/epub")):
        content = "META-INF/container.xml" if b"epub" in sample else "content.xml"
        # As these files have it: the kind first, and not packed.
        return stored({"mimetype": sample, content: b"<x/>"})
    return sample


def stored(members):

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return file.getvalue()


@pytest.mark.parametrize(("kind", "sample"), SAMPLES, ids=[kind for kind, _ in SAMPLES])
def test_a_kind_that_is_not_read_is_named_with_what_to_send_instead(kind, sample):
    with pytest.raises(TableError) as caught:
        read_upload("x.csv", body_of(sample), DEFAULTS)
    assert kind in str(caught.value)
    assert caught.value.hint.endswith(".")


def test_each_kind_has_a_sample():
    for kind in UNREADABLE:
        assert any(name in kind.name for name, _ in SAMPLES), kind.name


@pytest.mark.parametrize(
    "table",
    [
        "place,time\nImport,2021-05-01\nFunction,2021-05-02",
        "from,to,departure\nThun,Bern,2021-05-01T10:00Z",
        "Date: day,place\n2021-05-01,Bern",
        "Datum;Ort\n01.05.2021;Bern",
        "point,time\nLinestring,2021-05-01",
        "lat,lon,time\n0101000020,7,2021-05-01",
        "var,place,time\nlet,Bern,2021-05-01",
    ],
)
def test_a_table_is_a_table(table):
    assert len(read_upload("x", table.encode(), DEFAULTS).draft.rows)
