"""Words that tell a government from the place it sits in. Lemmas, lower case."""

from __future__ import annotations

PLACING = frozenset(
    "near inside outside across throughout around onto off along beyond above below beside opposite via through "
    "north south east west northeast northwest southeast southwest".split()
)
"""Prepositions and directions that make a place of any name after them ("in" and "at" have rules of their own)."""

SPEAKING = frozenset(
    "say tell warn accuse deny demand insist claim announce reject agree refuse urge call condemn welcome vow "
    "threaten respond reply ask request offer propose promise pledge signal believe think want hope fear expect "
    "seek consider acknowledge admit confirm declare stress maintain argue note criticize criticise praise blame "
    "decide plan intend sign ratify negotiate talk recognize recognise back support oppose sanction impose lift "
    "deploy send expel recall summon retaliate withdraw suspend halt resume question doubt dismiss mediate broker "
    "pressure push press approve veto abstain vote sever restore violate breach invade attack launch supply arm "
    "fund finance provide give concede compromise yield regard try allow let ban block order keep help use need "
    "accept strike bomb annex control counter protest object apologise apologize release detain extradite "
    "dispute contest challenge discourage encourage applaud laud deplore denounce lament regret reiterate repeat "
    "emphasise emphasize suggest hint imply indicate predict conclude report assert allege contend clarify specify "
    "note order instruct invite appeal plead waive ease relax unfreeze freeze reimpose cancel postpone extend renew "
    "end pause drop remove rescind revoke repeal abolish terminate delay cut unfroze withdrew withdrawn "
    "decline rebuke scoff caution concur dispatch refrain cease "
    "intervene cooperate shift rule govern describe view learn know defend rebuff brand dub label hail hit".split()
)
"""What governments do, in the headlines of any day."""

ADDRESSED = frozenset(
    "accuse urge tell warn press pressure blame criticize criticise praise thank ask call condemn persuade "
    "convince assure reassure inform notify support back arm aid help fund finance sanction isolate punish deter "
    "defeat recognize recognise oppose join anger irritate infuriate embarrass please appease contact consult "
    "brief lobby force compel push allow invite trust distrust betray offer give send hand supply promise owe pay "
    "deny refuse want expect need let make prompt lead".split()
)
"""What is done to a government."""

REACHED = frozenset(
    "visit leave reach enter exit flee quit tour near approach cross traverse depart overlook surround".split()
)
"""What is done to a place by those who travel."""

OVERRUN = frozenset(
    "bomb shell hit strike attack capture seize liberate occupy besiege destroy storm recapture retake overrun "
    "encircle bombard pound raid loot damage flood evacuate rename rebuild control hold defend lose".split()
)
"""What is done to a place by armies and by nature."""

STRICKEN = frozenset(
    "attack strike assault raid bombing bombardment shelling siege offensive march advance invasion capture fall "
    "liberation occupation battle airstrike missile drone rocket bomb fire rain descend converge close".split()
)
OF_PLACE = frozenset(
    "city capital town village mayor governor outskirts suburb north south east west centre center heart street "
    "people resident population map sky airspace region area part edge control siege evacuation visit tour "
    "kilometre kilometer mile bombing shelling capture fall battle".split()
)
TOWARDS = frozenset(
    "fly travel go come return head drive move walk sail march advance flee escape trip visit flight journey tour "
    "road way train bus plane convoy arrive bring take deport airlift relocate send evacuate fled pilgrimage back "
    "access ride route border next close due invite summon accompany".split()
)
SETS_OUT = frozenset("leave depart bind head fly sail report broadcast speak live kilometre kilometer mile".split())
LIES_BETWEEN = frozenset(
    "sea strait channel river lake island valley mountain desert border frontier boundary road highway route railway "
    "motorway line strip corridor crossing ferry flight distance region area halfway kilometre kilometer mile buffer "
    "gulf pass wall fence drift sail fly travel commute shuttle lie situate sandwich nestle straddle water".split()
)
"""What is between two countries on the map ("the sea between Norvia and Estmark"), not between two governments."""
GIVEN_TO = frozenset(
    "offer warning message letter proposal aid assistance support help weapon arm arms missile loan money "
    "concession response reply answer appeal request demand ultimatum threat pledge promise assurance guarantee "
    "gift blow signal ally loyal close hostile sympathetic friendly favorable favourable acceptable pressure "
    "sanction embargo ban tariff restriction condition influence reliance dependence dependent impose rely depend "
    "belong concede surrender contempt criticism condemnation praise statement comment talk according important "
    "victory defeat setback win gain good bad difficult hard costly responsibility blame policy approach attitude "
    "stance".split()
)
TRUST = frozenset("trust confidence faith interest believe disappointment invest hope stake".split())
OCCASIONS = frozenset(
    "talk talks summit meeting conference round session negotiation gathering accord agreement protocol process "
    "treaty declaration communique memorandum deal visit trip".split()
)
"""What is held somewhere and called by the place."""

ACTING_NOUNS = frozenset(
    "willingness commitment position policy demand claim offer proposal response reply reaction refusal rejection "
    "decision stance view concern interest ambition goal aim objective ally foe enemy rival partner envoy "
    "ambassador diplomat government administration leadership leader official minister president negotiator "
    "delegation team representative spokesman spokeswoman spokesperson troop force army military navy soldier "
    "missile chief adviser aide war aggression invasion attack offensive assault campaign threat warning promise "
    "pledge assurance intention plan strategy tactic move effort bid push request insistence denial accusation "
    "allegation behaviour behavior action role influence relation tie relationship support backing help aid "
    "assistance participation membership sanction readiness reluctance failure success propaganda narrative "
    "version account statement announcement intelligence agent arsenal program programme budget debt approval "
    "consent recognition sovereignty motive calculation mood patience anger message condition term concession "
    "will call point hand blessing grip rule control line thinking priority proxy puppet backer critic loyalist "
    "insider source regime parliament lawmaker counterpart mission embassy ministry defence defense forces troops "
    "officials allies terms conditions relations ties demands claims concerns interests wishes wish hold appetite "
    "desire side".split()
)
"""What a government has, and a city has not."""

LOCAL_NOUNS = frozenset(
    "street square airport suburb district outskirts centre center port harbour harbor station resident mayor "
    "hospital university neighbourhood neighborhood weather skyline metro subway hotel museum river bridge "
    "population city wall cathedral church mosque stadium park market restaurant school north south east west "
    "streets residents suburbs climate traffic nightlife landmark outskirt tower gate theatre theater zoo border "
    "coast coastline countryside capital hall courtyard palace gates walls apartment building".split()
)
"""What a place has, and a government has not."""

KNOWN = frozenset().union(
    SPEAKING, ADDRESSED, REACHED, OVERRUN, STRICKEN, OF_PLACE, TOWARDS, SETS_OUT, GIVEN_TO, TRUST, LIES_BETWEEN
)
"""Every word that may be asked for as a verb."""
