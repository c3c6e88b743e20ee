"""Reports with claims, made by hand, and ledgers that hold them."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from foedera.claims.claim import Amount, Claim, Modality, Party, Source
from foedera.claims.recorded import RecordedClaim, RecordedPact, RecordedStep, claim_id, words_of
from foedera.claims.review import Decision, Verdict, named
from foedera.dates import Interval
from foedera.documents.recorded import RecordedDocument, document_id
from foedera.documents.report import Line, LineKind, Published, Stated
from foedera.identifiers import ActorId, ContentId, InstrumentId, content_id
from foedera.ledger import Filing, create_ledger
from foedera.spans import Span
from foedera.treaties import Act, Evidence, Step

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from foedera.ledger.sql_ledger import SqlLedger

PRK, RUS, KOR = ActorId("PRK"), ActorId("RUS"), ActorId("KOR")
TREATY = InstrumentId("prk-rus-2024")
BEGUN = datetime(2026, 1, 1, 8, tzinfo=UTC)
LATER = BEGUN + timedelta(days=30)
DAY = date(2024, 11, 12)
#: Sentences of a report; each is one claim but the last.
RATIFIED = "North Korea ratified the treaty with Russia on Monday."
SENT = "South Korea says that 10,000 to 12,000 troops were sent."
REFUSED = "North Korea has not sent anybody."
QUIET = "The weather was fine."


def document(text: str, number: int, **changes: Any) -> tuple[RecordedDocument, bytes]:  # noqa: ANN401 - any field
    """Return a report with a text, and the bytes it is of."""
    data = f"{text}\n{number}".encode("utf-8", "surrogatepass")
    made = RecordedDocument(
        id=document_id(data),
        name=f"https://news.example/{number}",
        language="en",
        digest=hashlib.sha256(data).hexdigest(),
        characters=len(text),
        reader="foedera 0.1.0+0123abcd",
        outlet=Stated("The Daily, Example & Sons"),
        published=Published(DAY + timedelta(days=number)),
        dateline=Stated("Seoul", actor=KOR),
        writers=(Stated("Ann O'Neill"), Stated("Budi; the Second")),
        lines=(
            Line(Span(0, text.index("\n")), LineKind.HEADLINE, "headline/first"),
            Line(Span(text.index("\n") + 1, len(text)), LineKind.BODY, "body"),
        ),
    )
    return replace(made, **changes), data


def claims(text: str, made: RecordedDocument) -> tuple[RecordedClaim, ...]:
    """Return the claims of a report: one for each known sentence in it."""
    found = []
    for sentence, claim in (
        (RATIFIED, _ratified(text)),
        (SENT, _sent(text)),
        (REFUSED, _refused(text)),
    ):
        if sentence in text:
            found.append(claim)
    return tuple(
        RecordedClaim(claim_id(made.id, one), made.id, place, one, words_of(one, text), made.day)
        for place, one in enumerate(found)
    )


def spot(text: str, words: str, within: str) -> Span:
    """Return where words stand in a sentence of a text."""
    start = text.find(within)
    start = text.find(words, max(start, 0))
    return Span(max(start, 0), max(start, 0) + len(words))


def _ratified(text: str) -> Claim:
    return Claim(
        span=spot(text, RATIFIED, RATIFIED),
        section=LineKind.BODY,
        act="ratify",
        trigger=spot(text, "ratified", RATIFIED),
        agents=(Party(PRK, spot(text, "North Korea", RATIFIED)),),
        counterparts=(Party(RUS, spot(text, "Russia", RATIFIED)),),
        instrument=TREATY,
        instrument_span=spot(text, "the treaty", RATIFIED),
        when=Interval.on(date(2024, 11, 11)),
        when_span=spot(text, "Monday", RATIFIED),
    )


def _sent(text: str) -> Claim:
    return Claim(
        span=spot(text, SENT, SENT),
        section=LineKind.BODY,
        act="deploy",
        trigger=spot(text, "sent", SENT),
        unresolved=spot(text, "troops", SENT),
        when=Interval(date(2024, 10, 1), date(2024, 10, 31)),
        amount=Amount(10000, 12000, False, "troops", spot(text, "10,000 to 12,000", SENT)),  # noqa: FBT003 - about
        modality=Modality.ESTIMATED,
        sources=(
            Source(("unnamed",), None, None, "carried"),
            Source((KOR, "Kim; Lee|Co"), spot(text, "South Korea", SENT), None, "says"),
        ),
    )


def _refused(text: str) -> Claim:
    return Claim(
        span=spot(text, REFUSED, REFUSED),
        section=LineKind.BODY,
        act="deploy",
        trigger=spot(text, "sent", REFUSED),
        agents=(Party(PRK, spot(text, "North Korea", REFUSED)),),
        modality=Modality.DENIED,
        modality_span=spot(text, "not", REFUSED),
    )


def report(*sentences: str, number: int = 0, **changes: Any) -> tuple[Filing, bytes]:  # noqa: ANN401 - ditto
    """Return a report with a headline and sentences, as it is filed, and its bytes."""
    text = "\n".join(["A headline = 1", " ".join(sentences or (RATIFIED, SENT, REFUSED, QUIET))])
    made, data = document(text, number, **changes)
    found = claims(text, made)
    pact = RecordedPact(
        content_id("pct", made.id),
        made.id,
        TREATY,
        registered=True,
        parties=(PRK, RUS),
        reported_on=made.day,
    )
    steps = tuple(_step(one, pact) for one in found if one.claim.act == "ratify")
    return Filing(made, text, found, (pact,), steps), data


def _step(one: RecordedClaim, pact: RecordedPact) -> RecordedStep:
    step = Step(
        TREATY,
        PRK,
        Act.RATIFY,
        one.claim.when or Interval(None, None),
        evidence=(Evidence(one.id),),
        known_from=one.reported_on,
    )
    name = content_id("stp", [one.id, step.act.value])
    return RecordedStep(name, one.id, one.document, pact.id, step, counts=True, denied=False)


def accepting(filing: Filing, at: datetime = LATER) -> Decision:
    """Return the decision by which the step of a report is accepted."""
    (step,) = filing.steps
    told = Decision(
        id=ContentId(""),
        coder="Ana =1+1",
        at=at,
        verdict=Verdict.ACCEPT,
        subject=content_id("prp", step.step.instrument),
        proposed=step.step,
        step=step.step,
        evidence=(step.claim,),
        note="seen in\nprint",
    )
    return named(told)


def undoing(decision: Decision, at: datetime) -> Decision:
    """Return the decision that undoes another."""
    told = Decision(
        id=ContentId(""),
        coder="Ben",
        at=at,
        verdict=Verdict.UNDO,
        subject=decision.subject,
        undoes=decision.id,
    )
    return named(told)


def ledger_of(
    place: Path,
    reports: Iterable[tuple[Filing, bytes]],
    decisions: Iterable[Decision] = (),
    at: datetime = BEGUN,
) -> SqlLedger:
    """Return a ledger that holds reports, all recorded at one moment, and decisions."""
    made = create_ledger(str(place))
    for filing, data in reports:
        made.file(filing, data, at)
    if decided := tuple(decisions):
        made.decide(decided, max(one.at for one in decided))
    return made
