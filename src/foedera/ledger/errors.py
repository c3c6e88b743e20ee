"""What the ledger refuses, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.review import Decision


#: Characters of a text that a message repeats.
_SHOWN: Final = 60


class LedgerError(FoederaError):
    """Something the ledger will not, or cannot, do."""


class NoLedgerError(LedgerError):
    """There is no ledger at an address.

    Attributes:
        address: Where one was looked for.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"There is no ledger at {address}. Make one with 'foedera init {address}', or name "
            "another with --ledger or the variable FOEDERA_LEDGER."
        )


class OtherLedgerError(LedgerError):
    """What lies at an address is no ledger, or one of another version.

    Attributes:
        address: Where it lies.
        reason: Why it cannot be used.
    """

    def __init__(self, address: str, reason: str, advice: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(f"{address} cannot be used as a ledger: {reason}. {advice}")


class UnreachableLedgerError(LedgerError):
    """A database that cannot be reached, or does not let us in.

    Attributes:
        address: Where it lies, without its password.
        reason: What the database or its driver says.
    """

    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(
            f"The ledger {address} cannot be reached: {reason}. Check the address, that the "
            "database runs, and the name and password; nothing was changed."
        )


class MissingDriverError(LedgerError):
    """A database whose driver is not installed.

    Attributes:
        address: Where it lies, without its password.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"The ledger {address} needs the Postgres driver: pip install 'foedera[postgres]'."
        )


class UnknownAddressError(LedgerError):
    """An address of a kind of database that foedera does not use.

    Attributes:
        address: As given, without its password.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"{address} is no address of a ledger. Give a file's path, or "
            "postgresql://user@host/database."
        )


class UnwritableLedgerError(LedgerError):
    """A ledger that cannot be written to, or not made.

    Attributes:
        address: Where it lies.
        reason: Why not.
    """

    def __init__(self, address: str, reason: str) -> None:
        self.address = address
        self.reason = reason
        super().__init__(
            f"The ledger {address} could not be written: {reason}. Nothing of this entry was "
            "recorded; what was recorded before is untouched. Mend the cause and do it again."
        )


class OccupiedError(LedgerError):
    """A place where something lies that would be overwritten.

    Attributes:
        address: The place.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"{address} holds something already, and foedera overwrites no ledger and no backup. "
            "Name another place, or move away what lies there."
        )


class BusyLedgerError(LedgerError):
    """A ledger that others kept locked for too long.

    Attributes:
        address: Where it lies.
        seconds: How long it was waited for.
    """

    def __init__(self, address: str, seconds: int) -> None:
        self.address = address
        self.seconds = seconds
        super().__init__(
            f"Another program has kept the ledger {address} locked for {seconds} seconds. "
            "Nothing of this entry was recorded: try again when it is done."
        )


class NotOnRecordError(LedgerError):
    """A name of which the ledger knows nothing.

    Attributes:
        name: As it was asked for.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"Nothing on record is called {name!r}. Names look like 'doc-…', 'clm-…' or "
            "'dec-…' with 24 digits; 'foedera ledger' tells what there is."
        )


class UnknownDecisionError(LedgerError):
    """An undoing of a decision that is not on record.

    Attributes:
        decision: The decision that is to be undone.
    """

    def __init__(self, decision: str) -> None:
        self.decision = decision
        super().__init__(
            f"The decision {decision} is not on record, so that it cannot be undone. Record it "
            "first, or replay the whole file it stands in."
        )


class OvertakenError(LedgerError):
    """A decision on what somebody else decided in the meantime.

    Attributes:
        others: What was decided, in the order of the record.
    """

    def __init__(self, others: Sequence[Decision]) -> None:
        self.others = tuple(others)
        first = self.others[0]
        super().__init__(
            f"{first.coder} has decided {first.subject} ({first.verdict.value}) since it was "
            "shown. Nothing was recorded: look at it again, and decide in full knowledge."
        )


class UnstorableTextError(LedgerError):
    """A text that no database holds, or not where it is to stand.

    Attributes:
        text: The beginning of the text, with half characters written out.
        reason: What is wrong with it.
    """

    def __init__(self, text: str, reason: str) -> None:
        self.text = text[:_SHOWN].encode("utf-8", "backslashreplace").decode()
        self.reason = reason
        super().__init__(
            f"{self.text!r} cannot be recorded: {reason}. Nothing was recorded: mend how the text "
            "was decoded, or give another name."
        )


class AlteredEntryError(LedgerError):
    """Something that is to be recorded under the name of something else.

    Attributes:
        name: The name.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(
            f"{name} is named after its content, and this content has another name. It was "
            "altered after it was named; nothing was recorded."
        )


class DamagedLedgerError(LedgerError):
    """A ledger that is not as it was written.

    Attributes:
        address: Where it lies.
        faults: What is wrong.
    """

    def __init__(self, address: str, faults: Sequence[str]) -> None:
        self.address = address
        self.faults = tuple(faults)
        super().__init__(
            f"{address} is not as it was written: {'; '.join(self.faults)}. Restore a backup "
            "('foedera restore'); 'foedera verify' tells all that is wrong."
        )


class UnknownPlaceError(LedgerError):
    """A place to go on from that no page of a search gave.

    Attributes:
        place: As given.
    """

    def __init__(self, place: str) -> None:
        self.place = place[:_SHOWN].encode("utf-8", "backslashreplace").decode()
        super().__init__(
            f"{self.place!r} is no place in a list of claims, so that there is no page after it. "
            "Take it as the page before gave it, or leave it out to begin with the first page."
        )


class UnknownFacetError(LedgerError):
    """Something that claims are not counted by.

    Attributes:
        name: As asked for.
        known: What they are counted by.
    """

    def __init__(self, name: str, known: Sequence[str]) -> None:
        self.name = name[:_SHOWN].encode("utf-8", "backslashreplace").decode()
        self.known = tuple(known)
        super().__init__(
            f"Claims are not counted by {self.name!r}, only by {', '.join(self.known)}. Name one "
            "of these."
        )
