"""A dossier's law and conduct as a page shows them, out of the data that every door gives."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final, overload

from foedera.claims.claim import Amount
from foedera.dates import Interval
from foedera.spans import Span
from foedera.treaties import ObligationForce, ObligationKind, Standing, Status
from foedera.wording.phrasing import amount_text, awaited_text, short_sources, states_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from foedera.wording import Words

    #: Plain data: an object of the dossier's schema.
    Data = Mapping[str, Any]

#: States shown one to a line before those alike are shown together.
_SINGLE: Final = 4
#: How each status is marked, beside its word.
_MARKS: Final = {
    Status.IN_FORCE: "good",
    Status.PROVISIONALLY_APPLIED: "good",
    Status.UNKNOWN: "unsure",
    Status.TERMINATED: "bad",
    Status.SUSPENDED: "bad",
}
_FORCES: Final = {
    ObligationForce.BINDING: "good",
    ObligationForce.UNCLEAR: "unsure",
    ObligationForce.SUSPENDED: "bad",
    ObligationForce.ENDED: "bad",
}
#: Agreements of report and registry that a page tells of, the gravest first.
_COMPARED: Final = ("contradicts", "disputed", "agrees", "new", "untold")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something stands as it does.

    Attributes:
        label: What kind of reason it is, in words.
        told: The reason.
        law: The rule it rests on; empty where it is a plain lack.
    """

    label: str
    told: str
    law: str = ""


@dataclass(frozen=True, slots=True)
class StandingShown:
    """Where an agreement stands on the day of its report.

    Attributes:
        status: Its status, in words.
        mark: How that is marked: ``good``, ``bad``, ``unsure`` or ``quiet``.
        since: Since when; empty where that is not known.
        parts: States, how far each is, and since when.
        lacking: What is missing, at home and between the parties, and what is not known.
        reasons: Why, by rule of law.
        title: What it is called.
        quoted: What the report calls it, where the registry lacks it.
        instrument: Its identifier; None where the registry lacks it.
        day: The day.
        compared: Report and registry side by side.
        claims: Numbers of the claims that speak of it.
    """

    status: str
    mark: str
    since: str
    parts: tuple[tuple[str, str, str], ...]
    lacking: tuple[Reason, ...]
    reasons: tuple[Reason, ...]
    title: str = ""
    quoted: str = ""
    instrument: str | None = None
    day: str = ""
    compared: tuple[str, ...] = ()
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyShown:
    """Whom an agreement binds, or would bind, to what.

    Attributes:
        instrument: Its identifier.
        kind: The duty, in words.
        force: Whether it binds.
        mark: How that is marked.
        article: Where it stands; empty where only the report tells of it.
        debtors: Whose duty it is.
        creditors: To whom it is owed.
        says: What is owed.
        claims: Numbers of the claims that tell of it.
    """

    instrument: str
    kind: str
    force: str
    mark: str
    article: str
    debtors: str
    creditors: str
    says: str
    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ConductShown:
    """One act of war, or of preparation for it, side by side by source.

    Attributes:
        act: The act.
        who: Who does it.
        others: To or against whom.
        apart: Whether only teasers for other articles tell of it.
        versions: Number of the claim, who says it, how sure, how many, when.
        conflicts: What does not go together.
    """

    act: str
    who: str
    others: str
    apart: bool
    versions: tuple[tuple[int, str, str, str, str], ...]
    conflicts: tuple[str, ...]


def standings_shown(dossier: Data, words: Words) -> tuple[StandingShown, ...]:
    """Return where the agreements of a dossier stand.

    Args:
        dossier: The dossier, as data.
        words: The interface's words.
    """
    return tuple(_standing(one, words) for one in dossier["instruments"])


def duties_shown(dossier: Data, words: Words) -> tuple[DutyShown, ...]:
    """Return whom they bind to what; see ``standings_shown``."""
    return tuple(_duty(one, words) for one in dossier["obligations"])


def conduct_shown(dossier: Data, words: Words) -> tuple[ConductShown, ...]:
    """Return the conduct told of, side by side by source; see ``standings_shown``."""
    return tuple(_conduct(one, words) for one in dossier["conduct"])


def _standing(one: Data, words: Words) -> StandingShown:
    parties = words.names(one["parties"])
    unregistered = words("unregistered", parties=parties) if parties else None
    shown = status_shown(one["together"] or one["reported"], words)
    return replace(
        shown,
        title=one["titles"].get(words.language) or unregistered or words("unregistered-alone"),
        quoted="" if one["registered"] or not one["spans"] else one["spans"][0]["text"],
        instrument=one["id"] if one["registered"] else None,
        day=words.day(date.fromisoformat(one["on"])),
        lacking=(*shown.lacking, *_told_of_entry(one, words)),
        compared=tuple(_compared(one, words)),
        claims=tuple(one["claims"]),
    )


def status_shown(status: Data, words: Words) -> StandingShown:
    """Return where an instrument stands, without what it is called and who speaks of it.

    Args:
        status: Its status, as data.
        words: The interface's words.
    """
    kind = Status(status["status"])
    since = days_of(status["since"])
    return StandingShown(
        status=words.law("status", kind),
        mark=_MARKS.get(kind, "quiet"),
        since=words("since", day=words.days(since)) if since else "",
        parts=tuple(_parts(status["participations"], words)),
        lacking=tuple(_lacking(status, words)),
        reasons=tuple(
            Reason(words("because"), each["text"][words.language], each["article"] or "")
            for each in status["reasons"]
        ),
    )


