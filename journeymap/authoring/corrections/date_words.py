"""A date in one of thirteen languages, made one of few words; date_words.toml lists theirs."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

with Path(__file__).with_suffix(".toml").open("rb") as _file:
    _LISTED = tomllib.load(_file)


def _compiled(*pairs: tuple[str, str]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), replaced) for pattern, replaced in pairs)


_EAST_ASIAN = re.compile("[\u3000-\u9fff\uac00-\ud7af]")
_CJK = _compiled(
    (r"(?:紀元前|公元前|西元前|기원전)\s?(\d+)\s?(年|년|世紀|世纪|세기)?", r"\1\2 bc "),
    (r"公元|西暦|西元|서기", " "),
    (r"(\d+)\s?(?:世紀|世纪|세기)\s?(?:初頭|初期|初|초)", r" early \1 century "),
    (r"(\d+)\s?(?:世紀|世纪|세기)\s?(?:中頃|中期|中葉|中叶|중반)", r" mid \1 century "),
    (r"(\d+)\s?(?:世紀|世纪|세기)\s?(?:末|末期|말)", r" late \1 century "),
    (r"(\d+)\s?(?:世紀|世纪|세기)", r" \1 century "),
    (r"(\d{4})\s?(?:年代|년대)", r" \1s "),
    (r"(\d{1,4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(?:上旬|初|초순|초)", r" early m\2 \1 "),
    (r"(\d{1,4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(?:中旬|중순)", r" mid m\2 \1 "),
    (r"(\d{1,4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(?:下旬|末|하순|말)", r" late m\2 \1 "),
    (r"(\d{1,4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日日號号일]", r" \3 m\2 \1 "),
    (r"(\d{1,4})\s?[年년]\s?(\d{1,2})\s?[月월]", r" m\2 \1 "),
    (r"(\d{1,4})\s?[年년]\s?(?:의)?\s?[春봄]季?天?", r" spring \1 "),
    (r"(\d{1,4})\s?[年년]\s?(?:의)?\s?(?:夏|여름)季?天?", r" summer \1 "),
    (r"(\d{1,4})\s?[年년]\s?(?:의)?\s?(?:秋|가을)季?天?", r" autumn \1 "),
    (r"(\d{1,4})\s?[年년]\s?(?:의)?\s?(?:冬|겨울)季?天?", r" winter \1 "),
    (r"(\d{1,4})\s?[年년]", r" \1 "),
    (r"^\s*(\S.*?)\s?(?:頃|ごろ|ころ|左右|前後|前后|경|쯤)", r" about \1 "),
    (r"(?:約|约|大約|大约|약)\s?", " about "),
    (r"^\s*(\S.*?)\s?(?:以前|之前|이전)", r" before \1 "),
    (r"^\s*(\S.*?)\s?(?:以後|以后|之後|之后|이후)", r" after \1 "),
    (r"午前の?|오전|上午|早上|早晨|朝", " morning "),
    (r"午後の?|오후|下午", " afternoon "),
    (r"正午|정오|中午", " noon "),
    (r"夕方|晚上|저녁", " evening "),
    (r"夜|밤", " night "),
    (r"아침", " morning "),
)
# The first year of an era of Japan, by National Diet Library; and of the Republic of China.
_ERAS = {
    "明治": 1868,
    "大正": 1912,
    "昭和": 1926,
    "平成": 1989,
    "令和": 2019,
    "民國": 1912,
    "民国": 1912,
}
# Elsewhere a dot between numbers is of a date.
_DOTTED_CLOCK = re.compile(r"(?<![\d.])(\d\d?)\.(\d\d)(?=\s?(?:uhr|uur|h\b))")
# "am" is a word of its own in German.
_HALF = re.compile(r"(?<=\d)\s?([ap])\.?\s?m\b\.?")
_ERA = re.compile(rf"({'|'.join(_ERAS)})\s?(\d{{1,3}}|元)\s?年")
_CHINESE = dict(zip("〇一二三四五六七八九零兩两正", (*range(10), 0, 2, 2, 1), strict=True))
_NUMERAL = re.compile(r"[〇零一二三四五六七八九十廿卅百]+(?=\s?[年月日號号世])|正(?=月)")


def folded(text: str) -> str:
    """Return a text for comparison: compatible characters, one case, no accents, decimal digits."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(each for each in apart if unicodedata.category(each) not in {"Mn", "Cf"})
    return "".join(
        each if each.isascii() or not each.isdecimal() else str(unicodedata.decimal(each))
        for each in unicodedata.normalize("NFKC", bare)
    )


