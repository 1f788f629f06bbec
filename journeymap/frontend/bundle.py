"""
The front end's modules as one script, for pages that should load with one request or with none.

The modules are written for this: named imports from a file beside, and `export` before a
declaration. Whatever else a module does with `import` or `export` is refused, not guessed at.
"""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(
    r'^import \{(?P<names>[^}]*)\} from "\./(?P<module>[\w-]+)\.js";$', re.MULTILINE
)
_EXPORT = re.compile(r"^export (?=(?:async )?function\*? |class |const )", re.MULTILINE)
_EXPORTED = re.compile(
    r"^export (?:async function|function\*?|class|const) (?P<name>\w+)", re.MULTILINE
)
# A comment on lines of its own; what is within a line is left alone. No text in the modules has
# lines that begin so.
_COMMENT = re.compile(
    r"^[ \t]*(?:/\*\*(?:(?!\*/).)*\*/|//[^\n]*)[ \t]*\n", re.MULTILINE | re.DOTALL
)
_LEFT_OVER = re.compile(r"^(?:import|export)\b.*$", re.MULTILINE)


def bundle(entry: Path) -> str:
    """
    Return a module script that does what `entry` does, with all that it imports.

    Each module is a function that gives what it exports, in an order in which none is used before
    it is there. Raises ValueError for a circle of imports or a form that is not known.
    """
    parts: list[str] = []
    _add(entry, parts, done={}, above=())
    return '"use strict";\n' + "".join(parts)


def _add(path: Path, parts: list[str], done: dict[str, str], above: tuple[str, ...]) -> str:
    """Append a module after what it imports; return the name of what it exports."""
    name = path.stem
    if name in above:
        raise ValueError(f"{' imports '.join([*above, name])}: a circle")
    if name in done:
        return done[name]
    source = path.read_text(encoding="utf-8")

    def imported(found: re.Match[str]) -> str:
        module = path.with_name(f"{found['module']}.js")
        holder = _add(module, parts, done, (*above, name))
        names = found["names"].strip().replace(" as ", ": ")
        return f"const {{ {names} }} = {holder};"

    body = _EXPORT.sub("", _IMPORT.sub(imported, _COMMENT.sub("", source)))
    left_over = _LEFT_OVER.search(body)
    if left_over:
        raise ValueError(f"{path.name} has a form that cannot be bundled: {left_over[0]}")
    holder = "$" + re.sub(r"\W", "_", name)
    exported = ", ".join(found["name"] for found in _EXPORTED.finditer(source))
    parts.append(f"const {holder} = (() => {{\n{body}\nreturn {{ {exported} }};\n}})();\n")
    done[name] = holder
    return holder
