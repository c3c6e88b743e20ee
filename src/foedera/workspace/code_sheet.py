"""An instrument as ATOP codes alliances: each code with its meaning and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.datasets.columns import NA, definition
from foedera.treaties import ATOP_NAMES, Act, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from foedera.dates import Interval
    from foedera.treaties import Instrument, InstrumentStatus, Obligation

_TABLE: Final = "alliances"
_MONTHS: Final = 12


@dataclass(frozen=True, slots=True)
class Code:
    """One cell of ATOP's table of alliances, as the registry fills it. Texts are by language.

    Attributes:
        name: The column.
        value: The code; None is NA: not known, or not on record.
        means: What the column tells.
        says: What the value means; empty for NA, and where it is a number.
        source: Where the column is laid down.
        rests_on: Numbers of the provisions it was read from; empty for none.
    """

    name: str
    value: int | None
    means: Mapping[str, str]
    says: Mapping[str, str]
    source: str
    rests_on: tuple[str, ...] = ()

    @property
    def cell(self) -> str:
        """What stands in the table."""
        return NA if self.value is None else str(self.value)


def code_sheet(instrument: Instrument, status: InstrumentStatus) -> tuple[Code, ...]:
    """Return the codes that the registry's record of an instrument decides.

    A flag is 1 where the record holds it, and NA where it does not: a record that does not
    speak of a duty is no sign that the text does not.

    Args:
        instrument: The instrument.
        status: Where it stands, which tells its end.
    """
    table = definition(_TABLE)
    sheet = []
    for name, value, rests_on in _cells(instrument, status):
        column = table.column(name)
        says = column.values.get(str(value), {})
        sheet.append(Code(name, value, column.means, says, column.source, rests_on))
    return tuple(sheet)


#: A column, its code, and the provisions it rests on.
_Cell = tuple[str, int | None, tuple[str, ...]]


def _cells(one: Instrument, status: InstrumentStatus) -> Iterator[_Cell]:
    yield "atopid", int(one.atop) if one.atop else None, ()
    yield from _days(("begyr", "begmo", "begday"), _signed(one))
    if status.status is Status.TERMINATED:
        yield from _days(("endyr", "endmo", "endday"), status.since)
    else:
        still = None if status.status is Status.UNKNOWN else 0
        yield from ((name, still, ()) for name in ("endyr", "endmo", "endday"))
    yield "bilat", int(one.bilateral), ()
    needed = one.entry_into_force.needs_ratification
    yield "estmode", None if needed is None else int(needed), ()
    fixed = one.term.years is not None or one.term.until is not None
    yield "speclgth", 1 if fixed else None, ()
    yield "length", one.term.years * _MONTHS if one.term.years is not None else None, ()
    for kind, name in ATOP_NAMES.items():
        yield _flag(name, [each for each in one.obligations if each.kind is kind and each.binding])
    deciding = [x for x in one.obligations if any(each.decides for each in x.conditions)]
    yield _flag("conditio", [each for each in deciding if each.binding])
    yield _flag("asymm", [each for each in one.obligations if each.binding and each.owed_by])


def _flag(name: str, held: list[Obligation]) -> _Cell:
    places = tuple(dict.fromkeys(each.provision.number for each in held))
    return name, 1 if held else None, places


def _signed(one: Instrument) -> Interval | None:
    told = [step.when for step in one.steps if step.act is Act.SIGN]
    known = [when for when in told if when.start is not None]
    return min(known, key=lambda when: str(when.start), default=None)


def _days(names: tuple[str, str, str], when: Interval | None) -> Iterator[_Cell]:
    """Yield year, month and day as far as they are known."""
    start, end = (when.start, when.end) if when else (None, None)
    year = month = day = None
    if start is not None and end is not None:
        year = start.year if start.year == end.year else None
        month = start.month if year and start.month == end.month else None
        day = start.day if start == end else None
    for name, number in zip(names, (year, month, day), strict=True):
        yield name, number, ()
