"""What a body is, by the people who work for it: only a company has a chief executive, only a school professors."""

from __future__ import annotations

from communique.model import ActorKind
from communique.reference.cast import Cast

_SIGNS = {
    **dict.fromkeys(
        "ceo;chief executive;chief executive officer;chief financial officer;cfo;chief operating officer;"
        "chief technology officer;managing director;shareholder;co-owner;stockholder;fund manager".split(";"),
        "BUS",
    ),
    **dict.fromkeys(
        "editor;editor-in-chief;editor in chief;managing editor;columnist;reporter;correspondent;anchor;"
        "bureau chief;deputy editor".split(";"),
        "JRN",
    ),
    **dict.fromkeys(
        "professor;assistant professor;associate professor;lecturer;law professor;provost;rector".split(";"), "EDU"
    ),
}


def employers(cast: Cast) -> None:
    """Let "Ada Voss, chief executive of Tarkin" tell that Tarkin is a company, where its own name does not."""
    for draft in cast.people():
        told = next((sector for noun, sector in _SIGNS.items() if noun in draft.heads), None)
        if told is None:
            continue
        for word in draft.waits:
            body = cast.at.get(word)
            if body is not None and body.sector is None and body.kind is ActorKind.ORGANISATION and not body.members:
                body.sector = told
                body.kind = ActorKind.MEDIA if told == "JRN" else body.kind
    _branches(cast)


def _branches(cast: Cast) -> None:
    """A name is of the sector of the one body whose longer name begins with it: "Tarkin" of "Tarkin Optics"."""
    for draft in cast.drafts:
        if draft.sector is not None or draft.kind is not ActorKind.ORGANISATION or not draft.forms:
            continue
        form = draft.forms[0]
        longer = [d for d in cast.namesakes(form) if d is not draft and any(f[: len(form)] == form for f in d.forms)]
        if len({d.sector for d in longer}) == 1 and all(d.kind is ActorKind.ORGANISATION for d in longer):
            draft.sector = longer[0].sector
