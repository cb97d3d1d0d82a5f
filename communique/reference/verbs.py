"""Verbs whose subject is somebody: what a plan or a day cannot do; and what a verb's form may come from."""

from __future__ import annotations

from collections.abc import Iterator

WILLED = frozenset(
    "abandon abduct abolish abstain accept accuse acknowledge add address admit adopt advise advocate affirm agree aim "
    "allege allocate allow announce answer apologise apologize appeal appoint approve argue arrest ask assassinate "
    "assert assure attack attempt attend ban bar beat begin believe blame block boast bomb boycott brand brief call "
    "campaign cancel capture cast celebrate challenge charge choose cite claim clarify coerce commend comment commit "
    "compel complain concede condemn confess confirm confiscate congratulate consider consult contend convene convince "
    "criticise criticize cross debate deceive decide declare decline decry defect defend defy delay demand denounce "
    "deny deploy deport detain detonate discuss dismiss dispatch dispute doubt elect embrace emphasise emphasize "
    "endorse enter envision evacuate execute expect expel explain express extend extradite fear fight file fire flee "
    "force forgive fund give grant greet hail halt hand help hire hit hold hope hold host ignore impose imprison "
    "inform insist inspect instruct intend interview invade invest investigate invite issue jail join judge keep "
    "kidnap "
    "kill know lambast launch leave liberate lift like listen lobby love make march maintain meet mediate mourn name "
    "negotiate nominate note notify object obey oblige offer oppose order organise organize oust outline oversee "
    "pardon "
    "participate pay persuade plan plant play plead pledge pose postpone praise pray prefer prepare present press "
    "pressure proclaim promise propose protest provide publish pull punish push quit quote raid raise reach reaffirm "
    "recall receive recognise recognize recommend reconsider refuse refute regard reiterate reject release remark "
    "remind renounce repeat reply report reprimand request rescue resign resist resolve respond retaliate retreat "
    "return reveal reverse ridicule rule sack sanction say scold search see seek seize sell send sentence shell shoot "
    "sign slam speak speculate spend sponsor stage state stress strike submit sue suggest summon supply support "
    "surrender suspect suspend swear take talk target tell testify thank think threaten torture train travel trust try "
    "unveil urge use veto visit voice vote vow wage walk want warn watch welcome win wish withdraw withhold wonder "
    "work worry wound write".split()
)
"""Lemmas. Broad on purpose: it only says that a thing is an unlikely subject."""


def willed(form: str, lemma: str) -> bool:
    """Tell whether a verb is one of ``WILLED``, by its lemma or, where the reader knows none, by its form."""
    stems = (lemma, form.removesuffix("s"), form.removesuffix("d"), form.removesuffix("ed"), form.removesuffix("ing"))
    return any(stem in WILLED for stem in stems) or form.removesuffix("ing") + "e" in WILLED


def stems(form: str) -> Iterator[str]:
    """Yield the lemmas a verb's ``form`` (lower case) may be of by English spelling, the likeliest first."""
    yield form
    if form.endswith("ies"):
        yield form[:-3] + "y"
    if form.endswith("es"):
        yield form[:-2]
    if form.endswith("s"):
        yield form[:-1]
    for ending in ("ed", "ing"):
        stem = form.removesuffix(ending)
        if stem == form or len(stem) < 2:
            continue
        yield stem + "e"
        yield stem
        if stem.endswith("i"):
            yield stem[:-1] + "y"
        if stem[-1] == stem[-2]:
            yield stem[:-1]


PARTITIVES = frozenset(
    "number part lot kind sort majority series rest one some most many few piece pair variety range handful dozen "
    "hundred hundreds thousand thousands dozens score scores half quarter third couple bunch set type form all both "
    "several each either neither group millions million percent minority total array".split()
)
"""Heads that only count what follows "of": "a number of envoys" are envoys."""
