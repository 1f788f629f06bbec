"""Every code of a problem has its two sentences, and every sentence a code that is in use."""

import ast
import string
from itertools import product

from journeymap.claims import gazetteer, table
from journeymap.errors import Problem
from journeymap.phrases.forms import Forms
from journeymap.phrases.problems import SENTENCES, as_row, hint, why
from tests.support.paths import ROOT

# Something for each name that a sentence has.
VALUES = {
    "count": 2,
    "header": 1_000,
    "reason": "It is {broken}",
    "columns": "a, b",
    "words": "stop, pass",
    "unit": "kilometres",
    "minimum": 0,
    "maximum": 20_000,
    "encoding": "cp949",
    "position": 5,
    "line": 3,
    "total": 11,
    "zones": "Europe/Paris",
    "nowhere": 4,
    "untimed": 2,
    "unordered": 1,
    "outside": 0,
    "names": "a.pdf",
    "moment": "1970-01-01T00:00:00Z",
    "inside": 3,
    "shorter": 2,
    "sheet": "Data",
    "hint": "Do this.",
    "draft": "draft",
}


def problem(code, column="kind", **values):
    return Problem("t.csv", 2, column, "x", code, values)


def codes_in(source):
    """Codes that a source gives to a Problem or a notice."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"Problem", "notice"}:
            at = 4 if ast.unparse(node.func) == "Problem" else 1
            if isinstance(node.args[at], ast.Constant):
                yield node.args[at].value


def test_each_code_that_a_rule_or_a_reader_gives_has_sentences():
    given = {rule.code for rule in (*table.RULES, *gazetteer.RULES)}
    for path in (ROOT / "journeymap").rglob("*.py"):
        given |= set(codes_in(path.read_text(encoding="utf-8")))
    assert len(given) > 30
    assert given <= SENTENCES.keys()


def test_each_sentence_is_of_a_code_in_use():
    sources = "".join(
        path.read_text(encoding="utf-8")
        for path in (ROOT / "journeymap").rglob("*.py")
        if path.parent.name != "phrases"
    )
    assert [code for code in SENTENCES if f'"{code}"' not in sources] == []


def test_the_sentences_of_a_rule_have_all_that_they_name():
    for rule in (*table.RULES, *gazetteer.RULES):
        named = {"column", *rule.details}
        each = SENTENCES[rule.code]
        for sentence in (each.why, each.hint):
            names = {name for _, name, _, _ in string.Formatter().parse(sentence) if name}
            assert names <= named, rule.code


def test_both_are_whole_sentences_without_a_gap():
    for code, count in product(SENTENCES, (1, 2)):
        found = problem(code, **(VALUES | {"count": count}))
        for sentence in (why(found), hint(found)):
            assert not sentence[0].islower(), code
            assert sentence.endswith((".", "?")), code
            assert "{" not in sentence.replace("{broken}", ""), code


def test_one_and_several_are_told_apart():
    forms = [code for code, each in SENTENCES.items() if isinstance(each.why, Forms)]
    assert forms
    for code in forms:
        one, several = (why(problem(code, **(VALUES | {"count": n}))) for n in (1, 2_000))
        assert one != several
        assert "2,000" in several


def test_words_and_numbers_stand_where_they_are_named():
    assert why(problem("not-a-choice", words="a, b")) == "This is not one of the words for kind."
    assert hint(problem("not-a-choice", words="a, b")) == "Write one of: a, b."
    reason = why(problem("number-not-used", unit="kilometres", minimum=0, maximum=20_000))
    assert reason.startswith("This is not a number of kilometres from 0 to 20,000")
    assert "Korean (cp949)" in why(problem("encoding-guessed", encoding="cp949"))
    assert why(problem("row-unreadable", reason="{x} %s")) == "This row cannot be read: {x} %s."


def test_a_row_of_a_list_has_where_and_both_sentences():
    assert as_row(problem("no-times", column="")) == {
        "table": "t.csv",
        "row": 2,
        "column": "",
        "value": "x",
        "why": "No point in it has a time.",
        "hint": "Give each row its time, or keep a line without a timeline.",
    }
