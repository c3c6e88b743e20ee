"""What one sentence leaves out and another of the same report says of the same act."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.claim import Claim, Modality, RuleApplied
from foedera.claims.settling import once
from foedera.dates import Interval
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.claim import Party, Source
    from foedera.claims.scene import Story

_SIDES = 2
_MONTH = 31


def completed(story: Story, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Fill in who and when from other sentences, and drop what names nobody.

    Nothing is borrowed where the report gives two different answers.

    Args:
        story: The report.
        claims: Its claims, in order of the text; parties may be missing.
    """
    with_sides = _with_sides(_with_casualties(claims))
    standing = [c for c in with_sides if _stands(c)]
    dated = _with_attack_days(list(_with_days(story, _with_fears(standing))))
    return tuple(
        claim for _, its in groupby(dated, key=lambda c: c.span) for claim in once(list(its))
    )


def _with_fears(claims: Sequence[Claim]) -> list[Claim]:
    """One fear told twice is the same people's: "the US and its allies" takes up who fears."""
    feared = [c for c in claims if c.modality is Modality.FEARED]
    result = []
    for claim in claims:
        fuller = [c for c in feared if _key(c) == _key(claim) and _fewer(claim.sources, c.sources)]
        if claim.modality is Modality.FEARED and fuller:
            rule = RuleApplied("source/other-sentence", fuller[0].trigger)
            result.append(replace(claim, sources=fuller[0].sources, rules=(*claim.rules, rule)))
        else:
            result.append(claim)
    return result


def _fewer(some: Sequence[Source], more: Sequence[Source]) -> bool:
    less, greater = ({a for s in chain for a in s.actors} for chain in (some, more))
    return bool(less) and less < greater


def _stands(claim: Claim) -> bool:
    if claim.requires == "when":
        return claim.when is not None or bool(claim.agents or claim.counterparts)
    if claim.requires == "counterpart" and not claim.counterparts:
        return False
    if claim.act == "casualties" and claim.amount is not None:
        return True  # how many, though the report does not say whose
    return bool(claim.agents or claim.counterparts) or claim.act.startswith("provide_")


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
    for claim in listed:
        yield _filled(claim, listed, treaty)


def _filled(claim: Claim, claims: Sequence[Claim], treaty: tuple[Party, ...]) -> Claim:
    """Add the missing side where the report names it for the same act, and no other."""
    whole = bool(claim.agents and claim.counterparts)
    spoken = claim.requires == "counterpart" and acts()[claim.act].spoken
    if whole or spoken or claim.section is LineKind.RELATED:
        return claim
    same = [
        c for c in claims if c.act == claim.act and c.agents and c.section is not LineKind.RELATED
    ]
    if claim.agents or claim.counterparts:
        return _other_side(claim, same)
    if not _says_more(claim):
        return claim
    both = {(_codes(c.agents), _codes(c.counterparts)): c for c in same}
    if len(both) == 1:
        lender = next(iter(both.values()))
        rule = (*claim.rules, RuleApplied("party/other-sentence", lender.trigger))
        return replace(claim, agents=lender.agents, counterparts=lender.counterparts, rules=rule)
    if treaty and acts()[claim.act].family == "treaty life" and claim.requires in {None, "when"}:
        rule = (*claim.rules, RuleApplied("party/treaty", claim.trigger))
        return replace(claim, agents=treaty, rules=rule)
    return claim


def _other_side(claim: Claim, same: Sequence[Claim]) -> Claim:
    if acts()[claim.act].symmetric or claim.act not in _TARGETED:
        return claim
    if claim.agents:
        its = [c for c in same if _codes(c.agents) == _codes(claim.agents) and c.counterparts]
        return _lent(claim, {_codes(c.counterparts): c for c in its}, "counterparts")
    its = [c for c in same if _codes(c.counterparts) == _codes(claim.counterparts)]
    return _lent(claim, {_codes(c.agents): c for c in its}, "agents")


