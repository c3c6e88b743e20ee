"""What one sentence leaves out and another of the same report says of the same act."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from foedera.actors.actor import ActorKind
from foedera.claims.acts import acts
from foedera.claims.claim import Claim, Modality, Party, RuleApplied
from foedera.claims.inheriting import dated
from foedera.claims.lending import codes, key
from foedera.claims.pairing import paired
from foedera.claims.settling import once
from foedera.claims.sourcing import UNNAMED, is_organ, speakers
from foedera.claims.wording import functions
from foedera.documents.report import LineKind
from foedera.identifiers import ActorId

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.claim import Source
    from foedera.claims.scene import LaidOut
    from foedera.spans import Span

_SIDES = 2
#: Acts of which a report tells several, by and with various: no sentence lends to another.
_MANIFOLD = frozenset({"meet", "sanction"})
#: What is told to be so, or to come: only then is an act worth telling of nobody known.
_TOLD = frozenset({Modality.ASSERTED, Modality.PLANNED})


def completed(laid: LaidOut, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Fill in who and when from other sentences, and drop what names nobody.

    Nothing is borrowed where the report gives two different answers.

    Args:
        laid: The report.
        claims: Its claims, in order of the text; parties may be missing.
    """
    with_sides = paired(list(_with_sides(_told_by_its_own(laid, _with_casualties(claims)))))
    standing = _counted_at_home(laid, [c for c in with_sides if _stands(laid, c)])
    with_days = dated(laid, _with_fears(standing))
    return tuple(
        claim for _, its in groupby(with_days, key=lambda c: c.span) for claim in once(list(its))
    )


def _with_fears(claims: Sequence[Claim]) -> list[Claim]:
    """One fear told twice is the same people's: "the US and its allies" takes up who fears."""
    feared = [c for c in claims if c.modality is Modality.FEARED]
    result = []
    for claim in claims:
        fuller = [c for c in feared if key(c) == key(claim) and _fewer(claim.sources, c.sources)]
        if claim.modality is Modality.FEARED and fuller:
            rule = RuleApplied("source/other-sentence", fuller[0].trigger)
            result.append(replace(claim, sources=fuller[0].sources, rules=(*claim.rules, rule)))
        else:
            result.append(claim)
    return result


def _counted_at_home(laid: LaidOut, claims: Sequence[Claim]) -> list[Claim]:
    """A ministry of no named state that counts the dead is that of the state whose they are.

    So it is for whatever else it is cited for in the same sentence.
    """
    homes = {
        claim.sources[0].span: tuple(p.actor for p in claim.agents)
        for claim in claims
        if claim.act == "casualties" and claim.agents and _nameless_organ(laid, claim)
    }
    result = []
    for claim in claims:
        first = claim.sources[0] if claim.sources else None
        if first is None or first.span is None or not _nameless_organ(laid, claim):
            result.append(claim)
            continue
        home = homes.get(first.span) or _home(laid, claim)
        rule = "counts-own" if first.span in homes else "at-home"
        own = replace(first, actors=home or first.actors)
        rules = (RuleApplied(f"source/{rule}", first.span),) if home else ()
        sources, applied = (own, *claim.sources[1:]), (*claim.rules, *rules)
        result.append(replace(claim, sources=sources, rules=applied))
    return result


def _home(laid: LaidOut, claim: Claim) -> tuple[ActorId, ...]:
    """Return whose a ministry is that the report does not say: its dateline's, or who acts alone.

    "LAGOS - Nigeria and China agreed …, a government spokesman said"; "Manila summoned the
    ambassador, the foreign ministry said".
    """
    if claim.modality not in _TOLD:
        return ()  # "unless the government commits to a truce"
    dateline = laid.report.dateline.actor if laid.report.dateline else None
    if dateline in {p.actor for p in (*claim.agents, *claim.counterparts)} and dateline:
        return (dateline,)
    states = tuple(dict.fromkeys(p.actor for p in claim.agents))
    alone = len(states) == 1 and laid.catalogue.kind(states[0]) is ActorKind.STATE
    return states if alone and acts()[claim.act].family == "diplomacy" else ()


def _nameless_organ(laid: LaidOut, claim: Claim) -> bool:
    """Tell whether a claim's nearest source is an organ without its state: no press, no "side"."""
    first = claim.sources[0] if claim.sources else None
    if first is None or first.span is None or first.actors != (UNNAMED,):
        return False
    words = set(first.span.of(laid.text).lower().split())
    return is_organ(laid, first.span) and not words & functions(laid.language)["press"]


def _fewer(some: Sequence[Source], more: Sequence[Source]) -> bool:
    less, greater = ({a for s in chain for a in s.actors} for chain in (some, more))
    return bool(less) and less < greater


