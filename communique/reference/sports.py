"""Whether a page is a report of games: there the name of a country or a city is its team's."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WORDS = frozenset(
    """
    aggregate athletics ball ballpark baseball basketball batsman batsmen birdie bogey bowler bowling boxing champion
    championship championships coach coaches cricket crossbar cyclist cycling defender defenders division doubles draw
    equaliser equalizer fielder fifa finalist finals first-half fixture football footballer footballers forward
    game games goal goalkeeper goalless goals golf halftime half-time handball hat-trick header heavyweight
    hockey homer homered homers inning innings kickoff lap league leagues marathon match matches medal medalist medals
    midfield midfielder midfielders nba nfl nhl offside olympics overs par penalty pitcher pitchers pitching pitched
    playoff playoffs points qualifier qualifiers qualifying quarter-final quarterback quarterfinal
    quarterfinals race racing rebounds referee relegation round rugby runner-up
    runs scored scorer scorers scoreboard season second-half seed seeded semi-final semifinal semifinals set singles
    skiing soccer sprint stadium standings stoppage striker strikers substitute
    swimmer teammate tennis tie-break tiebreak tiebreaker title touchdown touchdowns tournament tournaments trophy
    uefa umpire unbeaten unseeded wicket wickets win winger wins won world-record
    """.split()
)  # fmt: skip
_PLAIN = frozenset(
    "aggregate ball coach defender division draw forward game games goal goals header lap match medal medals par "
    "penalty points race round runs season set substitute title win wins won".split()
)
"""Words of sport that other news uses too: without rarer ones beside them they tell nothing."""
_SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
_SLUGS = frozenset(
    "athletics badminton baseball basketball boxing cricket cycling football golf hockey nba nfl rugby rowing skiing "
    "soccer squash swimming tennis volleyball".split()
)


def about_sport(forms: Iterable[str]) -> bool:
    """Tell from the words of a page, in lower case, whether it reports games: "Norvia beat Estmark 2-0 in a qualifier".

    One word in forty must be of sport or a score, with two different ones of sport alone, or one in fifty with
    three; a table of results has little else and may have one. "Soccer - Norvia draw" says so at once. A page on
    a government's boycott of the Olympics names too few.
    """
    every = list(forms)
    if every[:1] and every[0] in _SLUGS and every[1:2] in (["-"], ["–"], [":"]):
        return True
    found = [f for f in every if f in _WORDS or _SCORE.fullmatch(f)]
    rare = len({f for f in found if f not in _PLAIN and not f[0].isdigit()})
    share = len(found) / max(1, len(every))
    dense = (share >= 0.025 and rare >= 2) or (share >= 0.02 and rare >= 3)
    return (len(found) >= 4 and dense) or (len(found) >= 3 and share >= 0.08 and rare >= 1)
