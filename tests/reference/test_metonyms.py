"""Place or government: the same name, different company. A star marks the name that is judged."""

import pytest

from communique.reference import metonyms
from communique.reference.atlas import Atlas
from communique.reference.metonyms import Sense, judge, reads_as_government, reads_as_place
from tests.markup import read

_LEMMAS = {
    "said": "say", "says": "say", "met": "meet", "flew": "fly", "accused": "accuse", "shelled": "shell", "was":
    "be", "signed": "sign", "sent": "send", "visited": "visit", "left": "leave", "talks": "talk", "streets":
    "street", "forces": "force", "attacks": "attack", "sanctions": "sanction", "demands": "demand", "has": "have",
    "seen": "see", "agreed": "agree", "urged": "urge", "walls": "wall", "relations": "relation", "tourists":
    "tourist", "captured": "capture", "officials": "official", "missiles": "missile", "rejected": "reject",
    "diplomats": "diplomat", "expelled": "expel", "trees": "tree", "opened": "open", "rained": "rain",
}  # fmt: skip


def reading_of(line):
    cells = []
    for token in line.split():
        form, _, tag = token.lstrip("*").partition("/")
        glue = "~" if form in ("'s", ",", ".") else ""
        lemma = _LEMMAS.get(form)
        cell = f"{glue}{form}{'=' + lemma if lemma else ''}/{tag or 'X'}/dep/0"
        cells.append(("{place " + cell + "}") if token.startswith(("*", "+")) else cell)
    return read(" ".join(cells).replace("+", ""))


@pytest.fixture(scope="module")
def atlas():
    return Atlas.load()


def sense_of(line, atlas):
    reading = reading_of(line)
    starred = next(t.lstrip("*").partition("/")[0] for t in line.split() if t.startswith("*"))
    mention = next(m for m in reading.mentions if m.span.of(reading.article.text) == starred)
    return judge(reading, mention, atlas), reading, mention


@pytest.mark.parametrize(
    "line",
    [
        "The/DET deal/NOUN depends/VERB on/ADP *Moscow/PROPN 's/PART willingness/NOUN to/PART talk/VERB",
        "the/DET chief/NOUN of/ADP *Kiev/PROPN 's/PART armed/ADJ forces/NOUN",
        "Allies/NOUN doubt/VERB the/DET *Kremlin/PROPN 's/PART commitment/NOUN",
        "*Ankara/PROPN said/VERB it/PRON would/AUX wait/VERB",
        "*Paris/PROPN has/AUX rejected/VERB the/DET text/NOUN",
        "Talks/NOUN with/ADP *Tehran/PROPN stalled/VERB",
        "new/ADJ sanctions/NOUN against/ADP *Moscow/PROPN",
        "The/DET minister/NOUN accused/VERB *Baku/PROPN of/ADP delay/NOUN",
        "They/PRON sent/VERB a/DET warning/NOUN to/ADP *Beijing/PROPN",
        "relations/NOUN between/ADP +Moscow/PROPN and/CCONJ *Kyiv/PROPN",
        "a/DET *Kremlin/PROPN spokesman/NOUN declined/VERB",
        "They/PRON put/VERB pressure/NOUN on/ADP *Khartoum/PROPN",
        "*Russia/PROPN expelled/VERB two/NUM diplomats/NOUN",
        "The/DET pact/NOUN was/AUX signed/VERB by/ADP *Cairo/PROPN",
        "We/PRON have/VERB no/DET trust/NOUN in/ADP *Moscow/PROPN",
    ],
)
def test_government(line, atlas):
    found, reading, mention = sense_of(line, atlas)
    assert found.sense is Sense.GOVERNMENT, found.how
    assert reads_as_government(reading, mention, atlas)
    assert not reads_as_place(reading, mention, atlas)


