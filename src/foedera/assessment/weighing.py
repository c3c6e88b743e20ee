"""Weighs what is told of a step: which rule of each part of confidence holds, and what decides."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final

from foedera.assessment.confidence import Confidence, Level, Part, PartName
from foedera.assessment.interest import Deed, Stand, stand, voice
from foedera.assessment.origins import Heard, origins
from foedera.documents.report import LineKind
from foedera.resources import record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from foedera.actors.catalogue import Catalogue
    from foedera.assessment.origins import Folded
    from foedera.dates import Interval
    from foedera.identifiers import ContentId

#: From the weakest. What is unknown may be low: Kleene's least of the two.
RANKS: Final = {Level.LOW: 0, Level.UNKNOWN: 1, Level.MEDIUM: 2, Level.HIGH: 3}
#: Conditions of a rule that are bounds: the fact must be at least, or at most, so much.
_AT_LEAST: Final = frozenset({"origins", "texts"})
_AT_MOST: Final = {"days": "days", "most": "links"}


@dataclass(frozen=True, slots=True)
class Weighed:
    """What is to be weighed.

    Attributes:
        support: Those who say so.
        against: Those who deny it.
        deed: The act, as far as it decides how sources stand to it.
        when: The days proposed; None for an instrument.
        rivals: Whether somebody tells days that shut these out.
        titled: For an instrument: whether it is named by a title.
    """

    support: Sequence[Heard]
    against: Sequence[Heard]
    deed: Deed
    when: Interval | None = None
    rivals: bool = False
    titled: bool = False


def weigh(weighed: Weighed, folded: Folded, catalogue: Catalogue) -> Confidence:
    """Say how sure a thing is, part by part.

    Args:
        weighed: What is told of it, and by whom.
        folded: Which reports carry one text.
        catalogue: Who is who, and who speaks for whom.
    """
    return _overall(
        (
            _independence(weighed, folded, catalogue),
            _interest(weighed, catalogue),
            _directness(weighed, catalogue),
            _modality(weighed, catalogue),
            _precision(weighed),
        )
    )


def rule_of(part: str, facts: Mapping[str, object]) -> tuple[str, Level]:
    """Return the first rule of a part that holds, and its level.

    Args:
        part: A part of ``data/confidence.yaml``.
        facts: What is known, under the names its rules use.
    """
    return _rule_of(part, frozenset((key, str(fact)) for key, fact in facts.items()))


@lru_cache(maxsize=4096)
def _rule_of(part: str, facts: frozenset[tuple[str, str]]) -> tuple[str, Level]:
    """Find a rule once: the same few facts are met again and again."""
    known = dict(facts)
    row = next(row for row in _table()[part] if _holds(row, known))
    return row["rule"], Level(row["level"])


def _holds(row: Mapping[str, Any], facts: Mapping[str, object]) -> bool:
    conditions = {key: value for key, value in row.items() if key not in _NO_CONDITION}
    return all(_meets(key, value, facts) for key, value in conditions.items())


_NO_CONDITION: Final = frozenset({"rule", "level", "examples"})


def _meets(key: str, value: Any, facts: Mapping[str, object]) -> bool:  # noqa: ANN401 - YAML
    if key in _AT_LEAST:
        return int(str(facts[key])) >= int(value)
    if key in _AT_MOST:
        fact = facts.get(_AT_MOST[key])
        return fact is not None and int(str(fact)) <= int(value)
    return facts.get(key) in (value if isinstance(value, list) else (value,))


def _independence(weighed: Weighed, folded: Folded, catalogue: Catalogue) -> Part:
    found = origins(weighed.support, folded, catalogue)
    counts = {"origins": str(len(found.voices)), "texts": str(found.texts)}
    rule, level = rule_of("independence", counts)
    return Part(PartName.INDEPENDENCE, level, rule, counts, _claims(weighed.support))


def _interest(weighed: Weighed, catalogue: Catalogue) -> Part:
    standing = [
        (*rule_of("interest", {"stand": where.value}), actor, one.telling.claim)
        for one in weighed.support
        for actor, where in _stands(one, weighed.deed, catalogue)
    ]
    best = max(RANKS[level] for _, level, _, _ in standing)
    order = [row["rule"] for row in _table()["interest"]]
    rule, level = min(
        ((rule, level) for rule, level, _, _ in standing if RANKS[level] == best),
        key=lambda pair: order.index(pair[0]),
    )
    of_it = [(actor, claim) for found, _, actor, claim in standing if found == rule]
    names = tuple(dict.fromkeys(voice(actor, catalogue) for actor, _ in of_it))
    claims = tuple(dict.fromkeys(claim for _, claim in of_it))
    return Part(PartName.INTEREST, level, rule, {"names": names}, claims)


def _directness(weighed: Weighed, catalogue: Catalogue) -> Part:
    found = []
    for one in weighed.support:
        links = len(one.claim.sources)
        ways = [
            rule_of("directness", {"stand": where.value, "links": links})
            for _, where in _stands(one, weighed.deed, catalogue)
        ]
        found.append((*max(ways, key=lambda way: RANKS[way[1]]), links, one))
    order = [row["rule"] for row in _table()["directness"]]
    rule, level, links, _ = min(
        found, key=lambda way: (-RANKS[way[1]], order.index(way[0]), way[2])
    )
    of_it = [one for told, _, _, one in found if told == rule]
    names = tuple(dict.fromkeys(actor for one in of_it for actor in one.nearest))
    gaps: dict[str, str | tuple[str, ...]] = {"names": names, "links": str(links)}
    return Part(PartName.DIRECTNESS, level, rule, gaps, _claims(of_it))


def _modality(weighed: Weighed, catalogue: Catalogue) -> Part:
    denying = {
        actor: where
        for one in weighed.against
        for actor, where in _stands(one, weighed.deed, catalogue)
    }
    outside = all(one.claim.section is not LineKind.BODY for one in weighed.support)
    nominal = all(one.claim.nominal for one in weighed.support)
    facts: dict[str, object] = {
        "outside": "yes" if outside else "no",
        "nominal": "yes" if nominal else "no",
    }
    if denying:
        facts["denied"] = "doer" if Stand.DOER in denying.values() else "other"
    rule, level = rule_of("modality", facts)
    names = tuple(dict.fromkeys(voice(actor, catalogue) for actor in denying))
    resting = weighed.against if denying else weighed.support
    gaps = {"names": names} if denying else {}
    return Part(PartName.MODALITY, level, rule, gaps, _claims(resting))


def _precision(weighed: Weighed) -> Part:
    support = _claims(weighed.support)
    if weighed.when is None:
        rule, level = rule_of("naming", {"titled": "yes" if weighed.titled else "no"})
        return Part(PartName.PRECISION, level, rule, {}, support)
    start, end = weighed.when.start, weighed.when.end
    facts: dict[str, object] = {"rivals": "yes" if weighed.rivals else "no"}
    if start and end:
        facts["days"] = (end - start).days + 1
    elif start or end:
        facts["ends"] = "last" if end else "first"
    rule, level = rule_of("precision", facts)
    gaps = {"days": str(facts["days"])} if "days" in facts else {}
    return Part(PartName.PRECISION, level, rule, gaps, support)


def _stands(one: Heard, deed: Deed, catalogue: Catalogue) -> list[tuple[str, Stand]]:
    """Return who is nearest to the fact, and how they stand to the act.

    A report that speaks in its own voice is an outlet, known to the catalogue or not.
    """
    found = [(actor, stand(actor, deed, catalogue)) for actor in one.nearest]
    if one.claim.sources:
        return found
    return [(actor, Stand.OUTLET if where is Stand.PERSON else where) for actor, where in found]


def _overall(parts: tuple[Part, ...]) -> Confidence:
    told = _table()["overall"]
    decisive = [PartName(name) for name in told["decisive"]]
    rules = {part.name.value: part.reason for part in parts}
    if all(rules[name] == rule for name, rule in told["needs_no_second"].items()):
        decisive.remove(PartName.INDEPENDENCE)
    weakest = min((part.level for part in parts if part.name in decisive), key=RANKS.__getitem__)
    decided = tuple(part.name for part in parts if part.name in decisive and part.level is weakest)
    return Confidence(weakest, decided, parts)


def _claims(heard: Iterable[Heard]) -> tuple[ContentId, ...]:
    return tuple(dict.fromkeys(one.telling.claim for one in heard))


@cache
def _table() -> Mapping[str, Any]:
    table: Mapping[str, Any] = record("confidence.yaml")
    return table
