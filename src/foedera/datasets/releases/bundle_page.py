"""An evidence bundle as a page of Markdown, drawn from its data and from nothing else.

Words of reports, coders and outlets are not trusted: whatever Markdown or HTML could take for its
own is escaped, so that no report can make a heading, a link or an element of the page.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from foedera.dates import Interval
from foedera.resources import record
from foedera.treaties.wording import days_text, phrase

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_FILE: Final = "wording/releases.yaml"
#: What Markdown, as CommonMark or GitHub has it, takes for its own within a line; escaped, it is
#: shown as it is.
_MARKS: Final = re.compile(r"[\\`*_{}\[\]<>#|~&!$@^]|:(?=//|[\w+-]+:)|(?<=www)\.|(?<=WWW)\.")
#: What it takes for its own at the beginning of a line: lists (of nine digits at most), headings,
#: rules.
_OPENING: Final = re.compile(r"(?P<number>[0-9]{0,9})(?P<mark>[-+=.)])")
_ENTITIES: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
#: What needs no escaping between backticks.
_PLAIN: Final = re.compile(r"[A-Za-z0-9.:+-]+")
#: Marks of thousands and of decimals.
_SEPARATORS: Final = {"en": ",.", "id": ".,"}
#: Addresses that can stand between < and >, and be nothing else.
_ADDRESS: Final = re.compile(
    r"https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?(/[A-Za-z0-9._~!$&'()*+,;=:@%/?#-]*)?"
)
#: Joiners that some scripts need, and the soft hyphen, which steer nothing.
_HARMLESS: Final = frozenset("\u200c\u200d\u00ad")


def shown(text: object) -> str:
    """Return a text on one line, so that Markdown and HTML show it and obey nothing in it."""
    line = "".join(map(_visible, " ".join(str(text).split())))
    line = _MARKS.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line)
    return _OPENING.sub(r"\g<number>\\\g<mark>", line, count=1) if _OPENING.match(line) else line


def code(text: object) -> str:
    """Return a name or a digest between backticks, to be copied as it is; else as a text."""
    return f"`{text}`" if _PLAIN.fullmatch(str(text)) else shown(text)


def _visible(character: str) -> str:
    category = unicodedata.category(character)
    steers = category in {"Cc", "Cs"} or (category == "Cf" and character not in _HARMLESS)
    return "\ufffd" if steers else character


def address(text: str) -> str:
    """Return an address as a link, where it is one beyond doubt; else as a text."""
    return f"<{text}>" if _ADDRESS.fullmatch(text) else shown(text)


class BundlePage:
    """Draws the page of a bundle.

    Args:
        told: The bundle as plain data.
        language: ``en`` or ``id``; quotations keep their own.
    """

    def __init__(self, told: Mapping[str, Any], language: str) -> None:
        self._told = told
        self._language = language

    def __str__(self) -> str:
        """Return the page."""
        return "\n\n".join(part for part in self._parts() if part) + "\n"

    def _say(self, key: str, **gaps: object) -> str:
        wording: str = record(_FILE)[f"bundle-{key}"][self._language]
        return wording.format(**gaps) if gaps else wording

    def _parts(self) -> Iterator[str]:
        told, fact = self._told, self._told["fact"]
        kind = self._say(f"kind-{fact['kind']}")
        yield f"# {kind}: {code(fact['id'])}"
        yield self._rows(self._clocks())
        if told["status"]:
            yield self._rows(self._status(told["status"]))
            yield f"## {self._say('steps')}"
            yield "\n".join(self._steps(told["status"]["steps"]))
        if told["step"]:
            yield f"## {self._say('step')}"
            yield self._rows(self._step(told["step"]))
        yield f"## {self._say('evidence')}"
        none = "nothing-accepted" if told["status"] else "no-evidence"
        yield from self._exhibits(told["evidence"], none)
        if told["waiting"]:
            yield self._say("waiting", proposals=", ".join(map(code, told["waiting"])))
        yield f"## {self._say('against')}"
        yield from self._exhibits(told["against"], "nobody-denies")
        yield f"## {self._say('decisions')}"
        yield "\n".join(self._decisions()) or self._say("no-decision")
        yield f"## {self._say('verify')}"
        yield from self._verify()
        yield f"## {self._say('cite')}"
        yield self._cite()

    def _clocks(self) -> Iterator[tuple[str, str | None]]:
        told = self._told
        for key, value in (
            ("on", told["fact"]["on"]),
            ("known-by", told["known_by"]),
            ("recorded-by", told["recorded_by"]),
        ):
            if value:
                yield self._say(key), code(value)

    def _status(self, status: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
        yield self._say("status"), self._law("status", status["status"])
        if status["since"]:
            yield self._say("since"), self._days(status["since"])
        for one in status["participations"]:
            yield shown(self._name(one["state"])), self._law("standing", one["standing"])
        for one in status["missing"]:
            yield self._say("missing"), shown(one["text"][self._language])

    def _steps(self, steps: Iterable[Mapping[str, Any]]) -> Iterator[str]:
        for one in steps:
            when = self._days(one["when"] or {"start": None, "end": None})
            parts = [self._name(one["state"]), self._act(one["act"]), when]
            sources = (self._cited(each) for each in one["evidence"])
            yield f"- {', '.join(filter(None, map(shown, parts)))}: {'; '.join(sources)}"

    @staticmethod
    def _cited(source: Mapping[str, Any]) -> str:
        told = shown(source["reference"])
        return f"{told} {address(source['address'])}" if source["address"] else told

    def _law(self, kind: str, value: str) -> str:
        return phrase(f"{kind}-{value.replace(' ', '-')}", self._language)

    def _step(self, step: Mapping[str, Any]) -> Iterator[tuple[str, str | None]]:
        yield self._say("act"), shown(self._act(step["act"]))
        yield self._say("by"), shown(self._name(step["state"]))
        yield self._say("towards"), shown(self._name(step["toward"]))
        yield self._say("instrument"), code(step["instrument"])
        yield self._say("when"), self._days({"start": step["when_start"], "end": step["when_end"]})
        yield self._say("where"), shown(step["place"] or "")
        for one in step["sources"]:
            yield self._say("source"), self._cited(one)

    def _exhibits(self, exhibits: Iterable[Mapping[str, Any]], none: str) -> Iterator[str]:
        number = 0
        for number, one in enumerate(exhibits, start=1):
            claim, report = one["claim"], one["report"]
            teller = report["outlet_name"] or report["teller"] or self._say("unknown-outlet")
            day = self._day(report["reported_on"]) if report["reported_on"] else self._say("no-day")
            yield f"### {number}. {shown(self._name(teller))}, {day}"
            around = [*one["before"], claim["sentence"] or "", *one["after"]]
            lines = [f"> {shown(line)}" for line in around]
            lines[len(one["before"])] = f"> **{shown(claim['sentence'] or '')}**"
            yield "\n>\n".join(lines)
            yield self._rows(self._claim(claim, report))
            if one["copies"]:
                yield "\n".join(self._copies(one["copies"]))
        if not number:
            yield self._say(none)

    def _claim(
        self, claim: Mapping[str, Any], report: Mapping[str, Any]
    ) -> Iterator[tuple[str, str | None]]:
        by = self._names(claim["agents"]) or claim["unresolved"]
        yield self._say("claim"), code(claim["id"])
        yield self._say("act"), shown(self._act(claim["act"]))
        yield self._say("by"), shown(by or "")
        yield self._say("towards"), shown(self._names(claim["counterparts"]) or "")
        yield self._say("instrument"), code(claim["instrument"] or "")
        if claim["when_start"] or claim["when_end"]:
            days = {"start": claim["when_start"], "end": claim["when_end"]}
            yield self._say("when"), self._days(days)
        yield self._say("where"), shown(claim["where_name"] or "")
        yield self._say("amount"), shown(self._amount(claim) or "")
        yield self._say("modality"), self._say(f"modality-{claim['modality']}")
        yield self._say("said-by"), shown(self._chain(claim["sources"]))
        yield self._say("teller"), shown(self._name(claim["teller"]))
        yield self._say("headline"), shown(report["headline"] or "")
        yield self._say("report"), code(report["id"])
        yield self._say("sha256"), code(report["sha256"])
        place = {"start": claim["span_start"], "end": claim["span_end"]}
        yield self._say("place"), self._say("characters", **place)
        yield self._say("recorded-at"), code(claim["recorded_at"] or "")
        yield self._say("closed-at"), code(claim["closed_at"] or "")

    def _amount(self, claim: Mapping[str, Any]) -> str | None:
        low, high = claim.get("amount_low"), claim.get("amount_high")
        if low is None and high is None:
            return None
        ends = "–".join("…" if one is None else self._number(one) for one in (low, high))
        known = self._number(low) if low is not None and low == high else ends
        about = f" ({self._say('about')})" if claim.get("amount_about") else ""
        return f"{known} {claim.get('amount_unit') or ''}".strip() + about

    def _number(self, value: float) -> str:
        told = f"{value:,.15g}" if value != int(value) else f"{int(value):,}"
        return told.translate(str.maketrans(",.", _SEPARATORS[self._language]))

    def _chain(self, sources: str | None) -> str:
        if not sources:
            return self._say("own-voice")
        return " ← ".join(self._names(link) or "" for link in sources.split("|"))

    def _copies(self, copies: Iterable[Mapping[str, Any]]) -> Iterator[str]:
        yield f"{self._say('copies')}\n"
        for one in copies:
            teller = one["outlet_name"] or one["teller"] or self._say("unknown-outlet")
            day = one["reported_on"] or self._say("no-day")
            named = f"{shown(self._name(teller))}, {shown(day)}: {code(one['id'])}"
            yield f"- {named} (sha256 {code(one['sha256'])})"

    def _decisions(self) -> Iterator[str]:
        for one in self._told["decisions"]:
            parts = [
                f"**{self._say('verdict-' + one['verdict'])}**",
                shown(one["coder"]),
                code(one["decided_at"]),
                code(one["id"]),
            ]
            if not one["stands"] and one["verdict"] != "undo":
                parts.append(self._say("undone"))
            if one["blind"]:
                parts.append(self._say("blind"))
            note = f": {shown(one['note'])}" if one["note"] else ""
            yield f"- {', '.join(parts)}{note} (sha256 {code(one['hash'])})"

    def _verify(self) -> Iterator[str]:
        held = self._told["ledger"]
        numbers = {"entries": held["entries"], "at": code(held["at"]), "hash": code(held["hash"])}
        yield self._say("verify-ledger", **numbers)
        yield self._say("verify-report")

    def _cite(self) -> str:
        fact, held = self._told["fact"], self._told["ledger"]
        on = f", {fact['on']}" if fact["on"] else ""
        lines = [self._say("cite-fact", id=code(fact["id"]), on=on, hash=code(held["hash"]))]
        lines += [
            f"- {self._say('released', name=code(one['name']), at=code(one['at']))}"
            for one in self._told["releases"]
        ]
        lines += [f"- {self._reference(one)}" for one in self._told["references"]]
        return "\n".join([f"{lines[0]}\n", *lines[1:]]).rstrip()

    def _reference(self, work: Mapping[str, Any]) -> str:
        day = work.get("issued", {}).get("date-parts", [[]])[0]
        parts = [
            "; ".join(shown(one["literal"]) for one in work.get("author", ())),
            f"“{shown(work['title'])}”" if work.get("title") else "",
            shown(work.get("container-title", "")),
            self._day(date(*day).isoformat()) if day else "",
            address(work["URL"]) if work.get("URL") else "",
        ]
        return ", ".join(filter(None, parts))

    @staticmethod
    def _rows(rows: Iterable[tuple[str, str | None]]) -> str:
        """Return labelled values, both Markdown, as a list; those without a value are left out."""
        return "\n".join(f"- {label}: {value}" for label, value in rows if value)

    def _act(self, name: str) -> str:
        label = self._told["acts"].get(name, {}).get(self._language)
        return f"{label} ({name})" if label else name

    def _name(self, code: str | None) -> str:
        if code is None:
            return ""
        return str(self._told["actors"].get(code, {}).get(self._language, code))

    def _names(self, codes: str | None) -> str | None:
        if not codes:
            return None
        told = (
            self._say("unnamed") if one == "unnamed" else self._name(one)
            for one in codes.split(";")
        )
        return ", ".join(map(unquote, told))

    def _days(self, when: Mapping[str, Any]) -> str:
        ends = (date.fromisoformat(one) if one else None for one in (when["start"], when["end"]))
        return days_text(Interval(*ends), self._language)

    def _day(self, day: str) -> str:
        return days_text(Interval.on(date.fromisoformat(day)), self._language)
