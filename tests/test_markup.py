from tests.markup import mark, read, span_of, write

PAGE = """
@published 2025-12-06
@url https://example.org/a
== headline
Envoys meet in {place Oslo}
== body
{source:1 {person=voss Ada Voss}} {cue:1 said} {content:1 “talks would resume”} {time on Friday}.
{person=voss Voss/PROPN/nsubj/2} met=meet/VERB/root/0 "/X/punct/4 envoys=envoy/NOUN/obj/2 "/X/punct/4 ./X/punct/2
== trending
Ten recipes
"""


def test_text_blocks_and_sentences():
    reading = read(PAGE)
    text = reading.article.text
    assert text == (
        'Envoys meet in Oslo\nAda Voss said “talks would resume” on Friday. Voss met "envoys".\nTen recipes'
    )
    assert [b.span.of(text) for b in reading.article.blocks] == text.split("\n")
    assert [s.of(text) for s in reading.sentences][2] == 'Voss met "envoys".'
    assert reading.article.published.edtf == "2025-12-06"
    assert all(any(s.contains(w.span) for s in reading.sentences) for w in reading.words)


def test_tree_mentions_and_attributions():
    marked = mark(PAGE)
    reading, text = marked.reading, marked.reading.article.text
    met = next(w for w in reading.words if w.lemma == "meet" and w.tag == "VERB")
    voss = reading.words[reading.words_in(span_of(reading, "Voss met"))[0]]
    assert reading.words[voss.head] == met
    assert voss.relation == "nsubj"
    assert reading.words[met.head] == met
    assert [(m.span.of(text), name) for m, name in marked.named] == [("Ada Voss", "voss"), ("Voss", "voss")]
    (said,) = reading.attributions
    assert (said.source[0].of(text), said.cue.of(text), said.content[0].of(text)) == (
        "Ada Voss",
        "said",
        "“talks would resume”",
    )


def test_what_is_written_reads_back():
    line = "Voss/PROPN/nsubj/2 met=meet/VERB/root/0 Kai/PROPN/obj/2 ~'s=~s/PART/case/3 ,/PUNCT/punct/2"
    assert write(read(line)) == line.replace("~'s", "'s")


def test_heads_by_form():
    by_number = "The/DET/det/2 envoy/NOUN/nsubj/3 met=meet/VERB/root/0 the/DET/det/5 other/ADJ/obj/3"
    by_form = "The/DET/det/envoy envoy/NOUN/nsubj/met met=meet/VERB/root/0 the/DET/det/other other/ADJ/obj/met"
    assert read(by_number) == read(by_form)
