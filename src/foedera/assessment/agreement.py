"""How far coders agree who decided the same proposals without seeing each other's decisions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from enum import Enum
from itertools import combinations
from typing import TYPE_CHECKING, Final

import msgspec
import numpy as np

from foedera.claims.review import Verdict
from foedera.identifiers import content_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from foedera.claims.review import Decision
    from foedera.identifiers import ContentId
    from foedera.treaties import Step

#: Verdicts that settle a proposal.
SETTLING: Final = (Verdict.ACCEPT, Verdict.AMEND, Verdict.REJECT)
#: What of an amended step is no part of what the coder says happened.
_BESIDE: Final = ("evidence", "known_from", "note")
#: Drawings of the bootstrap, and what they start from: the same answer every time.
_DRAWINGS: Final = 1000
_AT_ONCE: Final = 50
_SEED: Final = 1969
#: Bounds that hold 95 of 100 drawings.
_BOUNDS: Final = (2.5, 97.5)
_ENOUGH: Final = 2


class Unmeasured(Enum):
    """Why there is no coefficient."""

    ONE_CODER = "one-coder"  # nobody to agree with
    NOTHING_SHARED = "nothing-shared"  # no proposal that two coders decided
    NO_VARIATION = "no-variation"  # all chose the same value: chance cannot be told apart


@dataclass(frozen=True, slots=True)
class Coding:
    """What one coder made of one proposal, unaware of the others.

    Attributes:
        coder: Who.
        subject: The proposal.
        verdict: What was decided.
        value: The verdict; for an amended step what it says, so that two who amend alike
            agree.
        decision: The decision.
    """

    coder: str
    subject: ContentId
    verdict: Verdict
    value: str
    decision: ContentId


@dataclass(frozen=True, slots=True)
class Reliability:
    """How far codings agree, beyond chance and outright.

    Attributes:
        units: Proposals that anybody decided.
        shared: Of these, how many two or more coders decided.
        alpha: Krippendorff's alpha for nominal data: 1 for agreement throughout, 0 for what
            chance would bring about.
        interval: Bounds within which alpha lies in 95 of 100 samples drawn from the shared
            proposals; None where it cannot be had.
        agreeing: Share of pairs of decisions on the same proposal that are alike.
        unmeasured: Why there is no alpha; None where there is.
    """

    units: int
    shared: int
    alpha: float | None
    interval: tuple[float, float] | None
    agreeing: float | None
    unmeasured: Unmeasured | None


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One proposal on which coders differ.

    Attributes:
        subject: The proposal.
        codings: What each of them decided, in order of their names.
    """

    subject: ContentId
    codings: tuple[Coding, ...]

    @property
    def of_verdict(self) -> bool:
        """Whether the verdicts differ, and not only what an amended step says."""
        return len({one.verdict for one in self.codings}) > 1


@dataclass(frozen=True, slots=True)
class CoderAgreement:
    """CoderAgreement among coders: two, or all of them.

    Attributes:
        coders: Their names, in order.
        contents: By what was decided: two who amend alike agree, two who amend otherwise
            do not.
        verdicts: By verdict alone.
        confusion: How often one verdict met another on the same proposal. Between two
            coders the first of the pair is the first coder's; among more, each pair of
            decisions is counted once in the order of coders' names.
        disagreements: Proposals on which they differ, in order of their names.
    """

    coders: tuple[str, ...]
    contents: Reliability
    verdicts: Reliability
    confusion: Mapping[tuple[Verdict, Verdict], int]
    disagreements: tuple[Disagreement, ...]


def codings(decisions: Iterable[Decision]) -> tuple[Coding, ...]:
    """Return what each coder decided independently of the others, once for each proposal.

    A decision is independent where it was taken blind, or where no other coder had openly
    decided the proposal before. A coder's last independent decision counts, unless it was
    undone just as independently: what is taken back at the sight of another's decision
    was still the coder's own judgement.

    Args:
        decisions: All decisions on record, in the order in which they were recorded.
    """
    open_to_see: dict[ContentId, set[str]] = defaultdict(set)
    taken: dict[tuple[ContentId, str], list[Decision]] = defaultdict(list)
    for one in decisions:
        independent = one.blind or not open_to_see[one.subject] - {one.coder}
        own = taken[one.subject, one.coder]
        if one.verdict is Verdict.UNDO and independent:
            own[:] = [earlier for earlier in own if earlier.id != one.undoes]
        elif one.verdict in SETTLING:
            if independent:
                own.append(one)
            if not one.blind:
                open_to_see[one.subject].add(one.coder)
    last = (own[-1] for own in taken.values() if own)
    found = (Coding(one.coder, one.subject, one.verdict, _value(one), one.id) for one in last)
    return tuple(sorted(found, key=lambda one: (one.subject, one.coder)))


