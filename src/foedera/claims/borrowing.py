"""Whom a trigger without a subject of its own has from the clause or the noun above it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.claims.governing import hangs, subjects
from foedera.language.reading import ROOT

if TYPE_CHECKING:
    from foedera.claims.naming import Naming
    from foedera.claims.occurring import Site
    from foedera.language.reading import Token

#: Relations by which a clause borrows the subject of the one above.
_BORROWING = frozenset({"conj", "xcomp", "advcl", "ccomp", "parataxis"})
#: No tree is climbed higher than this.
_CLIMB = 8
_MARKS = frozenset({";", ":", "-", "–", "—"})
#: What may stand between a comma and the subject behind it.
_BEFORE = frozenset({"DET", "ADJ", "NOUN", "PROPN"})
_VERBS = frozenset({"VERB", "AUX"})


def relativised(site: Site) -> list[Naming]:
    """Return the noun that a clause with a subject of its own describes.

    "the Danish ships that Russia attacked": what was attacked is the ships.
    """
    tokens, trigger = site.sentence.tokens, site.trigger
    token = tokens[trigger.anchor]
    children = site.sentence.children(token.index)
    own = any(c.relation == "nsubj" and c.upos != "PRON" for c in children)
    if token.relation != "acl" or trigger.is_passive or trigger.is_noun or not own:
        return []
    if any(c.relation == "obj" and c.upos != "PRON" for c in children):
        return []
    return [n for n in site.namings if n.first <= token.head <= n.last]


def borrowed(site: Site) -> list[Naming]:
    """Return the subject that a trigger without one has from above.

    From the clause above by coordination or control, or from the noun that the clause
    modifies.
    """
    tokens, trigger = site.sentence.tokens, site.trigger
    current = trigger.anchor
    if any(
        child.relation == "nsubj"
        and child.upos in {"NOUN", "PROPN", "NUM"}
        and ":" not in {t.form for t in tokens[current : child.index]}
        for child in site.sentence.children(current)
    ):
        return []  # it has its own, though nobody known: "five people died"
    for _ in range(_CLIMB):
        token = tokens[current]
        if token.head == ROOT:
            return []
        if token.relation == "acl":
            its = _predicated(site, token.head)
            its = its or [n for n in site.namings if n.first <= token.head <= n.last]
            its = its or _owning(site, token) or _purposeful(site, token)
        elif token.relation in _BORROWING:
            its = _governors(site, token)
        else:
            return []
        its = [n for n in its if n.last < trigger.first or n.first > trigger.last]
        if its:
            return its
        current = token.head
    return []


def fronted(site: Site) -> list[Naming]:
    """Return the subject behind the comma that closes an opening clause or phrase.

    "Speaking after talks with Zambia, Kenya said ...": the talks are Kenya's.
    """
    tokens, trigger = site.sentence.tokens, site.trigger
    if trigger.is_passive or any(n.acts and n.last < trigger.first for n in site.namings):
        return []
    comma = next((t.index for t in tokens[trigger.last + 1 :] if t.form == ","), None)
    if comma is None or any(t.form in _MARKS for t in tokens[:comma]):
        return []
    lead = next((n for n in site.namings if n.acts and n.first > comma), None)
    if lead is None or any(t.upos not in _BEFORE for t in tokens[comma + 1 : lead.first]):
        return []
    behind = tokens[lead.last + 1] if lead.last + 1 < len(tokens) else None
    leads = tokens[lead.head].relation == "nsubj" or (behind is not None and behind.upos in _VERBS)
    return [n for n in site.namings if n.row == lead.row] if leads else []


def _predicated(site: Site, noun: int) -> list[Naming]:
    """Return of whom a noun is said: "Italy is the only G7 nation to sign up"."""
    if not any(child.relation == "cop" for child in site.sentence.children(noun)):
        return []
    return subjects(site.sentence, noun, site.namings)


def _owning(site: Site, token: Token) -> list[Naming]:
    """Return whose noun an infinitive fills: "criticised Israel's decision to send troops"."""
    return _owners(site, token.head) if _infinitive_marks(site, token) else []


def _infinitive_marks(site: Site, token: Token) -> set[int]:
    """Return the places of the "to" of an infinitive."""
    children = site.sentence.children(token.index)
    return {c.index for c in children if c.relation == "mark" and c.upos == "PART"}


def _owners(site: Site, noun: int) -> list[Naming]:
    """Return whose a noun is by a possessive."""
    own = [c.index for c in site.sentence.children(noun) if c.deprel == "nmod:poss"]
    return [n for n in site.namings if any(hangs(site.sentence, n, index) for index in own)]


def _purposeful(site: Site, token: Token) -> list[Naming]:
    """Return who has a thing for what a clause says of it: "Iran readied missiles to attack"."""
    sentence, thing = site.sentence, site.sentence.tokens[token.head]
    marked = any(
        child.relation == "mark" and child.form.lower() in site.words("purpose")
        for child in sentence.children(token.index)
    )
    if not marked or thing.relation != "obj":
        return []
    return _of_clause_or_above(site, thing.head)


def _of_clause_or_above(site: Site, verb: int) -> list[Naming]:
    """Return the subject of a verb, its own or that of the clauses above it."""
    for _ in range(_CLIMB):
        found = subjects(site.sentence, verb, site.namings)
        token = site.sentence.tokens[verb]
        if found or token.head == ROOT or token.relation not in _BORROWING:
            return found
        verb = token.head
    return []


def _owner_of_object(site: Site, token: Token, above: Token) -> list[Naming]:
    """Return whose the object is that stands straight before an infinitive.

    "criticised Israel's decision to send troops", where the tree hangs "send" on the verb.
    """
    marks = _infinitive_marks(site, token)
    for child in site.sentence.children(above.index):
        if child.relation == "obj" and child.index + 1 in marks:
            return _owners(site, child.index)
    return []


def _governors(site: Site, token: Token) -> list[Naming]:
    sentence, above = site.sentence, site.sentence.tokens[token.head]
    decided = _owner_of_object(site, token, above)
    if decided:
        return decided
    if above.form.lower() in site.words("object_control") and token.relation != "conj":
        objects = [
            c.index for c in sentence.children(above.index) if c.relation in {"obj", "iobj", "obl"}
        ]
        between = [
            n
            for n in site.namings
            if above.index < n.first
            and n.last < token.index
            and any(hangs(sentence, n, o) for o in objects)
        ]
        if between:
            return between
    return subjects(sentence, above.index, site.namings)
