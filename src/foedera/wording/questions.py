"""Questions to the law in words, as they were understood."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.treaties import Target, label
from foedera.workspace.questions import Asks

if TYPE_CHECKING:
    from foedera.treaties import Attack
    from foedera.wording.words import Words
    from foedera.workspace.answers import Answer


def asked_text(found: Answer, day: str, words: Words) -> str:
    """Return a question as it was understood.

    Args:
        found: The answer to it.
        day: The day asked about, and by when it was known, in words.
        words: The interface's words.
    """
    question = found.question
    if found.duties is not None:
        return attack_text(found.duties.attack, day, words)
    if question.asks is Asks.DEFENCE:
        return words("asked-defence", creditor=words.name(question.creditor or ""), day=day)
    return owed_text(question.debtor, question.creditor, day, words)


def owed_text(debtor: str | None, creditor: str | None, day: str, words: Words) -> str:
    """Return what is asked where one state's duties are, or what is owed to one."""
    both = {"debtor": words.name(debtor or ""), "creditor": words.name(creditor or "")}
    if debtor and creditor:
        return words("asked-both", **both, day=day)
    if debtor:
        return words("asked-debtor", debtor=both["debtor"], day=day)
    return words("asked-creditor", creditor=both["creditor"], day=day)


def attack_text(attack: Attack, day: str, words: Words) -> str:
    """Return the case put: who attacks whom, where and since when."""
    text = words(
        "asked-attack",
        attacker=words.name(attack.attacker),
        victim=words.name(attack.victim),
        day=day,
    )
    if attack.place is not Target.TERRITORY:
        text = words("asked-place", said=text, place=label(attack.place, words.language))
    if attack.begun:
        text = words("asked-begun", said=text, day=words.day(attack.begun))
    return text
