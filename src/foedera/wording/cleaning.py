"""Text of reports made safe to show: on one line, with nothing in it that steers a reader."""

from __future__ import annotations

import unicodedata


def clean(text: str) -> str:
    """Return text on one line, with what could steer a terminal made visible.

    Control characters and those that turn the direction of writing come from the
    report; a terminal would obey them.
    """
    line = " ".join(text.split())
    if line.isprintable():  # as nearly every line is
        return line
    return "".join(map(_shown, line))


def clean_within(text: str) -> str:
    """Return a part of a line as ``clean`` does; space at its ends becomes one space."""
    told = clean(text)
    if not told:
        return " " if text else ""
    return f"{' ' * text[0].isspace()}{told}{' ' * text[-1].isspace()}"


def _shown(character: str) -> str:
    category = unicodedata.category(character)
    steering = category == "Cc" or (category == "Cf" and character not in "\u200c\u200d\u00ad")
    return "\ufffd" if steering or category == "Cs" else character