# A letter with a dot or a hyphen behind it: of an abbreviation, or within a word.
_MARKS = re.compile(r"(?<=[^\W\d_])[.\-]+|[’'`´]")
_DECADE = r"(?<!\d)\d{3}0\s?(?:s|er|-?е|-?х|er jahre)(?![^\W\d_])"
_ORDINAL = r"(?:st|nd|rd|th|er|eme|e|o|a|ª|º|-?го|-?е|-?и)"
_TOKEN = re.compile(rf"m\d\d?(?!\w)|{_DECADE}|\d+{_ORDINAL}(?![^\W\d_])|\d+|[^\W\d_]+|\S")
_TIGHT = re.compile(r"(?<![a-z\d])(\d+) ([-–/.:]) (?=\d)")
_ROMAN = re.compile(r"(x{0,2})(ix|iv|v?i{0,3})(?:e|eme|th)?")


def _tokens(text: str) -> list[str]:
    return _TOKEN.findall(_MARKS.sub(" ", text))


def _entries(words: Iterable[tuple[str, str]]) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for meaning, listed in words:
        for word in listed.split(","):
            if key := tuple(_tokens(folded(word))):
                found.setdefault(key, meaning)
    return found


_ALL = _entries(
    (
        *((f"m{number}", words) for number, words in enumerate(_LISTED["months"], 1)),
        *(("" if name == "nothing" else name, words) for name, words in _LISTED["words"].items()),
        ("", _LISTED["weekdays"]),
    )
)
_LONGEST = max(map(len, _ALL))


def _number(numeral: str) -> int:
    """Return the number that Chinese numerals write, place by place or with ten and hundred."""
    plain = numeral.replace("廿", "二十").replace("卅", "三十")
    if not set(plain) & set("十百"):
        return int("".join(str(_CHINESE[each]) for each in plain))
    total, digit = 0, 0
    for each in plain:
        if each in "十百":
            total += (digit or 1) * (10 if each == "十" else 100)
            digit = 0
        else:
            digit = _CHINESE[each]
    return total + digit


def plain_digits(text: str) -> str:
    """Return a folded text with the numbers of Chinese numerals and of eras' years as digits."""
    text = folded(text)
    text = _NUMERAL.sub(lambda found: str(_number(found[0])), text)
    return _ERA.sub(
        lambda found: f"{_ERAS[found[1]] + (1 if found[2] == '元' else int(found[2])) - 1}年", text
    )


@cache
def months() -> dict[str, int]:
    """Return months by their folded names, and by three letters or more that begin one only."""
    meant: dict[str, set[int]] = {}
    for month, names in enumerate(_LISTED["months"], start=1):
        for name in map(str.strip, folded(names).split(",")):
            for end in range(min(3, len(name)), len(name) + 1):
                meant.setdefault(name[:end], set()).add(month)
    return {name: found.pop() for name, found in meant.items() if len(found) == 1}


@lru_cache(maxsize=65_536)  # asked twice of each text of a table
def in_few_words(text: str) -> str:
    """
    Return a date in the words of this module: `early m5 1812`, `between 3 and 5 m5 1812`.

    Words that mean nothing for the date are left out; unknown ones stay, so that no pattern of a
    date fits.
    """
    text = _DOTTED_CLOCK.sub(r"\1:\2", _HALF.sub(r" x\1m ", plain_digits(text)))
    if _EAST_ASIAN.search(text):
        for pattern, replaced in _CJK:
            text = pattern.sub(replaced, text)
    tokens = _tokens(text)
    words: list[str] = []
    at = 0
    while at < len(tokens):
        for length in range(min(_LONGEST, len(tokens) - at), 0, -1):
            meaning = _ALL.get(tuple(tokens[at : at + length]))
            if meaning is not None:
                words += [meaning] if meaning else []
                break
        else:
            length = 1
            words += [] if tokens[at] in ",." else [_number_of(tokens[at])]
        at += length
    if "century" in words:
        words = [_arabic(word) for word in words]
    return _TIGHT.sub(r"\1\2", " ".join(words))


def _number_of(token: str) -> str:
    """Return a token without the ending of an ordinal; a decade as `1810s`."""
    if not token[0].isdigit():
        return token
    digits = re.match(r"\d+", token)
    plain = digits[0] if digits else token
    return f"{plain}s" if re.fullmatch(_DECADE, token) else plain


def _arabic(word: str) -> str:
    """Return a Roman numeral up to 29 as a number, any other word as it is."""
    if not (found := _ROMAN.fullmatch(word)) or not (found[1] or found[2]):
        return word
    ones = {"ix": 9, "iv": 4}.get(found[2])
    if ones is None:
        ones = 5 * found[2].startswith("v") + found[2].count("i")
    return str(10 * len(found[1]) + ones)
