# ruff: noqa: E501
"""Finding expressions of time in English text: where they stand and what their words say, nothing resolved.

Each rule is one pattern with a name; the name is the function of ``anchoring`` that resolves it. Of two
matches that overlap the longer wins, then the rule that stands first. All patterns are linear: no piece
repeats without a bound. One rule stands on one line, whatever its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.model import Span, WhenType
from communique.reference.times_words import (
    APPROXIMATE,
    CALENDAR,
    CLOCK,
    CLOCK24,
    DAY,
    DAYTH,
    HOLIDAYS,
    MONTH,
    NUMBER,
    ORDINAL,
    PART,
    SEASON,
    SPOKEN,
    UNIT,
    VAGUE,
    WEEKDAY,
    YEAR,
    ZONE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """An expression of time: its place, the rule that read it, its type, and the words of its parts.

    ``parts`` holds the named pieces of the rule's pattern ("month", "year", "unit" …) as written.
    """

    span: Span
    rule: str
    type: WhenType
    mod: str | None
    parts: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """Return the words of the piece ``name``, or None."""
        return next((words for key, words in self.parts if key == name), None)


_EARLY = (
    r"(?P<mod>(?:[Ee]arly|[Ll]ate|[Mm]id|[Ss]ometime|[Ll]ater|[Ee]arlier)(?:[ -]in|[ -])?[ -]?(?:the )?"
    r"|(?:[Tt]he )?(?:very )?(?:start|beginning|middle|end|close|early part|latter part|rest|remainder|last days"
    r"|final days|first days|final weeks|opening days) of (?:the )?)"
)
_OF_DAY = rf"(?P<of_part>(?:[Tt]he |early on the |late on the )?{PART}(?: hours)? of (?:the )?)"
_THAT = r"(?P<that> of (?:that|the same) year)"
_AT = rf"(?P<at>(?:{CLOCK}|{CLOCK24}|[Nn]oon|[Mm]idnight){ZONE}?(?:,)? (?:on )?)"
_DAYS = rf"(?:(?P<weekday>{WEEKDAY}),? (?:the )?)"
_PREPOSED = r"(?P<which>[Ll]ast|[Nn]ext|[Tt]his past|[Tt]his coming|[Tt]his|[Pp]ast|[Tt]he previous|[Tt]he following|[Tt]he past|[Tt]he next|[Tt]he last|[Tt]hat same|[Tt]hat)"
_ADV = r"(?P<adverb>(?:[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate|[Ss]ometime) )"
_AN_EVENT = (
    r"the|an?|his|her|its|their|our|my|that|this|any|[A-Z]|\w+ing\b|\w+['’]s|(?!(?:was|is|has|as)\b)[a-z]{2,}s\b"
)
"""What follows "before" where it is an event's time that counts: "ten days before the vote", "two days before talks"."""
_AGO = (
    r"(?P<way>ago|earlier|later|before that|after that|before(?! (?:" + _AN_EVENT + r"))|previously|from now|hence"
    r"|afterwards?|prior(?! to)|beforehand)"
)
_LEAD = r"(?P<lead>(?:[Tt]he )?(?:[Pp]ast|[Ll]ast|[Nn]ext|[Cc]oming|[Pp]revious|[Ff]ollowing|[Ff]irst|[Ff]inal|[Oo]pening|[Ii]ntervening|[Pp]receding|[Mm]ost recent|[Uu]pcoming) )"
_LASTING = (
    "agreement|alliance|armistice|blockade|boycott|campaign|cease-?fire|civil war|conflict|crisis|deadlock|dispute"
    "|embargo|feud|government|insurgency|mutiny|occupation|offensive|rebellion|revolt|siege|stalemate|stand-?off|strike"
    "|talks|treaty|truce|uprising|war"
)
"""What lasts: "the eight-month-old truce" has lasted eight months; "a 52-year-old envoy" is a person's age."""
_HOLIDAY = "|".join(sorted((re.escape(h).replace("\\ ", " ") for h in HOLIDAYS), key=len, reverse=True))

_DATE, _TIME, _DURATION, _SET = WhenType.DATE, WhenType.TIME, WhenType.DURATION, WhenType.SET

