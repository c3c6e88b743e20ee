"""Whether a clash in a war meets a clause, point by point, and what is taken where it is open.

The law's own test is ``foedera.treaties.casus``; it leaves open what only the facts of a war
can decide. Some of them the war data tell: who began it, how many a state fought, in which
regions. What is open even then is decided by stated defaults, for the best reading alone.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final

from foedera.datasets.regions import home_of
from foedera.datasets.state_codes import cow_of, state_of
from foedera.datasets.wars.finding import (
    ASPECTS,
    DEFAULTS,
    Aspect,
    Finding,
    best_of,
    truth_of,
)
from foedera.datasets.wars.settled import CONDUCT, settled
from foedera.treaties.case import CHARTER, Attack
from foedera.treaties.casus import met, sided
from foedera.treaties.certainty import Truth
from foedera.treaties.provisions import ObligationKind, Occurrence, Target

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from foedera.datasets.histories.clauses import Clause
    from foedera.datasets.regions import Region
    from foedera.datasets.wars.clashes import Clash
    from foedera.datasets.wars.settled import Settled
    from foedera.datasets.wars.war import War
    from foedera.identifiers import ActorId
    from foedera.treaties.casus import Point
    from foedera.treaties.owed import Tie


#: Points that a wartime alliance settles by having been made for that very war.
_SETTLED: Final = frozenset({"open-named-adversary", "open-begun-before", "open-area"})
_STRUCK: Final = "who-struck-first"
#: Wording of a point that the history of the war settles.
SETTLED: Final = "settled"
_ANY_WAR: Final = frozenset({Occurrence.WAR, Occurrence.ALWAYS})
_ATTACKS: Final = frozenset({Occurrence.ARMED_ATTACK, Occurrence.AGGRESSION})
_TWO: Final = 2
_BEFORE_CHARTER: Final = CHARTER - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Question:
    """Whether one clash calls on one duty.

    Attributes:
        war: The war.
        clash: The clash.
        state: COW code of the member in it, to whom the duty is owed.
        tie: The duty, as it stood.
        on: The day whose law it is: that of the clash, or the first day of an alliance
            that was made while the two fought.
        clause: The clause that the duty rests on, where one is written down.
        wartime: Whether the alliance was made for this very war.
        members: COW codes of the alliance's members.
        alliance: ATOPID.
    """

    war: War
    clash: Clash
    state: int
    tie: Tie
    on: date
    clause: Clause | None
    wartime: bool
    members: frozenset[int]
    alliance: int

    @property
    def debtor(self) -> ActorId:
        """Code of the ally whose duty it is."""
        return self.tie.debtor

    @property
    def kind(self) -> ObligationKind:
        """The kind of the duty."""
        return self.tie.owed.obligation.kind

    @property
    def adversary(self) -> int:
        """COW code of the state that the member fought."""
        return self.clash.other(self.state)

    @property
    def fought(self) -> frozenset[Region]:
        """Where the member fought."""
        return self.war.by_state[self.state].regions

    @property
    def began(self) -> bool:
        """Whether the member's side began the war."""
        return self.war.by_state[self.state].side(self.clash.day) in self.war.begun_by


def findings(question: Question) -> tuple[Finding, ...]:
    """Return the points on which a clash meets a duty, or does not.

    A clash that fell on several places is tried for each; the best for the duty counts.
    Where the history of the war is written down as settling a point, it does.
    """
    told = settled(question.war.number, question.alliance, question.kind)
    tried = [
        tuple(_with_history(_found(question, place), told, question.debtor))
        for place in _places(question)
    ]
    return max(tried, key=lambda one: (_rank(best_of(one)), _rank(truth_of(one))))


def _with_history(
    found: Iterable[Finding], told: Mapping[str, Settled], debtor: ActorId
) -> Iterator[Finding]:
    """Yield points as the history of the war settles them: never against a sure no."""
    left = {name: one for name, one in told.items() if name != CONDUCT}
    for one in found:
        history = left.get(one.aspect.value)
        if history is None or one.truth is Truth.NO:
            yield one
            continue
        so = Truth.YES if history.holds(debtor) else Truth.NO
        yield Finding(one.aspect, SETTLED, so, so, history.because)
    for name, history in left.items():
        if not history.holds(debtor):
            yield Finding(Aspect(name), SETTLED, Truth.NO, Truth.NO, history.because)


