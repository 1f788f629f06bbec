"""The files as others read them: GDAL, movingpandas, and the schema of GPX. None finds fault."""

import json
import shutil
import subprocess
import warnings
from pathlib import Path

import pytest
from lxml import etree

from journeymap.exports import FORMATS
from journeymap.exports.shared import estimated_points
from journeymap.journeys.library import Library
from journeymap.settings import data_directory

JOURNEYS = ("kim-2023", "kim-2023-visit", "kim-2019")
# Debian's pytrainer carries the schema of GPX 1.1; .ci/run fetches it.
GPX_SCHEMA = Path("/usr/share/pytrainer/schemas/Topografix_gpx11.xsd")


@pytest.fixture(scope="module")
def library():
    return Library.read(data_directory())


@pytest.mark.skipif(shutil.which("ogrinfo") is None, reason="GDAL is not installed")
@pytest.mark.parametrize("ending", ["csv", "geojson", "gpx", "kml"])
@pytest.mark.parametrize("name", JOURNEYS)
def test_gdal_reads_it_without_a_warning(library, tmp_path, name, ending):
    file = tmp_path / f"{name}.{ending}"
    file.write_bytes(FORMATS[ending].make(library, name))
    done = subprocess.run(
        ["ogrinfo", "-ro", "-al", "-so", str(file)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0
    assert "Feature Count" in done.stdout
    assert not {"warning", "error"} & set(
        f"{done.stdout}{done.stderr}".casefold().replace(":", " ").split()
    )
    assert done.stderr == ""


@pytest.mark.skipif(not GPX_SCHEMA.exists(), reason="the schema of GPX is not installed")
@pytest.mark.parametrize("name", JOURNEYS)
def test_gpx_is_valid(library, name):
    etree.XMLSchema(etree.parse(GPX_SCHEMA)).assertValid(
        etree.fromstring(FORMATS["gpx"].make(library, name))
    )


@pytest.mark.parametrize("name", JOURNEYS)
def test_movingpandas_reads_the_estimate(library, name):
    with warnings.catch_warnings():
        # Its own: of a part of it that we do not use, of how it calls pandas, and that it keeps
        # no zone, which the standard's times have.
        warnings.filterwarnings("ignore", "Missing optional dependencies")
        warnings.filterwarnings("ignore", "The inplace keyword")
        warnings.filterwarnings("ignore", "Time zone information dropped")
        import movingpandas

        feature = json.loads(FORMATS["mfjson"].make(library, name))
        read = movingpandas.read_mf_dict(feature)
    points = {round(point.t): point for point in estimated_points(library.journey(name))}
    assert [stamp.timestamp() for stamp in read.df.index.tz_localize("UTC")] == list(points)
    assert [(point.x, point.y) for point in read.df.geometry] == [
        (each.lon, each.lat) for each in points.values()
    ]
    # A second at the maximum speed, for moments are whole ones.
    assert (read.df["low_km"] <= read.df["km"] + 0.05).all()
    assert (read.df["km"] <= read.df["high_km"] + 0.05).all()
    assert feature["properties"]["estimated"] is True
    assert "no source states these positions" in feature["properties"]["method"]
    assert any("OpenStreetMap" in line for line in feature["properties"]["attribution"])