_SOURCES: tuple[tuple[str, WhenType, str], ...] = (
    ("numeric", _DATE, rf"(?P<year>{YEAR})[-/](?P<month>0[1-9]|1[0-2])[-/](?P<day>0[1-9]|[12]\d|3[01])"
                       r"(?:T(?P<clock>\d\d:\d\d)(?::\d\d)?Z?)?(?!\d)"),
    ("numeric", _DATE, rf"(?P<first>\d\d?)(?P<sep>[./-])(?P<second>\d\d?)(?P=sep)(?P<year>{YEAR}|\d\d)(?![\d%])"),
    ("calendar_date", _DATE, rf"(?P<which>[Ll]ast|[Nn]ext|[Tt]his past) (?P<month>{MONTH}) (?:the )?(?P<day>{DAY})(?![\d%]|:\d|,\d|,? {YEAR}|[ ]?[ap]\.?m)"),
    ("calendar_date", _DATE, rf"{_AT}?{_OF_DAY}?{_EARLY}?{_DAYS}?(?P<month>{MONTH}) (?:the )?(?P<day>{DAY})(?![\d%]|:\d|,\d|[ ]?[ap]\.?m)"
                             rf"(?:(?:,| of)? (?P<year>{YEAR})(?!,\d)|{_THAT})?"),
    ("calendar_date", _DATE, rf"{_AT}?{_OF_DAY}?{_EARLY}?{_DAYS}?(?P<day>{DAY}) (?:of )?(?P<month>{MONTH})(?![a-z])"
                             rf"(?:,? (?P<year>{YEAR})(?!,\d)|{_THAT})?"),
    ("calendar_date", _DATE, rf"{_DAYS}?(?P<month>{MONTH}) (?:the )?(?P<dayth>(?:twenty[- ]|thirty[- ])?{ORDINAL}|twentieth|thirtieth)(?![a-z-])(?:,? (?P<year>{YEAR})(?!,\d))?"),
    ("calendar_date", _DATE, rf"{_EARLY}?(?P<month>{MONTH})(?:,| of)? (?P<year>{YEAR})(?!,\d)"),
    ("calendar_date", _DATE, rf"{_EARLY}?(?P<month>{MONTH}){_THAT}"),
    ("calendar_date", _DATE, rf"{_EARLY}?{_PREPOSED}? ?(?P<lone>(?P<month>{MONTH}))(?![a-z])(?: (?P<of>of|in) (?P<when>last year|next year|this year))?"),
    ("century_bc", _DATE, rf"{_EARLY}?(?:(?P<month>{MONTH}|{SEASON})(?: of)? )?(?P<bc>\d{{1,4}}) (?:BC|BCE|B\.C\.)(?![A-Z])"),
    ("decade", _DATE, rf"{_EARLY}?(?:[Tt]he )?{_EARLY.replace('?P<mod>', '?P<mod2>')}?(?P<decade>(?:1[5-9]|20)\d0)['’]?s(?![a-z])"),
    ("decade", _DATE, rf"(?:[Tt]he )?{_EARLY}?['’](?P<short>[2-9]0)s(?![a-z])"),
    ("century", _DATE, rf"{_EARLY}?(?:[Tt]he )?(?:early |late |mid-?)?(?P<ordinal>{ORDINAL}|\d{{1,2}}(?:st|nd|rd|th)|twenty-first|[Tt]wentieth|[Nn]ineteenth)[ -](?:century|Century)(?P<bce> BC)?"),
    ("season", _DATE, rf"(?:[Tt]he )?{_EARLY}?(?:[Tt]he )?(?P<season>{SEASON})(?: of|,)? (?P<year>{YEAR})(?!,\d)"),
    ("season", _DATE, rf"{_EARLY}?{_PREPOSED} (?P<season>{SEASON})(?![a-z])"),
    ("season", _DATE, rf"(?:(?<=[Ii]n )|(?<=[Bb]y )|(?<=[Dd]uring )|(?<=[Ss]ince )|(?<=[Uu]ntil )|(?<=[Oo]ver )|(?<=[Ff]or ))(?:[Tt]he )?{_EARLY}?(?P<season>{SEASON})(?![a-z]| of)"),
    ("season", _DATE, rf"[Tt]he {_EARLY}?(?P<season>(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ww]inter))(?![a-z]| of)"),
    ("season", _DATE, r"(?P<season>summer|autumn|winter|spring(?= (?:offensive|campaign|session|election|term|budget|thaw|and ))|fall(?= (?:offensive|campaign|session|elections|term)))(?![a-z]| of)"),
    ("season", _DATE, rf"(?:[Tt]he )?{_EARLY}(?P<season>{SEASON})(?![a-z]| of)"),
    ("season", _DATE, rf"(?:[Tt]he )?{_EARLY}?(?P<season>{SEASON}) of (?P<when>last year|next year|this year|that year)"),
    ("quarter", _DATE, rf"(?:[Tt]he |a flat |its |their )?(?:fiscal |comparable |same )?(?:(?P<year>{YEAR}) )?(?:fiscal )?(?P<ordinal>[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|1st|2nd|3rd|4th)[ -](?:fiscal )?quarter"
                       rf"(?:(?: of|,)? (?:fiscal )?(?P<year2>{YEAR})| of (?P<when>last year|next year|this year))?"),
    ("quarter", _DATE, r"(?P<when>[Tt]his year|[Ll]ast year|[Nn]ext year)['’]s (?P<ordinal>first|second|third|fourth)[ -]quarter"),
    ("quarter", _DATE, rf"Q(?P<digit>[1-4]) (?:of )?(?P<year>{YEAR})"),
    ("quarter", _DATE, r"(?:[Tt]he )?(?:latest|current|most recent|recent|just-ended) (?:fiscal )?(?P<latest>quarter)"),
    ("quarter", _DATE, r"(?:[Tt]he|[Tt]hat) (?P<latest>quarter)(?![a-z-])(?! of )"),
    ("year_before", _DATE, r"(?:[Tt]he )?(?:comparable |same )?(?P<shape>[Yy]ear-(?:earlier|ago))(?: (?:(?P<ordinal>first|second|third|fourth) )?(?P<part>quarter|period|level|figure|nine months|six months|half))?"),
    ("year_before", _DATE, rf"[Tt]he (?P<of_year>{YEAR}) (?P<part>period|quarter|nine months|six months)(?![a-z])"),
    ("half", _DATE, rf"(?:[Tt]he )?(?P<ordinal>first|second|last|latter) half of (?:the )?(?:(?P<year>{YEAR})|(?P<when>last year|next year|this year|the year))"),
    ("weekday", _TIME, rf"(?:{_AT}|(?P<before>{PART},? (?:on )?))(?:{_PREPOSED} )?(?P<weekday>{WEEKDAY})"),
    ("weekday", _DATE, rf"{_ADV}?(?P<weekday>{WEEKDAY})(?: (?P<part>{PART}))? (?:of )?(?P<which>last|next|this|the previous|the following)(?P<of_week>) week(?![a-z-])"),
    ("weekday", _TIME, rf"[Oo]vernight (?P<into>(?:in)?to|from \w+ (?:in)?to) (?P<weekday>{WEEKDAY})"),
    ("weekday", _DATE, rf"[Aa] (?P<later>week) from (?P<weekday>{WEEKDAY})(?!-?s\b|[a-z])"),
    ("weekday", _DATE, rf"{_ADV}?(?:on )?{_PREPOSED} (?P<weekday>{WEEKDAY})(?: (?P<part>{PART}))?(?!-?s\b)"),
    ("weekday", _DATE, rf"{_ADV}?(?P<weekday>{WEEKDAY})(?:['’]s)?(?: (?P<part>{PART}))?(?P<later> week)?(?!-?s\b|[a-z])"),
    ("day_word", _DATE, r"(?:[Tt]he )?(?P<word>[Dd]ay before yesterday|[Dd]ay after tomorrow)"),
    ("day_word", _DATE, rf"{_ADV}?(?P<word>[Tt]oday|[Yy]esterday|[Tt]omorrow|TODAY)(?: (?P<part>{PART}))?(?![a-z])"),
    ("day_word", _TIME, r"(?:[Ee]arly |[Ll]ate |[Ee]arlier |[Ll]ater )?(?P<word>[Tt]onight|[Ll]ast night|[Ll]ast evening|[Tt]his morning|[Tt]his afternoon|[Tt]his evening|[Oo]vernight)(?![a-z-])"),
    ("span_of_now", _DATE, rf"{_EARLY}?(?P<which>[Tt]his|[Ll]ast|[Nn]ext|[Tt]he current|[Tt]he coming|[Tt]his past|[Tt]his coming|[Tt]he past|[Tt]he last|[Tt]he next) (?:fiscal |calendar )?(?P<unit>(?!day){CALENDAR})(?![a-z-])"),
    ("span_of_now", _DATE, r"(?P<over>[Oo]ver |[Dd]uring |[Tt]hroughout )?[Tt]he (?P<unit>weekend)(?![a-z-])"),
    ("span_of_now", _DATE, r"(?<=[Ss]ince )(?:the )?(?P<since>)(?P<end>[Yy]ear[- ]end)(?!ed|ing|[a-z])"),
    ("span_of_now", _DATE, r"(?:[Tt]he )?(?P<end>[Yy]ear[- ]end|[Mm]onth[- ]end)(?!ed|ing|[a-z])"),
    ("span_of_story", _DATE, rf"{_EARLY}?(?P<which>[Tt]he (?:very )?(?:next|following|previous|preceding|same)|[Tt]hat(?: very| same)?|[Oo]n the (?:next|following|same)) (?P<unit>day|morning|afternoon|evening|night|week|month|year|decade|weekend|quarter)(?![a-z-])(?! \d)"),
    ("span_of_story", _DATE, rf"{_EARLY}(?P<which>the )?(?P<unit>year|month|week)(?![a-z-])"),
    ("span_of_story", _DATE, r"(?:[Ll]ater|[Ee]arlier|[Ll]ate|[Ee]arly) (?P<which>in the) (?P<unit>day|week|month|year)(?![a-z-])"),
    ("span_of_story", _DATE, r"(?<=[Ii]n )the (?P<which>)(?P<unit>morning|afternoon|evening)(?![a-z-])(?! of)"),
    ("span_of_story", _TIME, r"(?:(?<=[Bb]y )|(?<=[Ii]n )|(?<=[Uu]ntil )|(?<=[Ss]ince ))(?P<which>)(?:the )?(?:[Ee]arly |[Mm]id[ -]?|[Ll]ate )(?P<unit>morning|afternoon|evening)(?![a-z-])(?! of| on| hours)"),
    ("this_year", _DATE, r"(?:(?<=for )|(?<=of )|(?<=in )|(?<=during )|(?<=through ))the (?:full |whole |fiscal |current |calendar )?(?P<unit>year)(?= |[.,;])(?! \d| ended| to | that | when | in which| of [^\d$€£]| before| after| following| earlier)"),
    ("this_year", _DATE, r"(?:[Tt]he |[Ii]ts |[Tt]heir )(?:(?P<over>latest |most recent |past |previous )|current )?(?P<fiscal>fiscal year)(?! \d| ended|[a-z-])"),
    ("nth_day", _DATE, rf"(?:(?<=[Ii]t is )|(?<=[Ii]t['’]s )|(?<=[Tt]his is ))(?P<going_on>the|its|their) (?P<ordinal>{ORDINAL})(?: straight| consecutive| full| successive)? day(?![a-z-]|s)"),
    ("nth_day", _DATE, rf"(?:[Tt]he |[Aa] |its |their )(?P<ordinal>{ORDINAL})(?: straight| consecutive| full| successive)? day(?![a-z-]|s)"),
    ("that_period", _DATE, r"(?:(?<=[Dd]uring )|(?<=[Tt]hroughout )|(?<=[Oo]ver )|(?<=[Ii]n ))(?P<which>this|that|the same) (?:whole |entire )?(?:period|time)(?![a-z-])"),
    ("span_of_story", _DATE, rf"[Tt]he (?P<unit>day|week|month|year|night|morning) (?P<which>before|after|following|earlier)(?! (?:yesterday|tomorrow))(?P<event>(?= (?:{_AN_EVENT})))?"),
    ("shift", _DATE, rf"(?P<about>{APPROXIMATE})?(?P<count>(?:[Aa]n?|[Oo]ne|{NUMBER}|{VAGUE}|[Mm]any)) ?(?:more |full |short )?(?P<unit>{UNIT}) (?:or so |or more )?{_AGO}(?! than)"),
    ("shift", _DATE, rf"(?P<count>)(?P<unit>days|weeks|months|years|decades|hours|minutes|centuries) {_AGO}(?! than)"),
    ("ahead", _DATE, rf"(?:[Ww]ithin|[Ii]n) (?P<about>{APPROXIMATE})?(?P<count>a|an|one|{NUMBER})[ ](?P<unit>{UNIT})['’]s? time"),
    ("year", _DATE, rf"(?P<mod>[Ee]arly |[Ll]ate |[Mm]id-?|[Ee]arly in |[Ll]ate in |[Ss]ometime in |(?:[Tt]he )?(?:start|beginning|middle|end|rest|close|early part|latter part|first part) of |(?:about |around |circa |ca\. ))?(?:the year )?(?:fiscal(?: year)? )?(?P<year>{YEAR})(?![\d%]|,\d|\.\d|[-–]?(?:point|foot|pound|member|mile|strong|meter|metre|kilometer|kilometre|page|seat|bed|share|square|barrel|ton|acre)| ?(?:hrs?|hours)\b|s\b|['’]s\b(?= ))"),
    ("year", _DATE, rf"(?P<year>{YEAR})(?=['’]s )"),
    ("spoken_year", _DATE, rf"(?:(?:[Tt]he )?{_EARLY}?(?P<season>{SEASON}|{MONTH})(?: of|,)? )?(?:the year )?(?P<spoken>{SPOKEN})(?![a-z-])"),
    ("spoken_year", _DATE, r"the year (?P<spoken>two thousand)(?! (?:and|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty)\b)(?![a-z-])"),
    ("short_year", _DATE, r"(?<=[12]\d\d\d[-–/])(?P<short>\d\d)(?!\d|-\d|%)"),
    ("short_year", _DATE, r"(?<![\w'’`])['’](?P<short>[3-9]\d|[0-2]\d)(?![\d\w])"),
    ("plain_bc", _DATE, r"(?:the year )?(?P<bc>[1-9]\d{1,3})(?=(?:[-–—/]| and | or | to | until |, )[1-9]\d{0,3} (?:BC|BCE|B\.C\.)(?![A-Z]))"),
    ("decade_bc", _DATE, rf"{_EARLY}?(?:[Tt]he )?(?P<bc>[1-9]\d{{0,2}}0)s (?:BC|BCE|B\.C\.)(?![A-Z])"),
    ("plain_bc", _DATE, r"(?:(?<=[Ii]n )|(?<=[Bb]y )|(?<=[Ss]ince )|(?<=until )|(?<=from )|(?<=to )|(?<=spring of )|(?<=summer of ))(?P<bc>[1-9]\d\d)(?![\d,.:%-])(?! [a-z]+s\b)"),
    ("holiday", _DATE, rf"(?:[Tt]his |[Ll]ast |[Nn]ext )?(?P<name>(?i:{_HOLIDAY}))(?: (?:of )?(?P<year>{YEAR}))?(?![a-z])"),
    ("holiday", _DATE, rf"(?P<name>Thanksgiving(?: Day)?|Easter(?: Sunday| Monday)?|Good Friday|Labor Day|Memorial Day|Martin Luther King Day|Election Day|election day)(?: (?:of )?(?P<year>{YEAR}))?(?P<week> week| weekend)?(?![a-z])"),
    ("every", _SET, rf"(?:[Ee]very|[Ee]ach|[Pp]er) (?P<other>other |single |passing )?(?:(?P<count>{NUMBER}) )?(?P<unit>{UNIT})(?![a-z-])"),
    ("every", _SET, rf"(?:[Ee]very|[Ee]ach) (?P<weekday>{WEEKDAY})"),
    ("every", _SET, r"(?:[Ee]very|[Ee]ach) (?P<part>morning|afternoon|evening|night)(?![a-z])"),
    ("every", _SET, rf"(?:[Ee]very|[Ee]ach) (?P<month>{MONTH}|{SEASON})(?![a-z])"),
    ("every", _SET, r"(?P<often>[Oo]nce|[Tt]wice|[Tt]hree times|[Ff]our times|[Ss]everal times) (?:a|an|each|every) (?P<unit>day|week|month|year)"),
    ("every", _SET, r"(?P<plural>(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s)(?: and (?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s)?"),
    ("every", _SET, r"(?P<adverb>[Hh]ourly|[Dd]aily|[Nn]ightly|[Ww]eekly|[Mm]onthly|[Yy]early|[Aa]nnually|[Ee]veryday)(?![a-z])"),
    ("length", _DURATION, rf"(?!\d{{4}} hours)(?P<about>(?![Oo]ver (?:the )?(?:past|last|next|coming|first|following|previous)){APPROXIMATE})?{_LEAD}?(?P<about2>{APPROXIMATE})?(?P<count>{NUMBER}|{VAGUE})(?P<half> and a half| 1/2)?(?: (?:more|full|additional|straight|consecutive|long|bloody|whole|further|successive|business|working|calendar))?[ -](?P<unit>{UNIT})(?P<tail>-long| long)?(?![a-z]|-old| old| of age)(?P<and> and a half)?"),
    ("length", _DURATION, rf"(?P<about>{APPROXIMATE})?(?P<count>[Aa]n?|[Oo]ne|another|[Aa]n additional|[Aa]nother)(?: full| whole| further| single| long)?[ -](?P<unit>{UNIT})(?P<and> and a half)?(?![a-z]|-(?!long|old)|['’]s? (?:ago|earlier))"),
    ("length", _DURATION, r"[Tt]he (?:full |fiscal |first |second |third |fourth )*(?P<ended>year|quarter|month|week)(?= (?:ended|ending|to|through) )"),
    ("length", _DURATION, r"(?P<about>(?:[Aa]bout |[Nn]early |[Aa]lmost |[Oo]ver |[Uu]nder )?)(?P<halved>half) (?:of )?an? (?P<unit>hour|day|year|century|decade|minute|month)"),
    ("length", _DURATION, rf"(?![Cc]oming|[Uu]pcoming|[Tt]he coming){_LEAD}(?P<unit>days|weeks|months|years|hours|minutes|decades|centuries|quarters|summers|winters)(?![a-z])"),
    ("length", _DURATION, r"(?:(?<=[Ff]or )|(?<=[Ii]n )|(?<=[Ww]ithin )|(?<=[Aa]fter )|(?<=take )|(?<=takes )|(?<=last )|(?<=of )|(?<=[Tt]hroughout )|(?<=[Dd]uring )|(?<=took )|(?<=lasted ))(?P<unit>days|weeks|months|years|hours|minutes|decades|centuries)(?![a-z-])"),
    ("length", _DURATION, r"(?P<compound>[Dd]ay|[Ww]eek|[Mm]onth|[Yy]ear|[Hh]our|[Dd]ecade)(?P<many>s)?-?long(?![a-z])"),
    ("length", _DURATION, rf"(?P<count>{NUMBER}|{VAGUE})-(?P<unit>day|week|month|year|decade)-old(?= (?:[a-z-]+ )?(?:{_LASTING})s?(?![a-z]))"),
    ("length", _DURATION, r"(?P<compound>[Ww]eek|[Mm]onth|[Yy]ear|[Dd]ecade|[Cc]enturie)(?P<many>s)-old(?![a-z])"),
    ("vague", _DATE, r"(?P<past>[Rr]ecently|[Ll]ately|[Ii]n the past|[Rr]ecent times)(?![a-z])"),
    ("length", _DURATION, r"(?P<recent>(?:[Tt]he )?(?:most )?[Rr]ecent) (?P<unit>hours|days|weeks|months|quarters|years|decades|centuries)(?![a-z])"),
    ("vague_adjective", _DATE, r"(?P<now>[Cc]urrent)(?=[ ][a-z])"),
    ("vague", _DATE, r"(?P<now>[Nn]ow|[Cc]urrently|[Aa]t present|[Aa]t the moment|[Nn]owadays|[Tt]hese days|[Aa]t this time|[Rr]ight now|[Pp]resently)(?![a-z-])"),
    ("vague", _DATE, r"(?P<future>(?:[Tt]he )(?:near )?future|(?<=[Ii]n )(?:near )?future|future (?:days|weeks|months|years|quarters)|(?:[Tt]he )?(?:coming|next few) (?:days|weeks|months|years)|[Tt]he (?:near|short|long) term|(?:[Tt]he )?(?:days|weeks|months|years) ahead|[Aa]s soon as possible)(?![a-z-])"),
    ("clock", _TIME, rf"(?P<about>(?:[Aa]bout |[Aa]round |[Ss]hortly (?:after|before) )?)(?P<clock>{CLOCK}){ZONE}?(?:,? (?:on )?{_PREPOSED.replace('?P<which>', '?:')}? ?(?P<weekday>{WEEKDAY})| (?P<word>today|yesterday|tomorrow))?"),
    ("clock", _TIME, rf"(?:(?<=[Aa]t )|(?<=[Bb]y )|(?<=[Ff]rom )|(?<=[Ss]ince )|(?<=[Aa]round )|(?<=[Uu]ntil ))(?P<clock>{CLOCK24})(?!\d){ZONE}?"),
    ("clock", _TIME, r"(?:(?<=[Aa]t )|(?<=[Bb]y )|(?<=[Bb]efore )|(?<=[Aa]fter )|(?<=[Uu]ntil ))(?P<clock>noon|midday|midnight|dawn|dusk)(?![a-z])"),
    ("day_of_range", _DATE, rf"(?P<day>{DAY})(?=(?: ?[-–—] ?| to | and | or | through | until ){DAY} (?:of )?{MONTH}(?![a-z]))"),
    ("day_of_list", _DATE, rf"(?P<day>{DAYTH}|{DAY})(?![\d%:]|,\d|[ ]?\$|-\d|\.\d|[a-z]| (?!(?:were|was|when|and|the|in|at|to|of|on|or|for|by|but|after|before|as|both|had|have)\b)[a-z])"),
)  # fmt: skip


