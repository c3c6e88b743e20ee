"""What goes from state to state on a map, as reported or as registered: plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.pictures.drawing import Labels


class Layer(Enum):
    """What is told of."""

    DEPLOYMENT = "deployment"
    TRANSFER = "transfer"
    EXERCISE = "exercise"
    STRIKE = "strike"
    PACT = "pact"


class Manner(Enum):
    """How sure the reports make it out to be, or the law; each has its own pattern."""

    ASSERTED = "asserted"  # or surely owed
    GUESSED = "guessed"  # estimated or possible; or unclear whether owed
    AHEAD = "ahead"  # planned, demanded or feared
    DENIED = "denied"


@dataclass(frozen=True, slots=True)
class Movement:
    """Claims of one layer and manner from one actor towards another, or a pact of two states.

    Attributes:
        layer: What is told of.
        manner: How sure.
        one: Whose act; empty where the reports do not say.
        other: Towards whom or where; empty where they do not say.
        claims: How many claims; 0 for a pact.
        reports: In how many reports they stand.
        instruments: Instruments of a pact, by identifier.
        titles: What each is called, by language.
        address: Where its rows are.
    """

    layer: Layer
    manner: Manner
    one: str
    other: str
    claims: int = 0
    reports: int = 0
    instruments: tuple[str, ...] = ()
    titles: Mapping[str, Mapping[str, str]] = field(default_factory=dict, hash=False)
    address: str = ""

    @property
    def key(self) -> str:
        """Its name within the picture and the table: the same in both."""
        parts = (self.layer.value, self.manner.value, self.one, self.other, *self.instruments[:1])
        return "~".join(parts)


def counted(claims: int, reports: int, labels: Labels) -> str:
    """Say how many claims stand in how many reports."""
    said = labels("pic-claim-1" if claims == 1 else "pic-claim-n", count=str(claims))
    return labels(
        "pic-in-report-1" if reports == 1 else "pic-in-report-n", count=str(reports), said=said
    )


def manner_word(one: Movement, labels: Labels) -> str:
    """Say how sure it is."""
    if one.layer is Layer.PACT:
        return labels("plot-is-owed" if one.manner is Manner.ASSERTED else "plot-is-unclear")
    return labels(f"pic-manner-{one.manner.value}")


def course_word(one: Movement, labels: Labels) -> str:
    """Say from whom to whom."""
    first, last = (
        labels.name(actor) if actor else labels("pic-nobody") for actor in (one.one, one.other)
    )
    return labels(
        "pic-between" if one.layer is Layer.PACT else "pic-towards", one=first, other=last
    )


def told(one: Movement, labels: Labels) -> str:
    """Say all of it in a sentence: what is read aloud for its mark."""
    layer = labels(f"pic-layer-{one.layer.value}")
    if one.layer is Layer.PACT:
        under = "; ".join(_title(one, name, labels) for name in one.instruments)
    else:
        under = counted(one.claims, one.reports, labels)
    return f"{layer}: {course_word(one, labels)} – {manner_word(one, labels)} – {under}"


def _title(one: Movement, name: str, labels: Labels) -> str:
    by_language = one.titles.get(name, {})
    return by_language.get(labels.language) or by_language.get("en") or name
