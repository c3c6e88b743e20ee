"""Who does it to whom: the functions that namings have towards a trigger.

The tree is asked first. Where it gives a naming no function, the surface is read:
what stands before or behind the trigger in its own clause, and behind which
preposition (small parsers err most on long coordinations and attachments).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from foedera.claims.borrowing import borrowed, fronted, relativised
from foedera.claims.governing import (
    PREPOSITIONS,
    by_tree,
    complements,
    helped,
    holders,
    hosts,
    involved,
    joint_doers,
    joint_owners,
    prepositional,
)
from foedera.claims.naming import Voice
from foedera.claims.theming import theme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from foedera.claims.naming import Naming
    from foedera.claims.occurring import Site
    from foedera.language.reading import Token

#: How far the surface is read from a trigger, in tokens.
_REACH = 25
#: How far left of a name its preposition may stand, in tokens.
_PHRASE = 6
#: How far behind "which" its verb may stand, in tokens.
_ASIDE = 4
_QUOTES = frozenset({'"', "“", "”"})
_BREAKS = frozenset({";", ":"}) | _QUOTES
_NOMINAL = frozenset({"NOUN", "ADJ", "DET", "NUM", "PROPN"})


@dataclass(frozen=True)
class Cast:
    """Namings by function, and the tokens of what the act is done with or to.

    Attributes:
        roles: ``doer``, ``owner`` (whose thing or deed does it), ``undergoer``,
            ``possessor`` (of a noun), ``host`` (of an occasion), ``holder`` (whose object
            a noun is), ``fronted`` (the subject behind an opening clause), ``complement``
            (the subject of the clause behind: "demanded that Sudan end ..."), ``helped``
            (for whose help it is done), ``content`` (who is named first in what is spoken
            of: "alarm over the Chinese actions"), and the functions that prepositions
            mark; each in order of the text.
        theme: Indices of the tokens of the thing acted on.
    """

    roles: Mapping[str, tuple[Naming, ...]]
    theme: tuple[int, ...]


class _Roles:
    """Functions while they are being found."""

    def __init__(self, namings: Sequence[Naming]) -> None:
        self.namings = namings
        self.by_name: dict[str, list[Naming]] = {}
        self.by_surface: set[str] = set()

    def add(self, name: str, naming: Naming) -> None:
        its = self.by_name.setdefault(name, [])
        if naming not in its:
            its.append(naming)

    def placed(self) -> set[Naming]:
        return {naming for its in self.by_name.values() for naming in its}

    def share_rows(self) -> None:
        """Give those joined by "and" the function that one of them was given."""
        owners = set(self.by_name.get("owner", ()))
        placed = self.placed()
        for name, its in self.by_name.items():
            rows = {naming.row for naming in its}
            fixed = placed - owners if name == "doer" else placed
            for naming in self.namings:
                if naming.row in rows and naming not in fixed:
                    self.add(name, naming)


def cast(site: Site) -> Cast:
    """Find the function of every naming of a sentence towards a trigger in it."""
    trigger, roles = site.trigger, _Roles(site.namings)
    free = [n for n in site.namings if n.last < trigger.first or n.first > trigger.last]
    free = [n for n in free if not _sums_up(site, n)]
    described = _described(site, free)
    for naming in [n for n in free if not _rides(site, n)]:
        for name in by_tree(site, _summed(site, naming)):
            if name != ("undergoer" if trigger.is_passive else "doer") or not described:
                roles.add(name, naming)
    for naming in described:
        roles.add("undergoer" if trigger.is_passive else "doer", naming)
    _settle_by(roles)
    _from_above(site, free, roles)
    roles.share_rows()
    _read_surface(site, roles, [n for n in free if n.head not in site.speaking])
    roles.share_rows()
    if trigger.is_noun and trigger.anchor == trigger.head and not roles.by_name.get("doer"):
        for naming in _owning(site):
            roles.add("doer", naming)
    if trigger.is_noun:
        roles.by_name.setdefault("possessor", list(roles.by_name.get("doer", ())))
        if not roles.by_name.get("doer"):
            roles.by_name["host"] = hosts(site)
            roles.by_name["holder"] = holders(site)
    for naming in involved(site):
        roles.add("between", naming)
    roles.by_name["complement"] = complements(site)
    roles.by_name["fronted"] = [] if roles.by_name.get("doer") else fronted(site)
    roles.by_name["helped"] = helped(site)
    roles.by_name["content"] = _content(site, free, roles)
    ordered = {n: tuple(sorted(i, key=lambda one: one.first)) for n, i in roles.by_name.items()}
    return Cast(ordered, theme(site))


def _owning(site: Site) -> list[Naming]:
    """Return whose a noun is by a word that points back: "his visit", "serangannya"."""
    tokens, trigger = site.sentence.tokens, site.trigger
    return [
        n
        for n in site.owners
        if trigger.first <= n.head <= trigger.last
        or (tokens[n.head].head == trigger.head and n.head < trigger.first)
    ]


def _rides(site: Site, naming: Naming) -> bool:
    """Tell whether a name shares the title of its row: "envoys from Qatar, Egypt and Israel"."""
    lead = next(n for n in site.namings if n.row == naming.row)
    if lead is naming or lead.voice is not naming.voice or lead.voice is Voice.SELF:
        return False
    held = site.sentence.tokens[lead.first : lead.last]
    return any(t.upos == "ADP" for t in held)


def _sums_up(site: Site, naming: Naming) -> bool:
    """Tell whether names follow behind "namely" that say what a phrase stands for."""
    behind = [t.form.lower() for t in site.sentence.tokens[naming.last + 1 : naming.last + 3]]
    named = {n.first for n in site.namings}
    opened = bool(behind) and behind[-1] in site.words("namely") and behind[:-1] in ([], [","])
    return opened and naming.last + 1 + len(behind) in named


def _summed(site: Site, naming: Naming) -> Naming:
    """Hang names behind "namely" where the tree hangs what they are summed up by.

    "visited three countries in ASEAN, namely Laos and Vietnam": the countries are visited.
    """
    tokens = site.sentence.tokens
    row = [n for n in site.namings if n.row == naming.row]
    opened = row[0].first - 1
    if opened < 1 or tokens[opened].form.lower() not in site.words("namely"):
        return naming
    for token in reversed(tokens[max(0, opened - _PHRASE) : opened]):
        if token.form.lower() in site.words("unnamed"):
            return replace(naming, head=token.index)
    return naming


def _described(site: Site, free: Sequence[Naming]) -> list[Naming]:
    """Return the name straight before "who" or "which" and the trigger: it is the subject.

    Even a place is one here: "protest from Beijing, which sanctioned two firms".
    """
    tokens, trigger = site.sentence.tokens, site.trigger
    if trigger.is_noun and trigger.anchor == trigger.head:
        return []
    verb = tokens[trigger.anchor]
    for place in {verb.index, verb.head if verb.relation == "conj" else verb.index}:
        index = place - 1
        while index > max(0, place - _ASIDE) and _is_aside(site, index):
            index -= 1
        if index < 1 or tokens[index].form.lower() not in site.words("relative"):
            continue
        before = index - 1 - (tokens[index - 1].form == ",")
        held = [n for n in free if n.last == before]
        if held:
            return [replace(n, voice=Voice.SELF) if n.voice is Voice.PLACE else n for n in held]
    return []


def _is_aside(site: Site, index: int) -> bool:
    """Tell whether a word may stand between "which" and its verb: "which in turn said"."""
    token = site.sentence.tokens[index]
    named = any(n.first <= index <= n.last for n in site.namings)
    relative = token.form.lower() in site.words("relative")
    return token.upos not in {"VERB", "PUNCT", "SCONJ"} and not named and not relative


def _from_above(site: Site, free: Sequence[Naming], roles: _Roles) -> None:
    """Find who is named outside the clause of the trigger: in that above, or beside it."""
    trigger = site.trigger
    missing = "undergoer" if trigger.is_passive else "doer"
    if not roles.by_name.get(missing) and not (trigger.is_noun and trigger.anchor == trigger.head):
        for naming in _nearer(site, free, borrowed(site)):
            roles.add(missing, naming)
    if not roles.by_name.get("undergoer"):
        for naming in relativised(site):
            roles.add("undergoer", naming)
    if trigger.is_noun and trigger.anchor == trigger.head and not roles.by_name.get("doer"):
        for naming in joint_owners(site):
            roles.add("doer", naming)
    if trigger.is_passive and not roles.by_name.get("doer"):
        for naming in joint_doers(site):
            roles.add("doer", naming)


def _content(site: Site, free: Sequence[Naming], roles: _Roles) -> list[Naming]:
    """Return who is named first behind a word, or by "by", as far as its clause goes."""
    trigger, doers = site.trigger, roles.by_name.get("doer", [])
    own = {actor for naming in doers for actor in naming.actors}
    within: list[Naming] = []
    for naming in free:
        if naming.first < trigger.last or set(naming.actors) <= own:
            continue
        between = site.sentence.tokens[trigger.last + 1 : naming.first]
        if len(between) > _REACH or _crosses(site, between):
            break
        within.append(naming)
    by = [n for n in within if _preposition(site, n.first, trigger.last) in site.words("by")]
    chosen = (by or within)[:1]
    return [n for n in free if chosen and n.row == chosen[0].row]


def _settle_by(roles: _Roles) -> None:
    """Let "by" name the doer of a noun; who else owns it is then what it is done to."""
    by = roles.by_name.get("by")
    if by:
        owned = [n for n in roles.by_name.get("doer", ()) if n not in by]
        roles.by_name["doer"] = list(by)
        for naming in owned:
            roles.add("undergoer", naming)


def _nearer(site: Site, free: Sequence[Naming], above: Sequence[Naming]) -> Sequence[Naming]:
    """Prefer to a borrowed subject one that stands between it and the act.

    "Ukraina khawatir Rusia menyerang" fears an attack by Russia, wherever the tree
    hangs it.
    """
    if not above or site.trigger.is_passive:
        return above
    behind = max(naming.last for naming in above)
    between = [n for n in free if behind < n.first and n.last < site.trigger.first and n.acts]
    fitting = [n for n in between if _before(site, n) == ("doer",) and _leads(site, n)]
    return fitting[-1:] or above


def _leads(site: Site, naming: Naming) -> bool:
    """Tell whether a naming may be the subject of the act: so tagged, or straight before it."""
    if naming.head in site.speaking:
        return False
    between = site.sentence.tokens[naming.last + 1 : site.trigger.first]
    adjacent = all(token.upos in {"AUX", "ADV", "PART"} for token in between)
    return adjacent or site.sentence.tokens[naming.head].relation == "nsubj"


def _read_surface(site: Site, roles: _Roles, namings: Sequence[Naming]) -> None:
    placed = roles.placed()
    for naming in namings:
        if naming in placed:
            continue
        for name in _by_surface(site, naming):
            if name in {"doer", "undergoer"} and roles.by_name.get(name):
                nearer = name == "doer" and name in roles.by_surface
                if not (nearer and naming.last < site.trigger.first):
                    continue
                roles.by_name[name] = []
            if not roles.by_name.get(name):
                roles.by_surface.add(name)
            roles.add(name, naming)


def _by_surface(site: Site, naming: Naming) -> tuple[str, ...]:
    if naming.first > site.trigger.last:
        return _behind(site, naming)
    return _before(site, naming)


def _behind(site: Site, naming: Naming) -> tuple[str, ...]:
    trigger = site.trigger
    between = site.sentence.tokens[trigger.last + 1 : naming.first]
    if len(between) > _REACH or _crosses(site, between):
        return ()
    word = _preposition(site, naming.first, trigger.last)
    if word:
        return _behind_preposition(site, word, between)
    if any(t.upos not in _NOMINAL | {"ADV"} for t in between):
        return ()
    compounding = bool(site.words("of"))
    if trigger.is_noun:
        return () if compounding else ("doer",)
    if trigger.is_passive:
        return () if site.words("be") else ("doer",)
    return ("undergoer",)


def _behind_preposition(site: Site, word: str, between: Sequence[Token]) -> tuple[str, ...]:
    names = prepositional(site, word)
    if "by" in names and any(token.upos == "VERB" for token in between):
        return ()  # "signed at a ceremony attended by"
    return ("doer",) if "by" in names and site.trigger.is_passive else names


def _before(site: Site, naming: Naming) -> tuple[str, ...]:
    trigger = site.trigger
    between = site.sentence.tokens[naming.last + 1 : min(trigger.first, trigger.anchor)]
    if trigger.is_noun and trigger.anchor == trigger.head:
        if not site.words("of"):
            return () if between else ("doer",)  # a headline's noun for a verb: "Korut Uji Coba"
        adjacent = all(t.upos in _NOMINAL - {"DET"} | {"PART"} for t in between)
        return ("doer",) if adjacent else ()
    if len(between) > _REACH or _crosses(site, between):
        return ()
    if _preposition(site, naming.first, -1) or naming.voice is Voice.PLACE:
        return ()
    return ("undergoer",) if trigger.is_passive else ("doer",)


def _crosses(site: Site, between: Sequence[Token]) -> bool:
    """Tell whether the way from a naming to the trigger leaves the clause."""
    verbs = any(t.upos in {"VERB", "AUX"} for t in between)
    for token in between:
        if site.trigger.anchor <= token.index <= site.trigger.last:
            continue
        word = token.form.lower()
        if word in site.words("relative") and not verbs:
            continue  # "sanksi yang lebih keras terhadap Iran"
        if word in site.words("clause") or token.form in _BREAKS:
            return True
        modifies = token.relation == "amod"  # "from neighbouring Lebanon"
        if token.upos == "VERB" and not modifies and word not in site.words("light"):
            return True
    return False


def _preposition(site: Site, first: int, stop: int) -> str | None:
    """Return the preposition that governs the phrase around a token, if any."""
    for index in range(first - 1, max(stop, first - _PHRASE - 1), -1):
        token = site.sentence.tokens[index]
        word = token.form.lower()
        if any(word in site.words(name) for name in PREPOSITIONS):
            return word
        if token.upos not in _NOMINAL and word not in site.words("and"):
            return None
    return None
