"""Which table keeps which type."""

from __future__ import annotations

from communique.columns import Pointer
from communique.model import (
    Actor,
    Article,
    Block,
    Credit,
    Event,
    Evidence,
    Favour,
    Ground,
    Kin,
    OpenIssue,
    Place,
    Position,
    Proposal,
    ProposalStep,
    Role,
    Same,
    Situation,
    Statement,
    Vector,
)
from communique.record.table import Table

ARTICLE = Table(
    "article",
    Article,
    keys=("page", "version", "superseded", "headline", "made_by", "reader"),
    skip=("blocks", "credits"),
)
BLOCK = Table("block", Block, keys=("article", "n"))
CREDIT = Table("credit", Credit, keys=("article", "n"))
VECTOR = Table("vector", Vector, keys=("article", "n"))
ACTOR = Table("actor", Actor, keys=("article",), skip=("roles",))
ROLE = Table("role", Role, keys=("article", "actor", "n"))
PLACE = Table("place", Place, keys=("article",))
MENTION = Table("mention", Pointer, keys=("article", "n"))
EVIDENCE = Table("evidence", Evidence, keys=("article", "fact", "open_issue", "n"), skip=("article",))
EVENT = Table("event", Event, keys=("article",), skip=("evidence",))
STATEMENT = Table("statement", Statement, keys=("article",), skip=("evidence",))
PROPOSAL = Table("proposal", Proposal, keys=("article",), skip=("evidence", "steps", "favours"))
STEP = Table("proposal_step", ProposalStep, keys=("article", "proposal", "n"))
FAVOUR = Table("favour", Favour, keys=("article", "proposal", "n"))
SITUATION = Table("situation", Situation, keys=("article",), skip=("evidence",))
POSITION = Table("position", Position, keys=("article", "n"))
OPEN_ISSUE = Table("open_issue", OpenIssue, keys=("article", "n"), skip=("evidence",))
KIN = Table("kin", Kin, verb="INSERT OR REPLACE")
SAME = Table("same", Same, skip=("grounds",))
GROUND = Table("ground", Ground, keys=("left_id", "right_id", "of_whom", "n"))

OF_ACCOUNTS = (
    ARTICLE,
    BLOCK,
    CREDIT,
    ACTOR,
    ROLE,
    PLACE,
    MENTION,
    EVIDENCE,
    EVENT,
    STATEMENT,
    PROPOSAL,
    STEP,
    FAVOUR,
    SITUATION,
    POSITION,
    OPEN_ISSUE,
)
KINDS = {"event": EVENT, "statement": STATEMENT, "proposal": PROPOSAL, "situation": SITUATION}
