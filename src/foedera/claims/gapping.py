"""Clauses that leave out their verb: "France will deploy three jets, Germany four"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.claims.casting import Cast
from foedera.claims.naming import Voice
from foedera.claims.wording import functions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foedera.claims.finding import Found
    from foedera.claims.naming import Naming
    from foedera.claims.scene import Scene


def gapped(scene: Scene, found: Found, language: str) -> Iterator[Found]:
    """Yield an act, and again for each who does the same in words without a verb.

    A gap is read where a name behind a comma or "and" is followed straight by a
    destination of its own ("Britain to Estonia") or by a number ("Germany four").

    Args:
        scene: The sentence.
        found: An act in it.
        language: ISO 639-1 code.
    """
    gaps = list(_gaps(scene, found, language)) if found.cast.roles.get("doer") else []
    if not gaps:
        yield found
        return
    first = gaps[0][0].first
    roles = {
        name: tuple(n for n in its if n.first < first) for name, its in found.cast.roles.items()
    }
    theme = tuple(index for index in found.cast.theme if index < first)
    yield replace(found, cast=Cast(roles, theme))
    for doer, target, counted in gaps:
        own = {"doer": (doer,), "to": (target,) if target else ()}
        yield replace(found, cast=Cast(own, counted))


def _gaps(
    scene: Scene, found: Found, language: str
) -> Iterator[tuple[Naming, Naming | None, tuple[int, ...]]]:
    tokens, table = scene.sentence.tokens, functions(language)
    behind = [n for n in scene.namings if n.first > found.occurrence.last and n.acts]
    named = {i for n in scene.namings for i in range(n.first, n.last + 1)}  # "United" is no verb
    for naming in behind:
        if naming.voice is Voice.BACK or not _opens(scene, naming, table):
            continue
        after = naming.last + 1
        between = tokens[found.occurrence.last + 1 : naming.first]
        if after >= len(tokens) or any(t.upos == "VERB" and t.index not in named for t in between):
            continue
        if tokens[after].form.lower() in table["to"]:
            target = _at(scene.namings, scene, after + 1, table)
            if target is not None:
                yield naming, target, ()
        elif tokens[after].upos == "NUM":
            yield naming, None, (after,)


def _opens(scene: Scene, naming: Naming, table: Mapping[str, frozenset[str]]) -> bool:
    """Tell whether a name stands behind a comma or "and", past an article."""
    index = naming.first - 1
    while index > 0 and scene.sentence.tokens[index].form.lower() in table["article"]:
        index -= 1
    word = scene.sentence.tokens[index].form.lower() if index >= 0 else ""
    return word == "," or word in table["and"]


def _at(
    namings: Sequence[Naming], scene: Scene, index: int, table: Mapping[str, frozenset[str]]
) -> Naming | None:
    tokens = scene.sentence.tokens
    while index < len(tokens) and tokens[index].form.lower() in table["article"]:
        index += 1
    return next((n for n in namings if n.first <= index <= n.last), None)
