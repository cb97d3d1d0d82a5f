"""The codebook of a run as one HTML page, to be put beside the data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files

from communique.corpus.codebook import UNDATED, Codebook, Counts, Days, Described
from communique.corpus.markup import Cell, listing, page, safe, share, table
from communique.export import in_words
from communique.model import Reason
from communique.model.kinds import KINDS, Kind

_SOURCES = 100
_VALUES = 60
_CODES = 400
"""Rows shown of sources, outlets and codes."""
_QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
_SECTIONS = (
    ("run", "The run"),
    ("sources", "Sources"),
    ("refused", "What was not read"),
    ("articles", "Articles"),
    ("dates", "Dates"),
    ("facts", "Facts"),
    ("events", "Events"),
    ("statements", "Statements"),
    ("parties", "Parties and places"),
    ("tables", "Tables and columns"),
    ("cite", "How to cite"),
)
_PLOVER = (
    "Halterman, A., Bagozzi, B. E., Beger, A., Schrodt, P. A., and Scarborough, G. I. (2023). PLOVER and POLECAT: "
    "A New Political Event Ontology and Dataset. SocArXiv."
)


def to_page(book: Codebook) -> str:
    """Return the page; the same run gives the same bytes."""
    return page("Codebook of a run of Communiqué", "codebook.css", _parts(book))


def _parts(book: Codebook) -> Iterator[str]:
    rates = _rates(book)
    sections = [*_SECTIONS[:9], *([("rates", "Error rates")] if rates else []), *_SECTIONS[9:]]
    yield "<header><h1>Codebook of a run of Communiqué</h1>"
    facts = f"{book.rows('facts'):,} facts in {book.rows('articles'):,} articles"
    yield f'<p class="faint">{facts}, read by communique {safe(book.about.tool("version"))}, '
    yield f"{safe(book.about.tool('reader'))}.</p></header>"
    links = "".join(f'<li><a href="#{name}">{safe(title)}</a></li>' for name, title in sections)
    yield f'<nav aria-label="Contents"><ul>{links}</ul></nav>\n<main>'
    written = {
        "run": _run,
        "sources": _sources,
        "refused": _refused,
        "articles": _articles,
        "dates": _dates,
        "facts": _facts,
        "events": _events,
        "statements": _statements,
        "parties": _parties,
        "tables": _tables,
        "cite": _cite,
    }
    for name, title in sections:
        yield f'<section aria-labelledby="{name}"><h2 id="{name}">{safe(title)}</h2>'
        yield from rates if name == "rates" else written[name](book)
        yield "</section>"
    yield "</main>"


def _run(book: Codebook) -> Iterator[str]:
    yield listing((*book.about.tools, ("tables (SHA-256)", book.digest)))
    if book.about.options:
        yield "<h3>Options</h3>"
        yield listing((name, value or "not given") for name, value in book.about.options)
    yield (
        "<p>Two runs with the same <code>made_by</code> read a page alike, to the byte. The digest is of the names and "
        "contents of all files of the tables.</p>"
    )


def _sources(book: Codebook) -> Iterator[str]:
    sources = book.about.sources
    if not sources:
        yield "<p>The run does not say what it was made of.</p>"
        return
    files_ = sum(source.files for source in sources)
    size = sum(source.bytes for source in sources)
    counts = (("pieces", len(sources)), ("files", files_), ("bytes", size), ("pages found in them", book.pages))
    yield listing((name, f"{count:,}") for name, count in counts)
    rows = [(s.name, s.kind, s.files, s.bytes, s.digest) for s in sources[:_SOURCES]]
    yield table("Sources, in the order they were read", ("source", "kind", "files", "bytes", "digest of names"), rows)
    if len(sources) > _SOURCES:
        yield f"<p>And {len(sources) - _SOURCES:,} more, in <code>run.json</code>.</p>"


def _refused(book: Codebook) -> Iterator[str]:
    yield (
        "<p>Each page that is no article of the run is a row of <code>rejections</code>, or of <code>failures</code> "
        "where the program did not get to its end: those may hold articles.</p>"
    )
    seen: list[Sequence[Cell]] = [("pages", book.pages, share(book.pages, book.pages))]
    counts = (
        ("articles", book.rows("articles")),
        ("refused", book.rows("rejections")),
        ("of them copies of an article that is there already", book.duplicates),
        ("failed", book.rows("failures")),
    )
    yield table("Pages", ("what", "pages", "share"), [*seen, *((n, c, share(c, book.pages)) for n, c in counts)])
    rows: list[Sequence[Cell]] = []
    for name in ("rejections", "failures"):
        for reason, count in book.count(name, "reason"):
            words = in_words(Reason(reason)) if reason in set(Reason) else ""
            rows.append((reason, words, name, count, share(count, book.pages)))
    if rows:
        yield table("Pages without an account, by reason", ("reason", "meaning", "table", "pages", "of all"), rows)


def _articles(book: Codebook) -> Iterator[str]:
    total = book.rows("articles")
    yield "<p>Pages that were refused for their language are under “What was not read”.</p>"
    for column, caption in (("language", "Languages (ISO 639-1)"), ("kind", "Kinds of page"), ("publisher", "Outlets")):
        yield from _values(book.count("articles", column), caption, column, total)


def _values(counts: Counts, caption: str, head: str, total: int) -> Iterator[str]:
    if not counts:
        return
    told = sum(count for _, count in counts)
    # Codes have an end and are all shown, far more than there are countries; outlets have none.
    most = _VALUES if head == "publisher" else _CODES
    rows: list[Sequence[Cell]] = [(value, count, share(count, total)) for value, count in counts[:most]]
    if len(counts) > most:
        rest = sum(count for _, count in counts[most:])
        rows.append((f"({len(counts) - most:,} others)", rest, share(rest, total)))
    if told < total:
        rows.append(("(not known)", total - told, share(total - told, total)))
    yield table(caption, (head, "rows", "share"), rows)


def _dates(book: Codebook) -> Iterator[str]:
    events = dict(book.count("facts", "kind")).get("event", 0)
    undated = dict(book.events.precisions).get(UNDATED, 0)
    yield (
        "<p>A time that the page does not tell is left empty. <strong>The day of publication never stands in for the "
        "day of an event</strong>; it only serves to work out expressions such as “on Monday” where it is known. "
        f"{share(events - undated, events)} of the events have a time.</p>"
    )
    yield from _days(book.events, "Times of events, by how precise they are", events)
    yield from _days(book.published, "Days of publication of articles", book.rows("articles"))


def _days(days: Days, caption: str, total: int) -> Iterator[str]:
    rows = [(name, count, share(count, total)) for name, count in days.precisions]
    if rows:
        yield table(caption, ("precision", "rows", "share"), rows)
    if days.first:
        yield f"<p>From {safe(days.first)} to {safe(days.last)}.</p>"


def _facts(book: Codebook) -> Iterator[str]:
    yield "<p>Every fact rests on a sentence of its article, which stands in <code>evidence</code> word for word.</p>"
    yield from _values(book.count("facts", "kind"), "Facts by kind", "kind", book.rows("facts"))
    yield from _values(_of_kind(book, "proposal"), "Where proposals stand", "status", _number(book, "proposal"))
    yield from _values(book.count("facts", "what"), "Situations", "what", _number(book, "situation"))


def _number(book: Codebook, kind: str) -> int:
    return dict(book.count("facts", "kind")).get(kind, 0)


def _of_kind(book: Codebook, kind: str) -> Counts:
    return tuple(
        (value.partition(":")[2], count)
        for value, count in book.count("facts", "status")
        if value.startswith(f"{kind}:")
    )


def _events(book: Codebook) -> Iterator[str]:
    yield (
        "<p>Types, modes and contexts are those of the PLOVER 2.0 draft; statuses are this project's. Definitions and "
        "examples are ours. The number is PLOVER's quad code: "
        + "; ".join(f"{number} {name}" for number, name in _QUADS.items())
        + ".</p>"
    )
    events = _number(book, "event")
    yield _codes("Event types", "type", book.count("facts", "type"), events, quads=True)
    yield _codes("Modes of events", "mode", book.count("facts", "mode"), events)
    yield _codes("Contexts of events; an event may have several", "context", book.count("facts", "context"), events)
    yield _codes("Statuses of events", "status", _of_kind(book, "event"), events)


def _codes(caption: str, sort: str, counts: Counts, total: int, *, quads: bool = False) -> str:
    """Return a table of all codes of a sort, also those that no row has, then of codes that we do not know."""
    found = dict(counts)
    known: list[Kind] = [kind for kind in KINDS if kind.sort == sort]
    rows: list[Sequence[Cell]] = []
    for kind in known:
        count = found.pop(kind.name, 0)
        quad = [str(kind.quad)] if quads else []
        rows.append((kind.name, *quad, kind.definition, kind.example, count, share(count, total)))
    for name, count in sorted(found.items()):
        rows.append((name, *["–"] * quads, "not a code of this version", "", count, share(count, total)))
    head = (sort, *(["quad"] if quads else []), "meaning", "example", "rows", "share")
    return table(caption, head, rows)


def _statements(book: Codebook) -> Iterator[str]:
    total = _number(book, "statement")
    yield _codes("Speech acts", "act", book.count("facts", "act"), total)
    yield from _values(book.count("facts", "form"), "How the words are given", "form", total)
    yield from _values(book.count("facts", "sourcing"), "Whom they are laid to", "sourcing", total)


def _parties(book: Codebook) -> Iterator[str]:
    actors, places = book.rows("actors"), book.rows("places")
    yield (
        "<p>A row of <code>actors</code> or <code>places</code> is a party or place as one article has it; somebody in "
        "ten articles is ten rows. Countries are ISO 3166-1 alpha-3 with PLOVER's exceptions, sectors PLOVER's.</p>"
    )
    for column in ("kind", "sector", "country"):
        yield from _values(book.count("actors", column), f"Actors by {column}", column, actors)
    for column in ("kind", "country"):
        yield from _values(book.count("places", column), f"Places by {column}", column, places)


def _rates(book: Codebook) -> tuple[str, ...]:
    """Return the section of error rates, as published of the run's reader; nothing where none are."""
    text = files("communique.corpus").joinpath("rates.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in text.splitlines() if line and not line.startswith("#")]
    own = [row[1:] for row in rows if row[0] == book.about.tool("reader")]
    if not own:
        return ()
    words = (
        "<p>As measured by this project, misses included. How they were measured is told in its benchmarks; take a "
        "sample of your own run to know how it does on your texts (<code>communique sample</code>).</p>"
    )
    return words, table("Error rates of the reader", ("what", "measure", "value", "measured on"), own)


def _tables(book: Codebook) -> Iterator[str]:
    yield (
        "<p>Parquet files, a folder for each table. <code>start</code> and <code>stop</code> are places in "
        "<code>articles.text</code>, counted in characters (code points) from 0, <code>stop</code> not included. Empty "
        "means: looked, and could not say. The share of empty cells is of the rows that can have the column: a "
        "statement has no <code>meeting_venue</code>, and that is no gap.</p>"
    )
    for told in book.tables:
        yield f'<h3 id="table-{safe(told.name)}">{safe(told.name)}: {told.rows:,} rows</h3>'
        yield _columns(told)


def _columns(told: Described) -> str:
    rows = [(c.name, c.type, c.description, share(c.empty, c.rows)) for c in told.columns]
    return table(f"Columns of {told.name}", ("column", "type", "meaning", "empty"), rows)


def _cite(book: Codebook) -> Iterator[str]:
    version, reader, made_by = (book.about.tool(name) for name in ("version", "reader", "made_by"))
    yield "<p>Name the program, its version and reader, and the digests, so that others can make the same run:</p>"
    yield (
        f"<blockquote>Communiqué, version {safe(version)}, {safe(reader)} (made_by {safe(made_by)}). Run of "
        f"{book.pages:,} pages, {book.rows('articles'):,} articles, {book.rows('facts'):,} facts; tables SHA-256 "
        f"<code>{safe(book.digest)}</code>.</blockquote>"
    )
    yield f"<p>The event types, modes and contexts:</p><blockquote>{safe(_PLOVER)}</blockquote>"
