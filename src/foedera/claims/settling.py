"""What a sentence's claims mean together: one act's word may be another's modality."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.claim import Claim, Modality, RuleApplied, Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: An act whose own word makes another act of its sentence demanded, denied ...
_OPERATORS = {
    "demand": {Modality.DEMANDED},
    "deny": {Modality.DENIED},
    "agree": set[Modality](),
}


#: The rule that marks an act which is to stop, or has stopped.
ENDED = "act/ended"
#: The rule by which a blow that its doer warns of is a threat; its words are the warning.
WARNED = "act/warned-of"

#: What is threatened short of arms.
_THREATENED = frozenset({"cut_ties", "sanction", "withdraw", "terminate", "suspend"})


def settled(claims: Sequence[Claim], text: str) -> tuple[Claim, ...]:
    """Let operators give way to the acts they speak of, and drop repetitions.

    "A urges B to withdraw" is a demanded withdrawal by B, as A says; "A threatens to
    attack" is a threat, not an attack.

    Args:
        claims: The claims of one sentence, in order of the text.
        text: The text that they point into.
    """
    threats = {rule.span for claim in claims for rule in claim.rules if rule.rule == WARNED}
    kept = [c for c in claims if c.act != "demand" or c.trigger not in threats]
    for claim in tuple(kept):
        if claim.act == "threaten" and claim in kept:
            kept = _threatened(kept, claim)
        kept = _operated(kept, claim) if _OPERATORS.get(claim.act) else kept
        kept = _accused(kept, claim, text) if claim.yields else kept
    return once(_by_cause(_told_once([_pressed(claim) for claim in kept])))


def _pressed(claim: Claim) -> Claim:
    """Let a demand that is pressed, or made again, stand as the demand it is."""
    if claim.act == "demand" and claim.modality is Modality.DEMANDED:
        return replace(claim, modality=Modality.ASSERTED, modality_span=None)
    return claim


def _told_once(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out the killing that counts an attack's dead: "struck a school, killing 30"."""
    dead = {c.trigger for c in claims if c.act == "casualties" and c.amount is not None}
    blows = {c.trigger for c in claims if c.act == "attack"}
    told = dead if blows - dead else frozenset()
    return [c for c in claims if c.act != "attack" or c.trigger not in told]


def _by_cause(claims: Sequence[Claim]) -> list[Claim]:
    """Leave out the blow that a count of the dead only names as their cause.

    "At least five people were killed in Israeli strikes" tells of the dead.
    """
    kept: list[Claim] = []
    for claim in claims:
        dead = [c for c in kept if c.act == "casualties"]
        if not dead or claim.act != "attack" or not claim.nominal or claim.amount is not None:
            kept.append(claim)
            continue
        for one in dead:
            if not {p.actor for p in one.agents} & {p.actor for p in claim.agents}:
                kept[kept.index(one)] = replace(
                    one,
                    agents=one.agents or claim.counterparts,
                    counterparts=one.counterparts or claim.agents,
                )
    return kept


def _operated(kept: list[Claim], operator: Claim) -> list[Claim]:
    modalities = _OPERATORS[operator.act]
    result, used = [], False
    if operator.act == "demand" and operator.counterparts:
        kept = list(_going_on(kept, operator))
    for claim in kept:
        governed = (
            claim is not operator
            and claim.modality in modalities
            and claim.modality_span is not None
            and claim.modality_span.meets(operator.trigger)
            and not (claim.requires == "counterpart" and not claim.counterparts)
        )
        if not governed:
            result.append(claim)
            continue
        used = True
        result.append(_said_by(claim, operator))
    return [c for c in result if not (used and c is operator)]


def _going_on(kept: Sequence[Claim], demand: Claim) -> Iterator[Claim]:
    """Yield the claims with what is to stop told as going on, where both its sides are named.

    "A urged B to end its attacks on C" demands, and tells of attacks; "to end its attacks"
    adds nothing to the demand.
    """
    for claim in kept:
        if _is_forbidden(claim, demand):
            continue
        if not _is_to_end(claim, demand):
            yield claim
        elif claim.agents and claim.counterparts:
            going = replace(claim, modality=Modality.ASSERTED, modality_span=None)
            yield _said_by(going, demand)


def _is_forbidden(claim: Claim, demand: Claim) -> bool:
    """Tell whether a demand is that an act be left: "warned B not to attack"."""
    weight = claim.modality_span
    negated = any(rule.rule.startswith("modality/adverb") for rule in claim.rules)
    if claim.modality is not Modality.DENIED or not negated or weight is None:
        return False
    return demand.trigger.end <= weight.start < claim.trigger.start


def _is_to_end(claim: Claim, demand: Claim) -> bool:
    """Tell whether a demand is that an act should stop: it asks for no such act."""
    ended = any(rule.rule == ENDED for rule in claim.rules)
    return ended and demand.trigger.end <= claim.trigger.start


