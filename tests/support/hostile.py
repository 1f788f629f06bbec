"""Texts that try to be something else: a template, a script, a link, a formula, markup."""

import datetime as dt
import json

from journeymap.claims.columns import COLUMNS, SPECS
from journeymap.claims.gazetteer import COLUMNS as PLACE_COLUMNS
from tests.support.samples import HOUR, at, write_csv

# Set by any of the scripts below, were one to run, to the name of its text.
MARK = "hostileRan"

HOSTILE = {
    "Jinja expression": "{{7*7}}",
    "Jinja tag": "{% x %}",
    "Jinja comment": "{# x #}",
    "Jinja reach": "{{ self.__init__.__globals__ }}",
    "template literal": f"${{window.{MARK}='template-literal'}}",
    "backtick": "`",
    "backslash": r"C:\1",
    "quotation marks": '"it\'s"',
    "end of script": f"</script><script>window.{MARK}='end-of-script'</script>",
    "image": f"<img src=x onerror=window.{MARK}='image'>",
    "entity": "&lt;b&gt; &amp;amp;",
    "attribute": f'" onfocus="window.{MARK}=\'attribute\'" autofocus x="',
    "comment": "<!-- x -->",
    "script within a comment": "<!--<script>",
    "script address": f"javascript:window.{MARK}='script-address'",
    "data address": f"data:text/html,<script>window.{MARK}='data-address'</script>",
    "path": "../..%2f..\\etc/passwd?a=b&c=d#e",
    "right to left": "مرحبا \u202egnp.exe\u202c שלום",
    "zero width": "a\u200bb\u2060c\ufeffd",
    "control characters": "a\x01\x07\x0b\x1b[31mb\x7fc\x85d\u2028e",
    "lines": "one\ntwo\r\nthree\ttabbed, and comma'd",
    "astral": "𝕬 👩‍👩‍👧 e\u0301",
    "long": "0123456789" * 1_000,
    "long without a break in it": "W" * 10_000,
    "formula": "=1+1",
    "Markdown link": f"[a](javascript:window.{MARK}='Markdown-link')",
    "Markdown": "**b** _i_ # h | t | ~~s~~ ![i](x)",
    "Markdown image": "![i](https://example.invalid/i.png)",
    "typography": "A -> B https://evil.example.com a@b.co -- >= x (c) ...",
    "TeX": "$x$",
    "Streamlit directive": ":red[x] :material/map:",
    "prototype": "__proto__",
}

# A page lists twenty problems, so not all of them are problems in the folder that has all texts.
IN_PROBLEMS = [
    HOSTILE[name] for name in ("Jinja expression", "end of script", "image", "Markdown link")
]
# When the first of the events is, in the folder that has all texts.
MOMENTS = at("2023-09-12T00:00Z")
TEXT_COLUMNS = [column.name for column in SPECS if column.searched]
TITLE_KEYS = ("title", "subtitle", "summary", "traveller", "max_speed_note")


def write_hostile_data(folder, text):
    """
    Write a data folder whose every text is `text`: two journeys of three claims and a forecast.

    What has to be unique is `text` with a number after it. The journeys are called `journey` and
    `text`; the last claim's place is stated by the row itself.
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
        | dict.fromkeys(TEXT_COLUMNS, text)
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


def write_every_hostile_text(folder):
    """
    Write one data folder in which each of the texts is tried, so that a page is opened once for all.

    The journey `journey` has an event and a forecast for each text, with it in every column; `talks`
    is a collection with a meeting for each. Their titles are all texts in a row, as is the one
    claim `together`. Each text that can be an id has a journey of its own name besides.
    """
    zone = "Asia/Vladivostok"
    together = " ".join(text for text in HOSTILE.values() if len(text) < 1_000)
    written = list(HOSTILE.values())
    names = ("name", "name_local", "kind", "source", "licence", "detail")
    places = [
        {"key": f"{text}{i}", "lat": 43, "lon": 100 + 2 * i, "zone": zone, "accuracy_m": 100}
        | dict.fromkeys(names, text)
        for i, text in enumerate(written)
    ]
    write_csv(folder / "places.csv", PLACE_COLUMNS, places)
    rows = []
    for i, text in enumerate(written):
        texts = dict.fromkeys(TEXT_COLUMNS, text)
        moment = MOMENTS + i * HOUR
        row = texts | {
            "journey": "journey",
            "event": f"{text}{i}",
            "kind": "pass",
            "place": f"{text}{i}",
            "time_from": _iso(moment),
            "time_to": _iso(moment + 600),
            "reported_at": _iso(moment + 1200),
            "claim": f"{text}{i}",
        }
        if text in IN_PROBLEMS:
            rows.append(row | {"claim": f"bad {i}", "url": text, "denies": text})
        rows += [
            row,
            row | {"event": f"next {i}", "status": "expected", "claim": f"next {text}{i}"},
        ]
        rows.append(
            row | {"journey": "talks", "event": f"met {i}", "kind": "meeting", "claim": f"met {i}"}
        )
        if len(text.splitlines()) == 1:
            rows.append(row | {"journey": text, "claim": f"own {text}{i}"})
    last = dict.fromkeys(TEXT_COLUMNS, together)
    rows.append(
        last
        | {
            "journey": "journey",
            "event": "together",
            "kind": "arrival",
            "place": together,
            "lat": 43,
            "lon": 102 + 2 * len(written),
            "time_from": _iso(MOMENTS + len(written) * HOUR),
            "reported_at": _iso(MOMENTS + len(written) * HOUR),
            "claim": "together",
        }
    )
    write_csv(folder / "routes.csv", COLUMNS, rows)
    quoted = _toml(together)
    titles = "\n".join(f"{key} = {quoted}" for key in TITLE_KEYS)
    via = ", ".join(_toml(place["key"]) for place in places)
    unknown = "".join(f"[[%s.unknown]]\ntext = {_toml(text)}\n" for text in written)
    config = [
        f"[journey]\n{titles}\nmax_speed_kmh = 1000\n[[journey.route]]\nvia = [{via}]\n"
        f'basis = "great-circle"\nnote = {quoted}\n' + unknown.replace("%s", "journey"),
        f"[talks]\ncollection = true\ntitle = {quoted}\nsubtitle = {quoted}\n"
        + "".join(
            f'[[talks.meeting]]\nevent = "met {i}"\nexpected = [{_toml(text)}]\n'
            for i, text in enumerate(written)
            if text in IN_PROBLEMS
        )
        + unknown.replace("%s", "talks"),
        *(
            f'[{_toml(text)}]\nlandmarks = "talks"\n'
            + "".join(f"{key} = {_toml(text)}\n" for key in TITLE_KEYS)
            for text in written
            if len(text.splitlines()) == 1
        ),
    ]
    (folder / "journeys.toml").write_text("\n".join(config), encoding="utf-8")


def _iso(moment):
    return dt.datetime.fromtimestamp(moment, dt.UTC).isoformat()


def _toml(text):
    """A TOML string: a JSON one, but for DEL, which TOML wants escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", r"\u007f")
