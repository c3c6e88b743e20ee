"""Tells cheaply, before any parsing, whether a text can hold a claim at all."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from foedera.claims.frames import frames, things
from foedera.claims.wording import functions, voices
from foedera.resources import record
from foedera.spans import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from foedera.actors.catalogue import Catalogue
    from foedera.claims.frames import Frame

_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\r\n\u2028\u2029\u0085\v\f]+")
#: Where a sentence begins: what goes on with a provision there opens with such a word.
#: What parts one sentence from the next, within a run of characters that are no words.
_OPENS = re.compile(r"[.!?:;][\"”’')\]]*\s")
#: A place stands in the catalogue, not among the things: it may always be there.
_PLACE = "place"


@dataclass(frozen=True)
class Condition:
    """What else a stretch must hold for a word to name an act in it.

    Attributes:
        needs: Classes of things of which one must stand there; empty for none.
        near: The same, of what stands near.
        moves: Whether armed forces will do instead of what it needs: "troops pulled out".
        alone: Whether the act may be told of nobody known.
    """

    needs: frozenset[str]
    near: frozenset[str]
    moves: bool
    alone: bool


@dataclass(frozen=True)
class Screened:
    """What a screen tells of a text.

    Attributes:
        passages: Its lines that can hold a claim, in order of the text.
        lines: How many lines it has that are not empty.
        named: Whether it names anybody of the catalogue, as far as first words tell.
    """

    passages: tuple[Span, ...]
    lines: int
    named: bool

    @property
    def holds(self) -> bool:
        """Whether the text can hold a claim."""
        return bool(self.passages)


class Phrases:
    """Phrases by their first word, each with what it stands for.

    Args:
        labelled: Phrases as the lexicon writes them, with their labels.
    """

    def __init__(self, labelled: Iterable[tuple[str, object]]) -> None:
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], object]]] = defaultdict(list)
        for phrase, label in labelled:
            first, *rest = _WORD.findall(phrase.lower()) or [""]
            self._by_first[first].append((tuple(rest), label))
        self.firsts = frozenset(self._by_first)

    def within(self, words: Sequence[str]) -> Iterator[object]:
        """Yield the label of every phrase in a run of words."""
        for place, word in enumerate(words):
            for rest, label in self._by_first.get(word, ()):
                if not rest or tuple(words[place + 1 : place + 1 + len(rest)]) == rest:
                    yield label


class Screen:
    """Finds the lines of a text that can hold a claim, by its words alone.

    It asks for what the frames and provisions of the lexicons ask for: a word that names an
    act, and, where its frame needs one, a thing of the right class in the same line.
    It errs on one side only: what reading would find, it lets through.

    Args:
        language: ISO 639-1 code.
        catalogue: Who is who.

    Raises:
        UnknownLanguageError: No installed pack reads that language.
    """

    def __init__(self, language: str, catalogue: Catalogue) -> None:
        lexicon = frames(language)
        self._acts = Phrases(
            (words, _condition(frame))
            for words, triggers in lexicon.by_words.items()
            for trigger in triggers
            for frame in trigger.frames
        )
        self._things = Phrases(things(language).items())
        forces = (word for word, label in voices(language).labels.items() if label == "forces")
        self._forces = Phrases((word, True) for word in forces)
        self._somebody = Phrases([*_people(language)])
        self._provisions = [
            [Phrases((words, True) for words in group) for group in row["all"]]
            for row in record(f"lexicons/{language}/provisions.yaml")
            if "all" in row
        ]
        table = functions(language)
        self._stipulates = table["stipulate"]
        going_on = "|".join(sorted(map(re.escape, table["include"])))
        self._goes_on = re.compile(rf"(?<!\W)(\W*+)(?:{going_on})\b", re.IGNORECASE)
        self._names = catalogue.first_words(language)

    def screen(self, text: str) -> Screened:
        """Return which lines of a text can hold a claim."""
        spans, named = [], False
        lines = 0
        for found in _LINE.finditer(text):
            words = _WORD.findall(found.group().lower())
            if not words:
                continue
            lines += 1
            distinct = set(words)
            named = named or not self._names.isdisjoint(distinct)
            told = self._tells(found.group(), words, distinct)
            if told is not None:
                spans.append((Span(found.start(), found.end()), told))
        passages = tuple(span for span, alone in spans if alone or named)
        return Screened(passages, lines, named)

    def holds(self, stretch: str) -> bool:
        """Tell whether a stretch of text, such as a sentence, can hold a claim."""
        words = _WORD.findall(stretch.lower())
        return self._tells(stretch, words, set(words)) is not None

    def _tells(self, line: str, words: Sequence[str], distinct: Collection[str]) -> bool | None:
        """Return None where nothing can be claimed; else whether without anybody known."""
        told: bool | None = None
        if not self._acts.firsts.isdisjoint(distinct):
            classes: set[str] | None = None
            for label in self._acts.within(words):
                condition: Condition = label  # type: ignore[assignment]
                if condition.needs or condition.near:
                    classes = classes if classes is not None else self._classes(words)
                    if not self._met(condition, classes, words):
                        continue
                if condition.alone:
                    return True
                told = told or False
        if told is not None and any(self._somebody.within(words)):
            return True
        if self._provides(words, distinct) or self._continues(line):
            return True
        return told

    def _continues(self, line: str) -> bool:
        """Tell whether a sentence of a line begins with a word that goes on with a list."""
        return any(
            found.start() == 0 or _OPENS.search(found[1]) is not None
            for found in self._goes_on.finditer(line)
        )

    def _met(self, condition: Condition, classes: set[str], words: Sequence[str]) -> bool:
        if condition.near and condition.near.isdisjoint(classes):
            return False
        if not condition.needs or not condition.needs.isdisjoint(classes):
            return True
        return condition.moves and any(self._forces.within(words))

    def _classes(self, words: Sequence[str]) -> set[str]:
        found: set[str] = {_PLACE}
        for label in self._things.within(words):
            found |= label  # type: ignore[arg-type]
        return found

    def _provides(self, words: Sequence[str], distinct: Collection[str]) -> bool:
        if not self._stipulates.isdisjoint(distinct):
            return True
        return any(
            all(
                not group.firsts.isdisjoint(distinct) and any(group.within(words))
                for group in provision
            )
            for provision in self._provisions
        )


def _condition(frame: Frame) -> Condition:
    alone = frame.lone or frame.act == "casualties" or not frame.agents
    return Condition(frame.needs, frame.near, "forces" in frame.agents, alone)


def _people(language: str) -> Iterator[tuple[str, bool]]:
    """Yield the words for those whom a claim may keep without their names."""
    labels = voices(language).labels.items()
    yield from ((word, True) for word, label in labels if label != "forces")
    yield from ((word, True) for word in functions(language)["unnamed"])


@cache
def screen_of(language: str, catalogue: Catalogue) -> Screen:
    """Return the screen of a language, made once."""
    return Screen(language, catalogue)
