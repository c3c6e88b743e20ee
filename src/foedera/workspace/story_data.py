"""Stories as plain data, in the shape of ``data/schemas/story.schema.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.claims.acts import acts
from foedera.workspace.plain import LANGUAGES, days

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from foedera.assessment import (
        Figure,
        Opposition,
        Origin,
        Story,
        Support,
        Telling,
        Text,
        Voice,
    )
    from foedera.claims.claim import Amount
    from foedera.claims.recorded import RecordedClaim
    from foedera.documents.recorded import RecordedDocument
    from foedera.workspace.stories import Clocks

#: Identifier of the schema; its last part grows when a field changes its meaning or goes.
SCHEMA: Final = "urn:foedera:schema:story:1"


def stories_data(
    found: Iterable[Story], clocks: Clocks, naming: Callable[[str, str], str]
) -> dict[str, Any]:
    """Return stories as dictionaries, lists, text, numbers and None.

    Tellings, texts and figures of a story are numbered from 1 in the order given; all else
    points to those numbers.

    Args:
        found: The stories.
        clocks: By when it must have been known to count.
        naming: Gives an actor its name in a language.
    """
    told = list(found)
    codes = sorted({code for one in told for code in _actors(one)})
    moment = clocks.recorded_by
    return {
        "schema": SCHEMA,
        "known_by": _day(clocks.known_by),
        "recorded_by": moment.isoformat() if moment else None,
        "stories": [story_data(one) for one in told],
        "actors": {code: {lang: naming(code, lang) for lang in LANGUAGES} for code in codes},
    }


def story_data(story: Story) -> dict[str, Any]:
    """Return one story with all its tellings, and the words of each."""
    return {
        "id": story.id,
        "act": story.act,
        "family": acts()[story.act].family,
        "agents": list(story.agents),
        "counterparts": list(story.counterparts),
        "instrument": story.instrument,
        "apart": story.apart,
        "when": days(story.when),
        "reported": days(story.reported),
        "told": _support(story.told),
        "asserted": _support(story.asserted),
        "denied": _support(story.denied),
        "texts": [_text(number, one) for number, one in enumerate(story.texts, start=1)],
        "tellings": [_telling(number, one) for number, one in enumerate(story.tellings, start=1)],
        "voices": [_voice(one) for one in story.voices],
        "figures": [_figure(number, one) for number, one in enumerate(story.figures, start=1)],
        "oppositions": [_opposition(one) for one in story.oppositions],
        "rejections": [_rejection(one) for one in story.rejections],
    }


def _support(counted: Support) -> dict[str, int]:
    return {
        "reports": counted.reports,
        "texts": counted.texts,
        "origins": counted.origins,
        "named": counted.named,
        "unnamed": counted.unnamed,
    }


def _text(number: int, text: Text) -> dict[str, Any]:
    return {
        "number": number,
        "teller": text.teller,
        "day": _day(text.day),
        "documents": [_document(one) for one in text.documents],
    }


def _document(document: RecordedDocument) -> dict[str, Any]:
    outlet = document.outlet
    return {
        "id": document.id,
        "name": document.name,
        "outlet": (outlet.actor or outlet.value) if outlet else None,
        "wires": [one.actor or one.value for one in document.wires],
        "language": document.language,
        "day": _day(document.day),
    }


def _telling(number: int, telling: Telling) -> dict[str, Any]:
    shown = telling.shown
    told = shown.claim
    return {
        "number": number,
        "text": telling.text + 1,
        "origin": _origin(telling.origin),
        "role": telling.role.value,
        "own_voice": telling.own,
        "echo": telling.echo,
        "day": _day(telling.day),
        "modality": told.modality.value,
        "when": days(told.when),
        "quantity": _amount(told.amount, shown),
        "sources": [
            {"actors": list(one.actors), "words": shown.of(one.span), "cue": shown.of(one.cue)}
            for one in told.sources
        ],
        "sentence": shown.sentence,
        "trigger": shown.of(told.trigger),
        "claims": [{"claim": one.id, "document": one.document} for one in telling.claims],
    }


def _origin(origin: Origin) -> dict[str, Any]:
    return {"actors": list(origin.actors), "named": origin.named}


def _amount(amount: Amount | None, claim: RecordedClaim | None = None) -> dict[str, Any] | None:
    if amount is None:
        return None
    told = {"low": amount.low, "high": amount.high, "about": amount.about, "unit": amount.unit}
    return told if claim is None else {**told, "words": claim.of(amount.span)}


def _voice(voice: Voice) -> dict[str, Any]:
    return {
        "origin": _origin(voice.origin),
        "leads": voice.leads,
        "first": _day(voice.first),
        "last": _day(voice.last),
        "texts": voice.texts,
        "tellings": _numbers(voice.tellings),
        "figures": [{"day": _day(day), "figure": number + 1} for day, number in voice.figures],
    }


def _figure(number: int, figure: Figure) -> dict[str, Any]:
    return {
        "number": number,
        "quantity": _amount(figure.amount),
        "origins": [_origin(one) for one in figure.origins],
        "denied_by": [_origin(one) for one in figure.denied],
        "first": _day(figure.first),
        "last": _day(figure.last),
        "texts": figure.texts,
        "tellings": _numbers(figure.tellings),
    }


def _opposition(opposition: Opposition) -> dict[str, Any]:
    return {
        "difference": opposition.difference.value,
        "sides": [_numbers(side) for side in opposition.sides],
    }


def _rejection(claim: RecordedClaim) -> dict[str, Any]:
    return {
        "claim": claim.id,
        "document": claim.document,
        "day": _day(claim.reported_on),
        "agents": [one.actor for one in claim.claim.agents],
        "sentence": claim.sentence,
    }


def _numbers(places: Sequence[int]) -> list[int]:
    return [place + 1 for place in places]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _actors(story: Story) -> set[str]:
    told: set[str] = {*story.agents, *story.counterparts}
    told |= {code for one in story.texts for code in (one.teller,)}
    told |= {code for one in story.tellings for link in one.claim.sources for code in link.actors}
    told |= {actor for voice in story.voices for actor in voice.origin.actors}
    told |= {party.actor for one in story.rejections for party in one.claim.agents}
    return told
