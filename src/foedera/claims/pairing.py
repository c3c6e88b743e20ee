"""Which side a claim leaves out, where the report knows whom it must mean."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.claims.acts import acts
from foedera.claims.claim import Claim, RuleApplied
from foedera.documents.report import LineKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from foedera.claims.claim import Party
    from foedera.spans import Span

    #: For each actor, those it deals with, each time as a claim of the report names it.
    Pairs = defaultdict[str, defaultdict[str, list[tuple[Party, Span]]]]

#: A side without a name is first looked for in so many sentences before.
_NEAR = 3
#: Acts whose other side only so many sentences before may tell: the dead of one blow need
#: not be those of another.
_BOUND = {"casualties": 5, "violate": 1}
_SIDES = 2
#: Acts that have no other side unless the report knows of one only.
_CAUSED = frozenset({"casualties"})


@dataclass(frozen=True)
class Dealing:
    """A way in which actors deal with one another.

    Attributes:
        name: As shown by ``--explain``.
        told: Acts that tell who deals with whom.
        open: Acts that leave out a side, which is then whom the actor deals with.
        beside: Whether only the same sentence tells: "protested at Mali's step and demanded ..."
    """

    name: str
    told: frozenset[str]
    open: frozenset[str]
    beside: bool = False


_DEALINGS = (
    Dealing(
        "same-addressee",
        told=frozenset({"condemn", "demand", "threaten"}),
        open=frozenset({"demand", "threaten"}),
        beside=True,
    ),
    Dealing(
        "addressee",
        told=frozenset({"condemn", "demand", "threaten", "sanction", "attack", "clash", "capture"}),
        open=frozenset({"condemn"}),
    ),
    Dealing(
        "partner",
        told=frozenset(
            {"agree", "negotiate", "sign", "ratify", "provide_defence", "provide_cooperation"}
            | {"provide_duration", "provide_entry_into_force", "provide_consultation"}
        ),
        open=frozenset({"agree", "negotiate", "withdraw", "accede", "violate"}),
    ),
    Dealing(
        "opponent",
        told=frozenset({"attack", "capture", "casualties", "clash", "ceasefire", "jam"}),
        open=frozenset(
            {"attack", "capture", "casualties", "clash", "ceasefire", "jam", "negotiate", "violate"}
        ),
    ),
)


def paired(claims: Sequence[Claim]) -> list[Claim]:
    """Name the side that a claim leaves out, where the report knows whom it must mean.

    "Ukrainian forces advanced 400 metres" takes them from Russia, in a report of the war
    between the two. Whom the sentences just before tell of comes first, then whom the
    report tells of most; where several are told of alike, nothing is added.

    Args:
        claims: The claims of a report, in order of the text.
    """
    result = list(claims)
    for dealing in _DEALINGS:
        result = list(_with_others(result, dealing))
    return result


def _with_others(claims: Sequence[Claim], dealing: Dealing) -> Iterator[Claim]:
    told = [c for c in claims if c.section is not LineKind.RELATED and c.act in dealing.told]
    whole = _pairs(told)
    sentences = list(dict.fromkeys(c.span for c in claims))
    for claim in claims:
        if claim.section is LineKind.RELATED or not _leaves_out(claim, dealing):
            yield _with_both(claim, told, dealing)
            continue
        place = sentences.index(claim.span)
        bound = 0 if dealing.beside else _BOUND.get(claim.act)
        near = set(sentences[max(0, place - (_NEAR if bound is None else bound)) : place + 1])
        around = _pairs([c for c in told if c.span in near])
        wider = whole if bound is None else around
        yield _completed(claim, around, dealing) or _completed(claim, wider, dealing) or claim


def _with_both(claim: Claim, told: Sequence[Claim], dealing: Dealing) -> Claim:
    """Give a fight or talks without any name the two sides that the report tells of."""
    nobody = not claim.agents and not claim.counterparts and claim.unresolved is None
    between = claim.act in dealing.open and acts()[claim.act].symmetric
    if not nobody or not between or claim.section is LineKind.RELATED:
        return claim
    vague = claim.nominal and (claim.act == "ceasefire" or claim.when is None)
    beside = [c for c in told if c.span == claim.span and claim.act == "clash"]
    if vague and claim.act != "negotiate" and not beside:
        return claim  # "amid the fighting" tells of no fight
    counted: dict[frozenset[str], list[tuple[Claim, Party, Party]]] = {}
    for one in beside or told:
        for first, second in _of(one):
            both = frozenset({first.actor, second.actor})
            counted.setdefault(both, []).append((one, first, second))
    ranked = sorted(counted.values(), key=len, reverse=True)
    if not ranked or (len(ranked) > 1 and len(ranked[0]) == len(ranked[1])):
        return claim
    lender, first, second = ranked[0][0]
    rule = RuleApplied(f"party/{dealing.name}s", lender.trigger)
    return replace(claim, agents=(first, second), rules=(*claim.rules, rule))


def _leaves_out(claim: Claim, dealing: Dealing) -> bool:
    if claim.act not in dealing.open or claim.unresolved is not None:
        return False
    if acts()[claim.act].spoken and not claim.agents:
        return False  # whoever speaks is named, or nobody known
    if claim.act == "ceasefire" and not claim.nominal:
        return False  # "declared a truce of its own"
    if acts()[claim.act].symmetric:
        return len({p.actor for p in (*claim.agents, *claim.counterparts)}) == 1
    return bool(claim.agents) != bool(claim.counterparts)


def _pairs(claims: Sequence[Claim]) -> Pairs:
    found: Pairs = defaultdict(lambda: defaultdict(list))
    for claim in claims:
        for one, other in _of(claim):
            found[one.actor][other.actor].append((other, claim.trigger))
            found[other.actor][one.actor].append((one, claim.trigger))
    return found


def _of(claim: Claim) -> Iterator[tuple[Party, Party]]:
    act = acts()[claim.act]
    if act.symmetric or act.family == "treaty content":
        sides = {p.actor: p for p in (*claim.agents, *claim.counterparts)}
        if len(sides) == _SIDES:
            one, other = sides.values()
            yield one, other
    else:
        yield from ((one, other) for one in claim.agents for other in claim.counterparts)


def _completed(claim: Claim, pairs: Pairs, dealing: Dealing) -> Claim | None:
    known = claim.agents or claim.counterparts
    own = {party.actor for party in known}
    others: dict[str, list[tuple[Party, Span]]] = {}
    for party in known:
        for actor, told in pairs.get(party.actor, {}).items():
            if actor not in own:
                others.setdefault(actor, []).extend(told)
    ranked = sorted(others.values(), key=len, reverse=True)
    sure = len(ranked) == 1 or (len(ranked) > 1 and len(ranked[0]) > len(ranked[1]))
    if not sure or (claim.act in _CAUSED and len(ranked) > 1):
        return None
    party, trigger = ranked[0][0]
    rules = (*claim.rules, RuleApplied(f"party/{dealing.name}", trigger))
    if claim.agents or acts()[claim.act].symmetric:
        return replace(claim, counterparts=(party,), rules=rules)
    return replace(claim, agents=(party,), rules=rules)
