"""What a word's form tells about the act it names: active, passive or a noun."""

from __future__ import annotations

from enum import Enum


class Form(Enum):
    """How a word form presents the act that its root names."""

    ACTIVE = "active"
    PASSIVE = "passive"
    NOUN = "noun"
    #: English participles such as "signed": the tree tells which of the two it is.
    EITHER = "either"
    #: English "-ing": a verb form or a noun; it has no subject of its own.
    GERUND = "gerund"