def _parts(parts: Sequence[Data], words: Words) -> Iterator[tuple[str, str, str]]:
    """Yield states one by one, or, of many, those at the same stage together."""
    groups: dict[object, list[Data]] = {}
    for part in parts:
        alike = (part["standing"], part["possibly"], part["leaving"] is None)
        groups.setdefault(part["state"] if len(parts) <= _SINGLE else alike, []).append(part)
    for group in groups.values():
        first = group[0]
        since = days_of(first["since"])
        alone = since is not None and len(group) == 1
        names = states_text([part["state"] for part in group], words)
        yield names, _stage(first, words), words.days(since) if alone and since else ""


def _stage(part: Data, words: Words) -> str:
    sure = words.law("standing", Standing(part["standing"]))
    if part["standing"] != part["possibly"]:
        possible = words.law("standing", Standing(part["possibly"]))
        sure = words("possibly", sure=sure, possible=possible)
    leaving = days_of(part["leaving"])
    return f"{sure}, {words('leaving', day=words.days(leaving))}" if leaving else sure


def _lacking(status: Data, words: Words) -> Iterator[Reason]:
    language = words.language
    for missing in status["missing"]:
        yield Reason(words("missing"), missing["text"][language])
    at_home = status["missing_at_home"]
    if len({each["state"] for each in at_home}) <= _SINGLE:
        for each in at_home:
            yield Reason(words("missing-at-home"), each["text"][language])
    for reason in status["unsettled"]:
        yield Reason(words("unsettled"), reason["text"][language], reason["article"] or "")


def _told_of_entry(one: Data, words: Words) -> Iterator[Reason]:
    if one["candidates"]:
        names = ", ".join(fit["instrument"] for fit in one["candidates"])
        yield Reason(words("notice"), words("candidates", names=names))
    if told := one["entry_told"]:
        claim = words.claims([told["claim"] - 1])
        event = awaited_text(told["act"], one["parties"], words)
        yield Reason(words("entry"), words("entry-told", event=event, claim=claim))


def _compared(one: Data, words: Words) -> Iterator[str]:
    recorded = one["recorded"]
    if recorded is None:
        return
    if recorded["status"] != one["reported"]["status"]:
        yield words(
            "by-each",
            recorded=words.law("status", Status(recorded["status"])),
            reported=words.law("status", Status(one["reported"]["status"])),
        )
    for agreement in _COMPARED:
        doers: dict[str, list[str]] = {}
        for each in one["comparisons"]:
            if each["agreement"] == agreement:
                states = [each["state"]] if each["state"] else []
                doers.setdefault(words.act(each["act"]), []).extend(states)
        if doers:
            told = "; ".join(
                f"{act} ({states_text(list(dict.fromkeys(states)), words)})" if states else act
                for act, states in doers.items()
            )
            yield f"{words(f'agreement-{agreement}')}: {told}"


def _duty(one: Data, words: Words) -> DutyShown:
    recorded = one["recorded"]
    force = ObligationForce(one["force"])
    creditors = [] if set(one["owed_to"]) == set(one["owed_by"]) else one["owed_to"]
    return DutyShown(
        instrument=one["instrument"],
        kind=words.law("obligation", ObligationKind(one["kind"])),
        force=words.law("force", force),
        mark=_FORCES.get(force, "quiet"),
        article=_article(recorded["provision"], words) if recorded else "",
        debtors=states_text(one["owed_by"], words),
        creditors=states_text(creditors, words) if creditors else "",
        says=recorded["says"].get(words.language, "") if recorded else "",
        claims=tuple(one["claims"]),
    )


def _article(number: str, words: Words) -> str:
    if number == "unpublished":
        return words("article-unpublished")
    return words("article", number=number) if number[:1].isdigit() else ""


def _conduct(one: Data, words: Words) -> ConductShown:
    return ConductShown(
        act=words.act(one["act"]),
        who=words.names(one["agents"]) or words("nobody"),
        others=words.names(one["counterparts"]),
        apart=one["apart"],
        versions=tuple(_version(each, words) for each in one["versions"]),
        conflicts=tuple(
            words(
                "differ",
                claims=words.claims([number - 1 for number in each["claims"]]),
                matter=words(f"difference-{each['difference']}"),
            )
            for each in one["conflicts"]
        ),
    )


def _version(one: Data, words: Words) -> tuple[int, str, str, str, str]:
    amount, when = one["quantity"], days_of(one["when"])
    told = Amount(**amount, span=Span(0, 0)) if amount else None
    return (
        one["claim"],
        short_sources(one["sources"], words),
        words(f"modality-{one['modality']}"),
        amount_text(told, words) if told else "",
        words.period(when) if when else "",
    )


@overload
def days_of(data: Data) -> Interval: ...
@overload
def days_of(data: Data | None) -> Interval | None: ...
def days_of(data: Data | None) -> Interval | None:
    """Return the days that data tell; None for none."""
    if data is None:
        return None
    start, end = data["start"], data["end"]
    return Interval(
        date.fromisoformat(start) if start else None, date.fromisoformat(end) if end else None
    )