def agreement(coded: Sequence[Coding]) -> CoderAgreement:
    """Return the agreement among all coders.

    Args:
        coded: What each decided, once for each proposal: see ``codings``.
    """
    units = _by_unit(coded)
    told = {name: _reliability(units, name) for name in ("value", "verdict")}
    met = Counter(
        (first.verdict, second.verdict)
        for unit in units.values()
        for first, second in combinations(unit, 2)
    )
    return CoderAgreement(
        coders=tuple(sorted({one.coder for one in coded})),
        contents=told["value"],
        verdicts=told["verdict"],
        confusion=dict(sorted(met.items(), key=lambda one: [each.value for each in one[0]])),
        disagreements=tuple(
            Disagreement(subject, tuple(unit))
            for subject, unit in units.items()
            if len({one.value for one in unit}) > 1
        ),
    )


def agreement_by_pair(coded: Sequence[Coding]) -> tuple[CoderAgreement, ...]:
    """Return the agreement of each two coders who decided a proposal in common."""
    names = sorted({one.coder for one in coded})
    pairs = (
        agreement([one for one in coded if one.coder in pair]) for pair in combinations(names, 2)
    )
    return tuple(one for one in pairs if one.contents.shared)


def alike(one: Decision, other: Decision) -> bool:
    """Tell whether two decisions say the same of a proposal."""
    return _value(one) == _value(other)


def _value(decision: Decision) -> str:
    """Return what a decision says: its verdict, or what an amended step says."""
    if decision.verdict is not Verdict.AMEND:
        return str(decision.verdict.value)
    step, made = _content(decision.step), decision.instrument
    if step is not None and made is None and step == _content(decision.proposed):
        return Verdict.ACCEPT.value  # amended in nothing but its note
    named = None if made is None else {"id": made.id, "parties": sorted(made.parties)}
    return content_id("cod", {"step": step, "instrument": named})


def _content(step: Step | None) -> dict[str, object] | None:
    if step is None:
        return None
    told = msgspec.to_builtins(step)
    return {key: value for key, value in told.items() if key not in _BESIDE}


def _by_unit(coded: Iterable[Coding]) -> dict[ContentId, list[Coding]]:
    units: dict[ContentId, list[Coding]] = defaultdict(list)
    for one in sorted(coded, key=lambda one: (one.subject, one.coder)):
        units[one.subject].append(one)
    return dict(units)


def _reliability(units: Mapping[ContentId, Sequence[Coding]], part: str) -> Reliability:
    valued = [[str(getattr(one, part)) for one in unit] for unit in units.values()]
    shared = [values for values in valued if len(values) >= _ENOUGH]
    pairs = [first == second for values in shared for first, second in combinations(values, 2)]
    why = _unmeasured(len({one.coder for unit in units.values() for one in unit}), shared)
    counts = None if why else _counts(shared)
    return Reliability(
        units=len(units),
        shared=len(shared),
        alpha=None if counts is None else _alpha(counts),
        interval=None if counts is None else _interval(counts),
        agreeing=sum(pairs) / len(pairs) if pairs else None,
        unmeasured=why,
    )


def _unmeasured(coders: int, shared: Sequence[Sequence[str]]) -> Unmeasured | None:
    if coders < _ENOUGH:
        return Unmeasured.ONE_CODER
    if not shared:
        return Unmeasured.NOTHING_SHARED
    if len({value for values in shared for value in values}) < _ENOUGH:
        return Unmeasured.NO_VARIATION
    return None


def _counts(shared: Sequence[Sequence[str]]) -> NDArray[np.float64]:
    """Return how many coders gave each value (columns) to each unit (rows)."""
    columns = {value: n for n, value in enumerate(sorted({v for vs in shared for v in vs}))}
    counts = np.zeros((len(shared), len(columns)))
    for row, values in enumerate(shared):
        for value in values:
            counts[row, columns[value]] += 1
    return counts


def _alpha(counts: NDArray[np.float64]) -> float:
    from krippendorff import alpha  # noqa: PLC0415 - few ask for it

    return float(alpha(value_counts=counts, level_of_measurement="nominal"))


def _interval(counts: NDArray[np.float64]) -> tuple[float, float] | None:
    """Return bounds of alpha by drawing units anew (bootstrap), with replacement.

    None where every drawing gives the same, as after agreement throughout: that tells
    nothing of how sure it is. Drawings in which nothing varies have no alpha.

    Source: A. Zapf, S. Castell, L. Morawietz and A. Karch, "Measuring inter-rater
    reliability for nominal data", BMC Medical Research Methodology 16:93 (2016).
    """
    coders = counts.sum(axis=1)
    apart = (counts * (coders[:, None] - counts)).sum(axis=1) / (coders - 1)
    drawing = np.random.default_rng(_SEED)
    each, found = np.full(len(counts), 1 / len(counts)), []
    for _ in range(_DRAWINGS // _AT_ONCE):
        drawn = drawing.multinomial(len(counts), each, size=_AT_ONCE)
        values = drawn @ counts
        total = values.sum(axis=1)
        expected = (values * (total[:, None] - values)).sum(axis=1) / (total - 1)
        varied = expected > 0
        found += list(1 - (drawn @ apart)[varied] / expected[varied])
    low, high = (float(bound) for bound in np.percentile(found, _BOUNDS)) if found else (0.0, 0.0)
    return (low, high) if low < high else None
