"""What claims are called in CAMEO and in PLOVER, and from whom to whom they are coded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from foedera.claims.claim import Modality
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from foedera.actors.catalogue import Catalogue
    from foedera.claims.claim import Claim


class Mood(Enum):
    """What both schemes tell apart of how sure an act is made out to be.

    ``REFUSED`` is that somebody will not; ``DENIED`` that somebody rejects what is laid
    to their charge; ``NEGATED`` that it did not happen.
    """

    ASSERTED = "asserted"
    PLANNED = "planned"
    DEMANDED = "demanded"
    REFUSED = "refused"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"
    NEGATED = "negated"


@dataclass(frozen=True, slots=True)
class Code:
    """An act, as sure as it is, in both schemes.

    Attributes:
        cameo: CAMEO code (codebook 1.1b3), or None.
        plover: PLOVER event type (2021), or None.
        mode: PLOVER mode, or None where the type has none that fits.
        context: PLOVER context that tells how sure: ``future`` or ``hypothetical``.
        reason: Why a scheme has no code; None where both have one.
        to: ``counterparts`` where what is demanded is coded towards them.
    """

    cameo: str | None = None
    plover: str | None = None
    mode: str | None = None
    context: str | None = None
    reason: str | None = None
    to: str | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """A claim as an event of other datasets has it.

    Attributes:
        code: What happens.
        source: Catalogue codes of who does it (CAMEO's and PLOVER's source).
        recipient: Catalogue codes of whom it is done to (CAMEO's target).
    """

    code: Code
    source: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()


_MOODS: Final = {
    Modality.ASSERTED: Mood.ASSERTED,
    Modality.ESTIMATED: Mood.ASSERTED,
    Modality.PLANNED: Mood.PLANNED,
    Modality.DEMANDED: Mood.DEMANDED,
    Modality.POSSIBLE: Mood.HYPOTHETICAL,
    Modality.FEARED: Mood.HYPOTHETICAL,
}
#: Moods whose code is given act by act in ``data/codes.yaml``.
GIVEN: Final = (Mood.ASSERTED, Mood.PLANNED, Mood.DEMANDED, Mood.REFUSED)


@cache
def variants(act: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the codes an act may have, by what they are of: ``""`` for the act itself.

    Raises:
        KeyError: The act is not in ``data/codes.yaml``.
    """
    row = _acts()[act]
    found = {"": row}
    for rule in row.get("rules", ()):
        found[rule["of"]] = row | rule
    if "joint" in row:
        found["two sides or more"] = row | row["joint"]
    return found


def code_of(act: str, mood: Mood, *, of: str = "") -> Code:
    """Return an act's code in both schemes.

    >>> code_of("meet", Mood.PLANNED)
    Code(cameo='036', plover='AGREE', mode=None, context=None, reason=None, to=None)
    >>> code_of("casualties", Mood.ASSERTED).reason
    'an outcome, not an act: PLOVER keeps the dead and the injured as numbers of an ASSAULT'

    Args:
        act: Name of an act.
        mood: How sure.
        of: One of the ``variants``.

    Raises:
        KeyError: The act, or the variant, is not in ``data/codes.yaml``.
    """
    row = variants(act)[of]
    if "none" in row:
        return Code(reason=_reason(row["none"]))
    if mood is Mood.NEGATED:
        return Code(reason=_reason("negated"))
    if mood is Mood.DENIED:
        return _code(record("codes.yaml")["denied"])
    if mood is Mood.HYPOTHETICAL:
        done = _code(row[Mood.ASSERTED.value])
        return Code(None, done.plover, done.mode, mood.value, _reason("hypothetical"))
    return _code(row[mood.value])


def coded(claim: Claim, text: str, catalogue: Catalogue) -> Coded:
    """Return a claim as other event data have it.

    What is demanded is coded from who asks to who is asked; what is rejected of another
    from who rejects to whose it was. All else goes from the agents to the counterparts.

    Args:
        claim: A claim of the text.
        text: The report's text.
        catalogue: Tells states and groups among those who speak.
    """
    return coded_by(claim, claim.modality_span.of(text) if claim.modality_span else None, catalogue)


def coded_by(claim: Claim, deciding: str | None, catalogue: Catalogue) -> Coded:
    """Return a claim as other event data have it, where its report's text is not at hand.

    Args:
        claim: A claim.
        deciding: The words of its ``modality_span``; None where it has none.
        catalogue: Tells states and groups among those who speak.
    """
    agents, others = _actors(claim.agents), _actors(claim.counterparts)
    speakers = _speakers(claim, catalogue)
    mood = _mood(claim, (deciding or "").lower())
    source, recipient = agents, others
    if mood is Mood.DEMANDED:
        source, recipient = speakers, agents or others
    elif mood is Mood.REFUSED:
        foreign = bool(speakers) and bool(agents) and not set(speakers) & set(agents)
        source, recipient = (speakers, agents) if foreign else (agents or speakers, others)
    elif mood is Mood.DENIED and agents and not set(speakers) & set(agents):
        mood = Mood.NEGATED  # nobody can deny another's deeds
    code = code_of(claim.act, mood, of=_variant(claim, {*agents, *others}))
    if code.to == "counterparts":
        recipient = others
    return Coded(code, source, tuple(one for one in recipient if one not in source))


def _variant(claim: Claim, sides: set[str]) -> str:
    names = {one.rule.rpartition("/")[2] for one in claim.rules if one.rule.startswith("act/")}
    found = variants(claim.act)
    for rule in found[""].get("rules", ()):
        if names & set(rule["names"]):
            return str(rule["of"])
    return "two sides or more" if "joint" in found[""] and len(sides) > 1 else ""


def _mood(claim: Claim, words: str) -> Mood:
    if claim.modality is not Modality.DENIED:
        return _MOODS[claim.modality]
    if words in _words("refusals"):
        return Mood.REFUSED
    charged = words in _words("denials") or any("stance-denies" in r.rule for r in claim.rules)
    return Mood.DENIED if charged else Mood.NEGATED


def _speakers(claim: Claim, catalogue: Catalogue) -> tuple[str, ...]:
    """Return who speaks nearest the fact, of those that can act; outlets only carry."""
    for source in claim.sources:
        known = [one for one in source.actors if one in catalogue]
        able = [one for one in known if catalogue.kind(one).is_party]
        if able:
            return tuple(able)
    return ()


def _actors(parties: Iterable[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(party.actor) for party in parties))


def _code(row: Mapping[str, str]) -> Code:
    return Code(
        cameo=row.get("cameo"),
        plover=row.get("plover"),
        mode=row.get("mode"),
        context=row.get("context"),
        reason=_reason(row["none"]) if "none" in row else None,
        to=row.get("to"),
    )


def _reason(name: str) -> str:
    return str(record("codes.yaml")["reasons"][name])


@cache
def _acts() -> Mapping[str, Mapping[str, Any]]:
    return {row["act"]: row for row in record("codes.yaml")["acts"]}


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for words in record("codes.yaml")[kind].values() for word in words)
