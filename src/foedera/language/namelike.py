"""Tells how much a word looks like the name of a person, by its letters."""

from __future__ import annotations

import zlib
from functools import cache, lru_cache
from typing import TYPE_CHECKING
from zipfile import BadZipFile

import numpy as np

from foedera.language.errors import UnreadableModelError
from foedera.resources import model

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

#: Rows of the weight table; groups of letters are hashed into it.
ROWS = 1 << 13
_GROUPS = (2, 3, 4)
_LONG = 9
_KEPT = 20_000


def rows(word: str) -> list[int]:
    """Return the rows of the weight table that a word in small letters touches, in order."""
    spelt = f"^{word}$"
    groups = {spelt[i : i + n] for n in _GROUPS for i in range(len(spelt) - n + 1)}
    groups |= {f"L{min(len(word), _LONG)}", f"W{word}"}
    return sorted({zlib.crc32(group.encode()) % ROWS for group in groups})


@cache
def namelike(language: str) -> Callable[[str], float] | None:
    """Return what scores the words of a language; None where no model of it was trained.

    The score is the logarithm of the odds that a word is part of a person's name, as
    learnt from annotated news (``training/train_names.py``).

    Raises:
        UnreadableModelError: The model's file is damaged.
    """
    path = model(language, "names.npz")
    if not path.is_file():
        return None
    try:
        with path.open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
            weights: NDArray[np.float32] = arrays["weights"]
            bias = float(arrays["bias"])
    except (BadZipFile, KeyError, OSError, ValueError) as error:
        raise UnreadableModelError(str(path), str(error)) from error

    @lru_cache(maxsize=_KEPT)
    def score(word: str) -> float:
        return float(weights[rows(word.lower())].sum()) + bias

    return score
