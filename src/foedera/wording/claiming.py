"""How a claim is put to a person: the deed, and under what circumstances."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from foedera.claims.acts import acts
from foedera.documents.report import LineKind
from foedera.wording.cleaning import clean
from foedera.wording.phrasing import amount_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from foedera.claims.claim import Claim, Party
    from foedera.spans import Span
    from foedera.wording.words import Words

    #: Gives the words of a span.
    Reading = Callable[[Span], str]

#: Families whose acts are done towards somebody, and not with them.
_TOWARDS: Final = frozenset({"conduct", "diplomacy"})
_SECTIONS: Final = {
    LineKind.HEADLINE: "in-headline",
    LineKind.CAPTION: "in-caption",
    LineKind.RELATED: "in-teaser",
}


@dataclass(frozen=True, slots=True)
class Deed:
    """What is said to be done, and by whom.

    Attributes:
        act: The act, in words.
        family: Its family: ``treaty life``, ``treaty content``, ``conduct``, ``diplomacy``.
        who: Who does it; who is nobody known in their own words.
        others: With or to whom, as it stands behind ``who``: ``, with Russia``, `` → Russia``.
    """

    act: str
    family: str
    who: str
    others: str


@dataclass(frozen=True, slots=True)
class Circumstance:
    """One circumstance of a claim.

    Attributes:
        kind: ``modality``, ``when``, ``amount``, ``where``, ``sectors``, ``instrument`` or
            ``section``.
        told: In words; of an instrument its identifier.
    """

    kind: str
    told: str


def deed_of(claim: Claim, reading: Reading, words: Words) -> Deed:
    """Return what a claim says was done.

    Args:
        claim: The claim.
        reading: Gives the words of its spans.
        words: The interface's words.
    """
    act = acts()[claim.act]
    agents, others = _actors(claim.agents), _actors(claim.counterparts)
    if act.symmetric or act.family == "treaty content":
        agents, others = list(dict.fromkeys([*agents, *others])), []
    unknown = clean(reading(claim.unresolved)) if claim.unresolved else ""
    told = words("unresolved", words=unknown) if unknown else ""
    who = ", ".join(one for one in (words.names(agents), told) if one) or words("nobody")
    if not others:
        return Deed(words.act(claim.act), act.family, who, "")
    names = words.names(others)
    towards = f" → {names}" if act.family in _TOWARDS else f", {words('with', names=names)}"
    return Deed(words.act(claim.act), act.family, who, towards)


def circumstances(claim: Claim, reading: Reading, words: Words) -> Iterator[Circumstance]:
    """Yield under what circumstances: how sure, when, how many, where, of what treaty.

    That a claim is asserted, and stands in the body, goes without saying.

    Args:
        claim: The claim.
        reading: Gives the words of its spans.
        words: The interface's words.
    """
    sure = claim.modality.value
    if sure != "asserted":
        yield Circumstance("modality", words(f"modality-{sure}"))
    if claim.when is not None:
        yield Circumstance("when", words.period(claim.when))
    if claim.amount is not None:
        yield Circumstance("amount", amount_text(claim.amount, words))
    if place := _where(claim, reading, words):
        yield Circumstance("where", place)
    if claim.sectors:
        names = ", ".join(clean(reading(span)) for span in claim.sectors)
        yield Circumstance("sectors", words("sectors", names=names))
    if claim.instrument is not None:
        yield Circumstance("instrument", claim.instrument)
    if section := _SECTIONS.get(claim.section):
        yield Circumstance("section", words(section))


def _actors(parties: Sequence[Party]) -> list[str]:
    return [party.actor for party in parties]


def _where(claim: Claim, reading: Reading, words: Words) -> str | None:
    if claim.place is None:
        return None if claim.place_state is None else words.name(claim.place_state)
    place = clean(reading(claim.place))
    if claim.place_state is not None:
        place = words("in-state", place=place, state=words.name(claim.place_state))
    return words("at-place", place=place)
