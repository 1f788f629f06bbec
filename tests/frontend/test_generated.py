"""What Python makes for the front end is what is checked in."""

import pytest

from tools.make_frontend import made, types


@pytest.mark.parametrize("path", made(), ids=lambda path: path.name)
def test_the_checked_in_file_is_what_the_sources_give(path):
    assert path.read_text("utf-8") == made()[path], "run tools/make_frontend.py"


def test_a_schema_as_types():
    schema = {
        "description": "All of it.",
        "type": "object",
        "required": ["a", "c"],
        "properties": {
            "a": {"description": "How many.", "type": ["integer", "null"]},
            "b": {"type": "array", "items": {"enum": ["x", "y"]}},
            "c": {"anyOf": [{"$ref": "#/$defs/two-parts"}, {"type": "null"}]},
        },
        "$defs": {
            "two-parts": {"type": "array", "prefixItems": [{"type": "string"}, {"const": 1}]},
            "by_name": {"type": "object", "additionalProperties": {"type": "boolean"}},
        },
    }
    assert (
        types(schema).split("\n", 2)[2]
        == """export type TwoParts = [string, 1];

export type ByName = Record<string, boolean>;

/** All of it. */
export type JourneyDocument = {
  /** How many. */
  a: number | null;
  b?: ("x" | "y")[];
  c: TwoParts | null;
};
"""
    )


def test_a_form_that_is_not_known_is_refused():
    with pytest.raises(KeyError):
        types({"$defs": {"odd": {"type": "string or so"}}, "type": "null"})
