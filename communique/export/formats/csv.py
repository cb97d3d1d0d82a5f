"""One long table of facts as CSV: for spreadsheets, and for whoever would rather filter than program."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator

from communique.export.cells import guarded
from communique.export.formats.told import Left, Told, point_of, span_of_days, told_of, untold, when_of
from communique.export.wording import one_line
from communique.model import Account, Event, Fact, Proposal, Situation, Span, Statement, type_of_fact

COLUMNS = (
    "kind", "id", "summary", "type", "mode", "context", "act", "status", "condition",
    "actors", "actor_countries", "recipients", "recipient_countries",
    "first_day", "last_day", "date_edtf", "date_text", "date_how",
    "place", "place_kind", "place_country", "latitude", "longitude",
    "said_by", "said_in", "sourcing", "form", "content", "channel",
    "name", "points", "extent",
    "quote", "start", "end", "cue", "how", "score",
    "article", "headline", "publisher", "published", "url", "made_by",
)  # fmt: skip
_NUMBERS = frozenset({"latitude", "longitude", "points", "start", "end", "score"})
_BYTE_ORDER_MARK = "\ufeff"


def to_csv(accounts: Iterable[Account], left: Left = untold) -> Iterator[str]:
    """Yield the header, then one line for each fact; columns of other kinds are empty.

    ``kind`` is event, statement, proposal or situation. ``actors`` are those who act, speak, propose or hold,
    ``recipients`` those acted on or spoken to; lists are joined with ``; ``. ``quote`` is the cited sentence word for
    word, ``start`` and ``end`` its place in the article's text (code points, half open).

    A text that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line end is a formula to a spreadsheet, and a page
    can hold any ('=HYPERLINK(…)' as its headline): it gets an apostrophe before it, which a spreadsheet does not show.
    Numbers do not, so that a western longitude stays one. The file begins with a byte order mark, without which Excel
    takes UTF-8 for another encoding (pandas, polars, duckdb and R skip it); lines end as RFC 4180 says.
    """
    del left  # Every fact has its line.
    yield _BYTE_ORDER_MARK + _line(COLUMNS)
    for told in told_of(accounts):
        for fact in told.facts():
            row = {**_shared(fact, told), **_own(fact, told)}
            yield _line([_cell(column, row.get(column)) for column in COLUMNS])


def _line(cells: Iterable[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _cell(column: str, value: object) -> str:
    if value is None:
        return ""
    text = str(value)
    return text if column in _NUMBERS else guarded(text)


def _shared(fact: Fact, told: Told) -> dict[str, object]:
    article, cited, when = told.article, fact.evidence[0], when_of(fact)
    days = span_of_days(when)
    return {
        "kind": type_of_fact[type(fact)],
        "id": fact.id,
        "summary": told.sentence(fact),
        "first_day": days[0] if days else None,
        "last_day": days[1] if days else None,
        "date_edtf": when.edtf if when else None,
        "date_text": when.text if when else None,
        "date_how": when.how if when else None,
        "quote": cited.quote,
        "start": cited.sentence.start,
        "end": cited.sentence.end,
        "cue": cited.cue.of(article.text),
        "how": fact.how,
        "score": fact.score,
        "article": article.id,
        "headline": one_line(article.headline or ""),
        "publisher": article.publisher,
        "published": article.published.edtf if article.published else None,
        "url": article.url,
        "made_by": told.account.made_by,
    }


def _own(fact: Fact, told: Told) -> dict[str, object]:
    match fact:
        case Event():
            return _event(fact, told)
        case Statement():
            return _statement(fact, told)
        case Proposal():
            return {
                **_parties((fact.author,) if fact.author else (), (), told),
                "status": fact.status.value if fact.status else None,
                "name": one_line(fact.name),
                "points": fact.points,
                "content": _words(fact.terms, told),
            }
        case Situation():
            return {
                **_parties((fact.holder,) if fact.holder else (), (), told),
                **_place(fact.object, told),
                "name": fact.what,
                "extent": fact.extent,
            }


def _event(event: Event, told: Told) -> dict[str, object]:
    saying = told.saying_of(event)
    return {
        **_parties(event.actors, event.recipients, told),
        **_place(event.where, told),
        "type": event.type.value,
        "mode": event.mode,
        "context": "; ".join(event.context),
        "status": event.status.value,
        "condition": one_line(event.condition.of(told.article.text)) if event.condition else None,
        "said_in": event.said_in,
        "said_by": _names(saying.speakers, told) if saying else None,
    }


def _statement(statement: Statement, told: Told) -> dict[str, object]:
    text = told.article.text
    return {
        **_parties(statement.speakers, statement.addressees, told),
        **_place(statement.where, told),
        "act": statement.act.value,
        "said_by": _words(statement.source, told) or None,
        "sourcing": statement.sourcing.value,
        "form": statement.form.value,
        "content": _words(statement.content, told),
        "channel": one_line(statement.channel.of(text)) if statement.channel else None,
    }


def _parties(actors: tuple[str, ...], recipients: tuple[str, ...], told: Told) -> dict[str, object]:
    return {
        "actors": _names(actors, told),
        "actor_countries": _countries(actors, told),
        "recipients": _names(recipients, told),
        "recipient_countries": _countries(recipients, told),
    }


def _names(ids: tuple[str, ...], told: Told) -> str:
    return "; ".join(one_line(actor.name) for actor in told.actors(ids))


def _countries(ids: tuple[str, ...], told: Told) -> str:
    return "; ".join(dict.fromkeys(actor.country for actor in told.actors(ids) if actor.country))


def _words(spans: tuple[Span, ...], told: Told) -> str:
    return " … ".join(one_line(span.of(told.article.text)) for span in spans)


def _place(key: str | None, told: Told) -> dict[str, object]:
    place = told.place(key)
    if place is None:
        return {}
    point = point_of(place)
    return {
        "place": one_line(place.name),
        "place_kind": place.kind.value,
        "place_country": place.country,
        "latitude": point[0] if point else None,
        "longitude": point[1] if point else None,
    }