_UNITS_KEY = (
    r"(?<![a-z])(?:day|week|month|year|hour|minute|min|second|decade|centur|quarter|night|fortnight|summer|winter)"
)
_WEEKDAY_KEY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)\."
_MONTH_KEY = r"(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
_SEASON_KEY = r"spring|summer|autumn|(?<![a-z])fall(?![a-z])|winter"
_KEYS = {
    "numeric": r"\d[-/.]\d", "calendar_date": _MONTH_KEY, "century_bc": r"\d (?:bc|b\.c)", "decade_bc": r"\ds (?:bc|b\.c)",
    "decade": r"\d0['’]?s", "century": "entury", "season": _SEASON_KEY, "quarter": r"quarter|q\d",
    "year_before": r"year-(?:earlier|ago)|\d (?:period|quarter|nine|six)", "half": "half of", "weekday": _WEEKDAY_KEY,
    "day_word": r"today|yesterday|tomorrow|night|evening|morning|afternoon", "span_of_now": _UNITS_KEY,
    "span_of_story": rf"{_UNITS_KEY}|morning|evening|afternoon", "this_year": r"(?<![a-z])year", "nth_day": r" day(?![a-z])",
    "that_period": "period|time", "shift": r"(?<![a-z])(?:ago|earlier|later|after|before|previously|from now|hence|prior)",
    "ahead": r"['’s] time", "year": r"\d{4}", "spoken_year": r"eighteen|nineteen|twenty|two thousand",
    "short_year": r"['’–/-]\d\d", "plain_bc": r"\d\d",
    "holiday": r"day|eve|christmas|year['’]s|halloween|thanksgiving|easter",
    "every": r"every|each|(?<![a-z])per |once|twice|times|days|daily|ly(?![a-z])",
    "length": _UNITS_KEY, "vague_adjective": "current", "vague": r"(?<![a-z])(?:now|recent|late|in the past|current|at pres"
    r"|at the mom|these days|at this|right|presently|future|coming|next few|the (?:near|short|long)|days|weeks|months|years|as soon)",
    "clock": r"\d ?[ap]\.?m|\d:\d|noon|midday|midnight|dawn|dusk", "day_of_range": _MONTH_KEY, "day_of_list": _MONTH_KEY,
}  # fmt: skip
"""What a sentence in lower case must hold before a rule is tried on it: most sentences need few of the rules."""


