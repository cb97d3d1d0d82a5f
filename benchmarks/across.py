"""Events across pages: chains of ECB+ over mentions that the system finds itself.

    python benchmarks/across.py --shared ../shared [--json] [--all]

Topics that nothing was learned from (``--all``: every topic), sentences annotated with care. Two questions: ``words``,
every event word the reader marks; ``facts``, the events of the record alone. A predicted mention is the gold mention
whose words hold its head, else one of its own. Beside our chains stand those of the same lemma: within each topic as
the corpus gives it (which we are not told), within each of our own stories, and everywhere. Lone mentions count, as
is usual for ECB+; ``repeated`` leaves them out on both sides.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.chains import figures, scorer
from benchmarks.ecb import Row, accounts, documents, event_words, is_held, mentions, selected
from communique.model import Account, Event, Same, Shelf
from communique.pipeline import Tools
from communique.story.parties import gather
from communique.story.verdicts.alike import Pages
from communique.story.verdicts.candidates import candidates
from communique.story.verdicts.compare import compare, judged
from communique.story.verdicts.groups import group, stories
from communique.story.verdicts.told import Telling, tellings

Mention = Hashable
Keys = dict[str, Mention]
Answers = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Set:
    """Documents read, with what is needed to score chains over them."""

    read: list[tuple[Row, Account]]
    shelf: Shelf
    story: Mapping[str, int]

    @classmethod
    def of(cls, read: list[tuple[Row, Account]]) -> Set:
        shelf = Shelf([account for _, account in read])
        story = {page: n for n, pages in enumerate(stories(shelf)) for page in pages}
        return cls(read, shelf, story)

    def gold(self) -> list[set[Mention]]:
        """Chains of the gold mentions of all documents."""
        chains: dict[str, set[Mention]] = defaultdict(set)
        for row, _ in self.read:
            for place, (chain, _) in mentions(row).items():
                chains[chain].add((row["doc"], place))
        return list(chains.values())

    def keys(self, told: Mapping[str, Telling]) -> Keys:
        """The gold mention that each telling is, each given once, or a mention of its own."""
        by_page: dict[str, list[Telling]] = defaultdict(list)
        for one in told.values():
            by_page[one.article].append(one)
        found: Keys = {}
        for row, account in self.read:
            free = mentions(row)
            for one in sorted(by_page[account.article.id], key=lambda t: t.at):
                hit = next((p for p, (_, q) in free.items() if any(a <= one.at.start < b for a, b in q)), None)
                found[one.fact] = (row["doc"], hit) if hit else (row["doc"], one.at.start)
                if hit:
                    free.pop(hit)
        return found

    def lemmas(self, told: Mapping[str, Telling]) -> dict[str, str]:
        """The lemma of each telling's word."""
        found = {}
        for one in told.values():
            reading = self.shelf.account(one.article).reading
            if reading is not None:
                found[one.fact] = reading.words[reading.words_in(one.at)[0]].lemma.lower()
        return found


def ours_of_words(data: Set, told: Mapping[str, Telling]) -> tuple[tuple[str, ...], ...]:
    """Chains of event words, by the rules for events; here also within a page, where facts are one already."""
    pages = Pages(data.shelf, alone=True)
    wanted = set(candidates(told))
    by_page: dict[str, list[str]] = defaultdict(list)
    for fact, one in told.items():
        by_page[one.article].append(fact)
    wanted |= {(a, b) if a < b else (b, a) for own in by_page.values() for n, a in enumerate(own) for b in own[n + 1 :]}
    rows = [judged(told[a], told[b], pages) for a, b in sorted(wanted)]
    return group(told, [row for row in rows if row is not None])


def ours_of_facts(data: Set, told: Mapping[str, Telling]) -> tuple[tuple[str, ...], ...]:
    """Groups of the record's events, as a dossier makes them."""
    rows: Iterable[Same] = compare(data.shelf, gather(data.shelf), candidates(told))
    return group(told, tuple(rows))


def words_told(data: Set) -> dict[str, Telling]:
    return {one.fact: one for row, account in data.read for one in event_words(row, account)}


def facts_told(data: Set) -> dict[str, Telling]:
    wanted = [
        fact.id
        for row, account in data.read
        for fact in account.facts
        if isinstance(fact, Event) and selected(row, fact.evidence[0].cue.start)
    ]
    return tellings(data.shelf, gather(data.shelf), wanted)


def chained(told: Mapping[str, Telling], keys: Keys, name: Callable[[Telling], Hashable]) -> list[set[Mention]]:
    """Chains of the tellings of one name."""
    chains: dict[Hashable, set[Mention]] = defaultdict(set)
    for one in told.values():
        chains[name(one)].add(keys[one.fact])
    return list(chains.values())


def compared(data: Set, told: Mapping[str, Telling], groups: Iterable[Iterable[str]], measures: ModuleType) -> Answers:
    """Figures of our chains and of the same lemma's."""
    keys, lemma, gold = data.keys(told), data.lemmas(told), data.gold()
    topic = {account.article.id: row["topic"] for row, account in data.read}
    said = {
        "ours": [{keys[fact] for fact in facts} for facts in groups],
        "lemma_in_topic": chained(told, keys, lambda t: (lemma[t.fact], topic[t.article])),
        "lemma_in_story": chained(told, keys, lambda t: (lemma[t.fact], data.story[t.article])),
        "lemma_anywhere": chained(told, keys, lambda t: lemma[t.fact]),
    }
    out: dict[str, Any] = {"mentions": {"gold": sum(map(len, gold)), "said": len(told)}}
    for name, chains in said.items():
        twice = [[c for c in side if len(c) > 1] for side in (gold, chains)]
        every, repeated = figures(measures, gold, chains), figures(measures, *twice)
        rounded = {k: dict(zip(("p", "r", "f1"), (round(x, 4) for x in v), strict=True)) for k, v in every.items()}
        out[name] = {**rounded, "repeated": {"conll": {"f1": round(repeated["conll"][2], 4)}}}
    out["gain"] = round(out["ours"]["conll"]["f1"] - out["lemma_in_topic"]["conll"]["f1"], 4)
    return out


def measured(read: list[tuple[Row, Account]], gold: Path) -> dict[str, Any]:
    """Both questions over documents read."""
    data, measures = Set.of(read), scorer(gold)
    words, facts = words_told(data), facts_told(data)
    return {
        "words": compared(data, words, ours_of_words(data, words), measures),
        "facts": compared(data, facts, ours_of_facts(data, facts), measures),
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--all", action="store_true", help="every topic, those learned from too")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    rows = [row for row in documents(args.shared / "gold") if args.all or is_held(row)]
    found = measured(list(accounts(rows, Tools.load())), args.shared / "gold")
    if args.json:
        print(json.dumps(found, indent=1))
        return 0
    for question, answers in found.items():
        print(question, answers["mentions"], "gain over the same lemma in a topic", answers["gain"])
        for name in ("ours", "lemma_in_topic", "lemma_in_story", "lemma_anywhere"):
            shown = " ".join(
                f"{k} {v['p']:.3f} {v['r']:.3f} {v['f1']:.4f}" for k, v in answers[name].items() if "p" in v
            )
            print(f"  {name:15} {shown} repeated {answers[name]['repeated']['conll']['f1']:.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
