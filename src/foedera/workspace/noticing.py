"""What the user should know of how a report was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.scene import LONGEST_SENTENCE, MOST_SENTENCES
from foedera.language.time_meaning import IMPOSSIBLE_DATE, MONTH_MISTAKEN
from foedera.workspace.findings import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.linking import Linking, Pact
    from foedera.claims.scene import LaidOut
    from foedera.claims.screening import Screened
    from foedera.documents.report import Report


#: What is said of a day in doubt.
_DOUBTS = {
    IMPOSSIBLE_DATE: "is in no calendar; what is told of it stays without a day",
    "weekday-contradicts": "is another day of the week; the date is taken, not the weekday",
    MONTH_MISTAKEN: "is not that day of the week; the last such weekday is taken, of that number",
}


def notices(laid: LaidOut, linking: Linking, screened: Screened) -> tuple[Notice, ...]:
    """Return the notices of capture, then those of screening, of reading and of linking.

    Args:
        laid: The report as laid out for reading.
        linking: Its claims, linked to instruments.
        screened: What the screen told of it before.
    """
    return tuple(_notices(laid, linking, screened))


def _notices(laid: LaidOut, linking: Linking, screened: Screened) -> Iterator[Notice]:
    report = laid.report
    yield from (Notice("document", text) for text in report.notices)
    if not screened.holds:
        text = (
            f"None of its {screened.lines} lines has words by which a claim could be made "
            "of anybody known; its sentences were not parsed."
        )
        yield Notice("screened out", text)
    for scene in laid.scenes:
        for time in scene.times:
            if time.doubt in _DOUBTS:
                where = f"(characters {time.span.start}-{time.span.end})"
                text = f"{time.span.of(report.text)!r} {where} {_DOUBTS[time.doubt]}."
                yield Notice("doubtful day", text, time.span)
    if laid.unread:
        left = "1 sentence was" if laid.unread == 1 else f"{laid.unread} sentences were"
        text = (
            f"{left} not read for claims: foedera reads the first "
            f"{MOST_SENTENCES} of a report, and none of more than {LONGEST_SENTENCE} "
            "characters. Split the text into its reports."
        )
        yield Notice("unread", text)
    if linking.pacts and report.published is None:
        text = "The report has no day, so that no standing on its day can be given; give one."
        yield Notice("no day", text)
    for pact in linking.pacts:
        if pact.instrument is None:
            yield _unlinked(report, pact)


def _unlinked(report: Report, pact: Pact) -> Notice:
    span = pact.spans[0] if pact.spans else None
    words = f"{span.of(report.text)!r}" if span else "A treaty that is not named"
    where = f" (characters {span.start}-{span.end})" if span else ""
    if not pact.candidates:
        parties = ", ".join(pact.parties) or "parties unknown"
        text = f"{words}{where} is not in the registry ({parties})."
        return Notice("unregistered instrument", text, span)
    fits = ", ".join(one.instrument.id for one in pact.candidates)
    text = f"{words}{where} fits {len(pact.candidates)} instruments: {fits}. It is kept unlinked."
    candidates = tuple(one.instrument.id for one in pact.candidates)
    return Notice("ambiguous instrument", text, span, candidates)
