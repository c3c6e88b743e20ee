"""Rules of law, and the reasons an answer gives in their name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from foedera.resources import record
from foedera.treaties.errors import UnknownRuleError
from foedera.treaties.wording import days_text, listed, phrase

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.dates import Interval
    from foedera.identifiers import ActorId
    from foedera.treaties.steps import Step
    from foedera.treaties.wording import Names


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of treaty law, in our own words.

    Attributes:
        id: Such as ``vclt-16``.
        article: Such as ``VCLT 16``.
        says: What it says, by language.
    """

    id: str
    article: str
    says: Mapping[str, str]


def rule(name: str) -> Rule:
    """Return a rule of ``data/law/rules.yaml``.

    Raises:
        UnknownRuleError: No rule is called that.
    """
    try:
        entry = record("law/rules.yaml")[name]
    except KeyError:
        raise UnknownRuleError(name) from None
    return Rule(name, entry["article"], entry["says"])


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an answer is as it is: a rule, applied to states, days and steps.

    Attributes:
        rule: Identifier of the rule.
        wording: Entry of ``data/wording/treaties.yaml`` that says how it applies here.
        states: Whom it is applied to.
        when: The days it turns on, where there are any.
        steps: The steps it rests on.
        others: Towards whom, where it is applied between states.
        words: What the registry says in words of its own, by language: a reservation.
    """

    rule: str
    wording: str
    states: tuple[ActorId, ...] = ()
    when: Interval | None = None
    steps: tuple[Step, ...] = ()
    others: tuple[ActorId, ...] = ()
    words: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def article(self) -> str:
        """Where the rule stands: ``VCLT 16``."""
        return rule(self.rule).article

    def place(self, language: str) -> str:
        """Return where the rule stands, as the language names it: ``Konvensi Wina 16``."""
        convention, _, number = self.article.rpartition(" ")
        key = f"law-{convention.replace(' ', '-').lower()}"
        return f"{phrase(key, language)} {number}"

    def text(self, language: str, names: Names = str) -> str:
        """Return the reason as one sentence.

        Args:
            language: ``en`` or ``id``.
            names: Gives each actor its name; without it identifiers are printed.
        """
        return phrase(
            self.wording,
            language,
            states=listed(self.states, language, names),
            when=days_text(self.when, language),
            article=self.place(language),
            others=listed(self.others, language, names),
            words=self.words.get(language, self.words.get("en", "")),
        )
