"""Review: a coder goes through what reports propose, and decides it step by step."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from foedera.assessment.agreement import SETTLING, alike
from foedera.claims.review import Decision, NewInstrument, Verdict, named, standing_decisions
from foedera.identifiers import ContentId
from foedera.ledger.errors import NotOnRecordError, OvertakenError
from foedera.treaties import Act
from foedera.workspace.review.docket import Docket, Wanted
from foedera.workspace.review.errors import (
    DecidedMeanwhileError,
    NotYoursToUndoError,
    UnfittingAmendmentError,
    UnsettledInstrumentError,
    UnusableCoderError,
)
from foedera.workspace.review.page import Page, Pages
from foedera.workspace.review.proposed_on_record import ProposedOnRecord, folded
from foedera.workspace.review.taken import Taken

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment.proposed import Proposal
    from foedera.identifiers import InstrumentId
    from foedera.ledger import Ledger
    from foedera.treaties import Registry, Step
    from foedera.workspace.review.amending import Amendment

#: Most characters of a coder's name, and of a note.
_NAME: Final = 80
LONGEST_NOTE: Final = 4000
#: The note by which a proposal is flagged.
FLAG: Final = "flag"
_EVERYTHING: Final = Wanted()


@dataclass(frozen=True, slots=True)
class Correction:
    """A decision of one coder that another decided otherwise later.

    Attributes:
        mine: The first.
        theirs: The last of the others', which stands.
    """

    mine: Decision
    theirs: Decision


class Reviewing:
    """One coder's sitting over the proposals of a ledger.

    Every decision is on record when the method that takes it returns. Moments are in UTC
    and given by the caller.

    Args:
        ledger: The ledger.
        registry: The instruments on record.
        catalogue: Who is who.
        coder: Who decides.
        blind: Whether what others decided, what the registry has and how sure a proposal is
            are left out, so that the decisions count for agreement between coders, and for
            nothing else.
        only: The one instrument whose proposals are wanted, which are then sooner at hand.
        tell: Is told how far the making of the proposals is: number and count.
        docket: The proposals, where they are at hand already.
        taken: The decisions on record, where they are at hand already.

    Raises:
        UnusableCoderError: Nobody can go by that name.
    """

    def __init__(  # noqa: PLR0913 - five may be left out
        self,
        ledger: Ledger,
        registry: Registry,
        catalogue: Catalogue,
        coder: str,
        *,
        blind: bool = False,
        only: InstrumentId | None = None,
        tell: Callable[[int, int], None] | None = None,
        docket: Docket | None = None,
        taken: Taken | None = None,
    ) -> None:
        self.coder = coder_name(coder)
        self.blind = blind
        self._ledger = ledger
        self._taken = taken or Taken(ledger)
        self.docket = docket or Docket(
            ProposedOnRecord(ledger, registry, catalogue, only=only, tell=tell)
        )
        self._pages = Pages(ledger, folded)

    # Looking -------------------------------------------------------------------------

    def queue(self, wanted: Wanted = _EVERYTHING) -> tuple[Proposal, ...]:
        """Return the proposals that wait for this coder, in the order of the docket.

        These are the undecided, and the rejected that a further source has come to tell; to
        one who decides blind, all that he has not decided himself.

        Args:
            wanted: Which of them.
        """
        if self.blind:
            own = self._decided_by_me()
            return tuple(one for one in self.docket.wanted(wanted) if one.id not in own)
        return tuple(one for one in self.docket.wanted(wanted) if one.waits)

    def blind_queue(
        self, share: float, seed: int, wanted: Wanted = _EVERYTHING
    ) -> tuple[Proposal, ...]:
        """Return a sample of what others have decided and this coder has not.

        Whether a proposal is in it is decided by its name and the seed alone: the same for
        every coder, and whatever is decided in the meantime.

        Args:
            share: How much of it, from 0 to 1.
            seed: Another seed gives another sample.
            wanted: Which proposals the sample is drawn from.
        """
        standing = standing_decisions(self._taken.all())
        settled = [one for one in standing if one.verdict in SETTLING]
        own = {one.subject for one in settled if one.coder == self.coder}
        others = {one.subject for one in settled if one.coder != self.coder}
        return tuple(
            one
            for one in self.docket.wanted(wanted)
            if one.id in others - own and _draw(one.id, seed) < share
        )

    def page(self, subject: ContentId) -> Page:
        """Return all that this coder is to see of a proposal.

        Raises:
            UnknownProposalError: Nothing of that name is proposed.
        """
        self.docket.hear(self._ledger.decisions(subjects=(subject,)))
        return self._pages.page(self.docket[subject], coder=self.coder, blind=self.blind)

    @property
    def pages(self) -> Pages:
        """What puts pages together: gives passages of further exhibits."""
        return self._pages

    def proposal(self, subject: ContentId) -> Proposal:
        """Return a proposal as it now is. Raises ``UnknownProposalError``."""
        return self.docket[subject]

    def waits(self, subject: ContentId) -> bool:
        """Tell whether a proposal still waits for this coder; to one who is blind it does.

        Raises:
            UnknownProposalError: Nothing of that name is proposed.
        """
        if self.blind:
            return subject in self.docket
        self.docket.hear(self._ledger.decisions(subjects=(subject,)))
        return self.docket[subject].waits

    def corrected(self) -> tuple[Correction, ...]:
        """Return this coder's decisions that others decided otherwise later."""
        standing = standing_decisions(self._taken.all())
        last: dict[ContentId, Decision] = {}
        found: dict[ContentId, Correction] = {}
        for one in standing:
            if one.blind or one.verdict not in SETTLING:
                continue
            mine = last.get(one.subject)
            if one.coder == self.coder:
                last[one.subject] = one
                found.pop(one.subject, None)
            elif mine is not None and not alike(mine, one):
                found[one.subject] = Correction(mine, one)
            else:
                found.pop(one.subject, None)
        return tuple(found.values())

    # Deciding ------------------------------------------------------------------------

    def accept(
        self, subject: ContentId, at: datetime, *, seen: int | None = None, note: str | None = None
    ) -> Decision:
        """Accept a proposal as it stands.

        Args:
            subject: The proposal.
            at: The moment.
            seen: ``Page.seen`` of the page that was decided on: where somebody else decided
                since, this decision does not count. None to decide in any case.
            note: A remark.

        Raises:
            UnsettledInstrumentError: It fits several instruments.
            DecidedMeanwhileError: Somebody else was first.
            UnknownProposalError: Nothing of that name is proposed.
        """
        proposal = self.docket[subject]
        if proposal.candidates:
            raise UnsettledInstrumentError(subject, proposal.candidates)
        made = self._of(proposal, Verdict.ACCEPT, at, note)
        made = replace(made, step=proposal.step, instrument=proposal.instrument)
        return self._decide(made, seen)

    def reject(
        self, subject: ContentId, at: datetime, *, seen: int | None = None, note: str | None = None
    ) -> Decision:
        """Reject a proposal; see ``accept``."""
        proposal = self.docket[subject]
        made = self._of(proposal, Verdict.REJECT, at, note)
        return self._decide(replace(made, instrument=proposal.instrument), seen)

    def amend(
        self,
        subject: ContentId,
        change: Amendment | NewInstrument,
        at: datetime,
        *,
        seen: int | None = None,
        note: str | None = None,
    ) -> Decision:
        """Accept a proposal in another form; see ``accept``.

        Where the change leaves a step as it was proposed, it is accepted as such.

        Args:
            subject: The proposal.
            change: What of a step is otherwise; or the instrument as it should be.
            at: The moment.
            seen: As for ``accept``.
            note: A remark.

        Raises:
            UnfittingAmendmentError: A step is to be amended into an instrument, or the
                other way round, or would be left without a state.
        """
        proposal = self.docket[subject]
        made = self._of(proposal, Verdict.AMEND, at, note)
        if proposal.step is None:
            made = replace(made, instrument=_instrument(proposal, change))
            if made.instrument == proposal.instrument:
                made = replace(made, verdict=Verdict.ACCEPT)
        else:
            made = replace(made, step=_step(proposal, change))
            if made.step == proposal.step:
                if proposal.candidates:
                    raise UnsettledInstrumentError(subject, proposal.candidates)
                made = replace(made, verdict=Verdict.ACCEPT)
        return self._decide(made, seen)

    def note(self, subject: ContentId, text: str, at: datetime) -> Decision:
        """Put a remark on record, which decides nothing; others see it beside the proposal.

        Args:
            subject: A proposal, or anything else on record that has a name.
            text: The remark.
            at: The moment.
        """
        made = Decision(
            ContentId(""),
            self.coder,
            at,
            Verdict.NOTE,
            subject,
            note=text.strip()[:LONGEST_NOTE],
            blind=self.blind,
        )
        return self._record(made)

    def undo(self, decision: ContentId, at: datetime) -> Decision:
        """Undo one of this coder's decisions, whichever; both stay on record.

        Raises:
            NotOnRecordError: There is no such decision.
            NotYoursToUndoError: It is another coder's, is an undoing, or was undone.
        """
        self.docket.hear(() if self.docket.decision(decision) else self._taken.all())
        undone = self.docket.decision(decision)
        if undone is None:
            raise NotOnRecordError(decision)
        taken = self._ledger.decisions(subjects=(undone.subject,))
        if undone.coder != self.coder:
            raise NotYoursToUndoError(decision, f"{undone.coder} took it")
        if undone.verdict is Verdict.UNDO:
            raise NotYoursToUndoError(decision, "it undoes another, which can be taken anew")
        if undone not in standing_decisions(taken):
            raise NotYoursToUndoError(decision, "it was undone before")
        made = Decision(
            ContentId(""),
            self.coder,
            at,
            Verdict.UNDO,
            undone.subject,
            undoes=decision,
            blind=undone.blind,
        )
        return self._record(made)

    # ---------------------------------------------------------------------------------

    def _of(self, proposal: Proposal, verdict: Verdict, at: datetime, note: str | None) -> Decision:
        return Decision(
            ContentId(""),
            self.coder,
            at,
            verdict,
            proposal.id,
            proposed=proposal.step,
            evidence=tuple(dict.fromkeys(one.claim for one in proposal.support)),
            note=note.strip()[:LONGEST_NOTE] or None if note else None,
            blind=self.blind,
        )

    def _decide(self, made: Decision, seen: int | None) -> Decision:
        made = named(made)
        try:
            self._ledger.decide((made,), made.at, seen=None if self.blind else seen)
        except OvertakenError as error:
            kept = self._kept_apart(made, error.others)
            self.docket.hear(error.others)
            raise DecidedMeanwhileError(made, error.others[-1], kept=kept) from None
        self.docket.hear((made,))
        return made

    def _kept_apart(self, made: Decision, others: tuple[Decision, ...]) -> bool:
        """Keep a decision that came second as a blind one, where it was taken unaware."""
        before = self._ledger.decisions(subjects=(made.subject,))
        later = {one.id for one in others}
        unaware = not any(
            one.coder != self.coder and not one.blind and one.id not in later for one in before
        )
        if unaware:
            self._record(replace(made, blind=True))
        return unaware

    def _record(self, made: Decision) -> Decision:
        made = named(made)
        self._ledger.decide((made,), made.at)
        self.docket.hear((made,))
        return made

    def _decided_by_me(self) -> set[ContentId]:
        standing = standing_decisions(self._taken.all())
        own = (one for one in standing if one.coder == self.coder)
        return {one.subject for one in own if one.verdict in SETTLING}


