"""Tables of duties in wars: one row for each duty, and one for each alliance in a war."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from foedera.datasets.histories import named
from foedera.datasets.table import Table
from foedera.datasets.wars.finding import Aspect
from foedera.resources import record
from foedera.treaties import Truth
from foedera.treaties.certainty import all_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from numpy.typing import NDArray

    from foedera.datasets.wars.cases import Call, Case, Outcome

    #: Instruments of the registry by ATOPID.
    Names = Mapping[int, Sequence[str]]

_TRUTHS = {Truth.YES: 1, Truth.NO: 0}


def cases_table(outcomes: Iterable[Outcome], names: Names, language: str = "en") -> Table:
    """Return the table of duties in wars.

    Args:
        outcomes: What alliances came to in wars.
        names: The registry's instruments by ATOPID; an alliance it does not record is
            called after its number.
        language: Of the words that tell why.
    """
    rows = [one for outcome in outcomes for one in outcome.cases]
    first = [one.calls[0] if one.calls else None for one in rows]
    return Table(
        "cases",
        {
            "warnum": _whole([one.war.number for one in rows]),
            "war": _texts([one.war.name for one in rows]),
            "atopid": _whole([one.alliance for one in rows]),
            "instrument": _texts([_instrument(one.alliance, names) for one in rows]),
            "ally": _whole([one.ally for one in rows]),
            "participant": _whole([one.participant for one in rows]),
            "kind": _texts([one.kind.value for one in rows]),
            "adversary": _maybe(
                [
                    call.clash.other(one.participant) if call else None
                    for one, call in _with(rows, first)
                ]
            ),
            "day": _days([call.on if call else None for call in first]),
            "met_adversary": _maybe([_met(one, Aspect.ADVERSARY) for one in first]),
            "met_place": _maybe([_met(one, Aspect.PLACE) for one in first]),
            "met_attacked": _maybe([_met(one, Aspect.ATTACKED) for one in first]),
            "met_condition": _maybe([_met(one, Aspect.CONDITION) for one in first]),
            "met_time": _maybe([_met(one, Aspect.TIME) for one in first]),
            "invoked": _maybe([_TRUTHS.get(one.invoked) for one in rows]),
            "invoked_best": _whole([int(one.best is Truth.YES) for one in rows]),
            "joined_side": _whole([one.joined for one in rows]),
            "days_to_join": _maybe([_delay(one, call) for one, call in _with(rows, first)]),
            "honoured": _maybe([one.honoured for one in rows]),
            "honoured_best": _maybe([one.honoured_best for one in rows]),
            "why": _texts([why(one, language) for one in rows]),
        },
    )


def wars_table(outcomes: Iterable[Outcome], names: Names) -> Table:
    """Return the table of alliances in wars.

    Args:
        outcomes: What alliances came to in wars.
        names: The registry's instruments by ATOPID.
    """
    rows = list(outcomes)
    sure = [[one for one in row.cases if one.invoked is Truth.YES] for row in rows]
    return Table(
        "wars",
        {
            "warnum": _whole([one.war.number for one in rows]),
            "war": _texts([one.war.name for one in rows]),
            "atopid": _whole([one.alliance for one in rows]),
            "instrument": _texts([_instrument(one.alliance, names) for one in rows]),
            "duties": _whole([len(one.cases) for one in rows]),
            "invoked": _maybe([_TRUTHS.get(one.invoked) for one in rows]),
            "invoked_best": _whole([int(one.best is Truth.YES) for one in rows]),
            "honoured": _maybe([one.honoured for one in rows]),
            "honoured_best": _maybe([one.honoured_best for one in rows]),
            "duties_invoked": _whole([len(one) for one in sure]),
            "duties_honoured": _whole([sum(bool(one.honoured) for one in row) for row in sure]),
        },
    )


def why(case: Case, language: str = "en") -> str:
    """Return in words what decided a case, or what leaves it open.

    Args:
        case: The case.
        language: ``en`` or ``id``.
    """
    words = record("wording/wars.yaml")
    if not case.calls:
        return str(words["never-called"][language])
    call = case.calls[0]
    if not call.findings:
        return str(words["attacked-each-other"][language])
    against = [one for one in call.findings if one.truth is Truth.NO]
    left = [one for one in call.findings if one.truth is Truth.UNCLEAR]
    told = [one.because.get(language) or words[one.wording][language] for one in against or left]
    if not told:
        return str(words["met"][language])
    state = words["not-met" if against else "open"][language]
    return f"{state}: {'; '.join(dict.fromkeys(told))}"


def _instrument(alliance: int, names: Names) -> str:
    return ";".join(names.get(alliance, ())) or named(alliance)


def _met(call: Call | None, aspect: Aspect) -> int | None:
    found = [one.truth for one in call.findings if one.aspect is aspect] if call else []
    return _TRUTHS.get(all_of(*found)) if found else None


def _delay(case: Case, call: Call | None) -> int | None:
    """Return how many days after the call the ally was at the member's side."""
    if call is None or case.joined != 1 or case.joined_on is None:
        return None
    return max((case.joined_on - call.on).days, 0)


def _with(rows: Sequence[Case], calls: Sequence[Call | None]) -> Iterable[tuple[Case, Call | None]]:
    return zip(rows, calls, strict=True)


def _whole(cells: Sequence[int]) -> NDArray[Any]:
    return np.array(cells, dtype=np.int32)


def _maybe(cells: Sequence[int | bool | None]) -> NDArray[Any]:
    """Return numbers of which some are NA."""
    mask = np.array([one is None for one in cells], dtype=bool)
    return np.ma.MaskedArray(np.array([int(one or 0) for one in cells], dtype=np.int32), mask=mask)


def _texts(cells: Sequence[str]) -> NDArray[Any]:
    return np.array(cells, dtype=object)


def _days(cells: Sequence[date | None]) -> NDArray[Any]:
    """Return days of which some are NA."""
    return np.array([np.datetime64(one or "NaT", "D") for one in cells], dtype="datetime64[D]")