#: Acts done to somebody, so that a report that names the target once means it again.
_TARGETED = frozenset(
    {"attack", "casualties", "clash", "violate", "transfer", "deploy", "withdraw_troops"}
)


def _lent(claim: Claim, options: dict[frozenset[str], Claim], side: str) -> Claim:
    if len(options) != 1:
        return claim
    lender = next(iter(options.values()))
    rule = RuleApplied("party/other-sentence", lender.trigger)
    if side == "agents":
        return replace(claim, agents=lender.agents, rules=(*claim.rules, rule))
    return replace(claim, counterparts=lender.counterparts, rules=(*claim.rules, rule))


def _says_more(claim: Claim) -> bool:
    """Tell whether a claim without parties says anything new: when, how many, by whom."""
    return (
        bool(claim.when or claim.amount or claim.sources) or claim.modality is not Modality.ASSERTED
    )


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


def _codes(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(p.actor for p in parties)


def _with_days(story: Story, claims: Sequence[Claim]) -> Iterator[Claim]:
    """Lend days between sentences on the same done act of the same parties."""
    dated: dict[tuple[object, ...], set[tuple[object, object]]] = {}
    lenders: dict[tuple[object, ...], Claim] = {}
    for claim in claims:
        if claim.when is not None and _lends(claim) and _short(claim.when):
            dated.setdefault(_key(claim), set()).add((claim.when.start, claim.when.end))
            lenders.setdefault(_key(claim), claim)
    for claim in claims:
        lender = lenders.get(_key(claim))
        alone = len(dated.get(_key(claim), ())) == 1
        if claim.when is None and lender is not None and alone and _lends(claim):
            rule = RuleApplied("when/other-sentence", lender.when_span or lender.span)
            yield replace(
                claim, when=lender.when, when_span=lender.when_span, rules=(*claim.rules, rule)
            )
        else:
            yield _bounded(story, claim)


def _with_attack_days(claims: Sequence[Claim]) -> Iterator[Claim]:
    """The dead of an attack died on its day, where the report gives it but one."""
    for claim in claims:
        if claim.act != "casualties" or claim.when is not None or not _lends(claim):
            yield claim
            continue
        sides = (_codes(claim.counterparts), _codes(claim.agents))
        attacks = [
            c
            for c in claims
            if c.act == "attack" and c.when and (_codes(c.agents), _codes(c.counterparts)) == sides
        ]
        if len({c.when for c in attacks}) != 1:
            yield claim
            continue
        lender = attacks[0]
        rule = RuleApplied("when/attack", lender.when_span or lender.trigger)
        yield replace(
            claim, when=lender.when, when_span=lender.when_span, rules=(*claim.rules, rule)
        )


def _short(when: Interval) -> bool:
    """Only a date near to the day is one event's: "last year" may hold many."""
    if when.start is None or when.end is None:
        return False
    return (when.end - when.start).days <= _MONTH


def _lends(claim: Claim) -> bool:
    return claim.modality is Modality.ASSERTED and claim.section is not LineKind.RELATED


def _key(claim: Claim) -> tuple[object, ...]:
    agents, counterparts = _codes(claim.agents), _codes(claim.counterparts)
    if acts()[claim.act].symmetric:
        return (claim.act, agents | counterparts)
    return (claim.act, agents, counterparts)


def _bounded(story: Story, claim: Claim) -> Claim:
    """An act reported on a day, by a later sentence that says so, was done by then."""
    cue = next((s.cue for s in claim.sources if s.rule == "attributes-earlier"), None)
    done = claim.modality is Modality.ASSERTED and not claim.act.startswith("provide_")
    if claim.when is not None or cue is None or not done:
        return claim
    for index, scene in enumerate(story.scenes):
        if not scene.sentence.span.covers(cue):
            continue
        for near in story.scenes[index : index + 2]:
            for time in near.times:
                if time.interval is not None and near.paragraph == scene.paragraph:
                    rules = (*claim.rules, RuleApplied("when/reported-by", time.span))
                    by = Interval(None, time.interval.end)
                    return replace(claim, when=by, when_span=time.span, rules=rules)
    return claim
