"""The obligations of an instrument, as its page shows them: clause, trigger, scope, force."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.treaties import Condition, Immediacy, Means, Occurrence, label
from foedera.wording.cleaning import clean
from foedera.wording.phrasing import article_text

if TYPE_CHECKING:
    from foedera.treaties import Obligation, OwedObligation
    from foedera.wording import Words

#: Conditions that take something out of a duty, or set it behind other law.
_EXCEPTIONS = frozenset(
    {
        Condition.UN_CHARTER_51,
        Condition.DOMESTIC_LAW,
        Condition.OTHER_ALLIANCES,
        Condition.SPECIAL_SECURITY_POLICY,
        Condition.NO_FORCE_WITHOUT_CONSENT,
        Condition.NOT_PROVOKED,
    }
)


def obligation_shown(owed: OwedObligation, words: Words) -> dict[str, Any]:
    """Return one obligation in words."""
    one, language = owed.obligation, words.language
    same = owed.owed_by == owed.owed_to and len(owed.owed_by) > 1
    return {
        "id": one.id,
        "kind": words.law("obligation", one.kind),
        "force": owed.force,
        "since": words.days(owed.since) if owed.since else None,
        "article": article_text(one.provision, words) or one.provision.number,
        "says": clean(one.duty(language)),
        "trigger": trigger_text(one, words),
        "area": one.trigger.area.get(language),
        "targets": [label(each, language) for each in one.trigger.targets],
        "how": "; ".join(_how(one, language)),
        "conditions": [label(x, language) for x in one.conditions if x not in _EXCEPTIONS],
        "exceptions": [label(x, language) for x in one.conditions if x in _EXCEPTIONS],
        "not_in_law": one.binding is False,
        "debtors": owed.owed_by,
        "creditors": () if same else owed.owed_to,
        "each_other": same,
        "beneficiaries": words.names(owed.beneficiaries) if owed.beneficiaries else None,
        "sectors": one.sectors,
        "yields": [
            {
                "id": each.instrument.id,
                "title": each.instrument.title(language),
            }
            for each in owed.later
        ],
        "decisions": [
            words(
                "law-yields-decision",
                name=each.decision,
                extent=each.extent.get(language) or each.extent.get("en", ""),
            )
            for each in one.displaced
        ],
        "sources": [owed.instrument.sources[key] for key in one.sources],
    }


def trigger_text(one: Obligation, words: Words) -> str:
    """Return what must occur, by whom, for a duty to arise."""
    if one.trigger.occurrence is Occurrence.UNPUBLISHED:
        return words("article-unpublished")
    told = [label(one.trigger.occurrence, words.language)]
    if one.trigger.attackers:
        told.append(words("law-by", names=words.names(one.trigger.attackers)))
    if one.trigger.outsiders:
        told.append(words("law-by-outsiders"))
    return ", ".join(told)


def _how(one: Obligation, language: str) -> list[str]:
    told = [] if one.means is Means.UNPUBLISHED else [label(one.means, language)]
    return told if one.immediacy is Immediacy.UNSTATED else [*told, label(one.immediacy, language)]
