"""Which words of a sentence name acts, and by which frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from foedera.claims.casting import Cast, cast
from foedera.claims.frames import LONGEST, frames, things
from foedera.claims.naming import Voice
from foedera.claims.occurring import Occurrence, Site, occurrence
from foedera.claims.wording import functions
from foedera.documents.report import LineKind
from foedera.language.inflection import Form
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from foedera.claims.frames import Frame, Trigger
    from foedera.claims.naming import Naming
    from foedera.claims.scene import Scene

_VERBAL = frozenset({"VERB", "AUX"})
#: Longest name of a thing, in words.
_THING_WORDS = 3
#: How far the clause of a trigger reaches for ``near``, in tokens.
_NEAR = 14
#: How far behind "at" what is aimed at may stand, in tokens.
_AIM = 5


@dataclass(frozen=True)
class Found:
    """An act named in a sentence.

    Attributes:
        frame: By which frame.
        occurrence: By which words.
        cast: Who does it to whom.
    """

    frame: Frame
    occurrence: Occurrence
    cast: Cast


def found(scene: Scene, language: str) -> Iterator[Found]:
    """Find every act that a sentence names.

    Args:
        scene: The sentence.
        language: ISO 639-1 code.
    """
    index, words, lexicon = 0, scene.sentence.words, frames(language)
    taken = {
        i for n in scene.namings if n.voice is not Voice.BACK for i in range(n.first, n.last + 1)
    }
    while index < len(words):
        known = words[index] in lexicon.by_words or words[index] in lexicon.firsts
        step = 1
        for length, trigger in _at(scene, index, taken, language) if known else ():
            acts = list(_framed(scene, (index, index + length - 1), trigger, language))
            yield from acts
            if acts:
                step = length
                break  # a longer phrase whose frames do not hold hides no shorter one
        index += step


def _at(
    scene: Scene, index: int, taken: Container[int], language: str
) -> Iterator[tuple[int, Sequence[Trigger]]]:
    """Yield the triggers that begin at a token, the longest first; none names somebody."""
    if index in taken:
        return
    lexicon = frames(language)
    words = scene.sentence.words[index : index + LONGEST]
    limit = next((step for step in range(1, len(words)) if index + step in taken), len(words))
    longest = limit if words[0] in lexicon.firsts else 1
    for length in range(longest, 0, -1):
        triggers = lexicon.by_words.get(" ".join(words[:length]))
        if triggers:
            fitting = _fitting(scene, index, length, triggers, language)
            if fitting:
                yield length, fitting


def _fitting(
    scene: Scene, index: int, length: int, triggers: Sequence[Trigger], language: str
) -> list[Trigger]:
    """Keep the forms that the part of speech allows."""
    token = scene.sentence.tokens[index]
    forms = {t.form for t in triggers}
    if length > 1 or forms == {Form.NOUN}:
        return list(triggers)
    headline = scene.section in {LineKind.HEADLINE, LineKind.RELATED}
    verbal = token.upos in _VERBAL or (headline and not forms & {Form.NOUN})
    if Form.NOUN in forms:
        return [t for t in triggers if (t.form is Form.NOUN) != verbal]
    compounding = bool(functions(language)["of"])
    if index and scene.sentence.tokens[index - 1].form == "-" and compounding:
        return []  # "the US-backed coalition" backs nobody here
    affixed = token.form.lower() != token.lemma and not compounding
    return list(triggers) if verbal or affixed or token.upos in {"ADJ", "PROPN"} else []


def _framed(
    scene: Scene,
    bounds: tuple[int, int],
    triggers: Sequence[Trigger],
    language: str,
) -> Iterator[Found]:
    namings = [n for n in scene.namings if n.back != "instrument" and n.voice is not Voice.OBSERVER]
    speakers = _speakers(scene, bounds)
    counted = frozenset(
        t.index
        for t in scene.sentence.tokens
        if any(q.span.meets(t.span) for q in scene.quantities)
    )
    taken = False
    for trigger in triggers:
        bearing = frozenset().union(*(frame.carriers for frame in trigger.frames))
        here = occurrence(scene.sentence, bounds, trigger.form, language, bearing)
        roles = cast(Site(scene.sentence, here, namings, language, counted, speakers, scene.owners))
        holding = [f for f in trigger.frames if _holds(scene, here, roles, f, language)]
        holding.sort(key=lambda f: _nearness(scene, roles, f, language))
        for frame in holding:
            if taken and not frame.also:
                continue
            taken = taken or not frame.also
            yield Found(frame, here, roles)


def _nearness(scene: Scene, roles: Cast, frame: Frame, language: str) -> tuple[int, int]:
    """Rank frames of one word by which thing is the head of what is acted on.

    "13,000 containers of artillery" are containers: the first thing named decides, in
    a compound the last ("artillery containers").
    """
    if not frame.needs:
        return (-frame.priority, len(scene.sentence.tokens))
    tokens = scene.sentence.tokens
    compounding = bool(functions(language)["of"])
    for index in roles.theme:
        if not frame.needs & _classes(scene, (index,), language):
            continue
        end = index
        while compounding and end + 1 in roles.theme and tokens[end + 1].upos in {"NOUN", "PROPN"}:
            end += 1
        heads_it = end == index or bool(frame.needs & _classes(scene, (end,), language))
        return (-frame.priority, index if heads_it else index + 1)
    return (-frame.priority, roles.theme[-1] if roles.theme else 0)


def _speakers(scene: Scene, bounds: tuple[int, int]) -> frozenset[int]:
    """Return the tokens that name who is cited for the act, unless citing is the act."""
    tokens = scene.sentence.tokens
    place = Span(tokens[bounds[0]].span.start, tokens[bounds[1]].span.end)
    citing = [
        a.source
        for a in scene.attributions
        if a.source and a.content.covers(place) and not (a.cue and a.cue.meets(place))
    ]
    return frozenset(t.index for t in tokens if any(s.meets(t.span) for s in citing))


def _classes(scene: Scene, indices: Sequence[int], language: str) -> set[str]:
    table, tokens, found = things(language), scene.sentence.tokens, set[str]()
    chosen = set(indices)
    for start in indices:
        for length in range(1, _THING_WORDS + 1):
            window = tokens[start : start + length]
            if all(token.index in chosen for token in window):
                found |= table.get(" ".join(token.form.lower() for token in window), frozenset())
    if any(n.voice is Voice.PLACE and n.head in chosen for n in scene.namings):
        found.add("place")
    return found


def _holds(scene: Scene, here: Occurrence, roles: Cast, frame: Frame, language: str) -> bool:
    if frame.needs or frame.bars:
        own = range(here.first, here.last + 1) if here.last > here.first else ()
        classes = _classes(scene, (*own, *roles.theme), language)
        lacking = frame.needs and not frame.needs & classes
        if (lacking and not _move_themselves(roles, frame)) or frame.bars & classes:
            return False
    if frame.near or frame.without:
        low, high = max(0, here.first - _NEAR), here.last + _NEAR
        around = _classes(scene, [t.index for t in scene.sentence.tokens[low:high]], language)
        if (frame.near and not frame.near & around) or frame.without & around:
            return False
    carrier = scene.sentence.tokens[here.anchor].form.lower()
    borne = carrier in frame.carriers or _dated(scene, here)
    if frame.carriers and here.is_noun and not borne:
        return False
    if frame.requires == "target" and _aims(scene, here, language):
        return not _points_back(scene, here, roles, language)
    told = _sufficient(here, roles, frame) or (frame.requires == "light" and _dated(scene, here))
    return told and not _points_back(scene, here, roles, language)


def _dated(scene: Scene, here: Occurrence) -> bool:
    """Tell whether a noun has its time before it: "a 1997 agreement with Moscow"."""
    before = scene.sentence.tokens[max(0, here.first - 2) : here.first]
    return here.is_noun and any(t.span.meets(one.span) for t in before for one in scene.times)


def _aims(scene: Scene, here: Occurrence, language: str) -> bool:
    """Tell whether something that can be hit is aimed at: "fired rockets at a hospital"."""
    table, tokens = functions(language), scene.sentence.tokens
    behind = range(here.last + 1, min(here.last + _NEAR, len(tokens)))
    aimed = [i for i in behind if tokens[i].form.lower() in table["to"] | table["against"]]
    span = [i for start in aimed for i in range(start + 1, min(start + _AIM, len(tokens)))]
    return "hit" in _classes(scene, span, language)


def _move_themselves(roles: Cast, frame: Frame) -> bool:
    """Tell whether armed forces do what others do with them: "troops pulled out"."""
    doers = roles.roles.get("doer", ())
    armed = bool(doers) and all(naming.voice is Voice.FORCES for naming in doers)
    return armed and "forces" in frame.agents and not roles.roles.get("undergoer")


def _points_back(scene: Scene, here: Occurrence, roles: Cast, language: str) -> bool:
    """Tell whether a noun only takes up what was told before: "ratifikasi tersebut"."""
    tokens, after = scene.sentence.tokens, here.last + 1
    if not here.is_noun or here.anchor != here.head or after >= len(tokens):
        return False
    pointing = functions(language).get("demonstrative", frozenset())
    named = any(n.back is None for its in roles.roles.values() for n in its)
    return tokens[after].form.lower() in pointing and not named


def _sufficient(here: Occurrence, roles: Cast, frame: Frame) -> bool:
    """Tell whether a frame has what it requires of parties and of the verb around it."""
    doers, targets = parties(roles, frame.agents), parties(roles, frame.counterparts)
    borne = here.anchor != here.head or bool(roles.roles.get("between"))
    sides = len({actor for naming in (*doers, *targets) for actor in naming.actors})
    fulfilled = {
        "doer": bool(doers),
        "target": bool(targets),
        "light": not here.is_noun or borne,
        "told": not here.is_noun or borne or bool(targets),
        "forces": any(naming.voice is Voice.FORCES for naming in doers),
        "both": sides > 1,
        "both-noun": not here.is_noun or sides != 1 or (borne and bool(doers)),
    }
    return fulfilled.get(frame.requires or "", True)


def parties(roles: Cast, names: Sequence[str]) -> tuple[Naming, ...]:
    """Return the namings in the first of the functions that holds any.

    ``forces`` are an actor's own forces in the place of what is acted on: troops that
    are sent act for the state whose they are. A ``possessor`` must be people or forces:
    "korban tewas serangan Israel" are not Israel's dead.
    """
    for name in names:
        if name == "forces":
            its = [n for n in roles.roles.get("undergoer", ()) if n.voice is Voice.FORCES]
            its += [n for n in roles.roles.get("of", ()) if n.voice is Voice.FORCES]
        elif name == "possessor":
            suffering = {Voice.PEOPLE, Voice.FORCES}
            its = [n for n in roles.roles.get(name, ()) if n.voice in suffering]
        else:
            its = list(roles.roles.get(name, ()))
        if its:
            return tuple(its)
    return ()