@pytest.mark.parametrize(
    "line",
    [
        "Discussions/NOUN were/AUX held/VERB in/ADP *Moscow/PROPN",
        "A/DET boat/NOUN sank/VERB in/ADP the/DET sea/NOUN between/ADP +Turkey/PROPN and/CCONJ *Greece/PROPN",
        "It/PRON sank/VERB in/ADP the/DET Aegean/PROPN Sea/PROPN between/ADP *Turkey/PROPN and/CCONJ Greece/PROPN",
        "The/DET plan/NOUN was/AUX seen/VERB in/ADP *Kiev/PROPN as/ADP a/DET gift/NOUN",
        "He/PRON spoke/VERB at/ADP the/DET *Kremlin/PROPN for/ADP hours/NOUN",
        "She/PRON flew/VERB to/ADP *Ankara/PROPN on/ADP Monday/PROPN",
        "He/PRON visited/VERB *Tbilisi/PROPN twice/ADV",
        "*Donetsk/PROPN was/AUX shelled/VERB overnight/ADV",
        "missiles/NOUN rained/VERB on/ADP *Kyiv/PROPN after/ADP attacks/NOUN",
        "They/PRON met/VERB in/ADP +Miami/PROPN ,/PUNCT *Florida/PROPN ,/PUNCT on/ADP Friday/PROPN",
        "*Moscow/PROPN 's/PART streets/NOUN were/AUX empty/ADJ",
        "The/DET *Kremlin/PROPN 's/PART walls/NOUN are/AUX red/ADJ",
        "the/DET mayor/NOUN of/ADP *Moscow/PROPN",
        "*Geneva/PROPN talks/NOUN opened/VERB",
        "near/ADP the/DET *Pentagon/PROPN",
        "on/ADP a/DET trip/NOUN to/ADP *Delhi/PROPN",
        "attacks/NOUN on/ADP *Kharkiv/PROPN went/VERB on/ADV",
        "They/PRON captured/VERB *Mariupol/PROPN",
        "tourists/NOUN from/ADP *Berlin/PROPN",
    ],
)
def test_place(line, atlas):
    found, reading, mention = sense_of(line, atlas)
    assert found.sense is Sense.PLACE, found.how
    assert reads_as_place(reading, mention, atlas)
    assert not reads_as_government(reading, mention, atlas)


def test_where_nothing_tells_it_stays_open(atlas):
    found, reading, mention = sense_of("*Moscow/PROPN ,/PUNCT then/ADV silence/NOUN", atlas)
    assert found.sense is Sense.OPEN
    assert reads_as_place(reading, mention, atlas)
    assert not reads_as_government(reading, mention, atlas)


def test_every_decision_names_a_documented_function(atlas):
    for line in (
        "*Oslo/PROPN said/VERB so/ADV",
        "in/ADP *Oslo/PROPN",
        "*Oslo/PROPN",
        "of/ADP +Rome/PROPN and/CCONJ *Oslo/PROPN",
    ):
        how = sense_of(line, atlas)[0].how
        assert how.startswith("reference.metonyms.")
        assert getattr(metonyms, how.rpartition(".")[2]).__doc__


@pytest.mark.parametrize(
    ("line", "sense"),
    [
        (
            "{cue:1 According=accord/VERB/case/Street to/ADP/fixed/According} {source:1 {facility "
            "Downing/PROPN/compound/Street Street/PROPN/obl/go}} {content:1 talks/NOUN/nsubj/go go/VERB/root/0}",
            Sense.GOVERNMENT,
        ),
        (
            "{source:1 {place Ankara/PROPN/nsubj/mused}} {cue:1 mused/VERB/root/0} "
            "{content:1 that/SCONJ/mark/trees trees=tree/NOUN/ccomp/mused}",
            Sense.GOVERNMENT,
        ),
        (
            "In/ADP/case/Ankara {source:1 {place Ankara/PROPN/obl/said}} it/PRON/nsubj/said was=be/AUX/aux/said "
            "{cue:1 said=say/VERB/root/0} {content:1 trees=tree/NOUN/nsubj/grew grew/VERB/ccomp/said}",
            Sense.PLACE,
        ),
        (
            "{source:1 Tourists/NOUN/nsubj/mused in/ADP/case/Ankara {place Ankara/PROPN/nmod/Tourists}} "
            "{cue:1 mused/VERB/root/0} {content:1 that/SCONJ/mark/trees trees=tree/NOUN/ccomp/mused}",
            Sense.PLACE,
        ),
    ],
    ids=["according to", "any verb", "said in", "tourists in"],
)
def test_who_has_the_word_is_no_place(line, sense, atlas):
    reading = read(line)
    (mention,) = reading.mentions
    assert judge(reading, mention, atlas).sense is sense


def test_a_lemma_the_reader_cut_short_is_made_whole(atlas):
    reading = read("{place Canada/PROPN/nsubj/imposed} imposed=impos/VERB/root/0 quotas=quota/NOUN/obj/imposed")
    assert judge(reading, reading.mentions[0], atlas).sense is Sense.GOVERNMENT
