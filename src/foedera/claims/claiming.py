"""From an act found in a sentence to a claim."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.attribution import Stance
from foedera.claims.claim import Claim, Modality, Party, RuleApplied, Source
from foedera.claims.counting import amount
from foedera.claims.feeling import feared_by, with_fearing, with_wishing
from foedera.claims.finding import parties
from foedera.claims.hedging import modality, said
from foedera.claims.naming import Voice
from foedera.claims.occurring import ending
from foedera.claims.settling import ENDED
from foedera.claims.sourcing import chain, covering, speakers
from foedera.claims.timing import Deed, when
from foedera.claims.weighing import ASSERTED, Weight
from foedera.claims.wording import functions, voices
from foedera.identifiers import ActorId
from foedera.language.inflection import Form
from foedera.language.reading import ROOT
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from foedera.claims.attribution import Attribution
    from foedera.claims.finding import Found
    from foedera.claims.naming import Naming
    from foedera.claims.occurring import Occurrence
    from foedera.claims.scene import LaidOut, Scene
    from foedera.dates import Interval

#: Acts whose agents may be people or places: who suffers, where a state is meant.
_SUFFERED = frozenset({"casualties"})
#: Acts that an opening clause often tells of the subject behind it.
_SPOKEN_TOGETHER = frozenset({"meet", "negotiate"})
#: Acts whose noun comes "from" who does it; "threats from" a state are dangers.
_VOICED = frozenset({"demand", "condemn", "support"})
#: Acts that no calendar has ahead: a noun for one, with a day, tells of what happened.
_BLOWS = frozenset({"attack", "casualties", "capture", "clash"})
#: How what is told beside an act hangs on it.
_HANGING = frozenset({"advcl", "conj", "xcomp", "acl"})
#: How a noun, or an infinitive, is part of what somebody does.
_PART = frozenset({"obj", "xcomp", "advcl"})
#: How far behind a noun a side without a name is looked for, in tokens.
_BESIDE = 14


def claimed(laid: LaidOut, scene: Scene, found: Found) -> Claim:
    """Make a claim of an act. Its parties may still be missing: see ``recurring``.

    Args:
        laid: The report.
        scene: The sentence.
        found: The act in it.
    """
    place = trigger_span(scene, found)
    holding = said(scene.sentence, found.occurrence, covering(scene, place), laid.language)
    weight, (days, days_span, days_rule) = _timed(laid, scene, found, holding)
    own = weight.span is not None and weight.span.meets(place)
    if found.frame.agents == ("source",) or (own and acts()[found.frame.act].spoken):
        weight = ASSERTED  # it is done by saying it: "must", "would pay dearly"
    if found.frame.modality:  # "asked Germany for missiles"
        weight = Weight(Modality(found.frame.modality), place, f"frame/{found.frame.name}")
    sure, sure_span = weight.modality, weight.span
    here = found.occurrence
    carrier = scene.sentence.tokens[here.anchor].span if here.anchor != here.head else None
    sources = chain(laid, scene, holding, carrier)
    speaking = _speaking(laid, sources)
    agents = _agents(scene, found, speaking, laid.language)
    counterparts = _counterparts(found, speaking, agents)
    counted, counted_rule = amount(scene, found, laid.language)
    where = _place(scene, found)
    sources = chain(laid, scene, _cited(laid, agents, holding), carrier)
    if sure is Modality.PLANNED:  # "is expected to" cites nobody
        sources = tuple(s for s in sources if s.span is not None)
    if found.frame.modality:
        sources = with_wishing(sources, counterparts, place)
    sources = with_fearing(sources, feared_by(laid, scene, weight, place))
    rules = [RuleApplied(f"act/{found.frame.name}", place)]
    rules += [RuleApplied(f"source/{s.rule}", s.cue or s.span or place) for s in sources]
    rules += [RuleApplied(days_rule, days_span)] if days_span else []
    ended = ending(scene.sentence, here, laid.language)
    rules += [RuleApplied(ENDED, ended)] if ended else []
    rules += [RuleApplied(f"modality/{weight.rule}", sure_span)] if sure_span else []
    rules += [RuleApplied(f"quantity/{counted_rule}", counted.span)] if counted else []
    return Claim(
        span=scene.sentence.span,
        section=scene.section,
        act=found.frame.act,
        trigger=place,
        agents=agents,
        counterparts=counterparts,
        unresolved=_unresolved(scene, found, (agents, counterparts), laid.language),
        when=days,
        when_span=days_span,
        place=where.span if where else None,
        place_state=where.actors[0] if where and where.actors else None,
        amount=counted,
        modality=sure,
        modality_span=sure_span,
        sources=sources,
        nominal=here.is_noun
        and (here.anchor == here.head or here.described)
        and not _occurs(scene, here, laid.language),
        yields=found.frame.yields,
        requires="when" if found.frame.lone else found.frame.requires,
        rules=tuple(rules),
    )


def _timed(
    laid: LaidOut, scene: Scene, found: Found, holding: Sequence[Attribution]
) -> tuple[Weight, tuple[Interval | None, Span | None, str]]:
    """Weigh an act, and find its day; what lies ahead of publication is planned.

    "Chile dan Peru menandatangani perjanjian bulan depan" is told as done, and is not.
    """
    here = found.occurrence
    weight = modality(scene.sentence, here, holding, laid.language)
    act, contents = acts()[found.frame.act], [a.content for a in holding]
    if act.family == "treaty life" and weight.modality is Modality.DEMANDED and not holding:
        weight = replace(weight, modality=Modality.PLANNED)  # "must still be ratified": a step
    governing = None if weight.rule.startswith("adverb/") else weight.span
    past = _told_as_past(scene, here)
    done = past or act.name in _BLOWS
    dated = when(laid, scene, deed := Deed(here, act, weight.modality, governing, contents, done))
    past = past or (here.is_noun and here.anchor == here.head and act.name in _BLOWS)
    if dated[0] or weight != ASSERTED or past or deed.act.spoken:
        return weight, dated
    ahead = when(laid, scene, replace(deed, modality=Modality.PLANNED))
    published = laid.report.published
    named = next((t for t in scene.times if t.span == ahead[1] and t.rule != "month"), None)
    start = named.interval.start if named and named.interval else None
    if published is None or start is None or start <= published.day:
        return weight, dated
    return Weight(Modality.PLANNED, ahead[1], "day-ahead"), ahead


def _told_as_past(scene: Scene, here: Occurrence) -> bool:
    """Tell whether an act, or what it hangs on, is told in the past: "attacked, killing ..."."""
    tokens, index = scene.sentence.tokens, here.anchor
    while True:
        token = tokens[index]
        if "Tense=Past" in token.feats:
            return True
        if token.head == ROOT or token.relation not in _HANGING:
            return False
        index = token.head


def _cited(
    laid: LaidOut, agents: Sequence[Party], holding: Sequence[Attribution]
) -> list[Attribution]:
    """Leave out who plans or wants an act of their own: "offered to send" cites nobody."""
    own = {party.actor for party in agents}
    return [
        a
        for a in holding
        if a.stance not in {Stance.PLANS, Stance.DEMANDS} or set(speakers(laid, a)) != own
    ]


def trigger_span(scene: Scene, found: Found) -> Span:
    """Return the words that name the act."""
    tokens = scene.sentence.tokens
    here = found.occurrence
    return Span(tokens[here.first].span.start, tokens[here.last].span.end)


def party(naming: Naming) -> tuple[Party, ...]:
    """Return the parties that a naming stands for."""
    words = None if naming.voice in {Voice.SELF, Voice.PLACE} else naming.span
    return tuple(Party(actor, naming.span, words) for actor in naming.actors)


def _parties(namings: Sequence[Naming], speaking: Sequence[Party]) -> tuple[Party, ...]:
    """Return the parties that namings stand for; "we" are those who speak."""
    found: dict[str, Party] = {}
    for naming in namings:
        for one in party(naming):
            found.setdefault(one.actor, one)
        if naming.back == "first":
            for one in speaking:
                found.setdefault(one.actor, Party(one.actor, naming.span, naming.span))
    return tuple(found.values())


def _where_suffered(scene: Scene, found: Found, language: str) -> list[Naming]:
    """Return the state in which people die whose own is not told: "fighting in Syria".

    The nearest name before or behind the word for it that "in" governs.
    """
    tokens, table = scene.sentence.tokens, functions(language)
    within = []
    for naming in scene.namings:
        index = naming.first - 1
        while index > 0 and tokens[index].form.lower() in table["article"]:
            index -= 1
        held = index >= 0 and tokens[index].form.lower() in table["in"]
        after = tokens[naming.last + 1].form if naming.last + 1 < len(tokens) else ""
        if held and after not in table["possessive"] and naming.voice in {Voice.PLACE, Voice.SELF}:
            within.append(naming)
    return sorted(within, key=lambda n: abs(n.first - found.occurrence.first))[:1]


def _between_somewhere(scene: Scene, language: str) -> tuple[Naming, ...]:
    """Return the two that a sentence puts anything between: "differences between A and B"."""
    table, tokens = functions(language), scene.sentence.tokens
    for naming in scene.namings:
        opened = naming.first and tokens[naming.first - 1].form.lower() in table["between"]
        row = tuple(n for n in scene.namings if n.row == naming.row)
        if opened and len(row) > 1:
            return row
    return ()


def _agents(
    scene: Scene, found: Found, speaking: Sequence[Party], language: str
) -> tuple[Party, ...]:
    if found.frame.agents == ("source",):
        return tuple(speaking)
    suffered = found.frame.act in _SUFFERED
    namings = parties(found.cast, found.frame.agents)
    between = parties(found.cast, ("between",)) if acts()[found.frame.act].symmetric else ()
    if len({actor for naming in between for actor in naming.actors}) > 1:
        namings = between  # "a truce was negotiated between the two after talks in Oman"
    elif acts()[found.frame.act].symmetric and len({a for n in namings for a in n.actors}) <= 1:
        namings = _between_somewhere(scene, language) or namings
    if not namings and found.frame.act in _VOICED and found.occurrence.is_noun:
        namings = parties(found.cast, ("from",))  # "a warning from the United States that ..."
    if not namings and found.frame.act in _SPOKEN_TOGETHER:
        namings = parties(found.cast, ("fronted",))  # "After talks with Zambia, Kenya said ..."
    if suffered:
        namings = tuple(n for n in namings if not _only_owns(scene, found, n))
    kept = [n for n in namings if suffered or n.acts]
    if not kept and acts()[found.frame.act].symmetric:
        kept = list(parties(found.cast, ("between",)))
    if kept:
        return _parties(kept, speaking)
    if suffered:
        return _parties(_where_suffered(scene, found, language), speaking)
    subjectless = found.occurrence.form is Form.ACTIVE and "doer" in found.frame.agents
    return tuple(speaking) if subjectless else ()  # "X mengatakan telah menembak jatuh ..."


def _only_owns(scene: Scene, found: Found, naming: Naming) -> bool:
    """Tell whether a name behind "in" owns the deed in which people died: "in Israeli raids".

    In a language whose owners stand behind: "tewas dalam serangan Israel".
    """
    if naming not in found.cast.roles.get("in", ()):
        return False
    before = scene.sentence.tokens[naming.first - 1] if naming.first else None
    return before is not None and before.upos == "NOUN" and before.index > found.occurrence.last


def _unresolved(
    scene: Scene,
    found: Found,
    sides: tuple[Sequence[Party], Sequence[Party]],
    language: str,
) -> Span | None:
    """Return the words for who does an act, where they name nobody of the catalogue.

    For what two do together also those for the second: "China hosts African leaders".
    """
    here, both = found.occurrence, acts()[found.frame.act].symmetric
    if both and here.is_noun and len({p.actor for side in sides for p in side}) == 1:
        return _unnamed_side(scene, here, language)
    if here.is_passive or found.frame.act in _SUFFERED:
        return None
    if both and here.is_noun and not any(sides):
        return _unnamed_above(scene, here, language)
    wanted = set() if sides[0] else {"nsubj"}
    wanted |= {"obj"} if both and sides[0] and not sides[1] else set()
    for child in scene.sentence.children(here.anchor):
        named = any(n.first <= child.index <= n.last for n in scene.namings)
        if child.relation not in wanted or named or child.upos not in {"NOUN", "PROPN"}:
            continue
        title = voices(language).at(scene.sentence.tokens, child.index)
        unnamed = child.form.lower() in functions(language)["unnamed"]
        if unnamed or (title and title[1] != Voice.FORCES.value):
            own = [t for t in scene.sentence.subtree(child.index) if t.index <= child.index]
            return Span(own[0].span.start, child.span.end)
    return None


def _unnamed_above(scene: Scene, here: Occurrence, language: str) -> Span | None:
    """Return who, without a name, does that of which a noun is part: "powers agreed to a truce"."""
    tokens, index = scene.sentence.tokens, here.head
    while tokens[index].head != ROOT and tokens[index].relation in _PART:
        index = tokens[index].head
        for child in scene.sentence.children(index):
            if child.relation == "nsubj" and child.form.lower() in functions(language)["unnamed"]:
                own = [t for t in scene.sentence.subtree(child.index) if t.index <= child.index]
                return Span(own[0].span.start, child.span.end)
    return None


def _unnamed_side(scene: Scene, here: Occurrence, language: str) -> Span | None:
    """Return who stands without a name beside one side: "between Iran and six powers"."""
    table, opened = functions(language), None
    for token in scene.sentence.tokens[here.last + 1 : here.last + _BESIDE]:
        word = token.form.lower()
        if word in table["between"] | table["with"]:
            opened = token.index
        elif token.form in {".", ";"} or token.upos == "VERB":
            opened = None
        elif opened is not None and word in table["unnamed"]:
            return token.span
    return None


def _occurs(scene: Scene, here: Occurrence, language: str) -> bool:
    """Tell whether a verb says that what a noun names happens: "fighting broke out"."""
    token = scene.sentence.tokens[here.head]
    if token.relation != "nsubj":
        return False
    return scene.sentence.tokens[token.head].form.lower() in functions(language)["occur"]


def _speaking(laid: LaidOut, sources: Sequence[Source]) -> tuple[Party, ...]:
    """Return the nearest source as parties: the states and bodies that can act.

    News agencies, observers and private persons tell of acts and do none; and who is carried over
    from an earlier sentence need not be who acts in this one.
    """
    if not sources or sources[0].span is None or sources[0].rule == "carried":
        return ()
    span, catalogue = sources[0].span, laid.catalogue
    known = [ActorId(name) for name in sources[0].actors if name in catalogue]
    acting = [actor for actor in known if catalogue.kind(actor).is_party]
    return tuple(Party(actor, span, span) for actor in acting)


def _counterparts(
    found: Found, speaking: Sequence[Party], agents: Sequence[Party]
) -> tuple[Party, ...]:
    own = {a.actor for a in agents}
    for name in found.frame.counterparts:
        namings = [n for n in found.cast.roles.get(name, ()) if _may_receive(n, name)]
        both = _parties(namings, speaking)
        left = tuple(p for p in both if p.actor not in own)
        if left:
            return left
    return ()


def _may_receive(naming: Naming, name: str) -> bool:
    if naming.voice is Voice.EDGE:
        return name == "undergoer"  # "breached its airspace"; not "sent troops to its border"
    if name == "in":
        return naming.voice in {Voice.PLACE, Voice.SELF, Voice.ORGAN}
    return naming.voice is not Voice.PLACE or name in {"undergoer", "against", "to"}


def _place(scene: Scene, found: Found) -> Naming | None:
    places = [n for n in scene.namings if n.voice is Voice.PLACE]
    for name in ("in", "to", "against", "undergoer"):
        for naming in found.cast.roles.get(name, ()):
            if naming.voice is Voice.PLACE:
                return naming
    near = [n for n in places if abs(n.first - found.occurrence.first) < 12]  # noqa: PLR2004
    return near[0] if near else None
