"""One proposal: the words it rests on, what speaks against it, what was decided, what to do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from foedera.claims.review import standing_decisions
from foedera.identifiers import ContentId
from foedera.treaties import Act
from foedera.web.reply import Page
from foedera.web.screens.review.amending import AmendForm
from foedera.web.screens.review.keys import USUAL, keys_of
from foedera.web.screens.review.lines import dockets_of, line_of, reviewing_of, waiting_of
from foedera.web.screens.review.queue import PATIENCE, gathering
from foedera.web.screens.review.telling import (
    LEVELS,
    Done,
    Told,
    recent_of,
    title_of,
)
from foedera.web.statuses import status_of
from foedera.wording.reviewing import instrument_words, segments
from foedera.wording.steps import reason_words, register_words, step_pieces, step_words
from foedera.workspace.proposed_data import decision_data, page_data
from foedera.workspace.review.errors import DecidedMeanwhileError

if TYPE_CHECKING:
    from foedera.claims.review import Decision
    from foedera.errors import FoederaError
    from foedera.web.asked import Asked
    from foedera.web.reply import Reply
    from foedera.web.screens.review.lines import Line, Place
    from foedera.workspace.review.dockets import SharedDocket
    from foedera.workspace.review.page import Page as Sheet
    from foedera.workspace.review.page import Version
    from foedera.workspace.review.reviewing import Reviewing


@dataclass(frozen=True, slots=True)
class Laid:
    """A proposal laid before a coder.

    Attributes:
        sheet: All that is to be seen of it.
        place: Where it stands in the queue.
        waits: Whether it waits for this coder.
    """

    sheet: Sheet
    place: Place
    waits: bool


@dataclass(frozen=True, slots=True)
class Failed:
    """What came in the way of a decision.

    Attributes:
        error: Why it was not taken.
        form: The form of the amendment, as it was sent; None where there was none.
    """

    error: FoederaError
    form: AmendForm | None = None


def proposal(asked: Asked) -> Reply:
    """Show a proposal."""
    name = ContentId(asked.part("proposal"))
    line = line_of(asked)
    docket = docket_for(asked, line, name, PATIENCE)
    if not docket.ready:
        return gathering(asked, replace(line, only=docket.only), docket)
    with docket.opened() as opened:
        laid = laid_out(asked, line, reviewing_of(asked, opened, blind=line.blind), name)
    return shown(asked, line, laid)


def docket_for(asked: Asked, line: Line, name: ContentId, patience: float) -> SharedDocket:
    """Return the docket that a proposal is in.

    Where the address names no instrument it is looked for among those at hand, then by what
    was decided of it; else all proposals are gathered.
    """
    dockets = asked.desk.kept(dockets_of)
    if line.only is not None or line.given.get("all"):
        return dockets.of(line.only, patience)
    for held in dockets.at_hand():
        with held.opened() as docket:
            if name in docket:
                return held
    about = (one.proposed for one in dockets.taken.all() if one.subject == name)
    step = next((one for one in about if one is not None), None)
    return dockets.of(step.instrument if step else None, patience)


def laid_out(asked: Asked, line: Line, reviewing: Reviewing, name: ContentId) -> Laid:
    """Return a proposal as it now is.

    Raises:
        UnknownProposalError: Nothing of that name is proposed.
    """
    sheet = reviewing.page(name)
    waiting = waiting_of(line, reviewing)
    recent = tuple(one.subject for one in recent_of(asked))
    place = waiting.place(name, recent)
    return Laid(sheet, place, any(one.id == name for one in waiting.proposals))


def shown(asked: Asked, line: Line, laid: Laid, failed: Failed | None = None) -> Page:
    """Return the page of a proposal.

    Args:
        asked: The request.
        line: The queue it is looked at in.
        laid: The proposal.
        failed: What came in the way of deciding it; None where nothing did.
    """
    sheet, place = laid.sheet, laid.place
    keys = keys_of(asked.request)
    return Page(
        template="review/proposal.html",
        title=_title(asked, sheet),
        data={
            **page_data(sheet),
            "waits": laid.waits,
            "number": place.number,
            "waiting": place.total,
            "next": place.next,
            **(failure_data(failed.error) if failed else {}),
        },
        shown={
            "sheet": sheet,
            "line": line,
            "place": place,
            "waits": laid.waits,
            "address": line.address(asked, sheet.id),
            "back": line.address(asked),
            "ahead": [line.address(asked, one) for one in place.ahead],
            "previous": line.address(asked, place.previous) if place.previous else None,
            "pieces": step_pieces(sheet.step, asked.words) if sheet.step else (),
            "new": instrument_words(sheet.instrument, asked.words) if sheet.instrument else None,
            "title": title_of(sheet.step.instrument, asked) if sheet.step else None,
            "segments": tuple(segments(sheet.passage)) if sheet.passage else (),
            "evidence": [Told.of(one, asked) for one in sheet.evidence],
            "versions": [_version(one, asked) for one in sheet.versions],
            "denials": [Told.of(one, asked) for one in sheet.denials],
            "choices": [(one, title_of(one, asked)) for one in sheet.choices],
            "register": _register(sheet, asked),
            "confidence": _confidence(sheet, asked),
            "decisions": _decisions(sheet.decisions, asked),
            "form": (failed and failed.form) or AmendForm.of(sheet),
            "acts": sorted(Act, key=lambda one: asked.words.act(one.value)),
            "failure": _failure(failed, asked),
            "recent": recent_of(asked),
            "keys": keys,
            "usual": tuple(USUAL),
            "edit": asked.text("edit") == "1" or bool(failed and failed.form),
        },
        at="review",
        styles=("review.css",),
        scripts=("review.js",),
        status=status_of(failed.error) if failed else 200,
        private=True,
    )


def failure_data(error: FoederaError) -> dict[str, Any]:
    """Return why a decision was not taken; with both, where somebody else was first."""
    told: dict[str, Any] = {"detail": str(error)}
    if isinstance(error, DecidedMeanwhileError):
        told |= {
            "theirs": decision_data(error.theirs),
            "mine": decision_data(error.mine),
            "kept": error.kept,
        }
    return told


def _title(asked: Asked, sheet: Sheet) -> str:
    if sheet.step is not None:
        return step_words(sheet.step, asked.words)
    return asked.words("proposed-instrument")


def _version(one: Version, asked: Asked) -> dict[str, Any]:
    key = f"proposed-{one.relation.value.replace(' ', '-')}"
    return {
        "told": asked.words(key, days=asked.words.days(one.when)),
        "exhibits": [Told.of(each, asked) for each in one.exhibits],
        "untold": one.untold,
    }


def _register(sheet: Sheet, asked: Asked) -> dict[str, Any] | None:
    if sheet.recorded is None:
        return None
    return {
        "told": register_words(sheet.recorded, asked.words),
        "steps": [step_words(one, asked.words) for one in sheet.recorded.steps],
    }


def _confidence(sheet: Sheet, asked: Asked) -> dict[str, Any] | None:
    found = sheet.confidence
    if found is None:
        return None
    parts = [
        {
            "name": asked.words(f"confidence-part-{one.name.value}"),
            "level": asked.words(f"level-{one.level.value}"),
            "kind": LEVELS[one.level.value],
            "reason": reason_words(one, asked.words),
            "decides": one.name in found.decided_by,
        }
        for one in found.parts
    ]
    overall = found.overall.value
    return {"level": asked.words(f"level-{overall}"), "kind": LEVELS[overall], "parts": parts}


def _decisions(decisions: tuple[Decision, ...], asked: Asked) -> list[Done]:
    standing = {one.id for one in standing_decisions(decisions)}
    undone = {one.id for one in decisions if one.id not in standing and one.undoes is None}
    return [Done.of(one, asked, undone) for one in decisions]


def _failure(failed: Failed | None, asked: Asked) -> dict[str, Any] | None:
    if failed is None:
        return None
    error = failed.error
    both = (
        [Done.of(one, asked, frozenset()) for one in (error.theirs, error.mine)]
        if isinstance(error, DecidedMeanwhileError)
        else []
    )
    return {"detail": str(error), "both": both}
