"""How the parts of a claim are put to a person: who, how many, when, who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.treaties import Lack, Missing
from foedera.wording.cleaning import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.claim import Amount, Source
    from foedera.documents.report import Stated
    from foedera.identifiers import ActorId
    from foedera.treaties import Provision
    from foedera.wording.words import Words

#: States named one by one before the rest is counted.
_NAMED = 12
_UNNAMED = ("unnamed",)
#: What is awaited where a report says that an act brings an instrument into force.
_AWAITED = {
    "sign": Lack.SIGNATURE,
    "ratify": Lack.RATIFICATION,
    "exchange": Lack.EXCHANGE,
    "deposit": Lack.DEPOSIT,
    "notify": Lack.NOTIFICATION,
}


def amount_text(amount: Amount, words: Words) -> str:
    """Return how many of what, its bounds as the report leaves them."""
    number = _bounds(amount, words)
    return number if amount.unit is None else f"{number} {words.unit(amount.unit)}"


def _bounds(amount: Amount, words: Words) -> str:
    low, high = amount.low, amount.high
    if low is not None and high is not None and low != high:
        ends = f"{words.number(low)}–{words.number(high)}"
        return words("amount-about", number=ends) if amount.about else ends
    known = low if low is not None else high
    number = words.number(known or 0)
    if amount.about:
        number = words("amount-about", number=number)
    if low is not None and high is not None:
        return number
    return words("amount-least" if high is None else "amount-most", number=number)


def sources_text(
    sources: Sequence[Source], carriers: Sequence[Stated], text: str, words: Words
) -> str:
    """Return the chain of who says it, nearest the fact first, in name and in words.

    The agencies whose copy the report carries close the chain.
    """
    said = [_source(source, text, words) for source in sources] or [words("own-voice")]
    whole = words("as-told-by").join(said)
    if not carriers:
        return whole
    named = [words.names([wire.actor]) if wire.actor else wire.value for wire in carriers]
    return words("on-the-wire", said=whole, names=", ".join(named))


def _source(source: Source, text: str, words: Words) -> str:
    name = words.names(source.actors)
    if source.span is None:
        return name
    written = clean(source.span.of(text))
    if written.casefold() == name.casefold():
        return name
    return f"“{written}” ({name})" if source.actors == _UNNAMED else f"{name} (“{written}”)"


def short_sources(sources: Sequence[Sequence[str]], words: Words) -> str:
    """Return the chain of who says it by names alone."""
    if not sources:
        return words("own-voice")
    return words("as-told-by").join(words.names(actors) for actors in sources)


def states_text(states: Sequence[str], words: Words) -> str:
    """Return names of states; of many the first ones and how many more."""
    if len(states) <= _NAMED:
        return words.names(states)
    shown = ", ".join(words.name(state) for state in states[:_NAMED])
    return words("enumeration-more", names=shown, count=str(len(states) - _NAMED))


def article_text(provision: Provision, words: Words) -> str | None:
    """Return where a duty stands; None where the record knows no article of it."""
    if provision.number == "unpublished":
        return words("article-unpublished")
    return words("article", number=provision.number) if provision.number[:1].isdigit() else None


def awaited_text(act: str, parties: Sequence[ActorId], words: Words) -> str:
    """Return what entry into force waits for, by a report's word: an act of the parties."""
    return Missing(_AWAITED[act], tuple(parties)).text(words.language, words.name)