def _rank(truth: Truth) -> int:
    return (Truth.NO, Truth.UNCLEAR, Truth.YES).index(truth)


def _places(question: Question) -> list[Target]:
    """Return what of the member the fighting fell upon: its home, or what lies elsewhere."""
    if question.clash.forces and question.state == question.clash.victim:
        return [Target.FORCES]
    home = home_of(question.state)
    at_home = [Target.TERRITORY] if not question.fought or question.fought & home else []
    abroad = [Target.OVERSEAS] if question.fought - home else []
    return at_home + abroad


def _found(question: Question, place: Target) -> Iterator[Finding]:
    if question.tie.truth is Truth.UNCLEAR:
        yield _finding(Aspect.TIME, "open-days", Truth.UNCLEAR)
    yield from _struck(question)
    for told, reason in _by_law(question, place):
        aspect = ASPECTS.get(reason.wording, Aspect.OTHER)
        truth, best = _decided(question, place, reason.wording, told)
        yield Finding(aspect, reason.wording, truth, best)
    yield from _for_wars(question)
    if question.state == question.clash.attacker and not _as_victim(question):
        yield from _placed(question)


def _as_victim(question: Question) -> bool:
    """Tell whether the law is asked as of an attack on the member.

    So it is where the member was attacked and, since any war of it calls for help, where it
    came to the help of others.
    """
    if question.state == question.clash.victim:
        return True
    occurrence = question.tie.owed.obligation.trigger.occurrence
    helps = question.kind is ObligationKind.DEFENCE and question.clash.helping
    return helps and occurrence in _ANY_WAR


def _struck(question: Question) -> Iterator[Finding]:
    """Yield whether the member was attacked, for duties that ask for it (rules 3 and 4)."""
    clash, trigger = question.clash, question.tie.owed.obligation.trigger
    asks = question.kind is ObligationKind.DEFENCE or (
        question.kind is ObligationKind.NEUTRALITY and trigger.occurrence in _ATTACKS
    )
    if not asks:
        return
    any_war = trigger.occurrence in _ANY_WAR
    if question.state == clash.victim:
        if clash.helping and not any_war:
            yield _finding(Aspect.ATTACKED, "reason-began", Truth.NO)
        elif not clash.sure:
            yield _finding(Aspect.ATTACKED, _STRUCK, Truth.UNCLEAR)
    elif not clash.sure and not any_war:
        yield _finding(Aspect.ATTACKED, _STRUCK, Truth.UNCLEAR)


def _by_law(question: Question, place: Target) -> tuple[Point, ...]:
    """Return the law's own points."""
    clash, on = question.clash, question.on
    attacker, victim = (state_of(one, on) for one in (clash.attacker, clash.victim))
    day = min(clash.day, on)
    if _as_victim(question):
        if question.state != clash.victim:
            attacker, victim = victim, attacker
        return met(question.tie, Attack(attacker, victim, on, day, None, place))
    attack = Attack(attacker, victim, on, day, None, place)
    if question.kind is ObligationKind.OFFENCE:
        # The terms as they stand: that the Charter makes them void is not what is asked.
        attack = replace(attack, on=min(on, _BEFORE_CHARTER))
    points = sided(question.tie, attack)
    if clash.helping:
        points = tuple(one for one in points if one[1].wording != "reason-provoked")
    if not clash.sure:
        doubtful = {"reason-aggressor-not-helped", "reason-not-attacked", "reason-provoked"}
        points = tuple(one for one in points if one[1].wording not in doubtful)
    if question.on > clash.day:
        late = met(question.tie, Attack(victim, attacker, on, day, None, place))
        points += tuple(one for one in late if one[1].wording == "open-begun-before")
    return points


def _decided(question: Question, place: Target, wording: str, truth: Truth) -> tuple[Truth, Truth]:
    """Return what the war data make of a point, and what is taken where they leave it open."""
    if truth is not Truth.UNCLEAR:
        return truth, truth
    if question.wartime and wording in _SETTLED:
        return Truth.YES, Truth.YES
    if wording == "open-area":
        return _area(question, at_home=place is Target.TERRITORY)
    known = _by_data(question, wording)
    if known is not Truth.UNCLEAR:
        return known, known
    return Truth.UNCLEAR, _by_default(question, place, wording)


