"""A dossier on disk, made of the hand-made accounts, with its web."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from starlette.testclient import TestClient

from communique.model import Account, Dossier, Kin, Kinship, Page, Reason, Rejection, Span
from communique.record import Capture, Record
from communique.web.actions import Retell
from communique.web.actions import routes as actions
from communique.web.app import application
from communique.web.outputs import routes as outputs
from tests.export_dossier.norvia import Maker

MADE_BY = "0123456789abcdef"


def kin_of(maker: Maker) -> Kin:
    """The wire and a page that prints it share their running text."""
    left, right = sorted((maker.accounts["wire"].article, maker.accounts["copy2"].article), key=lambda a: a.id)
    spans = [Span(a.text.index("\n") + 1, len(a.text)) for a in (left, right)]
    return Kin(left=left.id, right=right.id, kinship=Kinship.COPY, shared=(tuple(spans),), how="test", score=1.0)  # type: ignore[arg-type]


def make(path: Path, name: str = "Norvia and Estmark") -> Maker:
    """Write the dossier to ``path``, with one source that could not be read."""
    maker = Maker()
    with Record.create(path, name) as record:
        run = record.start_run(version="0.6", made_by=MADE_BY, reader="reader-3", started="2026-05-20T08:00:00Z")
        for n, account in enumerate(maker.accounts.values()):
            add(record, account, f"2026-05-20T08:{n:02d}:00Z", run)
        bad = Rejection(
            origin="inbox/front.html", url="https://herald.example/", reason=Reason.INDEX_PAGE, detail="many teasers"
        )
        record.fail(bad, run=run)
        record.finish_run(run, finished="2026-05-20T09:00:00Z")
        record.keep_rows(kin=[kin_of(maker)])
        keep(record, maker.dossier())
    return maker


def add(record: Record, account: Account, captured: str, run: int) -> None:
    """Add an account as read from a page of its own."""
    article = account.article
    page = Page.of(article.text.encode(), origin=article.origin, url=article.url, media_type="text/plain")
    record.add(Capture(page=page, captured=captured), account, run=run)


def keep(record: Record, dossier: Dossier) -> None:
    """Keep what is told, less what corrections have taken away."""
    there = {fact.id for fact in record.shelf().facts()}

    def fit(facts: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(fact for fact in facts if fact in there)

    happenings = tuple(replace(h, facts=fit(h.facts)) for h in dossier.happenings if fit(h.facts))
    record.keep_told(replace(dossier, happenings=happenings))


@dataclass
class Desk:
    """The web of a dossier, and what tests ask of it."""

    path: Path
    maker: Maker
    client: TestClient

    @property
    def token(self) -> str:
        """The token of our own pages."""
        found = re.search(r'name="token" value="([^"]+)"', self.client.get("/corrections").text)
        assert found is not None
        return found[1]

    def post(self, kind: str, *, token: str | None = None, who: str = "Mia Berg", **fields: object):
        """Send a form of corrections as a browser does from our own page."""
        data = {"token": self.token if token is None else token, "who": who, **fields}
        sent = {name: list(value) if isinstance(value, tuple) else value for name, value in data.items()}
        return self.client.post(f"/corrections/{kind}", data=sent, follow_redirects=False)

    def record(self) -> Record:
        """Open the dossier to look at."""
        return Record.open(self.path, write=False)


def retell_of(maker: Maker) -> Retell:
    """What tells the dossier anew: the hand-made one, without facts that were rejected."""
    return lambda record: keep(record, maker.dossier())


@cache
def _made() -> tuple[Maker, bytes]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "dossier.db"
        return make(path), path.read_bytes()


def desk(folder: Path) -> Desk:
    """Make a dossier and its web."""
    maker, content = _made()
    (folder / "dossier.db").write_bytes(content)
    web = application(folder / "dossier.db", more=(*actions(retell_of(maker)), *outputs()))
    return Desk(folder / "dossier.db", maker, TestClient(web, base_url="http://127.0.0.1"))
