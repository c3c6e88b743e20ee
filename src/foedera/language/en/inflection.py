"""English word formation: from a verb or noun to the forms a newspaper uses.

Rules after Quirk, Greenbaum, Leech and Svartvik, *A Comprehensive Grammar of the
English Language* (1985), 3.5-3.10 (regular verbs) and 5.79 (regular plurals).
"""

from __future__ import annotations

from functools import cache

from foedera.language.inflection import Form
from foedera.resources import record

_VOWELS = "aeiou"
#: Verbs of more than one syllable that double their last letter (stress on it).
_MIN_DOUBLING = 3


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    table = record("lexicons/en/irregular-verbs.yaml")
    return {row["verb"]: (row["past"], row["participle"]) for row in table}


@cache
def _stressed() -> frozenset[str]:
    """Verbs of more than one syllable with the stress on the last: expel, submit, annul."""
    return frozenset(record("lexicons/en/stressed-verbs.yaml"))


def _third(verb: str) -> str:
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def _doubles(verb: str) -> bool:
    short = sum(letter in _VOWELS for letter in verb) == 1 or verb in _stressed()
    return (
        len(verb) >= _MIN_DOUBLING
        and verb[-1] not in "aeiouwxy"
        and verb[-2] in _VOWELS
        and verb[-3] not in _VOWELS
        and short
    )


def _with_ending(verb: str, ending: str) -> str:
    if ending == "ing" and verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + ending
    if verb.endswith("e") and ending == "ed":
        return verb + "d"
    if ending == "ed" and verb.endswith("y") and verb[-2:-1] not in _VOWELS:
        return verb[:-1] + "ied"
    if _doubles(verb):
        return verb + verb[-1] + ending
    return verb + ending


def verb_forms(verb: str) -> dict[str, Form]:
    """Return the forms of a verb; of a phrasal one the first word is inflected."""
    head, _, rest = verb.partition(" ")
    rest = " " + rest if rest else ""
    past, participle = _irregular().get(head, (_with_ending(head, "ed"),) * 2)
    forms = {
        head: Form.ACTIVE,
        _third(head): Form.ACTIVE,
        past: Form.ACTIVE,
        _with_ending(head, "ing"): Form.GERUND,
    }
    forms[participle] = Form.EITHER
    if head in _stressed() and head.endswith("l"):  # American: traveled, canceling
        forms[head + "ed"] = Form.EITHER
        forms[head + "ing"] = Form.GERUND
    return {form + rest: meaning for form, meaning in forms.items()}


def noun_forms(noun: str) -> dict[str, Form]:
    """Return a noun in singular and plural; the last word of a phrase is inflected."""
    plural = noun[:-3] + "men" if noun.endswith("man") else _third(noun)
    return {noun: Form.NOUN, plural: Form.NOUN}
