"""Finds the best dependency tree for a table of arc scores (Chu-Liu-Edmonds)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating]
    Places = NDArray[np.intp]

_NEVER = -1e12


def spanning_tree(scores: Floats) -> Places:
    """Return the head of every place in the best tree with a single root.

    Args:
        scores: ``scores[child, head]`` for the places 0 (above the root) to n, finite.

    Returns:
        Heads; the head of place 0 is -1, and exactly one place has the head 0.
    """
    table = scores.astype(np.float64)
    np.fill_diagonal(table, _NEVER)
    table[0] = _NEVER
    heads = _best_tree(table)
    if np.count_nonzero(heads == 0) == 1:
        return heads
    # Dearer than all other arcs together can repay, so that no second root is worth it.
    table[:, 0] -= len(table) * (np.ptp(scores) + 1.0)
    return _best_tree(table)


def _best_tree(table: Floats) -> Places:
    heads: Places = table.argmax(1)
    heads[0] = -1
    ring = _ring(heads)
    if ring is None:
        return heads
    inside = np.array(ring)
    rest = np.delete(np.arange(len(table)), inside)
    contracted, entry, exit_ = _contract(table, heads, inside, rest)
    inner = _best_tree(contracted)
    whole: Places = heads.copy()
    last = len(rest)
    for place in range(1, last):
        above = inner[place]
        whole[rest[place]] = exit_[place] if above == last else rest[above]
    whole[entry[inner[last]]] = rest[inner[last]]
    return whole


def _contract(
    table: Floats, heads: Places, inside: Places, rest: Places
) -> tuple[Floats, Places, Places]:
    """Make the ring one place, the last; also say by which of its places arcs enter and leave."""
    last = len(rest)
    contracted = np.full((last + 1, last + 1), _NEVER)
    contracted[:last, :last] = table[np.ix_(rest, rest)]
    leaving = table[np.ix_(rest, inside)]
    contracted[:last, last] = leaving.max(1)
    entering = table[np.ix_(inside, rest)] - table[inside, heads[inside]][:, None]
    contracted[last, :last] = entering.max(0)
    contracted[0] = _NEVER
    return contracted, inside[entering.argmax(0)], inside[leaving.argmax(1)]


def _ring(heads: Places) -> list[int] | None:
    """Return the places of one cycle, or None in a tree."""
    seen = np.zeros(len(heads), np.int64)
    for start in range(1, len(heads)):
        path, place = [], start
        while place > 0 and seen[place] == 0:
            seen[place] = start
            path.append(place)
            place = int(heads[place])
        if place > 0 and seen[place] == start:
            return path[path.index(place) :]
    return None
