"""What pages of review tell: titles, lines of a queue, exhibits, decisions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.claims.review import Verdict
from foedera.documents.report import LineKind
from foedera.web.asked import fill
from foedera.web.screens.review.lines import dockets_of, is_disputed
from foedera.wording.phrasing import short_sources
from foedera.wording.reviewing import (
    about_words,
    carrier_words,
    decision_words,
    instrument_words,
)
from foedera.wording.steps import moment_words, step_words
from foedera.workspace.review.reviewing import coder_name

if TYPE_CHECKING:
    from foedera.assessment import Proposal
    from foedera.claims.review import Decision
    from foedera.identifiers import ContentId, InstrumentId
    from foedera.web.asked import Asked
    from foedera.web.screens.review.lines import Line
    from foedera.workspace.review.page import Exhibit

#: Decisions that stay in view.
_RECENT: Final = 10
#: How a level of confidence and a verdict are set off.
LEVELS: Final = {"high": "good", "medium": "unsure", "low": "bad", "unknown": "quiet"}
_VERDICTS: Final = {
    Verdict.ACCEPT: "good",
    Verdict.AMEND: "good",
    Verdict.REJECT: "bad",
    Verdict.NOTE: "quiet",
    Verdict.UNDO: "quiet",
}


def title_of(name: InstrumentId, asked: Asked) -> str | None:
    """Return the title of an instrument; None where the registry does not have it."""
    registry = asked.desk.registry
    return registry.instrument(name).title(asked.language) if name in registry else None


@dataclass(frozen=True, slots=True)
class ProposalLine:
    """A proposal on a line of its queue.

    Attributes:
        link: Where it is decided.
        told: What is proposed.
        title: Of the instrument; None where the registry does not have it.
        instrument: Its name.
        since: The day of the first report of it, in words; None where unknown.
        reports: How many reports say so.
        denials: How many deny it.
        level: How sure it is; None to one who is blind.
        disputed: Whether reports contradict one another.
        renewed: Whether it was rejected before another source came to say so.
    """

    link: str
    told: str
    title: str | None
    instrument: InstrumentId
    since: str | None
    reports: int
    denials: int
    level: str | None
    disputed: bool
    renewed: bool

    @classmethod
    def of(cls, one: Proposal, asked: Asked, line: Line) -> ProposalLine:
        """Return the line of a proposal."""
        blind = line.blind
        return cls(
            line.address(asked, one.id),
            proposal_words(one, asked),
            title_of(one.about, asked),
            one.about,
            asked.words.day(one.since) if one.since else None,
            len({telling.document for telling in one.support}),
            len({telling.document for telling in one.against}),
            None if blind else one.confidence.overall.value,
            not blind and is_disputed(one),
            not blind and one.renewed,
        )


def proposal_words(one: Proposal, asked: Asked) -> str:
    """Return what is proposed on one line."""
    if one.step is not None:
        return step_words(one.step, asked.words)
    return instrument_words(one.instrument, asked.words) if one.instrument else one.about


@dataclass(frozen=True, slots=True)
class Told:
    """A text's word on a proposal, ready to be shown.

    Attributes:
        exhibit: The word.
        by: Who says it by way of whom, in which report of which day.
        modality: How sure the report makes it, by name; None where it simply says so.
        report: Where the report is read.
        copies: Each copy, with where it is read.
    """

    exhibit: Exhibit
    by: str
    modality: str | None
    report: str
    copies: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, one: Exhibit, asked: Asked) -> Told:
        """Return an exhibit ready to be shown."""
        words, claim = asked.words, one.claim.claim
        day = words.day(one.telling.day) if one.telling.day else words("review-undated")
        pieces = [
            carrier_words(one.document, words),
            day,
            short_sources([each.actors for each in claim.sources], words),
        ]
        if claim.section is LineKind.HEADLINE:
            pieces.append(words("in-headline"))
        sure = claim.modality.value
        copies = (
            (
                " · ".join(
                    (
                        carrier_words(each, words),
                        words.day(each.day) if each.day else words("review-undated"),
                        each.name,
                    )
                ),
                report_link(asked, each.id),
            )
            for each in one.copies
        )
        return cls(
            one,
            " · ".join(pieces),
            None if sure == "asserted" else sure,
            report_link(asked, one.document.id, one.claim.id),
            tuple(copies),
        )


def report_link(asked: Asked, document: ContentId, claim: ContentId | None = None) -> str:
    """Return the address of a report, at one of its claims."""
    return asked.link(f"/reports/{fill(document)}", claim=claim)


@dataclass(frozen=True, slots=True)
class Done:
    """A decision, ready to be shown.

    Attributes:
        id: Its name.
        subject: The proposal it is on.
        told: What was decided, on one line.
        about: What it is about; None for a mere note.
        by: Who took it, and when.
        kind: How it is set off.
        undone: Whether it was undone since.
        mine: Whether whoever asks took it, so that it can be undone here.
        link: The proposal, to be looked at again.
    """

    id: ContentId
    subject: ContentId
    told: str
    about: str | None
    by: str
    kind: str
    undone: bool
    mine: bool
    link: str

    @classmethod
    def of(cls, one: Decision, asked: Asked, undone: frozenset[ContentId] | set[ContentId]) -> Done:
        """Return a decision ready to be shown."""
        words = asked.words
        blind = {"blind": 1} if one.blind else {}
        return cls(
            one.id,
            one.subject,
            decision_words(one, words),
            about_words(one, words),
            f"{one.coder}, {moment_words(one.at, words)}",
            _VERDICTS[one.verdict],
            one.id in undone,
            one.coder == coder_name(asked.coder) and one.verdict is not Verdict.UNDO,
            asked.link(f"/review/{fill(one.subject)}", **blind),
        )


def recent_of(asked: Asked) -> tuple[Done, ...]:
    """Return the last decisions of whoever asks, the newest first; undoings stand by them."""
    taken = asked.desk.kept(dockets_of).taken.all()
    mine = coder_name(asked.coder)
    undone: set[ContentId] = set()
    found: list[Decision] = []
    for one in reversed(taken):
        if one.undoes is not None:
            undone.add(one.undoes)
        elif one.coder == mine:
            found.append(one)
            if len(found) == _RECENT:
                break
    return tuple(Done.of(one, asked, undone) for one in found)
