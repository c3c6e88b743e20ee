"""Frames: which words name which act, and where its parties stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from foedera.claims.acts import acts
from foedera.claims.errors import UnknownActError
from foedera.language.inflection import Form
from foedera.language.packs import pack
from foedera.resources import record, records

if TYPE_CHECKING:
    from collections.abc import Mapping

    from foedera.claims.acts import Act
    from foedera.language.packs import LanguagePack

#: Longest trigger, in tokens ("face-to-face meeting" is six).
LONGEST = 6
#: Fields of an entry that list words, in the order in which its name is chosen.
_WORDS = ("verbs", "nouns", "phrases", "passives")


@dataclass(frozen=True)
class Frame:
    """One way in which a language names an act.

    Attributes:
        name: ``act/first word``, as shown by ``--explain``.
        act: The act named.
        needs: Classes of things of which one must stand in the theme ("send" is a
            deployment only of troops); empty where the word says enough.
        bars: Classes that must not stand there.
        near: Classes of which one must stand anywhere in the clause.
        without: Classes of which none may stand there ("met in the semifinal").
        carriers: Verbs that may carry its noun, where not any light verb does ("reached a
            deal"); empty for all.
        agents: Functions that hold the agents, best first.
        counterparts: Functions that hold the counterparts, best first.
        requires: ``counterpart`` where the word alone is a claim only towards somebody,
            ``doer`` where it names the act only of somebody ("killed by Israel"),
            ``target`` where it names the act only towards somebody ("fired at"),
            ``both`` where it takes two sides named, ``forces`` where the doer must be
            armed forces, ``light`` where a noun needs a light verb ("reached a deal"),
            ``told`` where it needs that or a target, ``both-noun`` that or two sides.
        yields: Whether the word, followed by another act in its sentence, only says who
            tells of that act ("accused Russia of attacking").
        also: Whether it is read besides another act of the same word ("killed" tells
            of an attack and of casualties).
        lone: Whether a claim may stand without any party named.
        modality: How sure the word itself makes it ("asked Germany for missiles": a
            demanded transfer, by Germany); None where its sentence tells. Who is its
            counterpart is cited for it.
        unit: Unit of the amount where the word itself decides it (``killed``).
        priority: Tried first where higher.
    """

    name: str
    act: str
    needs: frozenset[str] = frozenset()
    bars: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    carriers: frozenset[str] = frozenset()
    agents: tuple[str, ...] = ("doer", "owner")
    counterparts: tuple[str, ...] = ()
    requires: str | None = None
    yields: bool = False
    also: bool = False
    lone: bool = False
    modality: str | None = None
    unit: str | None = None
    priority: int = 0


@dataclass(frozen=True)
class Trigger:
    """A word form that can name an act: in which form, by which frames."""

    form: Form
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class FrameLexicon:
    """All triggers of a language.

    Attributes:
        by_words: Lower-case words, joined by one space, to what they can name.
        firsts: First words of the triggers of several words.
    """

    by_words: Mapping[str, tuple[Trigger, ...]]
    firsts: frozenset[str] = field(default=frozenset())


def _listed(row: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = row.get(key, ())
    return (value,) if isinstance(value, str) else tuple(value)


def _agents(act: Act) -> tuple[str, ...]:
    """Return the functions that hold the agents where an entry does not say.

    Acts of speech are only theirs who speak; symmetric ones can be "between" sides.
    """
    if act.spoken:
        return ("doer",)
    return ("doer", "owner", "between") if act.symmetric else ("doer", "owner")


def _frame(row: Mapping[str, Any], path: str) -> Frame:
    if row["act"] not in acts():
        raise UnknownActError(row["act"], path, tuple(acts()))
    words = [word for key in _WORDS for word in _listed(row, key)]
    return Frame(
        name=f"{row['act']}/{words[0].replace(' ', '-')}",
        act=row["act"],
        needs=frozenset(_listed(row, "needs")),
        bars=frozenset(_listed(row, "bars")),
        near=frozenset(_listed(row, "near")),
        without=frozenset(_listed(row, "without")),
        carriers=frozenset(_listed(row, "carriers")),
        agents=_listed(row, "agents") or _agents(acts()[row["act"]]),
        counterparts=_listed(row, "counterparts"),
        requires=row.get("requires"),
        yields=row.get("yields") == "yes",
        also=row.get("also") == "yes",
        lone=row.get("lone") == "yes",
        modality=row.get("modality"),
        unit=row.get("unit"),
        priority=int(row.get("priority", "0")),
    )


def _forms(row: Mapping[str, Any], words: LanguagePack) -> set[tuple[str, Form]]:
    forms: set[tuple[str, Form]] = set()
    for noun in _listed(row, "nouns"):
        forms |= set(words.noun_forms(noun).items())
    for verb in _listed(row, "verbs"):
        forms |= set(words.verb_forms(verb).items())
    forms |= {(phrase, Form.ACTIVE) for phrase in _listed(row, "phrases")}
    forms |= {(phrase, Form.PASSIVE) for phrase in _listed(row, "passives")}
    return forms


@cache
def frames(language: str) -> FrameLexicon:
    """Load the frames of a language from ``data/lexicons/<language>/acts``.

    Raises:
        UnknownActError: An entry names an act that ``data/acts.yaml`` does not have.
    """
    words = pack(language)
    found: dict[tuple[str, Form], list[Frame]] = {}
    for path, rows in records(f"lexicons/{language}/acts"):
        for row in rows:
            frame = _frame(row, path)
            for form, meaning in sorted(_forms(row, words), key=lambda one: (one[0], one[1].value)):
                found.setdefault((form, meaning), []).append(frame)
    by_words: dict[str, list[Trigger]] = {}
    for (form, meaning), its in found.items():
        ranked = sorted(its, key=lambda frame: (-frame.priority, -len(frame.needs), frame.name))
        by_words.setdefault(form, []).append(Trigger(meaning, tuple(ranked)))
    firsts = frozenset(form.partition(" ")[0] for form in by_words if " " in form)
    return FrameLexicon({form: tuple(its) for form, its in by_words.items()}, firsts)


@cache
def things(language: str) -> Mapping[str, frozenset[str]]:
    """Return, for each word form, the classes of things it can name."""
    words = pack(language)
    found: dict[str, set[str]] = {}
    for row in record(f"lexicons/{language}/things.yaml"):
        for noun in row["words"]:
            for form in words.noun_forms(noun):
                found.setdefault(form, set()).add(row["class"])
    return {form: frozenset(classes) for form, classes in found.items()}
