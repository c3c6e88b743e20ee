"""An instrument's final clauses in words: its term, the ways out, registration, reservations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.text import Text

from foedera.treaties import Denunciation, Renewal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from foedera.treaties import Instrument, Term
    from foedera.wording.words import Words

_RENEWALS = {
    Renewal.AUTOMATIC: "term-renewed",
    Renewal.BY_AGREEMENT: "term-by-agreement",
    Renewal.NONE: "term-ends",
}
_WAYS_OUT = {
    Denunciation.SILENT: "term-silent",
    Denunciation.EXCLUDED: "term-excluded",
    Denunciation.UNKNOWN: "term-unknown",
}


def final_clauses(one: Instrument, words: Words) -> Iterator[tuple[str, RenderableType]]:
    """Yield what is recorded of an instrument's term, its registration and reservations."""
    yield words("term"), Text("; ".join(_term(one.term, words)))
    registration = one.registration
    if registration.registered is not None:
        known = words("registered-yes" if registration.registered else "registered-no")
        number = f" ({registration.number})" if registration.number else ""
        yield words("registration"), Text(f"{known}{number}")
    for each in one.reservations:
        said = each.says.get(words.language, "")
        taken_back = (
            f" ({words('withdrawn-on', day=words.days(each.withdrawn))})" if each.withdrawn else ""
        )
        yield words("reservation"), Text(f"{words.name(each.state)}: {said}{taken_back}")


def _term(term: Term, words: Words) -> Iterator[str]:
    if term.years:
        yield words("term-years", count=str(term.years))
    if term.until:
        yield words("term-until", day=words.day(term.until))
    if (term.years or term.until) and term.renewal in _RENEWALS:
        yield words(_RENEWALS[term.renewal])
    elif not term.years and not term.until:
        yield words("term-open")
    if term.ends_on:
        yield words("term-event", event=term.ends_on[words.language])
    if term.initial_years:
        yield words("term-initial", count=str(term.initial_years))
    if term.notice_months is not None:
        yield words("term-notice", count=str(term.notice_months))
    elif term.renewal_notice_months is not None:
        yield words("term-renewal-notice", count=str(term.renewal_notice_months))
    elif term.denunciation in _WAYS_OUT:
        yield words(_WAYS_OUT[term.denunciation])
