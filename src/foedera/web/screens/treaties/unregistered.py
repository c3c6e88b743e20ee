"""The page of an agreement that reports speak of and the registry does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.web.asked import fill
from foedera.web.reply import Moved, Page, Table
from foedera.web.screens.treaties.reported import (
    COLUMNS,
    proposal_rows,
    proposed_data,
    proposed_of,
    reported_shown,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.assessment.proposed import Proposal
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply


def unregistered(asked: Asked, called: str) -> Reply:
    """Answer ``/treaties/unregistered-…``: what reports tell; once accepted, its own page."""
    accepted = asked.workspace.on_record.accepted.instruments
    for name, one in accepted.items():
        if one.told_as == called and name != called:
            return Moved(to=asked.link(f"/treaties/{fill(name)}"))
    words = asked.words
    found = proposed_of(asked, called)
    parties = tuple(dict.fromkeys(_parties(found.proposals)))
    title = words("unregistered-alone")
    if parties:
        title = words("unregistered", parties=words.names(parties))
    told = bool(found.proposals or found.unripe or found.denied)
    return Page(
        template="treaty_unregistered.html",
        title=title,
        at="treaties",
        styles=("law.css",),
        scripts=("law.js",),
        status=200 if told else 404,
        data=proposed_data(asked, found),
        table=Table(COLUMNS, proposal_rows(found)),
        shown={
            "called": called,
            "told": told,
            "parties": parties,
            "names": list(dict.fromkeys(_titles(found.proposals))),
            "reported": reported_shown(asked, called, None),
        },
    )


def _parties(proposals: tuple[Proposal, ...]) -> Iterator[str]:
    for one in proposals:
        if one.instrument is not None:
            yield from one.instrument.parties
        elif one.step is not None and one.step.state is not None:
            yield one.step.state


def _titles(proposals: tuple[Proposal, ...]) -> Iterator[str]:
    yield from (
        one.instrument.title for one in proposals if one.instrument and one.instrument.title
    )
