"""Documents that say what is so."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from communique import model

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])


def test_the_page_about_the_command_line_is_current():
    result = subprocess.run([sys.executable, ROOT / "docs" / "write_cli.py", "--check"], check=False)
    assert result.returncode == 0, "run `make docs`"


def test_the_page_about_the_codes_is_current():
    result = subprocess.run([sys.executable, ROOT / "docs" / "write_kinds.py", "--check"], check=False)
    assert result.returncode == 0, "run `make docs`"


def test_the_page_about_the_vocabulary_names_every_type():
    text = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    missing = [name for name in model.__all__ if f"`{name}`" not in text]
    assert not missing


def test_the_page_about_the_vocabulary_names_tests_that_exist():
    text = (ROOT / "docs" / "model.md").read_text(encoding="utf-8")
    for name in re.findall(r"`(tests/\w+\.py)`", text):
        assert (ROOT / name).is_file(), name


def test_decisions_are_dated_and_short():
    entries = re.split(r"^## ", (ROOT / "docs" / "decisions.md").read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    for entry in entries:
        title, _, body = entry.partition("\n")
        assert re.match(r"20\d\d-\d\d-\d\d ", title), title
        assert len(body.strip().splitlines()) <= 5, f"{title}: more than five lines"


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_inside_the_repository_lead_somewhere(path):
    for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
        if "://" not in target:
            assert (path.parent / target).exists(), target


SPOKEN = sorted(
    path
    for pattern in ("*.md", "*.py", "*.sh", "*.tsv", "*.txt", "*.html", "Makefile", "NOTICE", "*.toml")
    for path in ROOT.rglob(pattern)
    if not {".venv", ".venv-train", ".venv-bench", "build", "runs", "tests"} & set(path.relative_to(ROOT).parts)
)


@pytest.mark.parametrize("path", SPOKEN, ids=lambda path: str(path.relative_to(ROOT)))
def test_what_is_shipped_speaks_of_the_project_alone(path):
    text = path.read_text(encoding="utf-8", errors="replace")  # a demo page is in Windows-1252 on purpose
    hosts = r"\b(?:pypi\.org|pythonhosted\.org|registry\.npmjs\.org|deb\.debian\.org)\b"
    assert not re.search(rf"/(?:home|root|work|tmp)/\w|{hosts}|\bissue #?\d", text)


def test_the_first_example_of_the_readme_is_in_the_repository():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    assert "examples/page.txt" in text
    assert (ROOT / "examples" / "page.txt").is_file()


@pytest.mark.slow
def test_the_first_example_of_the_readme_is_what_the_program_prints():
    result = subprocess.run([sys.executable, ROOT / "docs" / "write_example.py", "--check"], check=False)
    assert result.returncode == 0, "run `make docs`"


def test_licence_and_notice():
    assert "Apache License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for owed in ("GeoNames", "Correlates of War", "Wikidata", "Factbook", "all-MiniLM-L6-v2", "EWT", "GUM", "PolNeAR",
                 "CoNLL-2003", "DWIE", "re3d", "trafilatura", "PLOVER"):  # fmt: skip
        assert owed in notice, owed
