"""Whether a value is as its description says: as much of JSON Schema as the descriptions use."""

from __future__ import annotations

from typing import Any

_TYPES: dict[str, Any] = {"string": str, "integer": int, "number": (int, float), "boolean": bool, "null": type(None)}


def fits(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str = "$") -> str | None:
    """Return None where ``value`` fits, else where it does not."""
    if "$ref" in schema:
        return fits(value, follow(schema["$ref"], document), document, at)
    if "anyOf" in schema:
        return None if any(fits(value, each, document, at) is None for each in schema["anyOf"]) else at
    if "enum" in schema:
        return None if value in schema["enum"] else at
    kind = schema.get("type")
    if kind == "object":
        return _object(value, schema, document, at)
    if kind == "array":
        return _array(value, schema, document, at)
    if kind in _TYPES:
        is_odd = isinstance(value, bool) and kind in {"integer", "number"}
        return None if isinstance(value, _TYPES[kind]) and not is_odd else at
    return None


def _object(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str) -> str | None:
    if not isinstance(value, dict) or not set(schema.get("required", ())) <= set(value):
        return at
    named = schema.get("properties", {})
    for key, inner in value.items():
        rest = schema.get("additionalProperties", True)
        if key not in named and rest is False:
            return f"{at}.{key}"
        found = named.get(key, rest if isinstance(rest, dict) else {})
        wrong = fits(inner, found, document, f"{at}.{key}")
        if wrong:
            return wrong
    return None


def _array(value: Any, schema: dict[str, Any], document: dict[str, Any], at: str) -> str | None:
    if not isinstance(value, list) or not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", 10**9):
        return at
    for n, inner in enumerate(value):
        found = schema["prefixItems"][n] if "prefixItems" in schema else schema.get("items", {})
        wrong = fits(inner, found, document, f"{at}[{n}]")
        if wrong:
            return wrong
    return None


def follow(reference: str, document: dict[str, Any]) -> dict[str, Any]:
    """Return what a reference within the document names."""
    found: Any = document
    assert reference.startswith("#/")
    for part in reference[2:].split("/"):
        found = found[part]
    return found
