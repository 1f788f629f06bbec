"""
The front end's modules as one script, for pages that should load with one request or with none.

The modules are written for this: named imports from a file by its relative path, and `export`
before a declaration. Whatever else a module does with `import` or `export` is refused, not
guessed at.
"""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(
    r'^import \{(?P<names>[^}]*)\} from "(?P<module>\.\.?/[\w./-]+\.js)";$', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(?:async )?function\*? |class |const )", re.MULTILINE)
_EXPORTED = re.compile(
    r"^export (?:async function|function\*?|class|const) (?P<name>\w+)", re.MULTILINE
)
# A comment on lines of its own, and the indents of lines; what else is within a line is left alone.
# No text in the modules has several lines.
_COMMENT = re.compile(
    r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL
)
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


def bundle(entry: Path) -> str:
    """
    Return a module that does and exports what `entry` does, with all that it imports.

    Each module is a function that gives what it exports, in an order in which none is used before
    it is there. Raises ValueError for a circle of imports or a form that is not known.
    """
    parts: list[str] = []
    holder = _add(entry.resolve(), parts, done={}, above=())
    names = _exports(entry.read_text(encoding="utf-8"))
    if names:
        parts.append(f"export const {{ {names} }} = {holder};\n")
    return '"use strict";\n' + "".join(parts)


def _exports(source: str) -> str:
    return ", ".join(found["name"] for found in _EXPORTED.finditer(source))


def _add(path: Path, parts: list[str], done: dict[Path, str], above: tuple[Path, ...]) -> str:
    """Append a module after what it imports; return the name of what it exports."""
    if path in above:
        raise ValueError(f"{' imports '.join(each.stem for each in (*above, path))}: a circle")
    if path in done:
        return done[path]
    source = path.read_text(encoding="utf-8")

    def imported(found: re.Match[str]) -> str:
        holder = _add((path.parent / found["module"]).resolve(), parts, done, (*above, path))
        names = found["names"].strip().replace(" as ", ": ")
        return f"const {{ {names} }} = {holder};"

    body = _EXPORT.sub("", _IMPORT.sub(imported, _INDENT.sub("", _COMMENT.sub("", source))))
    left_over = _LEFT_OVER.search(body)
    if left_over:
        raise ValueError(f"{path.name} has a form that cannot be bundled: {left_over[0]}")
    # Modules in two folders may have one name.
    holder = f"${len(done)}_" + re.sub(r"\W", "_", path.stem)
    exported = _exports(source)
    parts.append(f"const {holder} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();\n")
    done[path] = holder
    return holder
