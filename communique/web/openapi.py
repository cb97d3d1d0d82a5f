"""What the JSON twins hold, as an OpenAPI 3.1 description made of the contexts' own types and docstrings."""

from __future__ import annotations

import re
import types
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import cache
from inspect import cleandoc, getdoc
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from communique.version import __version__
from communique.web.pages.kind import PageKind

_PLAIN: dict[object, dict[str, object]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    type(None): {"type": "null"},
}
Schema = dict[str, object]


@cache
def openapi(pages: tuple[PageKind, ...]) -> dict[str, object]:
    """Return the description of all JSON twins."""
    schemas = _Schemas()
    paths = {("/front.json" if page.path == "/" else f"{page.path}.json"): _path(page, schemas) for page in pages}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Communiqué dossier",
            "version": __version__,
            "description": "The pages of a dossier as data: each is the JSON twin of the page at the same path.",
        },
        "paths": paths,
        "components": {"schemas": dict(sorted(schemas.found.items()))},
    }


def context_of(page: PageKind) -> Any:  # noqa: ANN401
    """Return the context a page is made of, read off the function that makes it; raises TypeError where it names no
    single dataclass."""
    hint = get_type_hints(page.make).get("return")
    parts = get_args(hint) if get_origin(hint) in {Union, types.UnionType} else (hint,)
    found = [part for part in parts if is_dataclass(get_origin(part) or part)]
    if len(found) != 1:
        raise TypeError(f"page {page.name}: its function must return one dataclass, or None")
    return found[0]


def _path(page: PageKind, schemas: _Schemas) -> Schema:
    parameters: list[Schema] = []
    if "{id}" in page.path:
        parameters.append({"name": "id", "in": "path", "required": True, "schema": {"type": "string"}})
    parameters.append(
        {
            "name": "filters",
            "in": "query",
            "style": "form",
            "explode": True,
            "schema": {"type": "object", "additionalProperties": {"type": "string"}},
        }
    )
    shown = {"application/json": {"schema": schemas.of(context_of(page))}}
    answers: Schema = {"200": {"description": "The context of the page.", "content": shown}}
    answers["503"] = {"description": "Nothing is told yet, or the file cannot be read."}
    if "{id}" in page.path:
        answers["404"] = {"description": "There is no such thing."}
    doc = cleandoc(getdoc(page.make) or "")
    return {
        "get": {
            "operationId": page.name,
            "summary": doc.split("\n\n")[0].replace("\n", " "),
            "parameters": parameters,
            "responses": answers,
        }
    }


class _Schemas:
    """Schemas of dataclasses by name."""

    def __init__(self) -> None:
        self.found: dict[str, Schema] = {}
        self._types: dict[str, Any] = {}
        self._bound: dict[Any, Any] = {}

    def of(self, hint: Any) -> Schema:  # noqa: ANN401
        """Return the schema of a type; of a dataclass a reference to its own, made on the way."""
        if hint in _PLAIN:
            return dict(_PLAIN[hint])
        origin, inner = get_origin(hint), get_args(hint)
        if origin in {Union, types.UnionType}:
            return {"anyOf": [self.of(part) for part in inner]}
        if origin in {tuple, list, frozenset, set}:
            return self._array(inner)
        if origin is dict:
            return {"type": "object", "additionalProperties": self.of(inner[1])}
        if isinstance(hint, type) and issubclass(hint, Enum):
            return {"enum": [each.value for each in hint]}
        if isinstance(hint, TypeVar) and hint in self._bound:
            return self.of(self._bound[hint])
        if is_dataclass(origin) or (isinstance(hint, type) and is_dataclass(hint)):
            return self._reference(hint, origin or hint, inner)
        if hint is object or hint is Any:
            return {}
        raise TypeError(f"no schema for {hint}: contexts hold plain values and dataclasses")

    def _array(self, inner: tuple[Any, ...]) -> Schema:
        if len(inner) == 1 or inner[-1] is Ellipsis:
            return {"type": "array", "items": self.of(inner[0])}
        return {
            "type": "array",
            "prefixItems": [self.of(part) for part in inner],
            "minItems": len(inner),
            "maxItems": len(inner),
        }

    def _reference(self, hint: Any, kind: Any, inner: tuple[Any, ...]) -> Schema:  # noqa: ANN401
        """Return a reference to a dataclass; of a generic one ("a part of these rows") each use has a schema."""
        name = kind.__name__ + "".join(
            re.findall(r"\w+", "".join(getattr(part, "__name__", str(part)) for part in inner))
        )
        if self._types.setdefault(name, hint) != hint:
            name = f"{kind.__module__.rpartition('.')[2].capitalize()}{name}"
            self._types.setdefault(name, hint)
        if name not in self.found:
            self.found[name] = {}
            held = self._bound
            self._bound = {**held, **dict(zip(getattr(kind, "__parameters__", ()), inner, strict=False))}
            self.found[name] = self._object(kind)
            self._bound = held
        return {"$ref": f"#/components/schemas/{name}"}

    def _object(self, kind: type) -> Schema:
        assert is_dataclass(kind)
        hints = get_type_hints(kind)
        named = [field for field in fields(kind) if not field.name.startswith("_")]
        return {
            "type": "object",
            "description": cleandoc(kind.__doc__ or ""),
            "properties": {field.name: self.of(hints[field.name]) for field in named},
            "required": [f.name for f in named if f.default is MISSING and f.default_factory is MISSING],
            "additionalProperties": False,
        }
