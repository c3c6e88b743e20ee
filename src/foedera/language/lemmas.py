"""Finds the dictionary form of a word: from the treebanks, else by taking affixes off."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from foedera.language.spelling import REACH, plain
from foedera.resources import model, record

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

#: Words of these kinds are their own dictionary form, as they are printed.
AS_PRINTED = frozenset({"PROPN", "PUNCT", "SYM", "X"})

_KEPT = 50_000

#: Roots that an expert names go before any that a treebank has.
_CERTAIN = 10**9


@dataclass(frozen=True)
class Affix:
    """A beginning or ending that makes way for other letters.

    Attributes:
        letters: What is taken off.
        becomes: What is put in its place; often nothing.
        at_end: Whether it is an ending.
        always: Whether it is taken off even where no known word is left.
    """

    letters: str
    becomes: str
    at_end: bool
    always: bool

    def take_off(self, word: str) -> str | None:
        """Return the word without the affix, or None if it does not bear it."""
        if self.at_end:
            if word.endswith(self.letters):
                return word[: len(word) - len(self.letters)] + self.becomes
        elif word.startswith(self.letters):
            return self.becomes + word[len(self.letters) :]
        return None


@dataclass(frozen=True)
class Affixes:
    """What ``lexicons/<language>/affixes.yaml`` says.

    Attributes:
        by_tag: The affixes that a universal part of speech may bear.
        depth: How many of them one word may bear.
        least: Letters of the shortest root.
        doubled: Whether a doubled word has the root of its half.
        roots: Words known besides those of the treebanks.
    """

    by_tag: Mapping[str, Sequence[Affix]]
    depth: int
    least: int
    doubled: bool
    roots: frozenset[str] = frozenset()

    @classmethod
    def of(cls, language: str) -> Self:
        """Read the affixes of a language."""
        told: Any = record(f"lexicons/{language}/affixes.yaml")
        by_tag: dict[str, list[Affix]] = {}
        for group in told["affixes"]:
            always = set(group["always"])
            written = dict.fromkeys([*group["always"], *group["replace"]])
            for entry in written:
                letters, _, becomes = entry.partition(" ")
                affix = Affix(letters, becomes, group["at"] == "end", entry in always)
                for tag in group["tags"]:
                    by_tag.setdefault(tag, []).append(affix)
        depth, least = int(told["depth"]), int(told["least"])
        return cls(by_tag, depth, least, told["doubled"] == "yes", frozenset(told["roots"]))


class Lemmas:
    """Dictionary forms of one language."""

    def __init__(
        self,
        affixes: Affixes,
        known: Mapping[str, int],
        exceptions: Mapping[str, Mapping[str, str]],
    ) -> None:
        """Hold affixes, known dictionary forms with how often they occur, and exceptions.

        ``exceptions`` give, by part of speech, forms that the affixes would get wrong.
        """
        self._affixes = affixes
        self._known = {**known, **dict.fromkeys(affixes.roots, _CERTAIN)}
        self._exceptions = exceptions
        self._found: dict[tuple[str, str], str] = {}

    @classmethod
    def of(cls, language: str) -> Self:
        """Open the table of a language, written by ``training/train_lemmas.py``."""
        path = model(language, "lemmas.json")
        told = json.loads(path.read_text(encoding="utf-8"))
        return cls(Affixes.of(language), told["known"], told["exceptions"])

    def knows(self, word: str) -> bool:
        """Tell whether the treebanks have the dictionary form of a verb, noun or adjective."""
        return any(self.lemma(word, upos) in self._known for upos in ("VERB", "NOUN", "ADJ"))

    def lemma(self, form: str, upos: str) -> str:
        """Return the dictionary form of a word with a universal part of speech."""
        if len(form) > REACH:
            return form
        key = (form, upos)
        found = self._found.get(key)
        if found is None:
            if len(self._found) > _KEPT:
                self._found = {}
            found = self._found[key] = self._look_up(form, upos)
        return found

    def _look_up(self, form: str, upos: str) -> str:
        if upos in AS_PRINTED:
            return form
        lower = plain(form).lower()
        return self._exceptions.get(upos, {}).get(lower) or self.derive(lower, upos)

    def derive(self, word: str, upos: str) -> str:
        """Return the dictionary form of a lower-case word by its affixes alone."""
        affixes = self._affixes.by_tag.get(upos, ())
        root = word if word in self._known else None
        if root is None and self._affixes.doubled and "-" in word:
            return self._derive_doubled(word, upos)
        deeper = self._known_root(word, affixes)
        # A known word may itself be derived: "landing", from the more frequent "land".
        while deeper and (root is None or self._known[deeper] > self._known[root]):
            root, deeper = deeper, self._known_root(deeper, affixes)
        return root or self._bare(word, affixes)

    def _derive_doubled(self, word: str, upos: str) -> str:
        first, _, second = word.partition("-")
        root = self.derive(first, upos) if len(first) >= self._affixes.least else first
        return root if root and root[:2] in second else word

    def _known_root(self, word: str, affixes: Sequence[Affix]) -> str | None:
        """Return the most frequent of the known words that the fewest affixes hide."""
        level = {word: None}
        for _ in range(self._affixes.depth):
            level = dict.fromkeys(left for one in level for left in self._peeled(one, affixes))
            known = [left for left in level if left in self._known]
            if known:
                return max(known, key=self._known.__getitem__)
        return None

    def _peeled(self, word: str, affixes: Sequence[Affix]) -> Iterator[str]:
        for affix in affixes:
            left = affix.take_off(word)
            if left is not None and len(left) >= self._affixes.least:
                yield left

    def _bare(self, word: str, affixes: Sequence[Affix]) -> str:
        """Take off what is taken off even from unknown words, one ending, one beginning."""
        for at_end in (True, False):
            for affix in affixes:
                if affix.always and affix.at_end == at_end:
                    left = affix.take_off(word)
                    if left is not None and len(left) >= self._affixes.least:
                        word = left
                        break
        return word
