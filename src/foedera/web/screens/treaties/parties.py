"""The parties of an instrument, in the words of depositaries' lists."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from foedera.treaties import Act, Standing
from foedera.wording.standing import stage_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from foedera.treaties import Instrument, InstrumentStatus, Participation, Step
    from foedera.wording import Words

#: Acts by which consent is made known, and the letter that tells which: none for a deposit.
_CONSENTS: Final = {
    Act.DEPOSIT: "",
    Act.ACCEDE: "a",
    Act.SUCCEED: "d",
    Act.EXCHANGE: "x",
    Act.NOTIFY: "n",
}
_AT_HOME: Final = (Act.APPROVE, Act.RATIFY)
_GONE: Final = frozenset({Standing.WITHDRAWN})
_BOUND: Final = frozenset({Standing.PARTY, Standing.WITHDRAWN, Standing.FORMER_PARTY})
COLUMNS: Final = (
    *("state", "standing", "possibly", "since_start", "since_end", "bound"),
    *("signature", "at_home", "consent", "consent_by", "notice_of_leaving"),
)


@dataclass(frozen=True, slots=True)
class Participant:
    """One row of the table of parties.

    Attributes:
        code: Which state.
        name: What it is called.
        left: Whether it has left: such states stand in brackets.
        signature: When it signed.
        at_home: When it approved or ratified at home.
        consents: When it made its consent known, each with its letter.
        stage: How it stands.
        since: Since when.
        leaving: When it gave notice.
    """

    code: str
    name: str
    left: bool
    signature: str
    at_home: str
    consents: tuple[tuple[str, str], ...]
    stage: str
    since: str
    leaving: str


def participants(status: InstrumentStatus, words: Words) -> list[Participant]:
    """Return the parties and signatories, in the order of their names."""
    told = [_row(one, status, words) for one in status.participations]
    return sorted(told, key=lambda one: one.name.casefold())


def marks_of(rows: Iterable[Participant]) -> list[str]:
    """Return which letters the table uses, in the order of its legend."""
    used = {mark for row in rows for _, mark in row.consents}
    return [mark for mark in ("a", "d", "n", "s", "x") if mark in used]


def _row(part: Participation, status: InstrumentStatus, words: Words) -> Participant:
    return Participant(
        code=part.state,
        name=words.name(part.state),
        left=part.standing in _GONE,
        signature=_days(part.steps, (Act.SIGN,), words),
        at_home=_days(part.steps, _AT_HOME, words),
        consents=tuple((words.days(when.when), mark) for when, mark in _consents(part, status)),
        stage=stage_text(part, words),
        since=words.days(part.since) if part.since else "",
        leaving=_days(part.steps, (Act.WITHDRAW,), words),
    )


def _consents(part: Participation, status: InstrumentStatus) -> Iterator[tuple[Step, str]]:
    """Yield the acts by which a state made its consent known; its signature where that binds."""
    found = [(step, _CONSENTS[step.act]) for step in part.steps if step.act in _CONSENTS]
    yield from found
    if not found and status.ratification_needed is False and part.standing in _BOUND:
        yield from ((step, "s") for step in part.steps if step.act is Act.SIGN)


def _days(steps: Sequence[Step], acts: Sequence[Act], words: Words) -> str:
    told = dict.fromkeys(words.days(step.when) for step in steps if step.act in acts)
    return "; ".join(told)


def rows(status: InstrumentStatus) -> Iterator[tuple[Any, ...]]:
    """Yield the table of parties as rows, days as the record has them."""
    for part in status.participations:
        consents = [step for step, _ in _consents(part, status)]
        since = part.since
        yield (
            part.state,
            part.standing.value,
            part.possibly.value,
            since.start if since else None,
            since.end if since else None,
            part.bound.value,
            _bounds(step for step in part.steps if step.act is Act.SIGN),
            _bounds(step for step in part.steps if step.act in _AT_HOME),
            _bounds(consents),
            tuple(dict.fromkeys(step.act.value for step in consents)),
            _bounds(step for step in part.steps if step.act is Act.WITHDRAW),
        )


def _bounds(steps: Iterable[Step]) -> tuple[str, ...]:
    """Return days as ISO 8601, the bounds of a doubtful one with a slash between."""
    told = []
    for step in steps:
        start, end = step.when.start, step.when.end
        exact = start is not None and start == end
        told.append(f"{start}" if exact else f"{start or '..'}/{end or '..'}")
    return tuple(dict.fromkeys(told))


def reservations(one: Instrument, words: Words) -> list[dict[str, Any]]:
    """Return reservations in full, each with the objections to it."""
    articles = {each.id: each.provision.number for each in one.obligations}
    return [
        {
            "state": each.state,
            "day": words.days(each.when),
            "effect": words(f"law-reservation-{each.effect.value}"),
            "says": each.says.get(words.language) or each.says.get("en", ""),
            "touches": sorted({articles.get(name, name) for name in each.obligations}),
            "withdrawn": words.days(each.withdrawn) if each.withdrawn else None,
            "objections": [
                {
                    "state": objection.state,
                    "told": words(
                        "law-objects",
                        state=words.name(objection.state),
                        day=words.days(objection.when),
                    ),
                    "precludes": objection.precludes,
                }
                for objection in each.objections
            ],
            "sources": [one.sources[key] for key in each.sources],
        }
        for each in one.reservations
    ]