def coder_name(name: str | None) -> str:
    """Return a coder's name as it is put on record.

    Raises:
        UnusableCoderError: It is empty, too long, or holds what is not printed.
    """
    told = unicodedata.normalize("NFC", re.sub(" +", " ", name or "")).strip()
    if not told or len(told) > _NAME or not told.isprintable():
        raise UnusableCoderError(told)
    return told


def _draw(name: ContentId, seed: int) -> float:
    """Return a number from 0 to 1 that a name and a seed decide alone."""
    digest = hashlib.sha256(f"{seed} {name}".encode()).digest()
    return int.from_bytes(digest[:6]) / 2**48


def _instrument(proposal: Proposal, change: Amendment | NewInstrument) -> NewInstrument:
    if not isinstance(change, NewInstrument):
        reason = "it proposes an instrument, and the change is one of a step"
        raise UnfittingAmendmentError(proposal.id, reason)
    return change


def _step(proposal: Proposal, change: Amendment | NewInstrument) -> Step:
    if isinstance(change, NewInstrument) or proposal.step is None:
        reason = "it proposes a step, and the change is an instrument"
        raise UnfittingAmendmentError(proposal.id, reason)
    step = change.of(proposal.step)
    if step.state is None and step.act is not Act.ENTER_INTO_FORCE:
        raise UnfittingAmendmentError(
            proposal.id, f"{step.act.value} is the act of a state: say whose"
        )
    return step