def _said_by(claim: Claim, operator: Claim) -> Claim:
    actors = tuple(p.actor for p in operator.agents)
    sources, rules = claim.sources, claim.rules
    if actors and not any(set(s.actors) & set(actors) for s in sources):
        span = operator.agents[0].span
        sources = (Source(actors, span, operator.trigger, f"act/{operator.act}"), *sources)
        rules = (*rules, RuleApplied(f"source/act/{operator.act}", operator.trigger))
    agents = claim.agents
    asked = tuple(
        p for p in operator.counterparts if p.actor not in {c.actor for c in claim.counterparts}
    )
    if (
        operator.act == "demand"
        and asked
        and (not agents or {a.actor for a in agents} == set(actors))
    ):
        agents = asked
    if operator.act == "demand" and not agents and acts()[claim.act].symmetric:
        agents = operator.agents
    return replace(claim, sources=sources, agents=agents, rules=rules)


def _threatened(kept: list[Claim], threat: Claim) -> list[Claim]:
    """Let what is threatened be the threat's content, and its target the threat's."""
    inside = [c for c in kept if c is not threat and _is_threatened(c, threat)]
    target = next((c.counterparts for c in inside if c.counterparts), ())
    own = {p.actor for p in threat.agents}
    others = tuple(p for p in target if p.actor not in own)
    mended = threat if threat.counterparts else replace(threat, counterparts=others)
    return [mended if c is threat else c for c in kept if c not in inside]


def _is_threatened(claim: Claim, threat: Claim) -> bool:
    hostile = acts()[claim.act].family == "conduct" or claim.act in _THREATENED
    behind = claim.trigger.start > threat.trigger.start
    return (
        hostile and behind and {p.actor for p in claim.agents} <= {p.actor for p in threat.agents}
    )


def _accused(kept: list[Claim], accusation: Claim, text: str) -> list[Claim]:
    accused = {p.actor for p in accusation.counterparts}
    accusing = {p.actor for p in accusation.agents}
    result, used = [], False
    for claim in kept:
        agents = {p.actor for p in claim.agents}
        inside = claim is not accusation and _is_charge(claim, accusation, text)
        charged = _charged(claim, accusation)
        if inside and accused and agents <= accused | accusing and not _lacks_side(charged):
            used = True
            result.append(_said_by(charged, accusation))
        else:
            result.append(claim)
    return [c for c in result if not (used and c is accusation)]


def _is_charge(claim: Claim, accusation: Claim, text: str) -> bool:
    """Tell whether an act is what somebody is accused of, not what is said beside it.

    "China accused the Philippines of instigating the violence, saying the sailors strayed
    into its waters" charges with the violence; what is said behind the comma explains.
    """
    start, end = accusation.trigger.end, claim.trigger.start
    return start < end and "," not in text[start:end]


def _lacks_side(claim: Claim) -> bool:
    return acts()[claim.act].mutual and not (claim.agents and claim.counterparts)


def _charged(claim: Claim, accusation: Claim) -> Claim:
    """Let who is accused do it, and the accuser suffer it where nobody else does."""
    accused = {p.actor for p in accusation.counterparts}
    agents = claim.agents if {p.actor for p in claim.agents} & accused else accusation.counterparts
    suffering = tuple(p for p in claim.counterparts if p.actor not in accused)
    if not suffering and claim.act in _SUFFERED:
        suffering = accusation.agents
    return replace(claim, agents=agents, counterparts=suffering)


#: Acts that who accuses another of them has suffered, where nobody else is named.
_SUFFERED = frozenset({"attack", "violate"})


def once(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Drop claims that another of the same sentence says as well, or says more fully."""
    exact = _distinct(claims)
    return tuple(c for c in exact if not any(_fuller(d, c) for d in exact if d is not c))


def _fuller(full: Claim, part: Claim) -> bool:
    """Tell whether a claim says all that another does of the same act, and more."""
    if full.act != part.act or full.modality != part.modality:
        return False
    more, less = _sides(full), _sides(part)
    within = all(b <= a for a, b in zip(more, less, strict=True)) and more != less
    if acts()[full.act].symmetric:
        within = (less[0] | less[1]) < (more[0] | more[1])
    counted = part.amount is None or part.amount == full.amount
    return within and counted


def _another_time(first: Claim, second: Claim) -> bool:
    """Tell whether two claims are dated apart: "a test in January, and one in March"."""
    if first.when is None or second.when is None or first.when_span == second.when_span:
        return False
    ends = (first.when.end, second.when.end)
    starts = (second.when.start, first.when.start)
    return any(e is not None and s is not None and e < s for e, s in zip(ends, starts, strict=True))


def _sides(claim: Claim) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset(p.actor for p in claim.agents),
        frozenset(p.actor for p in claim.counterparts),
    )


def _distinct(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    seen: dict[tuple[object, ...], int] = {}
    result: list[Claim] = []
    told: set[tuple[object, ...]] = set()
    for claim in claims:
        sides = _sides(claim)
        if acts()[claim.act].symmetric:
            sides = (sides[0] | sides[1], frozenset())
        if claim.nominal and claim.when is None and (claim.act, *sides) in told:
            continue  # "a clash risks a broader confrontation between the two"
        told.add((claim.act, *sides))
        key = (
            claim.act,
            *sides,
            claim.modality,
            claim.amount and (claim.amount.low, claim.amount.high, claim.amount.unit),
        )
        first = result[seen[key]] if key in seen else None
        if first is not None and not _another_time(first, claim):
            if first.when is None and claim.when is not None:
                result[seen[key]] = claim
            continue
        seen[key] = len(result)
        result.append(claim)
    return tuple(result)
