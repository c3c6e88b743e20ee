"""Tells which organ of a state did what a report calls ratifying: a chamber, a cabinet, a king."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.claims.treaty_words import names_committee, names_legislature, names_whole, words_for
from foedera.treaties import Body, procedure
from foedera.treaties.stages import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.claim import Claim, Party
    from foedera.claims.naming import Naming
    from foedera.claims.scene import LaidOut, Scene
    from foedera.identifiers import ActorId
    from foedera.language.reading import Token
    from foedera.treaties import Procedure, Stage

#: Acts of claims by which a treaty passes an organ at home, or seems to.
_PASSING = frozenset({"approve", "ratify", "submit"})
#: Offices of the catalogue, and the organ each of them is.
_OFFICES = {"head of state": Body.HEAD_OF_STATE, "head of government": Body.GOVERNMENT}
#: A law is named so many words after "signed", and "ratifying" so many after the law.
_REACH = 8
#: Characters to either side of a state's name in which its organ may stand.
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Acting:
    """An organ that acts for its state in one claim.

    Attributes:
        claim: Place of the claim among the report's claims.
        actor: Its state.
        stage: The stage of the state's procedure at which the organ acts; None where the
            words do not tell.
        committee: Whether only a committee of the organ acted.
        enacting: Whether it signed the law or the decree, not the treaty itself.
    """

    claim: int
    actor: ActorId
    stage: Stage | None
    committee: bool = False
    enacting: bool = False


def acting(laid: LaidOut, claims: Sequence[Claim], indices: Sequence[int]) -> tuple[Acting, ...]:
    """Return the organs that act in claims about one agreement.

    Args:
        laid: The report, laid out.
        claims: All its claims.
        indices: Places of those about the agreement.
    """
    return tuple(
        one for index in indices for one in _acting(laid, index, claims[index], claims, indices)
    )


def _acting(
    laid: LaidOut, index: int, claim: Claim, claims: Sequence[Claim], indices: Sequence[int]
) -> Iterator[Acting]:
    scene = next((one for one in laid.scenes if one.sentence.span == claim.span), None)
    if claim.act == "sign" and scene is not None and _signs_law(scene, claim, laid.language):
        said = [place for place in indices if claims[place].span == claim.span]
        if not any(claims[place].act == "ratify" for place in said):
            yield from _organs(laid, index, claim.agents, claim, enacting=True)
        else:
            yield from (Acting(index, party.actor, None, enacting=True) for party in claim.agents)
        return
    if claim.act in _PASSING:
        yield from _organs(laid, index, claim.agents, claim)
        if claim.act == "ratify" and not claim.agents and scene is not None:
            yield from _signer(laid, scene, index, claim)


def _organs(
    laid: LaidOut,
    index: int,
    agents: Sequence[Party],
    claim: Claim,
    *,
    enacting: bool = False,
) -> Iterator[Acting]:
    for party in agents:
        if party.voice is None:
            stage = _beside(laid, party)
            if stage is not None:
                yield Acting(index, party.actor, stage, enacting=enacting)
            continue
        words = party.voice.of(laid.text)
        stage, left = _stage(laid, party.actor, words, claim)
        committee = stage is not None and names_committee(left, laid.language)
        yield Acting(index, party.actor, stage, committee, enacting)


def _beside(laid: LaidOut, party: Party) -> Stage | None:
    """Return the stage of a legislature whose name stands right beside its state's.

    "Rwanda's Chamber of Deputies" names no organ the catalogue knows, and yet says which.
    """
    known = procedure(party.actor)
    if known is None:
        return None
    around = laid.text[max(party.span.start - _NEAR, 0) : party.span.end + _NEAR]
    name = f" {plain(party.span.of(laid.text)).strip()} "
    for stage in known.of(Body.LEGISLATURE):
        organs = [plain(organ).strip() for organ in stage.called()]
        ways = [f"{name}{sign}{organ} " for organ in organs for sign in ("", "s ")]
        ways += [f" {organ}{sign}{name}" for organ in organs for sign in ("", " of", " of the")]
        if any(way in plain(around) for way in ways):
            return stage
    return None


def _stage(
    laid: LaidOut, actor: ActorId, words: str, claim: Claim | None
) -> tuple[Stage | None, str]:
    """Return the stage at which an organ acts, and what its words say beside its name.

    Its own name decides; then that it is the only legislature, or all its chambers; then
    the office that the person holds; then what newsrooms write of that stage alone.
    """
    known = procedure(actor)
    if known is None:
        return None, words
    named, beside = known.named_in(words)
    if named:
        return named[0], beside
    if names_legislature(words, laid.language):
        chambers = known.of(Body.LEGISLATURE)
        whole = claim is not None and names_whole(claim.span.of(laid.text), laid.language)
        if chambers and (whole or len(chambers) == 1):
            return chambers[-1], words
        return None, words
    held = _office(laid, actor, words, known)
    if held is not None:
        return held, words
    sentence = claim.span.of(laid.text) if claim is not None else ""
    return known.stage_told(sentence, laid.language), words


def _office(laid: LaidOut, actor: ActorId, words: str, known: Procedure) -> Stage | None:
    """Return the last stage of the organ that a person is by office on the report's day."""
    day = laid.report.published.day if laid.report.published else None
    for person in laid.catalogue.record(actor).people:
        body = _OFFICES.get(person.office)
        if body is None or not any(name in words for name in (person.name, *person.aliases)):
            continue
        term = person.term
        if day is None or ((term.start or day) <= day <= (term.end or day)):
            stages = known.of(body)
            return stages[-1] if stages else None
    return None


def _signs_law(scene: Scene, claim: Claim, language: str) -> bool:
    """Tell whether what was signed is the law or decree, and not the treaty."""
    tokens = scene.sentence.tokens
    first = next((t.index for t in tokens if t.span.start >= claim.trigger.end), len(tokens))
    for token in tokens[first : first + _REACH]:
        form = token.form.lower()
        if form in words_for("enactment", language):
            return True
        if form in words_for("noun", language):
            return False
    return False


def _signer(laid: LaidOut, scene: Scene, index: int, claim: Claim) -> Iterator[Acting]:
    """Yield who signed the law by which the claim says that a treaty is ratified."""
    before = [t for t in scene.sentence.tokens if t.span.end <= claim.trigger.start][-_REACH:]
    law = _last(before, words_for("enactment", laid.language))
    signed = _last(before, words_for("enacts", laid.language))
    if law is None or signed is None or signed.index > law.index:
        return
    who = [one for one in scene.namings if one.last < signed.index and len(one.actors) == 1]
    if who:
        yield from _named(laid, index, who[-1], claim)


def _named(laid: LaidOut, index: int, naming: Naming, claim: Claim) -> Iterator[Acting]:
    (actor,) = naming.actors
    stage, _ = _stage(laid, actor, naming.span.of(laid.text), claim)
    yield Acting(index, actor, stage, enacting=True)


def _last(tokens: Sequence[Token], words: frozenset[str]) -> Token | None:
    return next((token for token in reversed(tokens) if token.form.lower() in words), None)
