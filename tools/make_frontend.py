"""
What the front end takes from Python: types.d.ts, the document's types, and limits.js.

The types are those of the document's schema, for tsc; no browser reads them.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from journeymap.claims.gazetteer import AREA_ACCURACY_M
from journeymap.journeys.config import MAX_SPEED_KMH

ROOT = Path(__file__).resolve().parents[1]
SCHEMA = ROOT / "journeymap" / "exports" / "journeymap-1.schema.json"
FOLDER = ROOT / "journeymap" / "frontend" / "document"

_NOTICE = "Made by tools/make_frontend.py: do not edit."
_PRIMITIVES = {
    "string": "string",
    "number": "number",
    "integer": "number",
    "boolean": "boolean",
    "null": "null",
}
Schema = Mapping[str, Any]


def made() -> dict[Path, str]:
    """Return the content of each file that is made."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return {FOLDER / "types.d.ts": types(schema), FOLDER / "limits.js": limits()}


def types(schema: Schema) -> str:
    """Return TypeScript's types for a schema: its definitions, and the document itself."""
    named = {**schema["$defs"], "journey-document": schema}
    parts = [
        f"{_comment(each, '')}export type {_name(name)} = {_type(each, '')};\n"
        for name, each in named.items()
    ]
    return f"// {_NOTICE}\n\n" + "\n".join(parts)


def _name(definition: str) -> str:
    return "".join(part.capitalize() for part in definition.replace("_", "-").split("-"))


def _comment(schema: Schema, indent: str) -> str:
    words = schema.get("description")
    return f"{indent}/** {words} */\n" if words else ""


def _type(schema: Schema, indent: str) -> str:
    """Return the type of a schema. Raises KeyError for a form that ours does not use."""
    if "$ref" in schema:
        return _name(schema["$ref"].removeprefix("#/$defs/"))
    if "enum" in schema or "const" in schema:
        return " | ".join(json.dumps(value) for value in schema.get("enum", [schema.get("const")]))
    kinds: Any = schema.get("type")
    if "anyOf" in schema or isinstance(kinds, list):
        several = schema.get("anyOf") or [{**schema, "type": each} for each in kinds]
        return " | ".join(_type(each, indent) for each in several)
    if kinds == "array":
        return _array(schema, indent)
    return _object(schema, indent) if kinds == "object" else _PRIMITIVES[schema["type"]]


def _array(schema: Schema, indent: str) -> str:
    if "prefixItems" in schema:
        return f"[{', '.join(_type(each, indent) for each in schema['prefixItems'])}]"
    item = _type(schema["items"], indent)
    if schema.get("maxItems") is not None and schema["maxItems"] == schema.get("minItems"):
        return f"[{', '.join([item] * schema['maxItems'])}]"
    return f"({item})[]" if " | " in item else f"{item}[]"


def _object(schema: Schema, indent: str) -> str:
    if "properties" not in schema:
        return f"Record<string, {_type(schema['additionalProperties'], indent)}>"
    inner, required = f"{indent}  ", schema.get("required", ())
    lines = []
    for name, each in schema["properties"].items():
        optional = "" if name in required else "?"
        lines.append(f"{_comment(each, inner)}{inner}{name}{optional}: {_type(each, inner)};\n")
    return "{\n" + "".join(lines) + indent + "}"


def limits() -> str:
    """Return the limits that Python and the browser share as a module."""
    return f"""// @ts-check
/** Limits that Python and the browser share. {_NOTICE} */

/** Maximum speed that can be assumed, km/h. The server refuses more. */
export const MAX_SPEED_KMH = {MAX_SPEED_KMH};

/** A position known less exactly than this stands for an area. Metres. */
export const AREA_ACCURACY_M = {AREA_ACCURACY_M:.0f};
"""


if __name__ == "__main__":
    for path, text in made().items():
        path.write_text(text, encoding="utf-8")
