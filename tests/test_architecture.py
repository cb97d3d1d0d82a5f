"""The layout is a promise: who may import whom, how long a file or a function may be, what may not exist."""

from __future__ import annotations

import ast
import importlib
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "communique"
SOURCES = sorted(PACKAGE.rglob("*.py"))
ALL_SOURCES = sorted(
    path
    for folder in ("communique", "tests", "benchmarks", "training", "docs")
    for path in (ROOT / folder).rglob("*.py")
)

COMMON = {"model", "errors", "version"}
ROOMS = {"source", "article", "reading", "reference", "fact"}
MAY_IMPORT = {
    "__init__": COMMON | ROOMS | {"corpus", "pipeline", "export"},
    "model": set[str](),
    "errors": set[str](),
    "version": set[str](),
    "source": COMMON,
    "article": COMMON,
    "reading": COMMON,
    "reference": COMMON,
    "fact": COMMON,
    "pipeline": COMMON | ROOMS,
    "columns": COMMON,
    "tables": COMMON | {"columns"},
    "run": COMMON | {"source", "pipeline", "tables"},
    "scale": COMMON | {"source", "pipeline", "tables", "run"},
    "corpus": COMMON | {"tables", "run", "export", "progress"},
    "story": COMMON,
    "record": COMMON | {"columns"},
    "dossier": COMMON | {"source", "pipeline", "record", "run", "story", "web"},
    "export": COMMON | {"record"},
    "web": {"model", "errors", "version", "record", "export"},
    "demo": {"model", "errors", "export"},
    "progress": set[str](),
    "__main__": {"cli"},
    "cli": COMMON
    | {"corpus", "demo", "dossier", "export", "pipeline", "progress"}
    | {"record", "run", "scale", "source", "story", "tables", "web"},
}
"""Room by room, what of the package each may import beside itself. A new room needs a row here."""

FORBIDDEN_NAMES = {"utils", "util", "helpers", "helper", "manager", "managers", "base", "common", "misc"}
FORBIDDEN_IMPORTS = {
    "torch",
    "transformers",
    "training",
    "tests",
    "benchmarks",
    "pickle",
    "subprocess",
    "shelve",
    "marshal",
}


def room_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE).parts
    return parts[0] if len(parts) > 1 else path.stem


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imported(path: Path) -> set[str]:
    """Dotted names ``path`` imports, wherever in the file, relative ones made absolute."""
    names: set[str] = set()
    package = ["communique", *path.relative_to(PACKAGE).parts[:-1]]
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            prefix = package[: len(package) - node.level + 1] if node.level else []
            module = ".".join([*prefix, *([node.module] if node.module else [])])
            # `from communique import article` imports a room; `from communique.model import Span` a name.
            names |= {f"{module}.{alias.name}" for alias in node.names} if module == "communique" else {module}
    return names


def id_of(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", SOURCES, ids=id_of)
def test_imports_follow_the_table(path):
    room = room_of(path)
    assert room in MAY_IMPORT, f"{room} has no row in the import table"
    allowed = MAY_IMPORT[room] | {room}
    for name in imported(path):
        parts = name.split(".")
        if parts[0] == "communique" and len(parts) > 1:
            # The public names live in __init__ and are loaded when used; the package does not import itself through it.
            assert parts[1] in allowed, f"{id_of(path)} imports {name}"


@pytest.mark.parametrize("path", SOURCES, ids=id_of)
def test_the_package_never_imports_training_or_what_runs_code(path):
    heads = {name.split(".")[0] for name in imported(path)}
    assert not heads & FORBIDDEN_IMPORTS


def test_the_vocabulary_and_the_errors_need_only_the_standard_library():
    for path in SOURCES:
        if room_of(path) in COMMON:
            heads = {name.split(".")[0] for name in imported(path)} - {"communique"}
            assert heads <= set(sys.stdlib_module_names), id_of(path)


def test_import_statements_inside_functions_are_only_for_start_up_time():
    """A late import hides a cycle. The one room allowed to have one is the command line, for ``--help``."""
    for path in SOURCES:
        if room_of(path) == "cli":
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                late = [n for n in ast.walk(node) if isinstance(n, ast.ImportFrom | ast.Import)]
                ours = [n for n in late if isinstance(n, ast.ImportFrom) and (n.module or "").startswith("communique")]
                assert not ours, f"{id_of(path)}: {node.name} imports a room when it is called"


@pytest.mark.parametrize("path", ALL_SOURCES, ids=id_of)
def test_files_and_functions_stay_short(path):
    lines = path.read_text(encoding="utf-8").count("\n")
    assert lines < 400, f"{lines} lines"
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length < 60, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", ALL_SOURCES, ids=id_of)
def test_file_names_say_what_is_made(path):
    assert path.stem not in FORBIDDEN_NAMES


def test_one_broad_except_in_the_whole_package():
    """Where a library shares no base for its errors, a broad ``except`` may turn them into ours; one may swallow."""
    swallowing = []
    for path in SOURCES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ExceptHandler) and not isinstance(node.body[-1], ast.Raise):
                caught = {n.id for n in ast.walk(node.type) if isinstance(n, ast.Name)} if node.type else {"Exception"}
                if caught & {"Exception", "BaseException"}:
                    swallowing.append(id_of(path))
    assert swallowing == ["communique/run/pages.py"]


def test_no_eval_exec_or_shell():
    for path in SOURCES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, id_of(path)


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_per_page_stages_have_no_clock_no_chance_and_no_network(room):
    forbidden = {
        "random",
        "time",
        "socket",
        "urllib.request",
        "http.client",
        "requests",
        "secrets",
        "uuid",
        "threading",
    }
    for path in (PACKAGE / room).rglob("*.py"):
        assert not imported(path) & forbidden, id_of(path)
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Attribute) and node.attr in {"now", "today", "utcnow"}:
                pytest.fail(f"{id_of(path)}:{node.lineno} asks for the time of day")


@pytest.mark.parametrize("path", SOURCES, ids=id_of)
def test_no_module_level_state_that_changes(path):
    """A ``global`` statement is how a module keeps state between pages."""
    assert not [node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Global)]


_HOW = re.compile(r"(?:article|reading|reference|fact)(?:\.[a-z_]+){2}")


def _hows() -> list[str]:
    """Return every way of knowing that the package can give, as its code spells it."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and _HOW.fullmatch(node.value):
                found.add(node.value)
    return sorted(found)


@pytest.mark.parametrize("how", _hows())
def test_a_how_names_a_function_that_explains_itself(how: str) -> None:
    module, name = how.rsplit(".", 1)
    function = getattr(importlib.import_module(f"communique.{module}"), name)
    assert len((function.__doc__ or "").strip()) > 40


def test_the_ways_of_knowing_are_found() -> None:
    assert len(_hows()) > 50
