"""How a story is put to a person: the deed, who says it, what does not go together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from foedera.assessment import Difference, of_sides
from foedera.wording.cleaning import clean
from foedera.wording.phrasing import amount_text

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from foedera.assessment import Figure, Opposition, Origin, Story, Support, Telling
    from foedera.wording.words import Words

#: Sides of one opposition that are named, and figures of a story in a list.
SHOWN: Final = 6


def doers(story: Story, words: Words) -> tuple[str, str]:
    """Return who does it, and with or to whom: `` → Russia``, ``, with Russia``, or nothing."""
    who = words.names(story.agents) or words("nobody")
    if not story.counterparts or of_sides(story.act):
        return who, ""
    names = words.names(story.counterparts)
    treaty = story.instrument is not None
    return who, f", {words('with', names=names)}" if treaty else f" → {names}"


def reported(story: Story, words: Words) -> str:
    """Return from when to when it was reported."""
    return words.period(story.reported) if story.reported else words("story-day-unknown")


def figures_line(story: Story, words: Words) -> str:
    """Return the first figures told of it, side by side; empty where none is."""
    shown = [amount_text(one.amount, words) for one in story.figures[:SHOWN]]
    more = len(story.figures) - len(shown)
    named = " | ".join(shown)
    if not more:
        return named
    return words("enumeration-more", names=named, count=words.number(more))


def counts(counted: Support, words: Words) -> tuple[str, str, str]:
    """Return how many tell a thing: independent sources, texts, reports."""
    return (
        words("story-count-sources", count=words.number(counted.origins)),
        words("story-count-texts", count=words.number(counted.texts)),
        words("story-count-reports", count=words.number(counted.reports)),
    )


def unnamed(counted: Support, words: Words) -> str:
    """Return how many of the sources are not named; empty where all are."""
    if not counted.unnamed:
        return ""
    return words("story-unnamed", count=words.number(counted.unnamed))


def against(one: Opposition, story: Story, words: Words) -> str:
    """Return the sides that do not go together, each with those who take it."""
    sides = [[story.tellings[place] for place in side] for side in one.sides[:SHOWN]]
    names = [origins(dict.fromkeys(each.origin for each in side), words) for side in sides]
    if one.difference is Difference.DENIAL:
        return words("story-denials", names=names[0], others=names[1])
    told = [
        f"{matter(side[0], one.difference, words)} ({name})"
        for side, name in zip(sides, names, strict=True)
    ]
    whole = f" {words('story-against')} ".join(told)
    more = len(one.sides) - len(told)
    return words("enumeration-more", names=whole, count=words.number(more)) if more else whole


def matter(telling: Telling, difference: Difference, words: Words) -> str:
    """Return what a telling says of that in which it differs from another."""
    amount, when = telling.claim.amount, telling.claim.when
    if difference is Difference.AMOUNT and amount is not None:
        return amount_text(amount, words)
    return words.period(when) if when is not None else ""


def step(day: date | None, figure: Figure, words: Words) -> str:
    """Return what figure somebody gave, and on which day."""
    told = words.day(day) if day else words("story-day-unknown")
    return words("story-figure-on", figure=amount_text(figure.amount, words), day=told)


def origins(found: Iterable[Origin], words: Words) -> str:
    """Return who says it first."""
    return ", ".join(words.names(list(map(clean, one.actors))) for one in found)


def between(first: date | None, last: date | None, words: Words) -> str:
    """Return from which day to which."""
    if first is None or last is None:
        return words("story-day-unknown")
    return words.day(first) if first == last else f"{words.day(first)} – {words.day(last)}"
