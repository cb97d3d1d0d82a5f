"""What is shipped: the wheel holds what reading needs and nothing else, and works in a clean environment, offline."""

from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
MEGABYTE = 1024 * 1024

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check", "--no-deps"]
    shutil.rmtree(ROOT / "build", ignore_errors=True)  # what an earlier build left there would be packed again
    subprocess.run([*pip, "--wheel-dir", folder, "."], cwd=ROOT, check=True)
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_what_reading_needs(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "communique/py.typed",
        "communique/export/style.css",
        "communique/demo/pages/index.tsv",
        "communique/demo/pages/security-council.txt",
        "communique/reading/weights/reader-3/config.json",
        "communique/reading/weights/reader-3/tokenizer.json",
        "communique/article/agencies.tsv",
        "communique/fact/lexicon.tsv",
        "communique/record/schema.sql",
        "communique/story/verdicts/compare.tsv",
        "communique/web/data/outlines.tsv",
        "communique/web/static/htmx.min.js",
        "communique/web/static/LICENSES.md",
        "communique/web/templates/base.html",
        "communique/web/words/sq/shared.toml",
    ):
        assert needed in names
    assert [name for name in names if name.endswith(".onnx")]
    assert [name for name in names if name.endswith("licenses/LICENSE")]
    assert [name for name in names if name.endswith("licenses/NOTICE")]


def test_the_wheel_is_small_and_holds_nothing_else(wheel):
    assert wheel.stat().st_size < 60 * MEGABYTE
    heads = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {head for head in heads if not head.endswith(".dist-info")} == {"communique"}


def test_a_clean_environment_reads_a_page_with_the_network_off(wheel):
    result = subprocess.run(
        ["bash", ROOT / "tests" / "clean_install.sh", sys.executable, wheel],
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert "clean install: " in result.stdout
