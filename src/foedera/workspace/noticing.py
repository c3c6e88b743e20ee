"""What the user should know of how a report was read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.scene import LONGEST_SENTENCE, MOST_SENTENCES
from foedera.workspace.findings import Notice

if TYPE_CHECKING:
    from collections.abc import Iterator

    from foedera.claims.linking import Linking, Pact
    from foedera.documents.report import Report


def notices(report: Report, linking: Linking, unread: int = 0) -> tuple[Notice, ...]:
    """Return the notices of capture, then those of reading and of linking.

    Args:
        report: The report as captured.
        linking: Its claims, linked to instruments.
        unread: How many of its sentences were not read.
    """
    return tuple(_notices(report, linking, unread))


def _notices(report: Report, linking: Linking, unread: int) -> Iterator[Notice]:
    yield from (Notice("document", text) for text in report.notices)
    if unread:
        text = (
            f"{unread} sentences were not read for claims: foedera reads the first "
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
