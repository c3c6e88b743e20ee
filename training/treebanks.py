"""Reads Universal Dependencies treebanks as the surface words that foedera parses."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

ROOT = -1

#: Indonesian clitics noted as a feature of the word that carries them.
CLITICS = frozenset({"nya", "lah", "kah", "pun", "ku", "mu"})

#: Columns of a CoNLL-U row.
ID, FORM, LEMMA, UPOS, _, FEATS, HEAD, DEPREL, _, MISC = range(10)


class MissingTreebankError(FileNotFoundError):
    """A treebank that training or evaluation needs is not in the folder given."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"The treebank {path.name} is not in {path.parent}. Training and evaluation use "
            "every treebank listed in training/README.md, so that figures can be compared; "
            "put the file there, or name another folder with --treebanks."
        )


@dataclass(slots=True)
class Word:
    """One surface word of a treebank; ``head`` counts from 0, ``ROOT`` for the root."""

    form: str
    lemma: str
    upos: str
    feats: str
    head: int
    deprel: str
    space_after: bool
    clitic: str = ""


@dataclass(slots=True)
class Tree:
    """One sentence, the treebank it comes from and the text printed for it."""

    treebank: str
    name: str
    text: str
    words: list[Word] = field(default_factory=list)

    def is_sound(self) -> bool:
        """Tell whether the heads make one tree with one root."""
        heads = [word.head for word in self.words]
        if heads.count(ROOT) != 1:
            return False
        for start in range(len(heads)):
            seen, current = set(), start
            while current != ROOT:
                if current in seen:
                    return False
                seen.add(current)
                current = heads[current]
        return True


def digest(path: Path) -> str:
    """Return the SHA-256 of a file, as hexadecimal digits."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read(path: Path, treebank: str, *, join: bool) -> list[Tree]:
    """Read a CoNLL-U file.

    Args:
        path: The file.
        treebank: Name given to each tree's ``treebank``.
        join: Join every multiword token into its surface word (Indonesian clitics);
            otherwise only those whose parts do not spell the surface form.

    Raises:
        MissingTreebankError: There is no such file.
    """
    if not path.is_file():
        raise MissingTreebankError(path)
    blocks = path.read_text(encoding="utf-8").split("\n\n")
    return [_tree(block.split("\n"), treebank, join=join) for block in blocks if block.strip()]


def _tree(lines: list[str], treebank: str, *, join: bool) -> Tree:
    notes = dict(
        line[2:].split(" = ", 1) for line in lines if line.startswith("# ") and " = " in line
    )
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    groups = _groups(rows, join=join)
    place = {row[ID]: index for index, (_, parts) in enumerate(groups) for row in parts}
    tree = Tree(treebank, notes.get("sent_id", ""), notes.get("text", ""))
    tree.words = [_word(surface, parts, place) for surface, parts in groups]
    return tree


def _groups(rows: list[list[str]], *, join: bool) -> list[tuple[list[str], list[list[str]]]]:
    """Pair each surface word's row with the rows of its syntactic words."""
    words = {row[ID]: row for row in rows if row[ID].isdigit()}
    groups: list[tuple[list[str], list[list[str]]]] = []
    covered: set[str] = set()
    for row in rows:
        if "-" in row[ID]:
            first, last = map(int, row[ID].split("-"))
            parts = [words[str(number)] for number in range(first, last + 1)]
            covered.update(part[ID] for part in parts)
            if join or "".join(part[FORM] for part in parts) != row[FORM]:
                groups.append((row, parts))
            else:
                tight = [[*part[:MISC], "SpaceAfter=No"] for part in parts[:-1]]
                groups += [(part, [part]) for part in tight]
                groups.append(([*parts[-1][:MISC], row[MISC]], [parts[-1]]))
        elif row[ID] in words and row[ID] not in covered:
            groups.append((row, [row]))
    return groups


def _word(surface: list[str], parts: list[list[str]], place: dict[str, int]) -> Word:
    """Give a surface word the analysis of the part whose head lies outside."""
    inside = {part[ID] for part in parts}
    heads = [part for part in parts if part[HEAD] not in inside]
    chief = next((part for part in heads if part[HEAD] == "0"), heads[0])
    last = [part[FORM].lower() for part in parts if part is not chief]
    clitic = last[-1] if last and last[-1] in CLITICS else ""
    return Word(
        form=surface[FORM],
        lemma=chief[LEMMA],
        upos=chief[UPOS],
        feats=chief[FEATS],
        head=ROOT if chief[HEAD] == "0" else place[chief[HEAD]],
        deprel=chief[DEPREL],
        space_after="SpaceAfter=No" not in surface[MISC],
        clitic=clitic,
    )
