"""The HTML in a real browser: it lays out, asks nothing of the network, and a fact leads to its sentence."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from communique.export import to_html
from tests.accounts import HOPED, talks

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(BROWSER is None, reason="no chromium on this machine: the HTML was not looked at in a browser"),
]


def browse(folder, *arguments):
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'profile'}", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, check=True, timeout=120)


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.html"
    path.write_text(to_html(talks().account()), encoding="utf-8")
    return path


def test_the_style_sheet_is_let_in_by_the_policy_and_nothing_is_refused(page, tmp_path):
    result = browse(tmp_path, "--enable-logging=stderr", "--v=0", "--dump-dom", page.as_uri())
    assert b"Content Security Policy" not in result.stderr
    assert HOPED.split('"')[0].split("said")[0].strip() in re.sub(r"<[^>]+>", "", result.stdout.decode())


def test_a_fact_lights_up_its_sentence(page, tmp_path):
    anchor = re.findall(r'href="#(s-\d+)"', page.read_text(encoding="utf-8"))[0]
    shots = []
    for name, address in (("plain", page.as_uri()), ("lit", f"{page.as_uri()}#{anchor}")):
        shot = tmp_path / f"{name}.png"
        browse(tmp_path, "--window-size=1200,800", f"--screenshot={shot}", address)
        shots.append(shot.read_bytes())
    assert all(shot.startswith(b"\x89PNG") and len(shot) > 5_000 for shot in shots)
    assert shots[0] != shots[1]
