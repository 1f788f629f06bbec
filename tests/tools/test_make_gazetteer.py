"""The tool that makes the gazetteer keeps what people type, and a local name only when it is certain."""

import gzip

import pytest

from tests.support.paths import TOOLS


@pytest.fixture
def tool(monkeypatch):
    monkeypatch.syspath_prepend(str(TOOLS))
    import make_gazetteer

    return make_gazetteer


@pytest.mark.parametrize(
    "name",
    [
        "Vladivostok",
        "Владивосток",
        "블라디보스토크",
        "ウラジオストク",
        "海參崴",
        "'s-Hertogenbosch",
        "Baden-Württemberg",
        "つくば市",
    ],
)
def test_names_that_people_type_are_kept(tool, name):
    assert tool.is_typed(name)


@pytest.mark.parametrize(
    "name",
    [
        "VVO",
        "EGLL",
        "fu la di wo si tuo ke",
        "فلاديفوستوك",
        "Βλαδιβοστόκ",
        "ვლადივოსტოკი",
        "vladimir ვოსტოკ",
        "Tyre, Lebanon",
        "南，南苏丹",
        "a/b",
        "Town (old)",
        "12",
        "",
        "X" * 61,
    ],
)
def test_codes_romanisations_and_other_scripts_are_dropped(tool, name):
    assert not tool.is_typed(name)


@pytest.mark.parametrize(
    ("country", "name", "alternates", "local"),
    [
        ("RU", "Vladivostok", ["Владивосток", "Владик", "Уладзівасток"], "Владивосток"),
        ("RU", "Arsen’yev", ["Арсеньев", "Арсеньєв"], "Арсеньев"),
        ("RU", "Shchyolkovo", ["Щёлково", "Щолково"], "Щёлково"),
        ("RU", "Moscow", ["Москва", "Мәскеу", "Москова"], ""),
        ("KR", "Pohang", ["포항", "포항시"], "포항"),
        ("KR", "Hanam", ["하남", "한암"], ""),
        ("JP", "Tsukuba", ["つくば市", "筑波"], ""),
        ("JP", "Hiroshima", ["広島", "广岛"], "広島"),
        ("CN", "Hunchun", ["珲春", "琿春", "훈춘", "Хуньчунь"], "珲春"),
        ("UA", "Kharkiv", ["Харьков"], ""),
        ("FR", "Paris", ["Париж", "パリ"], ""),
    ],
)
def test_a_local_name_is_given_only_when_it_is_certain(tool, country, name, alternates, local):
    city = {"countrycode": country, "name": name, "alternatenames": alternates}
    assert tool.local_name(city, None) == local
    assert tool.local_name(city, "certain") == "certain"


def test_a_file_that_says_the_same_is_left_as_it_is(tool, tmp_path):
    path = tmp_path / "names.tsv.gz"
    path.write_bytes(gzip.compress(b"a\t1\n", compresslevel=1, mtime=7))
    before = path.read_bytes()
    tool.write(path, [("a", 1)])
    assert path.read_bytes() == before
    tool.write(path, [("a", 2)])
    assert gzip.decompress(path.read_bytes()) == b"a\t2\n"
    changed = path.read_bytes()
    path.unlink()
    tool.write(path, [("a", 2)])
    assert path.read_bytes() == changed
