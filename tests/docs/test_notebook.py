"""The examples of docs/notebook.md are run as they stand: what they print is what is printed."""

import doctest
import re

import pandas as pd

from tests.support.paths import ROOT

TEXT = (ROOT / "docs/notebook.md").read_text(encoding="utf-8")
FILES = re.findall(r"With this `([\w.-]+)`:\n\n```\w+\n(.*?)```", TEXT, re.DOTALL)
EXAMPLES = "\n".join(re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL))


def test_the_examples_print_what_stands_below_them(tmp_path, monkeypatch, capsys):
    for name, content in FILES:
        (tmp_path / name).write_text(content, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    test = doctest.DocTestParser().get_doctest(EXAMPLES, {}, "notebook.md", "docs/notebook.md", 0)
    assert len(test.examples) >= 9
    with pd.option_context("display.width", 200, "display.max_columns", 20):
        flags = doctest.NORMALIZE_WHITESPACE
        result = doctest.DocTestRunner(optionflags=flags).run(test)
    assert result.failed == 0, capsys.readouterr().out
