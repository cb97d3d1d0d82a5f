"""What frames share: rows of one table beside their article, their sentence, and the names behind their ids."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Self

import pyarrow as pa
import pyarrow.compute as pc

from communique.corpus.joins import Array, Cast, Dates, Named, Texts, found_in, keyed, whole, within
from communique.corpus.part import Part

Columns = dict[str, Array]
"""Columns of a frame by name, in their order."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Told:
    """Rows of a table of one part, and the other tables of that part, read when they are asked for.

    ``facts``: the id of the fact whose first evidence is shown beside each row.
    """

    part: Part
    rows: pa.Table
    facts: Array

    @classmethod
    def of(cls, part: Part, table: pa.Table, chosen: Array) -> Self:
        """Take the facts of a table that are ``chosen``."""
        rows = table.filter(chosen)
        return cls(part=part, rows=rows, facts=whole(rows["id"]))

    def __getitem__(self, column: str) -> Array:
        return whole(self.rows[column])

    @cached_property
    def cast(self) -> Cast:
        """The actors of the part, and where they are mentioned."""
        return Cast(
            self.part.read("actors", "article id name country sector"),
            self.part.read("mentions", "article actor start stop"),
        )

    @cached_property
    def _texts(self) -> Texts:
        return Texts(self.part.read("articles", "id text"))

    @cached_property
    def _evidence(self) -> pa.Table:
        """The first evidence of each row; all empty where a row has none."""
        evidence = self.part.read("evidence", "article fact n start stop cue_start cue_stop quote")
        evidence = evidence.filter(pc.and_(pc.equal(evidence["n"], 0), pc.is_valid(evidence["fact"])))
        keys = keyed(whole(evidence["article"]), whole(evidence["fact"]))
        return evidence.take(found_in(keys, keyed(self["article"], self.facts)))

    def head(self) -> Columns:
        """Return the id and the page of each row."""
        articles = self.part.read(
            "articles",
            "id url publisher published_earliest published_latest published_edtf published_how headline",
        )
        of = articles.take(found_in(whole(articles["id"]), self["article"]))
        return {
            **({"id": self["id"]} if "id" in self.rows.column_names else {}),
            "article": self["article"],
            "url": whole(of["url"]),
            "publisher": whole(of["publisher"]),
            "published": Dates.of(of, "published").day(),
            "headline": whole(of["headline"]),
        }

    def dates(self, prefix: str) -> Dates:
        """Return a time of each row."""
        return Dates.of(self.rows, prefix)

    def words(self, prefix: str) -> Array:
        """Return the words at a place of each row."""
        return self._texts.words(self["article"], self[f"{prefix}_start"], self[f"{prefix}_stop"])

    def all_words(self, column: str) -> Array:
        """Return the words at the places of each row."""
        return self._texts.all_words(self["article"], self[column])

    def named(self, column: str) -> Named:
        """Return the actors of each row, looked up."""
        return self.cast.named(self["article"], self[column])

    def people(self, one: str, column: str) -> Columns:
        """Return ids, names, countries, sectors of the actors of each row, and the first country that is known."""
        return self.named(column).columns(one, column.removeprefix("meeting_"))

    def person(self, one: str, column: str) -> Columns:
        """Return id, name, country and sector of the one actor of each row."""
        articles, ids = self["article"], self[column]
        looked_up = {f"{one}_{name}": self.cast.name(articles, ids, name) for name in ("name", "country", "sector")}
        return {one: ids, **looked_up}

    def places(self) -> Columns:
        """Return the place of each row."""
        places = self.part.read("places", "article id name country lat lon geonames")
        keys = keyed(whole(places["article"]), whole(places["id"]))
        of = places.take(found_in(keys, keyed(self["article"], self["place"])))
        names = {"place_name": "name", "place_country": "country", "lat": "lat", "lon": "lon", "geonames": "geonames"}
        return {"place": self["place"], **{column: whole(of[name]) for column, name in names.items()}}

    def sentences(self) -> Columns:
        """Return the sentence each row rests on, and the words in it that tell it, with their places in the text."""
        shown = {name: whole(self._evidence[name]) for name in ("quote", "start", "stop", "cue_start", "cue_stop")}
        return {
            "sentence": shown["quote"],
            "cue": within(*(shown[name] for name in ("quote", "start", "cue_start", "cue_stop"))),
            "sentence_start": shown["start"],
            "sentence_stop": shown["stop"],
            "cue_start": shown["cue_start"],
            "cue_stop": shown["cue_stop"],
        }

    def spans(self, one: str, column: str) -> Columns:
        """Return where the actors of each row are named in its sentence."""
        starts, stops = (whole(self._evidence[name]) for name in ("start", "stop"))
        return {f"{one}_spans": self.cast.spans(self.named(column), starts, stops)}
