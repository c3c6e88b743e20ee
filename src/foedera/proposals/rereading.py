"""Reads days, numbers and actors anew from the words a model pointed at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.claim import Amount, Modality, Party
from foedera.claims.frames import frames
from foedera.claims.naming import Voice
from foedera.language.quantities import quantities
from foedera.language.times import times
from foedera.proposals.proposal import Reason

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.naming import Naming
    from foedera.claims.scene import LaidOut, Scene
    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.language.times import TimeExpression
    from foedera.spans import Span

#: Units that an act of its own word (killed, wounded) may rename.
_PEOPLE = frozenset({"people", "troops", None})


@dataclass(frozen=True, slots=True)
class Days:
    """When, read anew.

    Attributes:
        interval: The days.
        span: The words that say so, all of them: they may be more than the model copied.
        rule: The rule of the grammar that read them.
    """

    interval: Interval
    span: Span
    rule: str


def days_at(laid: LaidOut, scene: Scene, place: Span, modality: Modality) -> Days | Reason:
    """Read the days that words speak of, where they stand in their sentence.

    Args:
        laid: The report.
        scene: The sentence.
        place: The words.
        modality: How sure the act is: of what is planned "Friday" is the next one.

    Returns:
        The days, or why there are none.
    """
    published = laid.report.published.day if laid.report.published else None
    found: Sequence[TimeExpression] = scene.times
    planned = modality is Modality.PLANNED
    if planned:
        found = times(
            laid.text,
            laid.language,
            published=published,
            within=scene.sentence.span,
            prefer="future",
        )
    met = [time for time in found if time.span.meets(place)]
    if len(met) > 1:
        return Reason.SEVERAL_DAYS
    if not met or met[0].interval is None:
        return Reason.NO_DAY
    time = met[0]
    if not place.covers(time.span):
        alone = times(
            laid.text,
            laid.language,
            published=published,
            within=place,
            prefer="future" if planned else "past",
        )
        if [one.interval for one in alone] != [time.interval]:
            return Reason.NO_DAY  # a part that by itself means other days, or none
    return Days(met[0].interval, time.span, f"when/{time.rule}")


def amount_at(
    laid: LaidOut, scene: Scene, place: Span, act: str, trigger: Span
) -> tuple[Amount, str] | Reason:
    """Read how many, of what, where the words stand in their sentence.

    The bounds come from all the words that state them ("more than"), the figures must
    stand in the words the model copied.

    Args:
        laid: The report.
        scene: The sentence.
        place: The words.
        act: What is counted must be counted in this act.
        trigger: The words that name the act.

    Returns:
        The amount with the rule that read it, or why there is none.
    """
    met = [one for one in scene.quantities if one.span.meets(place)]
    if len(met) > 1:
        return Reason.SEVERAL_NUMBERS
    alone = quantities(laid.text, laid.language, place, taken=[])
    if len(alone) > 1:
        return Reason.SEVERAL_NUMBERS
    if not met or not alone or not met[0].span.meets(alone[0].span):
        return Reason.NO_NUMBER
    whole = met[0]
    figures = {whole.low, whole.high} - {None}
    if not {alone[0].low, alone[0].high} - {None} <= figures:
        return Reason.NO_NUMBER  # "five" of "twenty-five"
    allowed = acts()[act].counts
    unit = whole.unit
    renamed = next(_units(laid, act, trigger), None)
    if renamed is not None and unit in _PEOPLE:
        unit = renamed
    if not allowed or not ("any" in allowed or unit in allowed):
        return Reason.NOT_COUNTED
    amount = Amount(whole.low, whole.high, whole.about, unit or whole.unit_word, whole.span)
    return amount, f"quantity/{whole.rule}"


def _units(laid: LaidOut, act: str, trigger: Span) -> Iterator[str]:
    """Yield the units that the words of an act give of themselves: "killed", "wounded"."""
    words = trigger.of(laid.text).lower().split()
    known = frames(laid.language).by_words
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            for one in known.get(" ".join(words[start:end]), ()):
                yield from (f.unit for f in one.frames if f.act == act and f.unit)


def parties_at(laid: LaidOut, scenes: Sequence[Scene], place: Span) -> tuple[Party, ...] | Reason:
    """Read which actor words name; outlets are among no sentence's namings.

    Words that take up several at once ("both sides") name them all.

    Args:
        laid: The report.
        scenes: The sentences it may stand in.
        place: The words.

    Returns:
        The parties, or why there are none.
    """
    named = [n for s in scenes for n in s.namings if n.span.meets(place) and n.actors]
    inside = [n for n in named if place.covers(n.span)]
    if len({n.actors for n in named}) > 1 and inside:
        named = inside
    if len({n.actors for n in named}) > 1:
        return Reason.SEVERAL_NAMES
    if not named or not _holds_a_name(laid, named, place):
        return Reason.NOBODY
    naming = named[0]
    voice = None if naming.voice in {Voice.SELF, Voice.PLACE} else naming.span
    return tuple(Party(actor, naming.span, voice) for actor in naming.actors)


def _holds_a_name(laid: LaidOut, named: Sequence[Naming], place: Span) -> bool:
    """Tell whether words hold a name themselves, and no mere title beside one."""
    if any(place.covers(naming.span) for naming in named):
        return True
    day = laid.report.published.day if laid.report.published else None
    return bool(laid.catalogue.mentions(place.of(laid.text), laid.language, day))


def state_at(scene: Scene, place: Span) -> ActorId | None:
    """Return the one actor in whose land a place lies, where its words say so."""
    named = {n.actors for n in scene.namings if n.span.meets(place) and len(n.actors) == 1}
    return named.pop()[0] if len(named) == 1 else None
