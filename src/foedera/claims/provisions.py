"""What a report says that a treaty lays down: duties, entry into force, duration."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.attribution import Stance
from foedera.claims.claim import Amount, Claim, Modality, Party, RuleApplied
from foedera.claims.frames import things
from foedera.claims.naming import Voice
from foedera.claims.sourcing import chain, covering
from foedera.claims.wording import Phrasebook, functions, phrasebook
from foedera.language.reading import ROOT
from foedera.language.time_meaning import TimeKind
from foedera.resources import record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.naming import Naming
    from foedera.claims.scene import LaidOut, Scene
    from foedera.dates import Interval

_SIDES = 2
#: How far before a provision a word denies it, in tokens: "does not include a defence clause".
_DENIAL = 4
#: A length of time as TIMEX3 writes it, and its units.
_LENGTH = re.compile(r"P(\d+)([YMWD])")
_UNITS = {"Y": "years", "M": "months", "W": "weeks", "D": "days"}
#: A field of cooperation is named in so many words at most.
_SECTOR_WORDS = 6


@dataclass(frozen=True)
class Provision:
    """How a language words one kind of provision.

    Attributes:
        act: The act it is.
        groups: Of each, one word must stand in the sentence; the first holds the trigger.
        bars: Words that must not stand there.
    """

    act: str
    groups: tuple[Phrasebook, ...]
    bars: Phrasebook


@cache
def _provisions(language: str) -> tuple[tuple[Provision, ...], Phrasebook]:
    rows = record(f"lexicons/{language}/provisions.yaml")
    books = tuple(
        Provision(
            row["act"],
            tuple(phrasebook(dict.fromkeys(group, row["act"])) for group in row["all"]),
            phrasebook(dict.fromkeys(row.get("not", ()), "bar")),
        )
        for row in rows
        if "all" in row
    )
    sectors = {word: "sector" for row in rows for word in row.get("sectors", ())}
    return books, phrasebook(sectors)


def provided(laid: LaidOut, scene: Scene, before: Sequence[Claim]) -> tuple[Claim, ...]:
    """Return the provisions that a sentence states.

    Args:
        laid: The report.
        scene: The sentence.
        before: The claims of the report so far: they tell of which treaty it speaks.
    """
    continues = _continues(laid, scene, before)
    if not continues and not _speaks_of_treaty(laid, scene, before):
        return ()
    claims: dict[str, Claim] = {}
    for provision in _provisions(laid.language)[0]:
        trigger = None if provision.act in claims else _triggered(scene, provision)
        if trigger is None:
            continue
        claim = _claim(laid, scene, provision.act, trigger, before)
        if claim is not None:
            claims[provision.act] = claim
    if continues and not claims:
        claim = _claim(laid, scene, "provide_cooperation", (0, 1), before)
        if claim is not None and claim.sectors:
            claims[claim.act] = claim
    stipulated = None if claims else _stipulated(laid, scene)
    if stipulated is not None:
        claim = _claim(laid, scene, "provide_cooperation", (stipulated, 1), before)
        if claim is not None:
            claims[claim.act] = claim
    if "provide_neutrality" in claims:
        claims.pop("provide_defence", None)  # no help to the aggressor is no duty to help
    return tuple(claims.values())


def _triggered(scene: Scene, provision: Provision) -> tuple[int, int] | None:
    """Return where the trigger of a provision that a sentence words begins, and its length."""
    trigger = _first(scene, provision.groups[0])
    if trigger is None or any(_first(scene, group) is None for group in provision.groups[1:]):
        return None
    return None if _first(scene, provision.bars) else trigger


def _stipulated(laid: LaidOut, scene: Scene) -> int | None:
    """Return the verb by which a treaty, as the subject, lays something down."""
    table, words = things(laid.language), functions(laid.language)["stipulate"]
    for token in scene.sentence.tokens:
        if token.relation != "nsubj" or "treaty" not in table.get(token.form.lower(), ()):
            continue
        if token.head != ROOT and scene.sentence.tokens[token.head].form.lower() in words:
            return token.head
    return None


def _first(scene: Scene, book: Phrasebook) -> tuple[int, int] | None:
    return book.first_in(scene.sentence)


def _continues(laid: LaidOut, scene: Scene, before: Sequence[Claim]) -> bool:
    """Tell whether a sentence goes on with the list of a provision just stated."""
    first = scene.sentence.tokens[0].form.lower() if scene.sentence.tokens else ""
    if first not in functions(laid.language)["include"] or not before:
        return False
    return before[-1].act.startswith("provide_")


def _speaks_of_treaty(laid: LaidOut, scene: Scene, before: Sequence[Claim]) -> bool:
    """Tell whether a treaty is the matter of the sentence, by its words or by its lead."""
    if any(n.back in {"instrument", "either"} for n in scene.namings):
        return True
    table = things(laid.language)
    words = [t.form.lower() for t in scene.sentence.tokens]
    if any("treaty" in table.get(word, frozenset()) for word in words):
        return True
    obliged = any(word in functions(laid.language)["obliged"] for word in words)
    return obliged or bool(
        before and before[-1].act in {"sign", "ratify"} and _subject_is_it(scene)
    )


def _subject_is_it(scene: Scene) -> bool:
    first = scene.namings[0] if scene.namings else None
    return first is not None and first.first == 0 and first.voice is Voice.BACK


def _claim(
    laid: LaidOut, scene: Scene, act: str, bounds: tuple[int, int], before: Sequence[Claim]
) -> Claim | None:
    tokens = scene.sentence.tokens
    start, length = bounds
    place = Span(tokens[start].span.start, tokens[start + length - 1].span.end)
    agents = _bound(scene, before, act)
    if not agents and act != "provide_entry_into_force":
        return None
    sources = chain(laid, scene, covering(scene, place))
    sources = tuple(s for s in sources if s.span is not None)  # what a clause deems, it says itself
    bound = {party.actor for party in agents}
    if sources and _pledged(scene, place) and set(sources[0].actors) <= bound:
        sources = sources[1:]  # parties that pledge are bound; they do not report it
    sectors = tuple(_sectors(laid, scene)) if act == "provide_cooperation" else ()
    rules = [RuleApplied(f"provision/{act}", place)]
    rules += [RuleApplied(f"source/{s.rule}", s.cue or s.span or place) for s in sources]
    when = _days(scene) if act == "provide_duration" else None
    term = _term(scene) if act == "provide_duration" else None
    denial = _denied(laid, scene, act)
    rules += [RuleApplied("quantity/term", term.span)] if term else []
    rules += [RuleApplied("when/term", when[1])] if when else []
    rules += [RuleApplied("modality/denied", denial)] if denial else []
    return Claim(
        span=scene.sentence.span,
        section=scene.section,
        act=act,
        trigger=place,
        agents=agents,
        when=when[0] if when else None,
        when_span=when[1] if when else None,
        modality=Modality.DENIED if denial else Modality.ASSERTED,
        modality_span=denial,
        amount=term,
        sources=sources,
        sectors=sectors,
        rules=tuple(rules),
    )


def _pledged(scene: Scene, place: Span) -> bool:
    holding = covering(scene, place)
    return bool(holding) and holding[0].stance is Stance.PLANS


def _denied(laid: LaidOut, scene: Scene, act: str) -> Span | None:
    """Return the word by which a sentence says that the treaty lays nothing such down."""
    if act in {"provide_neutrality", "provide_nonaggression"}:
        return None
    tokens, words = scene.sentence.tokens, functions(laid.language)["not"]
    for provision in _provisions(laid.language)[0]:
        if provision.act != act:
            continue
        starts = [hit[0] for group in provision.groups if (hit := _first(scene, group))]
        before = [t for s in starts for t in tokens[max(0, s - _DENIAL) : s]]
        denial = next((t.span for t in before if t.form.lower() in words), None)
        if denial is not None:
            return denial
    return None


def _days(scene: Scene) -> tuple[Interval | None, Span] | None:
    dated = [t for t in scene.times if t.interval is not None]
    return (dated[-1].interval, dated[-1].span) if dated else None


def _term(scene: Scene) -> Amount | None:
    """Return for how long a treaty runs, or what notice it asks: "five years"."""
    for time in scene.times:
        length = _LENGTH.fullmatch(time.value or "") if time.kind is TimeKind.DURATION else None
        if length:
            number = float(length[1])
            return Amount(number, number, about=False, unit=_UNITS[length[2]], span=time.span)
    return None


def _bound(scene: Scene, before: Sequence[Claim], act: str) -> tuple[Party, ...]:
    """Return the parties that a provision binds: named here, else those of the treaty."""
    speakers = [a.source for a in scene.attributions if a.source is not None]
    named = [
        n
        for n in scene.namings
        if n.actors and n.acts and not any(s.meets(n.span) for s in speakers)
    ]
    for naming in named:
        if naming.back in {"pair", "either"}:
            return _sides([naming])
    here = [
        c for c in before if c.span == scene.sentence.span and acts()[c.act].family == "treaty life"
    ]
    own = _treaty_parties(here)
    rows = [
        _sides([n for n in named if n.row == row and n.back is None])
        for row in {n.row for n in named}
    ]
    together = [sides for sides in rows if len(sides) >= _SIDES]
    direct = _sides([n for n in named if n.back is None])
    if act == "provide_defence" and together and len(direct) == len(together[0]) + 1:
        return direct  # "Washington's commitment to defend Japan and the Philippines"
    if own or together:
        return own or together[0]
    if len(direct) == _SIDES:
        return direct
    return _treaty_parties(before) or direct or _sides(named)


def _sides(namings: Sequence[Naming]) -> tuple[Party, ...]:
    found: dict[str, Party] = {}
    for naming in namings:
        for actor in naming.actors:
            words = naming.span if naming.voice is not Voice.SELF else None
            found.setdefault(actor, Party(actor, naming.span, words))
    return tuple(found.values())


def _treaty_parties(before: Sequence[Claim]) -> tuple[Party, ...]:
    for claim in reversed(before):
        family = acts()[claim.act].family
        both = {p.actor: p for p in (*claim.agents, *claim.counterparts)}
        if family in {"treaty life", "treaty content"} and len(both) >= _SIDES:
            return tuple(both.values())
    return ()


def _sectors(laid: LaidOut, scene: Scene) -> Iterator[Span]:
    """Yield each field of cooperation: the items of the list behind its opening words."""
    book = _provisions(laid.language)[1]
    tokens = scene.sentence.tokens
    begin = None
    for index in range(len(tokens)):
        hit = book.at(tokens, index)
        if hit:
            begin = index + hit[0]
    if begin is None:
        return
    joins = functions(laid.language)["and"] | {",", ";"}
    item: list[int] = []
    for index in range(begin, len(tokens) + 1):
        word = tokens[index].form.lower() if index < len(tokens) else "."
        if word in joins or word in {".", "!"}:
            if item and len(item) <= _SECTOR_WORDS:
                yield Span(tokens[item[0]].span.start, tokens[item[-1]].span.end)
            item = []
        else:
            item.append(index)
