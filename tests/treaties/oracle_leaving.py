"""The oracle's reading of the table of notices (VCLT 42, 54, 56, 65): when one takes effect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from oracle_force import months_after as later

from foedera.treaties.instrument import Denunciation
from foedera.treaties.steps import Ground

if TYPE_CHECKING:
    from datetime import date

    from foedera.treaties.instrument import Term

#: Grounds that the other side may dispute: they take the way of article 65.
DISPUTED = {Ground.BREACH, Ground.IMPOSSIBILITY, Ground.CIRCUMSTANCES, Ground.INVALIDITY}


def takes_effect(
    term: Term, entered: date | None, given: date, ground: Ground | None
) -> tuple[date, bool] | None:
    """Return the day on which a notice takes effect, and whether that is sure; None for never.

    Args:
        term: What the instrument says of its term and of leaving.
        entered: The day of its entry into force.
        given: The day of the notice.
        ground: What it rests on.
    """
    if ground is Ground.NONE:
        return None
    if ground in DISPUTED:
        return later(given, 3), False
    if ground is Ground.CONSENT:  # of all: at any time (54(b))
        return given, True
    years = 12 * (term.initial_years or 0)
    premature = bool(years and entered and given < later(entered, years))
    if premature or term.denunciation is Denunciation.EXCLUDED:
        return None
    return _by_clause(term, entered, given)


def _by_clause(term: Term, entered: date | None, given: date) -> tuple[date, bool]:
    if term.notice_months is not None:
        return later(given, term.notice_months), True
    if term.renewal_notice_months is not None and term.years and entered:
        more = 12 * (term.renewal_years or term.years)
        ends = (later(entered, 12 * term.years + more * number) for number in range(99))
        left = term.renewal_notice_months
        return next(end for end in ends if end > given and later(given, left) <= end), True
    silent = term.denunciation is Denunciation.SILENT
    return later(given, 12 if silent else 0), False
