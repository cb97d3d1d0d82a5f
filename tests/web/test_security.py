"""Who may ask, for what host, how much and how often, and who may change something."""

from __future__ import annotations

import base64

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from communique.errors import UsageError
from communique.web import security
from communique.web.app import application
from communique.web.security import ADDRESS, BODY, Password, host_of, is_loopback, must_be_safe
from communique.web.tokens import COOKIE


def changed(request: Request) -> PlainTextResponse:
    why = request.app.state.tokens.refusal(request, request.headers.get("x-communique-token"))
    return PlainTextResponse(why or "changed", 403 if why else 200)


@pytest.fixture
def guarded(norvia):
    return TestClient(
        application(norvia, more=[Route("/change", changed, methods=["POST"])]), base_url="http://localhost"
    )


@pytest.mark.parametrize(
    ("host", "status"),
    [("localhost", 200), ("127.0.0.1:8017", 200), ("[::1]:8017", 200), ("LOCALHOST.", 200), ("evil.example", 421),
     ("127.0.0.1.evil.example", 421), ("localhost@evil.example", 421), ("192.168.0.7", 421), ("", 421),
     ("x" * 400, 421)],
)  # fmt: skip
def test_only_hosts_of_our_own_are_answered(guarded, host, status):
    assert guarded.get("/", headers={"host": host}).status_code == status


def test_a_server_on_every_address_takes_addresses_in_figures_but_no_names(norvia):
    web = TestClient(application(norvia, host="0.0.0.0", password="a long password"), base_url="http://localhost")
    basic = {"authorization": "Basic " + base64.b64encode(b"any:a long password").decode()}
    assert web.get("/", headers={"host": "192.168.0.7:8017", **basic}).status_code == 200
    assert web.get("/", headers={"host": "evil.example", **basic}).status_code == 421


@pytest.mark.parametrize(
    ("host", "is_safe"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("127.9.9.9", True), ("0.0.0.0", False), ("::", False),
     ("192.168.0.7", False), ("desk.example", False)],
)  # fmt: skip
def test_a_host_others_can_reach_needs_a_password(host, is_safe, norvia):
    assert is_loopback(host) is is_safe
    must_be_safe(host, "a long password")
    if is_safe:
        must_be_safe(host, None)
        return
    for password in (None, "", "short"):
        with pytest.raises(UsageError, match="password"):
            application(norvia, host=host, password=password)


def test_the_password_is_asked_for_on_every_path(norvia):
    web = TestClient(application(norvia, password="korrekt – pferd"), base_url="http://localhost")
    for path in ("/", "/front.json", "/static/dossier.css", "/events", "/nothing"):
        assert web.get(path).status_code == 401
        assert web.get(path).headers["www-authenticate"].startswith("Basic ")
    assert web.get("/", auth=("any", "korrekt – pferd")).status_code == 200
    assert web.get("/", auth=("any", "korrekt – pferd ")).status_code == 401


def test_somebody_who_guesses_must_wait(norvia, monkeypatch):
    clock = [1000.0]
    monkeypatch.setattr(security, "monotonic", lambda: clock[0])
    web = TestClient(application(norvia, password="a long password"), base_url="http://localhost")
    for n in range(security.TRIES):
        assert web.get("/", auth=("", f"guess {n}")).status_code == 401
    assert web.get("/", auth=("", "a long password")).status_code == 429
    clock[0] += security.LOCKED + 1
    assert web.get("/", auth=("", "a long password")).status_code == 200


@pytest.mark.parametrize(
    "header", [None, "", "Basic", "Basic !!", "Bearer x", "Basic " + "A" * 5000, "Basic OnNlY3JldA"]
)
def test_no_header_but_the_right_one_fits(header):
    assert not Password.of("secret").fits(header)


def test_a_password_is_not_kept_in_letters():
    made = Password.of("a long password")
    assert b"password" not in made.key + made.digest
    assert Password.of("a long password").digest != made.digest


def test_too_much_too_long_too_often_and_other_methods_are_refused(guarded, monkeypatch):
    assert guarded.get("/?" + "x" * ADDRESS).status_code == 414
    assert guarded.post("/change", content=b"x" * (BODY + 1)).status_code == 413
    assert guarded.post("/change", content=iter([b"x" * BODY, b"x"])).status_code == 413
    assert guarded.post("/change", headers={"content-length": "nine"}, content=b"").status_code == 413
    assert guarded.request("DELETE", "/").status_code == 405
    monkeypatch.setattr(security, "monotonic", lambda: 1e9)
    statuses = [guarded.get("/nothing.json").status_code for _ in range(security.BURST + 1)]
    assert statuses[0] == 404
    assert statuses[-1] == 429


def test_a_change_needs_the_token_of_our_own_page(guarded):
    assert guarded.post("/change").status_code == 403
    guarded.get("/")
    token = guarded.cookies[COOKIE]
    good = {"x-communique-token": token}
    assert guarded.post("/change", headers=good).text == "changed"
    assert guarded.post("/change", headers={"x-communique-token": token[:-1] + "0x"}).status_code == 403
    assert guarded.post("/change", headers={**good, "origin": "http://localhost"}).status_code == 200
    for foreign in ({"origin": "http://evil.example"}, {"origin": "null"}, {"origin": "http://localhost:3000"},
                    {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}):  # fmt: skip
        assert guarded.post("/change", headers={**good, **foreign}).status_code == 403, foreign


def test_a_cookie_made_up_by_somebody_else_is_no_token(guarded):
    guarded.cookies.set(COOKIE, "ab" * 32)
    assert guarded.post("/change", headers={"x-communique-token": "ab" * 32}).status_code == 403
    set_anew = guarded.get("/").headers["set-cookie"]
    assert "SameSite=strict" in set_anew
    assert "HttpOnly" in set_anew


@pytest.mark.parametrize("path", ["/static/", "/static", "/static/../app.py", "/static/%2e%2e/app.py", "/static/.css"])
def test_no_folder_is_listed_and_no_other_file_sent(guarded, path):
    assert guarded.get(path).status_code == 404


@pytest.mark.parametrize(("header", "name"), [("[::1]:80", "::1"), ("a.b:1", "a.b"), ("A.B.", "a.b"), ("", "")])
def test_the_name_in_a_host_header(header, name):
    assert host_of(header) == name
