"""Whatever a claim is, its data have the published shape and its offsets come back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import foedera
from foedera.assessment import conduct
from foedera.claims.acts import acts
from foedera.claims.claim import Amount, Claim, Modality, Party, RuleApplied, Source
from foedera.claims.scene import LONGEST_SENTENCE
from foedera.dates import Interval
from foedera.documents.report import LineKind
from foedera.identifiers import ActorId
from foedera.proposals.proposal import (
    Doubt,
    Dropped,
    Part,
    Proposal,
    Proposals,
    Reason,
    Relation,
    Review,
)
from foedera.resources import DATA
from foedera.spans import Span

SCHEMA = json.loads((DATA / "schemas" / "dossier.schema.json").read_text(encoding="utf-8"))
TEXT = "Pasukan 🛰 Rusia — «dan» Korea Utara bertemu; é̱ tetap satu.\nBaris kedua."
EMPTY = foedera.read("Hari ini cerah di Bogor.", published="2025-01-02")
EMPTY = replace(EMPTY, report=replace(EMPTY.report, text=TEXT, outlet=None, dateline=None))

_places = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(
    lambda ends: Span(min(ends), max(ends))
)
_actors = st.sampled_from(["PRK", "RUS", "NATO", "HAMAS"]).map(ActorId)
_days = st.dates(date(1950, 1, 1), date(2030, 1, 1))
_numbers = st.none() | st.floats(0, 1e9, allow_nan=False)
_parties = st.lists(st.builds(Party, _actors, _places, st.none() | _places), max_size=3).map(tuple)
_sources = st.builds(
    Source,
    st.sampled_from([("unnamed",), ("KOR", "USA"), ("Budi Santoso",), ("KCNA",)]),
    st.none() | _places,
    st.none() | _places,
    st.just("rule"),
)
_claims = st.builds(
    Claim,
    span=_places,
    section=st.sampled_from([LineKind.HEADLINE, LineKind.BODY, LineKind.CAPTION, LineKind.RELATED]),
    act=st.sampled_from(sorted(acts())),
    trigger=_places,
    agents=_parties,
    counterparts=_parties,
    when=st.none() | st.builds(Interval, st.none() | _days, st.none() | _days),
    when_span=st.none() | _places,
    place=st.none() | _places,
    amount=st.none()
    | st.builds(Amount, _numbers, _numbers, st.booleans(), st.just("troops"), _places),
    modality=st.sampled_from(Modality),
    sources=st.lists(_sources, max_size=2).map(tuple),
    sectors=st.lists(_places, max_size=2).map(tuple),
    rules=st.lists(st.builds(RuleApplied, st.just("act/x"), _places), max_size=2).map(tuple),
)


_reviews = st.builds(
    Review, st.sampled_from(Doubt), st.text(max_size=5), st.text(max_size=5), st.none() | _places
)
_proposals = st.builds(
    Proposal,
    claim=_claims,
    quote=_places,
    model=st.just("tiny"),
    review=st.lists(_reviews, max_size=2).map(tuple),
    relation=st.sampled_from(Relation),
    claims=st.lists(st.integers(0, 9), max_size=2).map(tuple),
)
_dropped = st.builds(
    Dropped,
    st.sampled_from(Part),
    st.sampled_from(Reason),
    st.integers(1, 9999),
    st.lists(st.text(max_size=5), max_size=3).map(tuple),
)
_told = st.builds(
    Proposals,
    model=st.just("tiny"),
    proposals=st.lists(_proposals, max_size=3).map(tuple),
    dropped=st.lists(_dropped, max_size=3).map(tuple),
    passages=st.integers(0, 60),
    again=st.integers(0, 60),
    unread=st.integers(0, 60),
)


def span(data: dict[str, Any] | None) -> Span | None:
    return Span(data["start"], data["end"]) if data else None


@settings(deadline=None)
@given(st.lists(_claims, max_size=4).map(tuple))
def test_offsets_words_and_shape_survive_the_journey(claims: tuple[Claim, ...]) -> None:
    dossier = replace(EMPTY, claims=claims, conduct=conduct(claims))
    data = json.loads(json.dumps(dossier.to_dict(), ensure_ascii=False))
    assert [e.message for e in Draft202012Validator(SCHEMA).iter_errors(data)] == []
    for claim, told in zip(claims, data["claims"], strict=True):
        assert span(told["span"]) == claim.span
        assert told["span"]["text"] == claim.span.of(TEXT)
        assert span(told["trigger"]) == claim.trigger
        assert [span(party["span"]) for party in told["agents"]] == [p.span for p in claim.agents]
        assert [span(one["cue"]) for one in told["sources"]] == [s.cue for s in claim.sources]
        assert (told["quantity"] is None) == (claim.amount is None)


@settings(deadline=None)
@given(_told)
def test_proposals_keep_their_words_and_have_the_published_shape(told: Proposals) -> None:
    dossier = replace(EMPTY, proposals=told)
    data = json.loads(json.dumps(dossier.to_dict(), ensure_ascii=False))
    assert [e.message for e in Draft202012Validator(SCHEMA).iter_errors(data)] == []
    assert data["claims"] == []
    for one, shown in zip(told.proposals, data["proposals"]["claims"], strict=True):
        assert span(shown["quote"]) == one.quote
        assert span(shown["claim"]["trigger"]) == one.claim.trigger
        assert shown["needs_review"] == bool(one.review)
        assert shown["beside"] == [place + 1 for place in one.claims]
        assert {p["actor"] for p in shown["claim"]["agents"]} <= set(data["actors"])


def test_a_text_left_unread_is_told_in_the_published_shape() -> None:
    endless = "Rusia menyerang " + "kata " * LONGEST_SENTENCE
    data = foedera.read(endless, language="id", published="2025-01-02").to_dict()

    Draft202012Validator(SCHEMA).validate(data)
    assert [notice["kind"] for notice in data["notices"]] == ["unread"]
