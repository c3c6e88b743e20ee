"""What review refuses, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.review import Decision


class AlteredDecisionsError(FoederaError):
    """A file of decisions of which a line is not as it was written.

    Attributes:
        name: The file.
        line: Number of the line, from 1; 0 for an empty file.
        what: What is wrong with it.
    """

    def __init__(self, name: str, line: int, what: str) -> None:
        self.name = name
        self.line = line
        self.what = what
        super().__init__(
            f"Line {line} of {name}: {what}. Nothing was recorded, so that no altered decision "
            "passes for the coder's. Export the decisions anew from the ledger they were "
            "taken on: 'foedera decisions export'."
        )


class LargeDecisionsError(FoederaError):
    """A file of decisions larger than any that is written.

    Attributes:
        name: The file.
        what: What is too large.
    """

    def __init__(self, name: str, what: str) -> None:
        self.name = name
        self.what = what
        super().__init__(
            f"{name} was not read, and nothing was recorded: {what}. Give a file that "
            "'foedera decisions export' wrote."
        )


class UnknownProposalError(FoederaError):
    """A name that nothing proposed bears.

    Attributes:
        name: As it was asked for.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"Nothing that reports on record propose is called {name!r}. Names look like "
            "'prp-…' with 24 digits; 'foedera review --json' lists what waits."
        )


class UnreadableDaysError(FoederaError):
    """Days that a coder wrote in a way that cannot be read.

    Attributes:
        written: As they were written.
    """

    def __init__(self, written: str) -> None:
        self.written = written
        super().__init__(
            f"{written!r} are no days foedera can read. Write a year, a month or a day ('2024', "
            "'2024-11', '2024-11-12'), the first and the last ('2024-11-01..2024-11-12'), one "
            "of them ('..2024-11-12'), or '..' for a day not known."
        )


class UnusableCoderError(FoederaError):
    """A name that no coder can go by.

    Attributes:
        name: As it was given; empty where none was.
    """

    def __init__(self, name: str = "") -> None:
        self.name = name
        said = f"{name!r} cannot be a coder's name" if name else "It is not said who decides"
        super().__init__(
            f"{said}: every decision bears the name of the one who took it, on one line of at "
            "most 80 characters. Give it with --coder NAME, or set the variable FOEDERA_CODER."
        )


class DecidedMeanwhileError(FoederaError):
    """A decision on what somebody else decided while it was before the coder.

    Attributes:
        mine: The decision that came second.
        theirs: The one that came first, and stands.
        kept: Whether the second is on record as a blind one.
    """

    def __init__(self, mine: Decision, theirs: Decision, *, kept: bool) -> None:
        self.mine = mine
        self.theirs = theirs
        self.kept = kept
        fate = (
            "is kept as a blind one, which counts for agreement between coders alone"
            if kept
            else "was not recorded"
        )
        super().__init__(
            f"{theirs.coder} decided {theirs.subject} at {theirs.at:%Y-%m-%d %H:%M} UTC "
            f"({theirs.verdict.value}) while it was before you; yours ({mine.verdict.value}) "
            f"{fate}. Look at theirs, and decide anew where you differ."
        )


class NotYoursToUndoError(FoederaError):
    """A decision that cannot be undone by this coder, or not again.

    Attributes:
        decision: Name of the decision.
        reason: Why not.
    """

    def __init__(self, decision: str, reason: str) -> None:
        self.decision = decision
        self.reason = reason
        super().__init__(
            f"{decision} cannot be undone: {reason}. To correct another coder's decision, decide "
            "the proposal yourself: the later of two stands, and both stay on record."
        )


class UnsettledInstrumentError(FoederaError):
    """A step that fits several instruments, accepted without saying which.

    Attributes:
        proposal: Name of the proposal.
        candidates: The instruments that it fits.
    """

    def __init__(self, proposal: str, candidates: Sequence[str]) -> None:
        self.proposal = proposal
        self.candidates = tuple(candidates)
        super().__init__(
            f"{proposal} may be a step of {', '.join(self.candidates)}; reports do not tell, and "
            "foedera does not choose. Say which it is (keys 1 to 9, or 'instrument' when "
            "editing), or reject it."
        )


class UnfittingAmendmentError(FoederaError):
    """An amendment of something that it does not fit.

    Attributes:
        proposal: Name of the proposal.
        reason: Why not.
    """

    def __init__(self, proposal: str, reason: str) -> None:
        self.proposal = proposal
        self.reason = reason
        super().__init__(f"{proposal} cannot be amended so: {reason}.")