def _by_default(question: Question, place: Target, wording: str) -> Truth:
    """Tell what is taken where a point stays open.

    Who must keep out of a war must so from the day of the promise on, whenever the war
    began; who must help need not for what was there before (VCLT 28).
    """
    if wording == "open-target" and not _on_territory(question, place):
        return Truth.NO
    if wording == "open-begun-before" and question.kind is ObligationKind.NEUTRALITY:
        return Truth.YES
    return DEFAULTS.get(wording, Truth.YES)


def _by_data(question: Question, wording: str) -> Truth:
    """Tell what the war data know of a point: who began it, and how many the member fought."""
    answer = Truth.UNCLEAR
    if wording == "open-not-provoked" and question.war.begun_by:
        answer = Truth.NO if question.began else Truth.YES
    if wording == "open-several-adversaries":
        least = question.clause.adversaries if question.clause else _TWO
        opposed = (question.war.opposed(question.state, one) for one in question.war.by_state)
        answer = Truth.YES if sum(one is not None for one in opposed) >= least else Truth.NO
    return answer


def _on_territory(question: Question, place: Target) -> bool:
    """Tell whether the member was attacked on territory of its own, be it overseas.

    A promise to defend a state is not one to defend its armies abroad, nor to follow it to
    wars that it goes to far from home to help others.
    """
    attacked = question.state == question.clash.victim
    return place is not Target.FORCES and (attacked or place is Target.TERRITORY)


def _area(question: Question, *, at_home: bool) -> tuple[Truth, Truth]:
    """Return whether the fighting lay in the area that a clause names.

    It surely did not where it was fought in regions none of which the clause names, or in
    which nobody is at home who is at home in the area, or no member at all.
    """
    trigger, clause = question.tie.owed.obligation.trigger, question.clause
    fought = question.fought
    if not fought:
        return Truth.UNCLEAR, Truth.NO
    if clause and clause.regions:
        wanted = frozenset(clause.regions)
        inside = fought & wanted
        if not inside:
            return Truth.NO, Truth.NO
        return (Truth.YES if _whole(clause) and fought <= wanted else Truth.UNCLEAR), Truth.YES
    inside_homes = [home_of(cow_of(one) or 0) for one in trigger.homelands]
    homes = frozenset().union(*(inside_homes or [home_of(one) for one in question.members]))
    if not fought & homes:
        return Truth.NO, Truth.NO
    helped_by_name = bool(trigger.attackers) and not trigger.homelands and at_home
    return Truth.UNCLEAR, Truth.YES if helped_by_name else Truth.NO


def _whole(clause: Clause) -> bool:
    """Tell whether a clause names regions alone, and no place within them."""
    names = dict(clause.trigger.area.items())
    return names == {
        one: ", ".join(region.name_in(one) for region in clause.regions) for one in names
    }


def _placed(question: Question) -> Iterator[Finding]:
    """Yield where the member's own attack, or its coming to help, lay."""
    trigger = question.tie.owed.obligation.trigger
    if not trigger.area or question.kind in {
        ObligationKind.DEFENCE,
        ObligationKind.NONAGGRESSION,
    }:
        return
    if question.wartime:
        yield Finding(Aspect.PLACE, "open-area", Truth.YES, Truth.YES)
        return
    truth, best = _area(question, at_home=True)
    yield Finding(Aspect.PLACE, "open-area", truth, best)


def _for_wars(question: Question) -> Iterator[Finding]:
    """Yield whether the clause was made for this war, where it was made for some alone."""
    if question.clause and question.clause.wars:
        so = Truth.YES if question.war.number in question.clause.wars else Truth.NO
        yield _finding(Aspect.ADVERSARY, "reason-named-war", so)


def _finding(aspect: Aspect, wording: str, truth: Truth) -> Finding:
    best = DEFAULTS.get(wording, Truth.YES) if truth is Truth.UNCLEAR else truth
    return Finding(aspect, wording, truth, best)
