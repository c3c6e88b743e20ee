"""All that the law says of one instrument on a day, worked out once for as long as it holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from foedera.pictures import life_picture
from foedera.treaties import LAW, Basis, Coding, ImpliedEnd
from foedera.treaties.obligations import Day
from foedera.workspace.answers import Circumstances
from foedera.workspace.code_sheet import code_sheet

if TYPE_CHECKING:
    from datetime import date

    from foedera.treaties import Instrument, OwedObligation
    from foedera.web.asked import Asked
    from foedera.wording import Words
    from foedera.workspace.code_sheet import Code
    from foedera.workspace.on_record import OnRecord, StatusOnRecord

#: The two ways of coding from when a state counts as bound.
CODINGS: Final = {"law": LAW, "atop": Coding(Basis.SIGNATURE, ImpliedEnd.ATOP)}
#: Files and pictures kept.
_KEPT: Final = 512
#: Instruments of more steps have a picture that takes long to work out.
_QUICK: Final = 36


@dataclass(frozen=True, slots=True)
class TreatyFile:
    """One instrument on a day.

    Attributes:
        found: Where it stands by the registry and the ledger.
        owed: Its obligations as they stand.
        sheet: Its codes.
        under: The day, what was known, and the coding.
    """

    found: StatusOnRecord
    owed: tuple[OwedObligation, ...]
    sheet: tuple[Code, ...]
    under: Circumstances

    @property
    def instrument(self) -> Instrument:
        """The instrument, with the steps that were accepted."""
        return self.found.instrument

    @property
    def quick(self) -> bool:
        """Whether its picture is worked out in no time."""
        return len(self.instrument.steps) <= _QUICK


def coding_of(asked: Asked) -> Coding:
    """Return the coding that is asked for: the law's unless ATOP's is."""
    return CODINGS[asked.choice("coding", CODINGS, "law")]


def circumstances(asked: Asked) -> Circumstances:
    """Return the day asked about, by when it was to be known, and the coding."""
    return Circumstances(asked.on, asked.known_by, coding=coding_of(asked))


def file_of(asked: Asked, called: str, *, proposed: bool) -> TreatyFile:
    """Return what the law says of an instrument.

    Args:
        asked: The request: its clocks and its coding.
        called: The instrument's identifier, or what people call it.
        proposed: Whether steps count that no coder has decided on.

    Raises:
        UnknownInstrumentError: Nothing is called that; what comes near is named.
        AmbiguousInstrumentError: Several instruments may be meant.
    """
    record = asked.workspace.on_record
    head = asked.desk.ledger.head(asked.recorded_by).number
    return _file(record, head, called, circumstances(asked), proposed)


@lru_cache(maxsize=_KEPT)
def _file(
    record: OnRecord,
    head: int,  # noqa: ARG001 - what was worked out holds until the ledger has a further entry
    called: str,
    under: Circumstances,
    proposed: bool,  # noqa: FBT001 - kept by
) -> TreatyFile:
    on, known_by, coding = under.on, under.known_by, under.coding
    found = record.status(called, on, known_by, coding, proposed=proposed)
    day = Day(record.registry(known_by), on, known_by, coding)
    sheet = code_sheet(found.instrument, found.status)
    return TreatyFile(found, day.owed(found.instrument), sheet, under)


@lru_cache(maxsize=_KEPT)
def life_of(instrument: Instrument, on: date, known_by: date | None, words: Words) -> str:
    """Return the picture of an instrument's life."""
    return life_picture(instrument, on, words, known_by)