_NUMERIC = ("numeric", "century_bc", "decade_bc", "decade", "year", "short_year", "plain_bc")
"""Rules whose sentence must hold a digit, whatever else."""
_DIGIT = re.compile(r"\d")


@cache
def _pattern(order: int) -> re.Pattern[str]:
    """The pattern of a rule, made when a sentence first asks for it: one page asks for few, and all take as long to
    make as a page to read."""
    return re.compile(rf"(?<![\w$€£]){_SOURCES[order][2]}")


def _by_key() -> tuple[tuple[re.Pattern[str], bool, tuple[int, ...]], ...]:
    """The places of the rules by what a sentence must hold for them, and whether that has a digit in it: then one
    look for any digit does for all of them."""
    orders: dict[str, list[int]] = {}
    for order, (rule, _, _) in enumerate(_SOURCES):
        orders.setdefault(_KEYS[rule], []).append(order)
    numeric = {_KEYS[rule] for rule in _NUMERIC}
    return tuple((re.compile(key), key in numeric, tuple(rules)) for key, rules in orders.items())


_RULES_BY_KEY = _by_key()
_BLANK = re.compile(r"\s")


def find(text: str, within: Span) -> tuple[Expression, ...]:
    """Return the expressions of time in ``text[within]``, in order, none overlapping another."""
    piece = _BLANK.sub(" ", within.of(text))
    found = sorted(_matches(piece), key=lambda m: (-(m[1].end() - m[1].start()), m[0]))
    taken: list[Expression] = []
    covered = bytearray(len(piece))
    for order, match in found:
        rule, kind, _ = _SOURCES[order]
        start, end = _trimmed(match)
        if not any(covered[start:end]) and _likely(rule, match, piece):
            covered[start:end] = b"1" * (end - start)
            span = Span(within.start + start, within.start + end)
            parts = tuple((k, v) for k, v in match.groupdict().items() if v is not None)
            taken.append(Expression(span=span, rule=rule, type=kind, mod=_mod(match), parts=parts))
    return tuple(sorted(taken, key=lambda e: e.span))


