"""Links claims to the instruments they speak of, registered or not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.claims.acting import acting
from foedera.claims.claim import RuleApplied
from foedera.claims.matching import matched
from foedera.claims.threading import threads
from foedera.claims.treaty_words import mentions, name_book, names_legislature, words_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.acting import Acting
    from foedera.claims.claim import Claim
    from foedera.claims.matching import Match
    from foedera.claims.scene import LaidOut
    from foedera.claims.threading import Thread
    from foedera.identifiers import ActorId, InstrumentId
    from foedera.spans import Span
    from foedera.treaties import Candidate, Registry

#: An agreement that the registry does not have is shown if so many parties are named.
_SIDES = 2
#: Uses of words that tell how a treaty enters into force -> the act awaited.
_ENTRY = {
    "on exchange": "exchange",
    "on deposit": "deposit",
    "on ratification": "ratify",
    "on signature": "sign",
}


@dataclass(frozen=True, slots=True)
class EntryTold:
    """How a report says that an agreement enters into force.

    Attributes:
        act: The act of treaty life it waits for, such as ``exchange``.
        claim: Place of the claim that says so.
        span: The words for the act.
    """

    act: str
    claim: int
    span: Span


@dataclass(frozen=True, slots=True)
class Pact:
    """One agreement that a report speaks of.

    Attributes:
        instrument: Its registry entry; None where there is none, or several fit.
        parties: Its parties as the report names them; as registered where it is bilateral.
        spans: The words that speak of it, in order of the text.
        claims: Places of the claims that do.
        candidates: Where several registered instruments fit and nothing decides: which.
        reasons: What the link rests on, such as ``title:Lombok Treaty``.
        entry: How the report says it enters into force.
        by_legislature: Places of the claims whose act a legislature did.
        closed: Whether nobody but its parties can take a step towards it.
        acting: The organs that act for states in those claims, by their procedures.
    """

    instrument: InstrumentId | None
    parties: tuple[ActorId, ...]
    spans: tuple[Span, ...]
    claims: tuple[int, ...]
    candidates: tuple[Candidate, ...] = ()
    reasons: tuple[str, ...] = ()
    entry: EntryTold | None = None
    by_legislature: frozenset[int] = frozenset()
    closed: bool = False
    acting: tuple[Acting, ...] = ()


@dataclass(frozen=True, slots=True)
class Linking:
    """The claims with their instruments, and the agreements the report speaks of."""

    claims: tuple[Claim, ...]
    pacts: tuple[Pact, ...]


def linked(laid: LaidOut, claims: Sequence[Claim], registry: Registry) -> Linking:
    """Link the claims of a report to the instruments they speak of.

    Words, parties, days and what was spoken of before decide; where two registered
    instruments fit alike the claims stay unlinked and the agreement keeps both.

    Args:
        laid: The report, laid out.
        claims: Its claims, in order of the text.
        registry: The instruments on record.
    """
    named: dict[int, list[tuple[Span, frozenset[InstrumentId]]]] = {}
    for index, span, ids in _named(laid, registry):
        named.setdefault(index, []).append((span, ids))
    found = mentions(laid.scenes, laid.language, named)
    joined = _joined(laid, claims, registry, threads(laid, claims, found, registry))
    linked_claims = list(claims)
    for thread, match in joined:
        for index, mention in thread.claims.items():
            linked_claims[index] = _with(claims[index], match, mention.span if mention else None)
    pacts = tuple(_pact(laid, thread, match, claims) for thread, match in joined)
    return Linking(tuple(linked_claims), pacts)


def _named(
    laid: LaidOut, registry: Registry
) -> Iterator[tuple[int, Span, frozenset[InstrumentId]]]:
    book = name_book(registry.cards)
    for index, scene in enumerate(laid.scenes):
        start = scene.sentence.span.start
        for span, ids in book.find(scene.sentence.span.of(laid.text)):
            yield index, type(span)(span.start + start, span.end + start), ids


def _joined(
    laid: LaidOut, claims: Sequence[Claim], registry: Registry, found: Sequence[Thread]
) -> list[tuple[Thread, Match]]:
    """Resolve each thread, and make one of those that turn out to be the same."""
    day = laid.report.published.day if laid.report.published else None
    joined: list[tuple[Thread, Match]] = []
    for thread in found:
        match = matched(thread, claims, registry, day, laid.text)
        if match.instrument is None and not (thread.claims and len(thread.parties) >= _SIDES):
            continue  # a word for some agreement, but not between whom: nothing to show
        known = next((one for one in joined if _is_same(one, thread, match)), None)
        if known is None:
            joined.append((thread, match))
        else:
            known[0].absorb(thread)
    return joined


def _is_same(known: tuple[Thread, Match], thread: Thread, match: Match) -> bool:
    if match.instrument or known[1].instrument:
        return match.instrument == known[1].instrument
    same = set(known[0].parties) == set(thread.parties)
    return same and not known[0].other_name(thread.proper)


def _with(claim: Claim, match: Match, words: Span | None) -> Claim:
    if match.instrument is None:
        return replace(claim, instrument_span=words)
    rule = RuleApplied(f"instrument/{match.rule}", words or claim.trigger)
    rules = (*claim.rules, rule)
    return replace(claim, instrument=match.instrument, instrument_span=words, rules=rules)


def _pact(laid: LaidOut, thread: Thread, match: Match, claims: Sequence[Claim]) -> Pact:
    indices = tuple(sorted(thread.claims))
    return Pact(
        instrument=match.instrument,
        parties=match.parties or tuple(thread.parties),
        spans=tuple(sorted({mention.span for mention in thread.mentions})),
        claims=indices,
        candidates=match.candidates,
        reasons=match.reasons,
        entry=_entry(laid, claims, indices),
        by_legislature=frozenset(i for i in indices if _by_legislature(laid, claims[i])),
        closed=bool(match.parties),
        acting=acting(laid, claims, indices),
    )


def _by_legislature(laid: LaidOut, claim: Claim) -> bool:
    words = (party.span.of(laid.text) for party in claim.agents if party.voice)
    return any(names_legislature(one, laid.language) for one in words)


def _entry(laid: LaidOut, claims: Sequence[Claim], indices: Sequence[int]) -> EntryTold | None:
    for index in indices:
        claim = claims[index]
        if claim.act != "provide_entry_into_force":
            continue
        scene = next((one for one in laid.scenes if one.sentence.span == claim.span), None)
        tokens = scene.sentence.tokens if scene else ()
        for use, act in _ENTRY.items():
            words = words_for(use, laid.language)
            for token in tokens:
                if token.form.lower() in words:
                    return EntryTold(act, index, token.span)
    return None
