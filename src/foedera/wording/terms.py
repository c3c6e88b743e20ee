"""An instrument's final clauses in words: its term, the ways out, registration, reservations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.treaties import Denunciation, Renewal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.treaties import Instrument, Term
    from foedera.treaties.instrument import Registration
    from foedera.wording.words import Words

_RENEWALS: Final = {
    Renewal.AUTOMATIC: "term-renewed",
    Renewal.BY_AGREEMENT: "term-by-agreement",
    Renewal.NONE: "term-ends",
}
_WAYS_OUT: Final = {
    Denunciation.SILENT: "term-silent",
    Denunciation.EXCLUDED: "term-excluded",
    Denunciation.UNKNOWN: "term-unknown",
}


def final_clauses(one: Instrument, words: Words) -> Iterator[tuple[str, str]]:
    """Yield what is recorded of an instrument's term, its registration and reservations."""
    yield words("term"), term_text(one.term, words)
    if known := registration_text(one.registration, words):
        yield words("registration"), known
    for each in one.reservations:
        said = each.says.get(words.language, "")
        taken_back = (
            f" ({words('withdrawn-on', day=words.days(each.withdrawn))})" if each.withdrawn else ""
        )
        yield words("reservation"), f"{words.name(each.state)}: {said}{taken_back}"


def term_text(term: Term, words: Words) -> str:
    """Return for how long an instrument runs, and how one leaves it."""
    return "; ".join(_term(term, words))


def registration_text(one: Registration, words: Words) -> str | None:
    """Return whether it is registered with the United Nations; None where that is not known."""
    if one.registered is None:
        return None
    known = words("registered-yes" if one.registered else "registered-no")
    return f"{known} ({one.number})" if one.number else known


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