def _matches(piece: str) -> Iterator[tuple[int, re.Match[str]]]:
    low = piece.lower()
    digits = _DIGIT.search(low) is not None
    for key, numeric, rules in _RULES_BY_KEY:
        if (digits or not numeric) and key.search(low):
            for order in rules:
                for match in _pattern(order).finditer(piece):
                    if match.end() > match.start():
                        yield order, match


def _trimmed(match: re.Match[str]) -> tuple[int, int]:
    words = match.group()
    lead = len(words) - len(words.lstrip())
    for opener in ("Over the ", "over the ", "during the ", "During the ", "throughout the ", "On the ", "on the "):
        if words.startswith(opener) and match.re.groupindex.keys() & {"over", "which"}:
            lead = opener.index("t" if " the" in opener else "o", opener.index(" "))
    return match.start() + lead, match.end() - (len(words) - len(words.rstrip()))


def _mod(match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    words = (groups.get("mod") or groups.get("mod2") or groups.get("adverb") or "").lower()
    about = ((groups.get("about") or "") + (groups.get("about2") or "")).lower().strip()
    if about in _ABOUT:
        return _ABOUT[about]
    if words.startswith(("about", "around", "circa", "ca.")):
        return "APPROX"
    if words.startswith(("early", "the start", "start", "beginning", "the beginning", "the early", "first")):
        return "START"
    if words.startswith(("mid", "the mid")):
        return "MID"
    if words.startswith(("late ", "late-", "end", "the end", "close", "the latter", "latter", "the close", "the last")):
        return "END"
    return "APPROX" if match.groupdict().get("tail") == " or so" else None


_ABOUT = {
    "about": "APPROX", "around": "APPROX", "nearly": "APPROX", "almost": "APPROX", "roughly": "APPROX",
    "approximately": "APPROX", "some": "APPROX", "more than": "MORE_THAN", "over": "MORE_THAN",
    "well over": "MORE_THAN", "just over": "MORE_THAN", "less than": "LESS_THAN", "fewer than": "LESS_THAN",
    "under": "LESS_THAN", "just under": "LESS_THAN", "at least": "EQUAL_OR_MORE", "at most": "EQUAL_OR_LESS",
    "up to": "EQUAL_OR_LESS", "no more than": "EQUAL_OR_LESS", "not more than": "EQUAL_OR_LESS",
    "as many as": "EQUAL_OR_LESS",
}  # fmt: skip
_BEFORE_LONE_MONTH = re.compile(
    r"(?:\b(?:in|since|by|of|last|next|this|until|till|from|through|to|during|and|between|for|before|after|late|early"
    r"|mid|every|each|or|past|following|previous|throughout|around|on|a|the|that|-|,)[ -]?|^|\()$",
    re.IGNORECASE,
)
_AFTER_A_DAY = re.compile(rf"\b{MONTH} {DAY}(?: (?:to|and|or|through|until) |, (?:and )?| ?[-–—] ?)$")
_RATE = re.compile(
    r"(?:\d|%|\b(?:times|hours|days|million|billion|cents|dollars|percent|euros|barrels|tons|tonnes|people|once|twice|pounds"
    r"|deaths|share|month|week)) $"
)
_COUNTED = re.compile(
    r"^ (?:more )?(?:people|troops|men|women|soldiers|points|shares|jobs|workers|miles|km|kilometers|kilometres|metres"
    r"|meters|feet|pounds|tons|tonnes|dollars|euros|children|deaths|copies|employees|members|civilians|others|votes"
    r"|barrels|seats|rooms|homes|houses|families|fighters|police|protesters|refugees|tanks|vehicles|aircraft|planes"
    r"|times|percent|per cent|inhabitants|casualties|killed|wounded|dead|cases|years|days|hours|rounds|bombs|rebels)\b"
)
_OTHERS_HOLIDAY = re.compile(
    r"\b(?!(?:Americas?|US|U\.S\.|United States)\b)[A-Z][a-z.]+(?:['’]s|(?<=an)|(?<=ish)|(?<=ese)) $|Orthodox $"
)
"""Before a holiday: one of another calendar or country, of which the table knows no day ("Norvian Independence Day")."""
_ANY_DAY = re.compile(
    r"['’]s (?:[a-z]+ )?(?:world|youth|young|society|economy|standards|children|generation|technology)\b"
)
"""After "today's": a day of no date ("in today's world"); "today's talks" are of the day."""


_AROUND_THE_CLOCK = re.compile(r"(?:24|[Tt]wenty[- ]four) hours (?:a|per) day\b")
"""Always, as an idiom ("guarded 24 hours a day"): no length of time that anything took."""
_BESIDES = re.compile(r",? (?:for|to|then|let)\b|, (?:\S+ ){0,4}?(?:says?|said|asks?|asked)\b|, (?:I|you)\b")
"""After a "Now" that turns to another matter: "Now, says Voss, it looks lost", "Now for the weather"."""


def _around(match: re.Match[str], piece: str) -> tuple[str, str]:
    return piece[max(0, match.start() - 30) : match.start()], piece[match.end() : match.end() + 40]


def _likely(rule: str, match: re.Match[str], piece: str) -> bool:
    """Tell a time from what only looks like one: "March on the capital", "May I", "2000 troops", "a second chance"."""
    before, after = _around(match, piece)
    groups = match.groupdict()
    if groups.get("lone") and len(groups["lone"]) == 3 and groups["lone"] != "May":
        return False
    if groups.get("lone") and groups["lone"].rstrip(".") in ("May", "March", "MAY", "MARCH"):
        return bool(groups.get("which") or groups.get("mod") or _BEFORE_LONE_MONTH.search(before)) and not (
            groups["lone"] == "May" and re.match(r" [A-Z]", after)
        )
    if rule == "year" and not groups.get("mod"):
        return not _COUNTED.match(after) and not re.search(r"(?:[$€£#]|No\. ?|\d[ ,.:/]|[Tt]op )$", before)
    if rule == "day_of_list":
        return _AFTER_A_DAY.search(before) is not None
    if rule == "length" and _AROUND_THE_CLOCK.match(match.group() + after):
        return False
    if rule == "every" and groups.get("unit") == "second":  # "10 million steps per second" is a speed
        return False
    if rule == "length" and (groups.get("unit") or "").lower() in ("second", "quarter", "quarters"):
        words = (groups.get("count") or "").lower()
        return words not in ("a", "an", "one", "another", "the") and not (
            words == "three" and groups["unit"].startswith("quarter") and not groups.get("lead")
        )
    if rule == "length" and (groups.get("count") or "").lower() in ("a", "an") and _RATE.search(before):
        return False
    if rule == "length" and groups.get("unit") in ("minute", "min") and not groups.get("count"):
        return False
    if rule == "holiday":
        return not _OTHERS_HOLIDAY.search(before)
    if rule == "day_word" and after.startswith(("'s", "’s")):
        return not _ANY_DAY.match(after)
    if rule == "vague" and (groups.get("now") or "").lower() == "now":
        return not before.lower().endswith(("by ", "until ", "just ")) and not (
            groups["now"] == "Now" and _BESIDES.match(after)
        )
    return True
