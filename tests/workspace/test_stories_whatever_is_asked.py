"""A story is the same whichever of its claims is asked for, and as if all claims were read."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from foedera.actors.catalogue import Catalogue
from foedera.assessment import gathered, story_of
from foedera.claims.claim import Claim, Party
from foedera.claims.recorded import RecordedClaim, RecordedPact, claim_id
from foedera.dates import Interval
from foedera.documents.recorded import RecordedDocument, document_id
from foedera.documents.report import LineKind, Published
from foedera.identifiers import ActorId, ContentId, InstrumentId
from foedera.ledger import Filing, Sought, create_ledger
from foedera.spans import Span
from foedera.workspace.stories import StoriesOnRecord

if TYPE_CHECKING:
    from pathlib import Path

HERE = Span(0, 4)
BEGUN = datetime(2025, 1, 1, tzinfo=UTC)
STATES = ["PRK", "RUS", "UKR", "CHN"]
ACTS = ["deploy", "clash", "attack", "sign", "ratify", "meet", "cut_ties", "provide_defence"]


def some(drawn: random.Random, most: int) -> tuple[Party, ...]:
    chosen = drawn.sample(STATES, drawn.randint(0, most))
    return tuple(Party(ActorId(one), HERE) for one in chosen)


def claimed(drawn: random.Random, report: RecordedDocument, place: int) -> RecordedClaim:
    day = report.day + timedelta(drawn.randint(-40, 0)) if report.day else None
    claim = Claim(
        span=HERE,
        section=LineKind.RELATED if drawn.random() < 0.1 else LineKind.BODY,
        act=drawn.choice(ACTS),
        trigger=HERE,
        agents=some(drawn, 2),
        counterparts=some(drawn, 1),
        instrument=drawn.choice([None, InstrumentId("prk-rus-2024")]),
        when=Interval.on(day) if day and drawn.random() < 0.5 else None,
    )
    name = claim_id(report.id, claim)
    return RecordedClaim(name, report.id, place, claim, {"0-4": "sent"}, report.day)


def filed(seed: int) -> list[tuple[Filing, bytes]]:
    drawn = random.Random(seed)  # noqa: S311 - no secret is made
    made = []
    for number in range(12):
        data = f"sent {seed} {number}".encode()
        day = date(2024, 1, 1) + timedelta(drawn.randrange(150)) if drawn.random() < 0.9 else None
        report = RecordedDocument(
            document_id(data), str(number), "en", "", len(data), "", published=None
        )
        report = replace(report, published=Published(day)) if day else report
        claims = {one.id: one for one in (claimed(drawn, report, at) for at in range(5))}
        spoken = tuple(one.id for one in claims.values() if one.claim.act in ("sign", "ratify"))
        pact = RecordedPact(
            ContentId(f"pct-{seed}-{number}"),
            report.id,
            InstrumentId("unregistered-prk-rus"),
            registered=False,
            parties=(ActorId("PRK"), ActorId("RUS")),
            claims=spoken[:1],
            reported_on=day,
        )
        made.append((Filing(report, data.decode(), tuple(claims.values()), (pact,)), data))
    return made


@pytest.mark.parametrize("seed", [0, 3, 5])
def test_a_story_is_the_same_as_if_the_whole_ledger_were_read(tmp_path: Path, seed: int) -> None:
    catalogue = Catalogue.load()
    with create_ledger(str(tmp_path / "made.ledger")) as ledger:
        for number, (filing, data) in enumerate(filed(seed)):
            ledger.file(filing, data, BEGUN + timedelta(seconds=number))
        claims, documents = list(ledger.claims(Sought())), ledger.documents(Sought())
        by_id = {one.id: one for one in documents}
        called = {one: pact.instrument for pact in ledger.pacts(Sought()) for one in pact.claims}
        whole = [story_of(one, by_id, catalogue) for one in gathered(claims, called)]
        told = StoriesOnRecord(ledger, catalogue)
        for story in whole:
            for telling in story.tellings:
                assert told.story(telling.claims[0].id) == story
        assert told.fitting(Sought()) == tuple(whole)
        among = told.between(ActorId("PRK"), ActorId("RUS"), Sought(acts=tuple(ACTS)))
        assert set(among) <= set(whole)