def _stands(laid: LaidOut, claim: Claim) -> bool:
    if claim.requires == "when":
        pledged = claim.unresolved is not None and claim.modality is Modality.PLANNED
        return claim.when is not None or pledged or bool(claim.agents or claim.counterparts)
    if claim.requires == "counterpart" and not claim.counterparts:
        return False
    if _is_supposed(claim) or _is_another_truce(claim):
        return False
    if acts()[claim.act].mutual and not _has_both(laid, claim):
        return False
    if claim.act == "casualties" and (claim.amount is not None or claim.nominal):
        return claim.amount is not None  # how many, though not whose; a "death toll" alone is none
    somebody = claim.unresolved is not None and claim.modality in _TOLD
    named = bool(claim.agents or claim.counterparts) or somebody
    return named or claim.act.startswith("provide_")


def _is_supposed(claim: Claim) -> bool:
    """Tell whether an act is but a condition, of those whom other sentences name.

    "If it is attacked, Iran will answer" tells of no attack by anybody.
    """
    condition = any(rule.rule.startswith("modality/condition") for rule in claim.rules)
    return condition and any(rule.rule.startswith("party/") for rule in claim.rules)


def _is_another_truce(claim: Claim) -> bool:
    """Tell whether a truce is only spoken of, and other sentences say whose it would be."""
    lent = any(rule.rule.startswith("party/") for rule in claim.rules)
    return claim.act == "ceasefire" and claim.nominal and lent


def _has_both(laid: LaidOut, claim: Claim) -> bool:
    """Tell whether a claim names two sides: an attack by somebody on nobody is none.

    The members of an organisation may agree among themselves.
    """
    if acts()[claim.act].symmetric:
        known = {p.actor for p in (*claim.agents, *claim.counterparts)}
        kinds = {laid.catalogue.kind(ActorId(actor)) for actor in known}
        if claim.act == "agree" and ActorKind.ORGANISATION in kinds:
            return True
        return len(known) >= _SIDES or (claim.unresolved is not None and claim.modality in _TOLD)
    spoken = acts()[claim.act].spoken
    if spoken and claim.unresolved is not None and claim.modality in _TOLD:
        return bool(claim.counterparts)  # "Arab countries condemned Mali"
    dated = not spoken and claim.when is not None
    return bool(claim.agents and claim.counterparts) or dated


