"""The live web of a file: what it answers, in which language, and that it follows the file."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from threading import Thread

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from communique.errors import RecordError
from communique.record import Record
from communique.web.app import application
from communique.web.events import Events
from communique.web.source import Source
from communique.web.words import language_of
from tests.export_dossier.norvia import case
from tests.web.kept import add, keep


@pytest.fixture
def file(tmp_path):
    return keep(case(), tmp_path / "norvia.db")


def client(path, **more):
    return TestClient(application(path, **more), base_url="http://localhost", raise_server_exceptions=False)


def shorter(told):
    return replace(told, happenings=told.happenings[:1], stories=(), rounds=(), differences=())


def test_no_dossier_no_web(tmp_path):
    with pytest.raises(RecordError, match="no such file"):
        application(tmp_path / "none.db")


def test_the_view_is_made_once_for_each_state_of_the_file(file):
    source = Source(file)
    first = source.state()
    assert source.state().view is first.view
    file.touch()
    assert source.state().view is first.view
    with Record.open(file) as record:
        record.keep_told(shorter(case().dossier))
    second = source.state()
    assert second.view is not first.view or second.changes == first.changes
    with Record.open(file) as record:
        record.drop_rule_rows()
        record.keep_told(shorter(case().dossier))
    third = source.state()
    assert third.changes > first.changes
    assert len(third.view.dossier.happenings) == 1


def test_pages_not_told_of_yet_are_said_to_be_there(file):
    web = client(file)
    assert "not told of here" not in web.get("/").text
    with Record.open(file) as record:
        record.drop_rule_rows()
    assert "not told of here" in web.get("/").text


def test_a_dossier_that_is_not_told_says_so(tmp_path):
    path = tmp_path / "new.db"
    with Record.create(path, "New <b>"):
        pass
    web = client(path)
    page = web.get("/")
    assert page.status_code == 503
    assert "Nothing is told yet" in page.text
    assert "New &lt;b&gt;" in page.text
    assert web.get("/front.json").status_code == 503
    with Record.open(path) as record:
        add(record, case().accounts)
        record.keep_told(case().dossier)
    assert web.get("/").status_code == 200


def test_a_file_that_goes_away_gives_a_notice_and_comes_back(file):
    web = client(file)
    content = file.read_bytes()
    file.write_bytes(b"gone")
    page = web.get("/")
    assert page.status_code == 503
    assert "cannot be read" in page.text
    file.write_bytes(content)
    assert web.get("/").status_code == 200


def test_what_is_not_there_has_a_page_and_a_twin_of_its_own(web):
    for path in ("/nothing", "/article/none", "/happening/none", "/fact/none", "/static/none.css"):
        answer = web.get(path)
        assert answer.status_code == 404
        assert "There is no such page" in answer.text
    assert json.loads(web.get("/article/none.json").text) == {"error": "not found"}


def test_a_defect_is_a_page_without_its_innards(file):
    def broken(request):
        raise ValueError("secret innards")

    web = client(file, more=[Route("/broken", broken)])
    answer = web.get("/broken")
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Nothing of the dossier was changed" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]


def test_a_page_that_has_not_changed_is_not_sent_again(web):
    web.get("/")
    first = web.get("/")
    again = web.get("/", headers={"if-none-match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    other = web.get("/?lang=sq", headers={"if-none-match": first.headers["etag"]})
    assert other.status_code == 200


def test_static_files_are_kept_for_good_under_their_version(web):
    text = web.get("/").text
    path = text.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in web.get(path).headers["cache-control"]
    assert web.get("/static/dossier.css").headers["cache-control"] == "no-cache"
    tag = web.get(path).headers["etag"]
    assert web.get(path, headers={"if-none-match": tag}).status_code == 304


@pytest.mark.parametrize(
    ("asked", "cookie", "accepted", "language"),
    [
        (None, None, None, "en"),
        ("sq", "en", "en", "sq"),
        (None, "sq", "en", "sq"),
        ("xx", None, "sq-AL,en;q=0.5", "sq"),
        (None, None, "de, en;q=0.3, sq;q=0.8", "sq"),
        (None, None, "sq;q=0, en", "en"),
        (None, "../../etc", "fr;q=nine", "en"),
    ],
)
def test_the_language(asked, cookie, accepted, language):
    assert language_of(asked, cookie, accepted) == language


def test_a_language_asked_for_stays_and_keeps_the_filters(file):
    web = client(file)
    text = web.get("/happening/happening-talks?lang=sq").text
    assert '<html lang="sq">' in text
    assert "ka ndodhur" in text
    assert '<html lang="sq">' in web.get("/").text
    assert 'href="?kind=event&amp;lang=en"' in web.get("/timeline?kind=event").text


def test_a_fact_leads_to_its_words_in_the_page(web, view):
    fact = view.dossier.happenings[0].facts[0]
    answer = web.get(f"/fact/{fact}", follow_redirects=False)
    assert answer.status_code == 303
    article = view.account_of(fact).article.id
    assert answer.headers["location"] == f"/article/{article}?fact={fact}#words-{fact}"


def test_requests_at_the_same_time_get_the_same_view(file):
    source = Source(file)
    with Record.open(file) as record:
        record.drop_rule_rows()
        record.keep_told(case().dossier)
    found: list[object] = []
    threads = [Thread(target=lambda: found.append(source.state().view)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert None not in found
    assert len({id(view) for view in found}) <= 2


def test_who_listens_hears_of_a_change(file):
    async def listen() -> list[str]:
        events = Events(Source(file), pause=0.01)
        stream = events.stream()
        heard = [await anext(stream)]
        with Record.open(file) as record:
            record.drop_rule_rows()
        heard.append(await anext(stream))
        await stream.aclose()
        return heard

    hello, changed = asyncio.run(listen())
    assert hello.startswith("event: hello\ndata: {")
    assert changed.startswith("event: changed\n")
    before, after = (json.loads(each.split("data: ")[1]) for each in (hello, changed))
    assert after["changes"] > before["changes"]
    assert (before["current"], after["current"]) == (True, False)
