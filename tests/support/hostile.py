"""Texts that try to be something else: a template, a script, a link, a formula, markup."""

import json

from journeymap.claims.columns import COLUMNS, SPECS
from journeymap.claims.gazetteer import COLUMNS as PLACE_COLUMNS
from tests.support.samples import write_csv

# Set by any of the scripts below, were one to run.
MARK = "hostileRan"

HOSTILE = {
    "Jinja expression": "{{7*7}}",
    "Jinja tag": "{% x %}",
    "Jinja comment": "{# x #}",
    "Jinja reach": "{{ self.__init__.__globals__ }}",
    "template literal": f"${{window.{MARK}=1}}",
    "backtick": "`",
    "backslash": r"C:\1",
    "quotation marks": '"it\'s"',
    "end of script": f"</script><script>window.{MARK}=1</script>",
    "image": f"<img src=x onerror=window.{MARK}=1>",
    "entity": "&lt;b&gt; &amp;amp;",
    "attribute": f'" onfocus="window.{MARK}=1" autofocus x="',
    "comment": "<!-- x -->",
    "script within a comment": "<!--<script>",
    "script address": f"javascript:window.{MARK}=1",
    "data address": f"data:text/html,<script>window.{MARK}=1</script>",
    "path": "../..%2f..\\etc/passwd?a=b&c=d#e",
    "right to left": "مرحبا \u202egnp.exe\u202c שלום",
    "zero width": "a\u200bb\u2060c\ufeffd",
    "control signs": "a\x01\x07\x0b\x1b[31mb\x7fc\x85d\u2028e",
    "lines": "one\ntwo\r\nthree\ttabbed, and comma'd",
    "astral": "𝕬 👩‍👩‍👧 e\u0301",
    "long": "0123456789" * 1_000,
    "long without a break in it": "W" * 10_000,
    "formula": "=1+1",
    "Markdown link": f"[a](javascript:window.{MARK}=1)",
    "Markdown": "**b** _i_ # h | t | ~~s~~ ![i](x)",
    "Markdown image": "![i](https://example.invalid/i.png)",
    "typography": "A -> B https://evil.example.com a@b.co -- >= x (c) ...",
    "TeX": "$x$",
    "Streamlit directive": ":red[x] :material/map:",
    "prototype": "__proto__",
}

TITLE_KEYS = ("title", "subtitle", "summary", "traveller", "max_speed_note")


def write_hostile_data(folder, text):
    """
    Write a data folder whose every text is `text`: two journeys of three claims and a forecast.

    What has to be unique is `text` with a number after it. The journeys are called `journey` and
    `text`; the last claim's place is told by the row itself.
    """
    names = ("name", "name_local", "kind", "source", "licence", "detail")
    places = [
        {
            "key": f"{text}{i}",
            "lat": 43,
            "lon": 131 + i / 2,
            "zone": "Asia/Vladivostok",
            "accuracy_m": 100,
        }
        | dict.fromkeys(names, text)
        for i in range(3)
    ]
    write_csv(folder / "places.csv", PLACE_COLUMNS, places)
    stages = (
        ("departure", "reported", {"place": f"{text}0"}),
        ("pass", "official", {"place": f"{text}1"}),
        ("arrival", "reported", {"place": text, "lat": 43, "lon": 132.5}),
        ("arrival", "expected", {"place": f"{text}2"}),
    )
    texts = [column.name for column in SPECS if column.searched]
    rows = [
        {
            "journey": journey,
            "event": f"{text}{i}",
            "kind": kind,
            "status": status,
            "time_from": f"2023-09-12T{i + 1:02d}:00+10:00",
            "time_to": f"2023-09-12T{i + 1:02d}:10+10:00",
            "reported_at": f"2023-09-12T{i + 2:02d}:00+10:00",
            "denies": text,
            "url": text,
            "claim": f"{text}{journey}{i}",
        }
        | dict.fromkeys(texts, text)
        | where
        for journey in ("journey", text)
        for i, (kind, status, where) in enumerate(stages)
    ]
    write_csv(folder / "routes.csv", COLUMNS, rows)
    quoted = _toml(text)
    titles = "\n".join(f"{key} = {quoted}" for key in TITLE_KEYS)
    via = ", ".join(_toml(key) for key in (f"{text}0", f"{text}1", "at 43, 132.5", f"{text}2"))
    route = f'via = [{via}]\nbasis = "great-circle"\nnote = {quoted}'
    (folder / "journeys.toml").write_text(
        "\n".join(
            f"[{name}]\n{titles}\n[[{name}.route]]\n{route}\n[[{name}.unknown]]\ntext = {quoted}\n"
            for name in ("journey", quoted)
        ),
        encoding="utf-8",
    )


def _toml(text):
    """A TOML string: a JSON one, but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", r"\u007f")
