"""Makes a lexicon out of another one and the differences written down.

A file of differences holds a list of edits. Each says where (``at``: a key, a row of a
list, or a list of such steps; left out, the whole file) and what:

* ``put``: this instead of what stands there;
* ``drop``: without these items, keys, or rows;
* ``add``: with these behind what stands there;
* ``first``: with these ahead of it.

A row of a list is told by some of its fields: ``{class: troops}`` is the row whose ``class``
is ``troops``, ``{act: sign, phrases: jalin}`` that row of ``sign`` whose ``phrases`` hold
``jalin``. ``add``, ``first`` and ``drop`` go as deep as they are written: at a mapping,
``add: {words: [askar]}`` adds to its ``words``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

EDITS: Final = ("put", "drop", "add", "first")


class UnfittingDifferenceError(FoederaError):
    """A difference that does not fit the lexicon it is a difference from."""

    def __init__(self, place: str, reason: str) -> None:
        self.place = place
        self.reason = reason
        super().__init__(
            f"{place} does not fit the lexicon it builds on: {reason}. That lexicon may have "
            "changed since: look at it, and mend the difference or take it out."
        )


def differing(base: Any, edits: Any, place: str) -> Any:  # noqa: ANN401 - any YAML shape
    """Return a record with differences applied; the record itself is left as it is.

    Args:
        base: The record that is built on.
        edits: The differences, in the order in which they are made.
        place: The file they stand in, for messages.

    Raises:
        UnfittingDifferenceError: One of them speaks of what is not there.
    """
    if not isinstance(edits, list):
        raise UnfittingDifferenceError(place, "its differences are no list")
    for edit in edits:
        if not isinstance(edit, dict) or not edit.keys() & set(EDITS):
            raise UnfittingDifferenceError(place, f"{edit!r} says none of {', '.join(EDITS)}")
        if strange := sorted(edit.keys() - {"at", *EDITS}):
            raise UnfittingDifferenceError(place, f"the field {strange[0]!r} means nothing")
        at = edit.get("at", [])
        base = _edited(base, at if isinstance(at, list) else [at], edit, place)
    return base


def _edited(held: Any, steps: Sequence[Any], edit: Mapping[str, Any], place: str) -> Any:  # noqa: ANN401
    if not steps:
        return _changed(held, edit, place)
    key = _key(held, steps[0], place)
    changed = _edited(held[key], steps[1:], edit, place)
    if isinstance(held, dict):
        return {**held, key: changed}
    return [*held[:key], changed, *held[key + 1 :]]


def _key(held: Any, step: Any, place: str) -> Any:  # noqa: ANN401 - a key or a number
    """Return under what a step's target stands."""
    if isinstance(held, dict) and isinstance(step, str) and step in held:
        return step
    if isinstance(held, list) and isinstance(step, dict):
        rows = [number for number, row in enumerate(held) if _is(row, step)]
        if len(rows) == 1:
            return rows[0]
        raise UnfittingDifferenceError(place, f"{len(rows)} rows, not one, are {step!r}")
    raise UnfittingDifferenceError(place, f"there is no {step!r}")


def _is(item: Any, wanted: Any) -> bool:  # noqa: ANN401 - any YAML shape
    """Tell whether an item is the one wanted, or a row with the fields wanted."""
    if isinstance(item, dict) and isinstance(wanted, dict):
        held = ((item.get(field), value) for field, value in wanted.items())
        return all(has == value or (isinstance(has, list) and value in has) for has, value in held)
    return bool(item == wanted)


def _changed(held: Any, edit: Mapping[str, Any], place: str) -> Any:  # noqa: ANN401
    if "put" in edit:
        held = edit["put"]
    if "drop" in edit:
        held = _without(held, edit["drop"], place)
    if "add" in edit:
        held = _with(held, edit["add"], place, ahead=False)
    return _with(held, edit["first"], place, ahead=True) if "first" in edit else held


def _without(held: Any, gone: Any, place: str) -> Any:  # noqa: ANN401 - any YAML shape
    if isinstance(held, dict) and isinstance(gone, dict):
        kept = dict(held)
        for key, deeper in gone.items():
            kept[_key(held, key, place)] = _without(held[_key(held, key, place)], deeper, place)
        return kept
    if not isinstance(gone, list) or not isinstance(held, (list, dict)):
        raise UnfittingDifferenceError(place, f"{gone!r} cannot be dropped there")
    for one in gone:
        if not any(_is(item, one) for item in held):
            raise UnfittingDifferenceError(place, f"there is no {one!r} to drop")
    if isinstance(held, dict):
        return {key: value for key, value in held.items() if key not in gone}
    return [item for item in held if not any(_is(item, one) for one in gone)]


def _with(held: Any, more: Any, place: str, *, ahead: bool) -> Any:  # noqa: ANN401
    if isinstance(held, list) and isinstance(more, list):
        new = [item for item in more if item not in held]
        return [*new, *held] if ahead else [*held, *new]
    if not isinstance(held, dict) or not isinstance(more, dict):
        raise UnfittingDifferenceError(place, f"{more!r} cannot be added there")
    merged = {
        key: _with(held[key], value, place, ahead=ahead)
        if isinstance(held.get(key), (list, dict))
        else value
        for key, value in more.items()
    }
    return {**merged, **held, **merged} if ahead else {**held, **merged}
