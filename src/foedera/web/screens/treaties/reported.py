"""What reports tell of an instrument: what contradicts, what waits, what coders let in."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

from foedera.assessment import PartName
from foedera.assessment.unregistered import UNREGISTERED
from foedera.identifiers import InstrumentId
from foedera.ledger import Sought
from foedera.treaties import UnknownInstrumentError
from foedera.web.asked import fill
from foedera.web.reply import Moved, Page, Table
from foedera.web.screens.treaties.speaking import SHOWN, Speaking, moment_text, step_text
from foedera.wording.cleaning import clean
from foedera.workspace.answer_data import schema_of
from foedera.workspace.contests import contests
from foedera.workspace.proposed_data import proposal_data, telling_data

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from foedera.assessment.proposed import Proposal, Proposed, Telling
    from foedera.claims.recorded import RecordedClaim
    from foedera.identifiers import ContentId
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.wording import Words
    from foedera.workspace.on_record import Added, OnRecord, StatusOnRecord

#: With more steps told of, they are gathered on a page of their own.
FEW: Final = 60
#: Answers kept.
_KEPT: Final = 256
COLUMNS: Final = (
    *("proposal", "instrument", "act", "state", "organ", "when_start", "when_end", "known_from"),
    *("support", "against", "confidence", "on_register", "waits", "decided"),
)


def reported(asked: Asked) -> Reply:
    """Answer ``/treaties/{name}/reported``: all that reports tell, however many there are.

    Raises:
        UnknownInstrumentError: Nothing is called that.
        AmbiguousInstrumentError: Several instruments may be meant.
    """
    called, words = asked.part("name"), asked.words
    title, found = called, None
    if not called.startswith(UNREGISTERED):
        one = asked.workspace.instrument(called, asked.known_by)
        if one.id != called and not asked.request.scope.get("form"):
            return Moved(to=asked.link(f"/treaties/{fill(one.id)}/reported"))
        called, title = one.id, one.title(words.language)
        added = asked.workspace.on_record.added(one.id, asked.known_by)
        found = added
    told = proposed_of(asked, called)
    if called.startswith(UNREGISTERED) and not (told.proposals or told.unripe or told.denied):
        raise UnknownInstrumentError(called, ())
    return Page(
        template="treaty_reported.html",
        title=words("law-reported-title", title=title),
        at="treaties",
        styles=("law.css",),
        scripts=("law.js",),
        data=proposed_data(asked, told),
        table=Table(COLUMNS, proposal_rows(told)),
        shown={
            "called": called,
            "instrument_title": title,
            "reported": _section(asked, called, told, found or ()),
        },
    )


def reported_shown(asked: Asked, name: str, found: StatusOnRecord | None) -> dict[str, Any]:
    """Return what reports tell of an instrument, for a section of its page.

    Where they tell of very much, the section only leads to a page of its own.

    Args:
        asked: The request.
        name: The instrument, as the registry or as reports call it.
        found: Where it stands; None for one that the registry does not have.
    """
    added = [one for one in found.added if one.decision is not None] if found else []
    if _many(asked, name):
        more = asked.link(f"/treaties/{fill(name)}/reported")
        return {"many": more, "few": FEW, "accepted": _accepted(added, asked.words)}
    return _section(asked, name, proposed_of(asked, name), added)


def proposed_of(asked: Asked, name: str) -> Proposed:
    """Return what reports propose for an instrument, worked out once for as long as it holds."""
    head = asked.desk.ledger.head(asked.recorded_by).number
    return _proposed(asked.workspace.on_record, head, name, asked.known_by)


@lru_cache(maxsize=_KEPT)
def _proposed(
    record: OnRecord,
    head: int,  # noqa: ARG001 - what was worked out holds until the ledger has a further entry
    name: str,
    known_by: date | None,
) -> Proposed:
    return record.proposed((InstrumentId(name),), known_by)


def _many(asked: Asked, name: str) -> bool:
    head = asked.desk.ledger.head(asked.recorded_by).number
    sought = Sought(
        instrument=InstrumentId(name),
        known_by=asked.known_by,
        recorded_by=asked.recorded_by,
        most=FEW + 1,
    )
    return _told(asked.workspace.on_record, head, sought) > FEW


@lru_cache(maxsize=_KEPT)
def _told(record: OnRecord, head: int, sought: Sought) -> int:  # noqa: ARG001 - ditto
    return sum(1 for _ in record.view.ledger.steps(sought))


def proposed_data(asked: Asked, found: Proposed) -> dict[str, Any]:
    """Return proposals as data: as ``foedera proposals --all --json`` gives them."""
    tellings = [each for one in found.proposals for each in _tellings(one)]
    claims = _claims(asked, [*tellings, *found.unripe, *found.denied])
    return {
        "schema": schema_of("proposals"),
        "parts": [name.value for name in PartName],
        "proposals": [proposal_data(one, claims) for one in found.proposals],
        "unripe": [telling_data(one, claims) for one in found.unripe],
        "denied": [telling_data(one, claims) for one in found.denied],
    }


def proposal_rows(found: Proposed) -> Iterator[tuple[Any, ...]]:
    """Yield proposals as rows."""
    for one in found.proposals:
        step = one.step
        yield (
            one.id,
            one.about,
            step.act.value if step else None,
            step.state if step else None,
            step.organ if step else None,
            step.when.start if step else None,
            step.when.end if step else None,
            step.known_from if step else None,
            len(one.support),
            len(one.against),
            one.confidence.overall.value,
            one.recorded.agreement.value,
            one.waits,
            one.decided.verdict.value if one.decided else None,
        )


def _tellings(one: Proposal) -> tuple[Telling, ...]:
    return (*one.support, *one.against, *(x for each in one.versions for x in each.tellings))


def _claims(asked: Asked, tellings: Sequence[Telling]) -> Mapping[ContentId, RecordedClaim]:
    names = sorted({each.claim for each in tellings})
    return {one.id: one for one in asked.workspace.on_record.view.claims(names)}


def _section(asked: Asked, name: str, found: Proposed, added: Sequence[Added]) -> dict[str, Any]:
    words = asked.words
    disputed = contests(found)
    waiting = [one for one in found.proposals if one.waits]
    shown = [each for one in disputed for side in one.sides for each in side.tellings[:SHOWN]]
    shown += [each for one in waiting for each in one.support[:1]]
    claims = _claims(asked, shown)
    languages = _languages(asked, shown)
    spoken = Speaking(words, claims, languages)
    return {
        "many": None,
        "name": name,
        "any": bool(found.proposals or found.unripe or found.denied),
        "contests": [spoken.contest(one) for one in disputed],
        "waiting": [spoken.proposal(one) for one in waiting],
        "decided": [spoken.proposal(one) for one in found.proposals if one.decided],
        "unripe": words("proposed-unripe", count=words.number(len(found.unripe)))
        if found.unripe
        else None,
        "denied": words("proposed-denied", count=words.number(len(found.denied)))
        if found.denied
        else None,
        "accepted": _accepted(added, words),
    }


def _languages(asked: Asked, tellings: Sequence[Telling]) -> Mapping[ContentId, str]:
    names = sorted({each.document for each in tellings})
    found = asked.workspace.on_record.view.documents(names)
    return {one.id: one.language for one in found}


def _accepted(added: Sequence[Added], words: Words) -> list[dict[str, Any]]:
    return [
        {
            "step": step_text(one.step, words),
            "decision": one.decision.id,
            "by": words(
                "accepted-by",
                coder=clean(one.decision.coder),
                moment=moment_text(one.decision.at, words),
            ),
            "known": words("known-from", day=words.day(one.step.known_from))
            if one.step.known_from
            else None,
        }
        for one in added
        if one.decision is not None
    ]
