"""Modules made into one script: in the order they need each other; unknown forms are refused."""

import json
import re
import shutil
import subprocess

import pytest

from journeymap.frontend.bundle import bundle
from journeymap.frontend.files import FRONTEND


@pytest.fixture
def modules(tmp_path):
    def write(**sources):
        for name, source in sources.items():
            (tmp_path / f"{name}.js").write_text(source, "utf-8")
        return tmp_path / "entry.js"

    return write


def run(script):
    done = subprocess.run(
        ["node", "--input-type=module", "-e", script], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_it_does_what_the_modules_do(modules):
    entry = modules(
        entry='import { twice as double, One } from "./a.js";\nimport {\n  three,\n} from "./b.js";\nconsole.log(double(new One().value), three);\n',
        a='import { three } from "./b.js";\nexport function twice(x) { return 2 * x * three; }\nexport class One { value = 1; }\n',
        b="const hidden = 3;\nexport const three = hidden;\n",
    )
    assert run(bundle(entry)) == "6 3"


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_it_exports_what_the_entry_exports(modules, tmp_path):
    entry = modules(
        entry='import { three } from "./b.js";\nexport function six() { return 2 * three; }\nexport const seven = 7;\n',
        b="export const three = 3;\n",
    )
    (tmp_path / "made.mjs").write_text(bundle(entry), "utf-8")
    script = f"import * as made from {json.dumps((tmp_path / 'made.mjs').as_uri())};\n"
    assert run(f"{script}console.log(Object.keys(made).sort().join(), made.six())") == "seven,six 6"


def test_a_module_is_in_it_once(modules):
    entry = modules(
        entry='import { b } from "./b.js";\nimport { a } from "./a.js";\n',
        a='import { b } from "./b.js";\nexport const a = b;\n',
        b="export const b = 1;\n",
    )
    assert bundle(entry).count("const b = 1") == 1


def test_a_circle_is_refused(modules):
    entry = modules(
        entry='import { a } from "./a.js";\n',
        a='import { b } from "./b.js";\nexport const a = 1;\n',
        b='import { a } from "./a.js";\nexport const b = 1;\n',
    )
    with pytest.raises(ValueError, match="b imports a: a circle"):
        bundle(entry)


@pytest.mark.parametrize(
    "form",
    [
        'import all from "./a.js";',
        'import "./a.js";',
        "export default 1;",
        "export { x };",
        "export let x = 1;",
    ],
)
def test_other_forms_are_refused(modules, form):
    with pytest.raises(ValueError, match=r"entry\.js has a form that cannot be bundled"):
        bundle(modules(entry=form + "\n", a="export const a = 1;\n"))


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node.js")
def test_the_page_s_own_script_is_one_that_parses(tmp_path):
    path = tmp_path / "embed.mjs"
    path.write_text(bundle(FRONTEND / "embed.js"), "utf-8")
    assert subprocess.run(["node", "--check", path], check=False).returncode == 0


def test_comments_of_their_own_lines_and_indents_are_left_out_and_nothing_else(tmp_path):
    kept = """const a = /** @type {number} */ (1);
  /** @type {any} */ (a).toString();
const b = "/** no comment */";
const c = 1; // of the same line
"""
    (tmp_path / "one.js").write_text(
        f"// @ts-check\n/**\n * Words.\n */\n{kept}  /** A word. */\n  // another\n", "utf-8"
    )
    assert kept.replace("\n  ", "\n") in bundle(tmp_path / "one.js")
    assert "Words." not in bundle(tmp_path / "one.js")
    assert "another" not in bundle(tmp_path / "one.js")


def test_it_is_a_module_that_parses(tmp_path):
    (tmp_path / "bundle.mjs").write_text(bundle(FRONTEND / "embed.js"), "utf-8")
    done = subprocess.run(
        ["node", "--check", tmp_path / "bundle.mjs"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_no_text_has_several_lines():
    """For the bundle leaves out comments and the indents of lines."""
    for path in FRONTEND.rglob("*.js"):
        code = re.sub(r"//[^\n]*|/\*.*?\*/", "", path.read_text("utf-8"), flags=re.DOTALL)
        texts = re.findall(r"`(?:[^`\\]|\\.)*`", code, re.DOTALL)
        assert not any("\n" in text for text in texts), path.name