def _with_casualties(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The dead of an attack are the attacked side's, by the attacker's hand."""
    for number, claim in enumerate(claims):
        if claim.act != "casualties" or (claim.agents and claim.counterparts):
            yield claim
            continue
        near = [c for c in claims if c.act == "attack" and c.span == claim.span]
        near += [c for c in claims[max(0, number - 3) : number] if c.act == "attack"]
        fitting = [a for a in near if _same_side(claim, a) and a.section == claim.section]
        if not fitting:
            yield claim
            continue
        attack = fitting[0]
        rule = RuleApplied("party/attack-near", attack.trigger)
        yield replace(
            claim,
            agents=claim.agents or attack.counterparts,
            counterparts=claim.counterparts or attack.agents,
            rules=(*claim.rules, rule),
        )


def _told_by_its_own(laid: LaidOut, claims: Iterator[Claim]) -> Iterator[Claim]:
    """The dead whom a side of a fight counts, and nobody else's, are its own."""
    listed = list(claims)
    fighting = {
        party.actor
        for c in listed
        if c.act in {"attack", "clash"} and c.section is not LineKind.RELATED
        for party in (*c.agents, *c.counterparts)
    }
    for claim in listed:
        nobody = claim.act == "casualties" and not (claim.agents or claim.counterparts)
        told = _who_counts(laid, claim) if nobody and fighting else None
        if told is not None and set(told[0]) <= fighting:
            own = tuple(Party(ActorId(a), told[1], told[1]) for a in told[0])
            rule = RuleApplied("party/counts-own", told[1])
            yield replace(claim, agents=own, rules=(*claim.rules, rule))
        else:
            yield claim


def _who_counts(laid: LaidOut, claim: Claim) -> tuple[tuple[str, ...], Span] | None:
    """Return who is cited for a count, or spoke last in the sentences before it."""
    first = claim.sources[0] if claim.sources else None
    if first is not None and first.span is not None and first.actors != (UNNAMED,):
        return first.actors, first.span
    place = next((n for n, one in enumerate(laid.scenes) if one.sentence.span == claim.span), None)
    if place is None:
        return None
    for scene in reversed(laid.scenes[max(0, place - _SIDES) : place]):
        for told in reversed(scene.attributions):
            actors = speakers(laid, told)
            if told.source is not None and actors and UNNAMED not in actors:
                return tuple(actors), told.source
    return None


def _same_side(casualties: Claim, attack: Claim) -> bool:
    suffering = {p.actor for p in casualties.agents}
    causing = {p.actor for p in casualties.counterparts}
    return (
        bool(attack.agents or attack.counterparts)
        and (not suffering or suffering <= {p.actor for p in attack.counterparts})
        and (not causing or causing <= {p.actor for p in attack.agents})
        and not suffering & {p.actor for p in attack.agents}
    )


def _with_sides(claims: Iterator[Claim]) -> Iterator[Claim]:
    listed = list(claims)
    treaty = _treaty_sides(listed)
    told: dict[str, list[Claim]] = {claim.act: [] for claim in listed}
    for claim in listed:
        if claim.agents and claim.section is not LineKind.RELATED:
            told[claim.act].append(claim)
    for claim in listed:
        yield _filled(claim, told[claim.act], treaty)


def _filled(claim: Claim, same: Sequence[Claim], treaty: tuple[Party, ...]) -> Claim:
    """Add the missing side where the report names it for the same act, and no other.

    Args:
        claim: The claim.
        same: All claims of the same act whose agents are known, outside teasers.
        treaty: The sides of the treaty that the report is about.
    """
    whole = bool(claim.agents and claim.counterparts)
    spoken = claim.requires == "counterpart" and acts()[claim.act].spoken
    if (
        whole
        or spoken
        or claim.act in _MANIFOLD
        or claim.unresolved
        or claim.section is LineKind.RELATED
    ):
        return claim
    if claim.agents or claim.counterparts:
        return _other_side(claim, same)
    if not _says_more(claim):
        return claim
    lender = _most_told(same)
    if lender is not None:
        rule = (*claim.rules, RuleApplied("party/other-sentence", lender.trigger))
        return replace(claim, agents=lender.agents, counterparts=lender.counterparts, rules=rule)
    if treaty and acts()[claim.act].family == "treaty life" and claim.requires in {None, "when"}:
        rule = (*claim.rules, RuleApplied("party/treaty", claim.trigger))
        return replace(claim, agents=treaty, rules=rule)
    return claim


def _most_told(claims: Sequence[Claim]) -> Claim | None:
    """Return a claim of the parties that most of some claims have, if any are told of most."""
    counted: dict[tuple[frozenset[str], frozenset[str]], list[Claim]] = {}
    for claim in claims:
        counted.setdefault((codes(claim.agents), codes(claim.counterparts)), []).append(claim)
    ranked = sorted(counted.values(), key=len, reverse=True)
    if not ranked or (len(ranked) > 1 and len(ranked[0]) == len(ranked[1])):
        return None
    return ranked[0][0]


def _other_side(claim: Claim, same: Sequence[Claim]) -> Claim:
    if acts()[claim.act].symmetric or claim.act not in _TARGETED:
        return claim
    if claim.agents:
        its = [
            c
            for c in same
            if codes(c.agents) == codes(claim.agents)
            and c.counterparts
            and (claim.act in _ONE_FOE or c.modality is claim.modality)
        ]
        return _lent(claim, {codes(c.counterparts): c for c in its}, "counterparts")
    its = [c for c in same if codes(c.counterparts) == codes(claim.counterparts)]
    return _lent(claim, {codes(c.agents): c for c in its}, "agents")


#: Acts done to somebody, so that a report that names the target once means it again.
_TARGETED = frozenset(
    {"attack", "clash", "violate", "transfer", "deploy", "withdraw_troops", "sanction"}
)


#: Acts of a fight, which has one foe; troops and arms go to many places.
_ONE_FOE = frozenset({"attack", "clash", "violate", "sanction"})


def _lent(claim: Claim, options: dict[frozenset[str], Claim], side: str) -> Claim:
    if len(options) != 1:
        return claim
    lender = next(iter(options.values()))
    rule = RuleApplied("party/other-sentence", lender.trigger)
    if side == "agents":
        return replace(claim, agents=lender.agents, rules=(*claim.rules, rule))
    return replace(claim, counterparts=lender.counterparts, rules=(*claim.rules, rule))


def _says_more(claim: Claim) -> bool:
    """Tell whether a claim without parties says anything new: when, how many, by whom.

    A noun alone ("the attack") takes up what was told before.
    """
    if claim.when or claim.amount or claim.modality is not Modality.ASSERTED:
        return True
    return not claim.nominal


def _treaty_sides(claims: Sequence[Claim]) -> tuple[Party, ...]:
    """Return the two sides of the treaty that a report is about, if it is about one."""
    counted: Counter[frozenset[str]] = Counter()
    known: dict[frozenset[str], tuple[Party, ...]] = {}
    for claim in claims:
        both = {p.actor: p for p in (*claim.agents, *claim.counterparts)}
        if acts()[claim.act].family.startswith("treaty") and len(both) == _SIDES:
            counted[frozenset(both)] += 1
            known.setdefault(frozenset(both), tuple(both.values()))
    ranked = counted.most_common(_SIDES)
    if not ranked or (len(ranked) == _SIDES and ranked[0][1] == ranked[1][1]):
        return ()
    return known[ranked[0][0]]
