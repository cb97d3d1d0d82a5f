"""Office holders with their terms: chiefs of state, heads of government, foreign ministers, and others typed in."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

from communique.reference.folding import fold
from communique.reference.names import short_for, tokens
from training.atlas.countries import plover
from training.atlas.rows import HERE, read, write

_EXTRA_SEEN = "2025-12-31"
_MINISTERS_SEEN = "2023-01-31"
_WORLD_SEEN = "2022-10-31"
_LAST_STATE = "2026-01-22"
_SUFFIX = re.compile(r",? (?:Jr|Sr)\.?$")
_INITIAL = re.compile(r" [A-Z]\.(?= )")
_PATRONYMIC = re.compile(r"(?<= )[A-Z][a-z]+(?:ovich|evich|yevich|ovych|iyovych|ovna|evna|ivna) (?=[A-Z])")
_RANK = re.compile(
    r"^(?:(?:Acting|Interim|Gen|General|Lt|Maj|Brig|Sr|Col|Adm|Field|Marshal|Sheikh|Dr|Sir|Dame|Prince|Shaykh|Ret|Capt"
    r"|Al Hadj|Mr|Mrs|Ms|Field Marshal|Crown)\.? )+"
)
_KINDS = (
    ("deputy", "deputy prime minister"), ("vice premier", "deputy prime minister"), ("vice", "vice president"),
    ("second", "vice president"), ("supreme leader", "supreme leader"), ("president", "president"),
    ("chairman of the presidency", "president"), ("chairperson of the presidency", "president"),
    ("prime minister", "prime minister"), ("premier", "prime minister"), ("chancellor", "prime minister"),
    ("taoiseach", "prime minister"), ("king", "monarch"), ("queen", "monarch"), ("amir", "monarch"),
    ("emir", "monarch"), ("sultan", "monarch"), ("grand duke", "monarch"), ("emperor", "monarch"),
    ("prince", "monarch"), ("pope", "monarch"), ("governor", "governor"), ("foreign", "foreign minister"),
    ("external", "foreign minister"), ("secretary of state", "foreign minister"), ("chief executive", "regional head"),
    ("chief minister", "regional head"),
)  # fmt: skip


@dataclass(frozen=True)
class Term:
    """One row of ``offices.tsv``."""

    holder: str
    aliases: tuple[str, ...]
    country: str
    title: str
    kind: str
    sector: str
    since: str
    until: str
    seen: str
    wikidata: str


def build(knowledge: Path, out: Path) -> None:
    """Write ``offices.tsv``. Rows typed in win over rows of the sources for the same country, kind and person."""
    own = [_own(r) for r in read(HERE / "offices_extra.tsv")]
    ids = _wikidata(knowledge)
    taken = {(t.country, t.kind, _key(n), int(t.since[:4]) + d) for t in own for n in _named(t) for d in (-1, 0, 1)}
    found = [*_leaders(knowledge), *_ministers(knowledge), *_world(knowledge), *_heads(knowledge)]
    terms = list(own)
    seen: set[tuple[str, str, str, int]] = set()
    for term in found:
        mark = (term.country, term.kind, _key(term.holder), int(term.since[:4]))
        if mark in taken or mark in seen:
            continue
        seen.update((*mark[:3], mark[3] + d) for d in (-1, 0, 1))
        terms.append(term)
    terms = [_closed(t, terms) for t in terms]
    typed = {(r["holder"], r["country"]): r["wikidata"] for r in read(HERE / "person_ids_extra.tsv")}
    terms = [t if t.wikidata else replace(t, wikidata=typed.get((t.holder, t.country), "")) for t in terms]
    terms = [t if t.wikidata else replace(t, wikidata=_id_of(t, ids)) for t in terms]
    header = "holder surname aliases country title kind sector since until seen wikidata".split()
    write(out / "offices.tsv", header, dict.fromkeys(sorted(_row(t) for t in terms)))


def _row(t: Term) -> tuple[str, ...]:
    aliases = "|".join(dict.fromkeys((*t.aliases, *_short(t))))
    return (t.holder, _surname(t), aliases, t.country, t.title, t.kind, t.sector, t.since, t.until, t.seen, t.wikidata)


def _named(term: Term) -> tuple[str, ...]:
    return (term.holder, *term.aliases)


def _own(row: dict[str, str]) -> Term:
    return Term(
        row["holder"], tuple(filter(None, row["aliases"].split("|"))), row["country"], row["title"], row["kind"],
        row["sector"], row["since"], row["until"], "" if row["until"] else _EXTRA_SEEN, row["wikidata"],
    )  # fmt: skip


def _leaders(knowledge: Path) -> list[Term]:
    terms = []
    for row in read(knowledge / "leaders.tsv"):
        title, name = row["title"], row["name"]
        kind = _kind(title)
        if kind is None or not row["iso3"] or not row["since"] or "," in _SUFFIX.sub("", name) or len(name) < 4:
            continue
        holder, aliases = _spelled(name)
        aliases += tuple(s.strip() for s in row["other_spellings"].split(";") if s.strip() and "," not in s)
        if _dependent(row["iso3"]):
            if kind in ("monarch", "president", "vice president"):
                continue
            kind = "regional head"
        terms.append(
            Term(holder, aliases, plover(row["iso3"]), title, kind, "GOV", row["since"], "", row["last_seen"], "")
        )
    return terms


def _ministers(knowledge: Path) -> list[Term]:
    codes = {r["country_qid"]: r["iso3"] for r in read(knowledge / "country_qids.tsv")}
    terms = []
    for row in read(knowledge / "foreign_ministers.tsv"):
        code = plover(codes.get(row["country_qid"], ""))
        if code and not _dependent(codes[row["country_qid"]]) and _latin(row["person"]) and row["start"]:
            title = "Foreign Minister" if "oreign" in row["position"] else row["position"]
            terms.append(
                Term(row["person"], (), code, title, "foreign minister", "GOV", row["start"], "", _MINISTERS_SEEN,
                     row["person_qid"])
            )  # fmt: skip
    return terms


def _world(knowledge: Path) -> list[Term]:
    codes = {r["country_qid"]: r["iso3"] for r in read(knowledge / "country_qids.tsv")}
    terms = []
    for row in read(knowledge / "world_leaders_2022.tsv"):
        code, kind = plover(codes.get(row["country_qid"], "")), _kind(row["office"])
        if _dependent(codes.get(row["country_qid"], "")):
            kind = "regional head"
        if code and kind and _latin(row["person"]) and row["start_year"]:
            title = row["office"].split(" of ")[0]
            seen = "" if row["end_year"] else _WORLD_SEEN
            terms.append(
                Term(row["person"], (), code, title, kind, "GOV", row["start_year"], row["end_year"], seen,
                     row["person_qid"])
            )  # fmt: skip
    return terms


def _heads(knowledge: Path) -> list[Term]:
    terms = []
    for row in read(knowledge / "organisation_heads.tsv"):
        position = row["position"]
        if not _latin(row["person"]) or position.startswith(("Judge", "Permanent Rep", "Under-")):
            continue
        united = "United Nations" in position or "Court of Justice" in position
        kind = "head of organisation" if "retary-General" in position and "Deputy" not in position else "official"
        seen = "" if row["end"] else _MINISTERS_SEEN
        sector = "JUD" if "Court" in position else ""
        terms.append(
            Term(row["person"], (), "UNO" if united else "IGO", position, kind, sector, row["start"], row["end"], seen,
                 row["person_qid"])
        )  # fmt: skip
    return terms


def _dependent(iso3: str) -> bool:
    """Tell whether an office of this territory is not one of the state whose code its actors get."""
    return plover(iso3) != iso3 and iso3 != "XKX"


def _kind(title: str) -> str | None:
    folded = fold(title)
    return next((kind for word, kind in _KINDS if word in folded), None)


def _spelled(name: str) -> tuple[str, tuple[str, ...]]:
    """Return the name as a newspaper prints it (no rank, middle initial, patronymic, "Jr."), and its other forms."""
    name = re.sub(r' ?["“(].*?["”)]', "", name).strip()
    full = _RANK.sub("", name)
    short = _PATRONYMIC.sub("", _INITIAL.sub("", _SUFFIX.sub("", full))).strip()
    return short, (full,) if full != short else ()


def _closed(term: Term, terms: list[Term]) -> Term:
    """End a term where the next one in the same single-seat office begins, or where the source last saw it."""
    if term.until or term.kind not in ("president", "prime minister", "monarch", "foreign minister"):
        return term
    later = [
        t.since
        for t in terms
        if (t.country, t.kind) == (term.country, term.kind)
        and _key(t.holder) != _key(term.holder)
        and t.since > term.since
        and t.since[:7] > (term.seen[:7] if term.seen < _LAST_STATE and term.seen else term.since)[:7]
    ]
    if not later or (term.seen >= _EXTRA_SEEN):
        return term
    return replace(term, until=min(later))


def _id_of(term: Term, ids: dict[tuple[str, str], tuple[str, str]]) -> str:
    """The id of the person with that family name whose whole name fits too: one family has several "M." and "N."."""
    qid, person = ids.get((term.country, _key(term.holder)), ("", ""))
    one, others = tokens(person), [tokens(name) for name in _named(term)]
    fits = any(max(short_for(one, other), short_for(other, one)) > 0 for other in others)
    return qid if qid and fits else ""


def _wikidata(knowledge: Path) -> dict[tuple[str, str], tuple[str, str]]:
    codes = {r["country_qid"]: r["iso3"] for r in read(knowledge / "country_qids.tsv")}
    ids: defaultdict[tuple[str, str], set[tuple[str, str]]] = defaultdict(set)
    for table in ("foreign_ministers.tsv", "world_leaders_2022.tsv"):
        for row in read(knowledge / table):
            ids[plover(codes.get(row["country_qid"], "")), _key(row["person"])].add((row["person_qid"], row["person"]))
    return {mark: next(iter(found)) for mark, found in ids.items() if len({q for q, _ in found}) == 1}


def _key(name: str) -> str:
    """Two spellings of one person share first letter and surname sound: Dmitriy and Dmitry, Hroisman and Hroysman."""
    words = fold(_spelled(name)[0]).split()
    return f"{words[0][:1]} {re.sub('[yj]', 'i', words[-1])}" if words else ""


_PARTICLES = {"bin", "bint", "ibn", "ben", "al", "el", "von", "van", "de", "da", "della", "le", "la", "der", "den"}


def _surname(term: Term) -> str:
    """The family name: the last word with its particles ("bin Salman"), or the first where the family name leads.

    Empty where it alone means nobody: "Johnson" is not yet the senator or the candidate of that name.
    """
    words = term.holder.split()
    if term.country in {"CHN", "TWN", "KOR", "PRK", "VNM", "HKG"} and len(words) > 1:
        return words[0]
    if (
        term.kind in ("monarch", "senator", "candidate")
        or words[0] in {"King", "Pope", "Sultan", "Queen"}
        or len(words) < 2
    ):
        return ""
    start = len(words) - 1
    while start > 1 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    return " ".join(words[start:])


def _short(term: Term) -> tuple[str, ...]:
    """The family name without its Arabic article, as headlines print it ("Assad" for "al-Assad")."""
    surname = _surname(term)
    for article in ("al-", "el-", "Al-", "El-", "al ", "Al "):
        if surname.startswith(article):
            return (surname[len(article) :],)
    return ()


def _latin(name: str) -> bool:
    return bool(name) and all(c < "ɏ" or c in "’ʻ" for c in name)
