"""How many, of what: the quantity that belongs to an act."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.claim import Amount
from foedera.claims.naming import Voice
from foedera.claims.wording import functions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.finding import Found
    from foedera.claims.occurring import Occurrence
    from foedera.claims.scene import Scene
    from foedera.language.quantities import Quantity

#: A quantity further off than this belongs to something else, in tokens.
_REACH = 12
#: How far behind an act those may stand by whom it is done, in tokens.
_FAR = 20
#: Two states are those that the report names.
_PAIR = 2
#: Units that a frame of its own (killed, wounded) may rename.
_PEOPLE = frozenset({"people", "troops", None})


def amount(scene: Scene, found: Found, language: str) -> tuple[Amount | None, str]:
    """Choose the quantity of an act: one in its theme, else the nearest that fits.

    Args:
        scene: The sentence.
        found: The act in it.
        language: ISO 639-1 code.

    Returns:
        The amount, and how its words were read, such as ``vague`` or ``figures+low``;
        None and empty where the sentence does not count.
    """
    allowed = acts()[found.frame.act].counts
    if not allowed:
        return None, ""
    options: list[tuple[int, int, Quantity, bool]] = []
    for quantity in scene.quantities:
        indices = [t.index for t in scene.sentence.tokens if t.span.meets(quantity.span)]
        if not indices or not _fits(quantity.unit, allowed, found.frame.unit):
            continue
        distance = _distance(indices, found.occurrence)
        inside = bool(set(indices) & set(found.cast.theme))
        inside = inside and not _of_another(scene, indices[0], found.occurrence, language)
        own = (
            inside
            or _counts_doer(indices, found)
            or _counts_states(scene, quantity, found, language)
        )
        if own or (found.frame.unit and distance <= _REACH):
            options.append((distance, indices[0], quantity, own))
    if not options:
        return None, ""
    subject = [o for o in options if o[1] < found.occurrence.first]
    if found.frame.unit and "doer" in found.frame.agents and subject:
        options = subject  # "31 civilians died and about 50 were wounded"
        nearest = [o for o in options if _leads(scene, o[1], found.occurrence)]
        options = nearest or options
    best = min(options, key=lambda option: (not option[3], *option[:2]))[2]
    unit = found.frame.unit if found.frame.unit and best.unit in _PEOPLE else best.unit
    whole = Amount(best.low, best.high, best.about, unit or best.unit_word, best.span)
    return whole, best.rule


def _fits(unit: str | None, allowed: Sequence[str], own: str | None) -> bool:
    if own is not None:
        return unit in _PEOPLE or unit == own
    return "any" in allowed or unit in allowed


def _counts_doer(indices: Sequence[int], found: Found) -> bool:
    """Tell whether a quantity stands straight before armed men who act themselves."""
    doers = found.cast.roles.get("doer", ())
    return any(n.voice is Voice.FORCES and n.first == indices[-1] + 1 for n in doers)


def _counts_states(scene: Scene, quantity: Quantity, found: Found, language: str) -> bool:
    """Tell whether so many states, not named, do it: "signed by 40 states"."""
    here, tokens = found.occurrence, scene.sentence.tokens
    taken_up = any(n.span.meets(quantity.span) for n in scene.namings)  # "the two states"
    if quantity.unit != "states" or taken_up or quantity.low == _PAIR:
        return False
    indices = [t.index for t in tokens if t.span.meets(quantity.span)]
    if indices[-1] < here.first:
        return here.first - indices[-1] <= _REACH and _leads(scene, indices[0], here)
    by = indices[0] > 0 and tokens[indices[0] - 1].form.lower() in functions(language)["by"]
    return by and indices[0] - here.last <= _FAR


def _of_another(scene: Scene, index: int, trigger: Occurrence, language: str) -> bool:
    """Tell whether a number is of what a relative clause tells: "the raid that killed 26"."""
    between, relative = scene.sentence.tokens[trigger.last + 1 : index], False
    for token in between:
        relative = relative or token.form.lower() in functions(language)["relative"]
        if relative and token.upos == "VERB":
            return True
    return False


def _leads(scene: Scene, index: int, trigger: Occurrence) -> bool:
    """Tell whether no other verb stands between a quantity and an act."""
    between = scene.sentence.tokens[index : trigger.first]
    return all(token.upos != "VERB" for token in between)


def _distance(indices: Sequence[int], trigger: Occurrence) -> int:
    if indices[-1] < trigger.first:
        return trigger.first - indices[-1]
    return max(0, indices[0] - trigger.last)
