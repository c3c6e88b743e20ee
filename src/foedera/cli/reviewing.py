"""What ``foedera review`` does: opens the desk, lists the queue, or sits a coder before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.text import Text

from foedera.assessment import Level
from foedera.assessment.unregistered import UNREGISTERED
from foedera.cli.consulting import opened, print_data
from foedera.cli.options import now
from foedera.cli.review_keys import key_map, keyboard
from foedera.cli.review_sitting import Sitting
from foedera.cli.review_view import ReviewView
from foedera.cli.terminal import console, interface, progress
from foedera.identifiers import InstrumentId
from foedera.ledger import Sought
from foedera.wording.words import Words
from foedera.workspace import Workspace
from foedera.workspace.proposed_data import blind_data, decision_data, proposal_data
from foedera.workspace.review.docket import Wanted
from foedera.workspace.review.reviewing import Reviewing, coder_name

if TYPE_CHECKING:
    from datetime import date

    from foedera.assessment import Proposal
    from foedera.ledger import Ledger


@dataclass(frozen=True, slots=True, kw_only=True)
class Reviewed:
    """What was asked of review.

    Attributes:
        instrument: Only what is about this instrument, as it is called.
        coder: Who decides.
        blind: Whether what others think is left out.
        share: Of what others decided, how many in a hundred.
        seed: Which draw.
        state: Only acts of this state, as it is called.
        since: Only what reports of this day or later tell.
        confidence: Only what is as sure as this.
        keys: Other keys.
        corrected: Whether corrections are asked for.
        ledger: The ledger's address.
        interface: The interface's language.
    """

    instrument: str | None
    coder: str | None
    blind: bool
    share: float
    seed: int
    state: str | None
    since: date | None
    confidence: str | None
    keys: str | None
    corrected: bool
    ledger: str | None
    interface: str | None


class Desk:
    """A coder's desk: his queue, and what he decides with.

    Args:
        asked: What was asked of review.

    Raises:
        UnusableCoderError: It is not said who decides.
        LedgerError: The ledger cannot be opened.
        UnknownInstrumentError: Nothing is called so.
        UnknownActorError: No state is called so.
    """

    def __init__(self, asked: Reviewed) -> None:
        coder_name(asked.coder)  # before anything is opened
        self._asked = asked
        self.ledger: Ledger = opened(asked.ledger)
        self.workspace = Workspace(ledger=self.ledger)
        catalogue = self.workspace.catalogue
        self.words = Words(interface(asked.interface), catalogue)
        only = self._instrument(asked.instrument)
        self.reviewing = Reviewing(
            self.ledger,
            self.workspace.registry,
            catalogue,
            asked.coder or "",
            blind=asked.blind,
            only=only,
            tell=progress(self.words, "review-making"),
        )
        self._wanted = Wanted(
            instrument=only,
            state=self.workspace.state(asked.state) if asked.state else None,
            since=asked.since,
            confidence=Level(asked.confidence) if asked.confidence else None,
        )

    def queue(self) -> tuple[Proposal, ...]:
        """Return what waits for the coder."""
        if self._asked.blind:
            share = self._asked.share / 100
            return self.reviewing.blind_queue(share, self._asked.seed, self._wanted)
        return self.reviewing.queue(self._wanted)

    def _instrument(self, called: str | None) -> InstrumentId | None:
        if called is None or called.startswith(UNREGISTERED):
            return InstrumentId(called) if called else None
        return self.workspace.instrument(called).id


def sit(asked: Reviewed) -> None:
    """Sit a coder before his queue."""
    keys = key_map(asked.keys)
    desk = Desk(asked)
    words, screen = desk.words, console()
    sitting = Sitting(
        desk.reviewing,
        lambda: [one.id for one in desk.queue()],
        view=ReviewView(words, desk.workspace.law(), keys),
        keys=keys,
        keyboard=keyboard(),
        screen=screen,
        now=now,
        workspace=desk.workspace,
        words=words,
    )
    try:
        sitting.run()
    finally:  # also after Ctrl-C: what was shown as done is on record
        screen.print(Text(words("review-sat", count=words.number(len(sitting.taken)))))


def list_queue(asked: Reviewed) -> None:
    """Print the queue as data."""
    desk = Desk(asked)
    queue = desk.queue()
    names = tuple({telling.claim for one in queue for telling in (*one.support, *one.against)})
    claims = {one.id: one for one in desk.ledger.claims(Sought(claims=names))} if names else {}
    tell = blind_data if asked.blind else proposal_data
    told = [tell(one, claims) for one in queue]
    print_data({"coder": desk.reviewing.coder, "blind": asked.blind, "proposals": told})


def list_corrections(asked: Reviewed, *, as_json: bool) -> None:
    """Print the coder's decisions that others decided otherwise later."""
    desk = Desk(asked)
    words = desk.words
    found = desk.reviewing.corrected()
    if as_json:
        print_data(
            [
                {
                    "proposal": one.mine.subject,
                    "mine": decision_data(one.mine),
                    "theirs": decision_data(one.theirs),
                }
                for one in found
            ]
        )
        return
    view = ReviewView(words, desk.workspace.registry, key_map(None))
    screen = console()
    screen.print(Text(words("review-corrected", count=words.number(len(found))), style="bold"))
    for one in found:
        screen.print(Text(one.mine.subject, style="dim"))
        screen.print(Text("  ").append_text(view.decision(one.mine)))
        screen.print(Text("  ").append_text(view.decision(one.theirs)))
