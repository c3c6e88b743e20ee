"""What the catalogue knows of each actor, read from its YAML."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any

from foedera.actors.actor import ActorKind
from foedera.actors.errors import MalformedActorError
from foedera.dates import Interval, MalformedDateError, PartialDate
from foedera.identifiers import ActorId
from foedera.resources import is_file, lexicon_languages, record

if TYPE_CHECKING:
    from collections.abc import Mapping

#: The fields of a record that hold words by which texts name the actor; "not" holds
#: names that contain one of these and mean something else ("South China Sea").
WORD_FIELDS = ("names", "adjectives", "organs", "seats", "capital", "places", "short", "not")
_SHARED = {*WORD_FIELDS, "people", "ambiguous", "sources"}
_STATE = {*_SHARED, "iso", "cow", "gw", "system", "successors"}
_ORGANISATION = {*_SHARED, "code", "kind", "active", "fights_in", "belongs_to"}
_OUTLET = {*_SHARED, "code", "kind", "state", "owner", "zone", "languages", "domains"}
_OUTLET_KINDS = ("agency", "newspaper", "broadcaster", "site")
#: Terms of office meet on the same days: parse each day once.
_partial = cache(PartialDate.parse)
_OWNERS = ("state", "public", "private")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who speaks and acts for an actor by office.

    Attributes:
        name: The full name.
        aliases: Other words that mean this person and nobody else of note.
        office: The office held, in English.
        term: From when to when.
    """

    name: str
    aliases: tuple[str, ...]
    office: str
    term: Interval


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One actor of the catalogue.

    Attributes:
        code: What claims and the registry call it.
        kind: What it is.
        place: The file it was read from, below ``foedera/data``.
        words: For each of ``WORD_FIELDS`` and each language (ISO 639-1) the words.
        people: Those who hold or held office in it.
        ambiguous: Words among the above that also mean something else, and so are
            believed only where nothing speaks against them.
        spells: When it existed (for a state: was a member of the state system).
            Empty where the record does not say.
        sources: Where the facts can be checked.
    """

    code: ActorId
    kind: ActorKind
    place: str
    words: Mapping[str, Mapping[str, tuple[str, ...]]]
    people: tuple[Person, ...]
    ambiguous: frozenset[str]
    spells: tuple[Interval, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class State(Record):
    """A state. ``code`` is its ISO 3166-1 alpha-3 code.

    Attributes:
        cow: Correlates of War code (number), where it has one.
        gw: Gleditsch-Ward code (number), where it has one.
        successors: For a state that is no more, those that came after it.
    """

    cow: str | None
    gw: str | None
    successors: tuple[ActorId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Organisation(Record):
    """An international organisation or an armed group.

    Attributes:
        fights_in: ISO codes of the states an armed group fights in.
        belongs_to: The state or organisation that it is part of or serves.
    """

    fights_in: tuple[ActorId, ...]
    belongs_to: ActorId | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet(Record):
    """A news agency, newspaper, broadcaster or site.

    Attributes:
        id: Name of its file.
        form: agency, newspaper, broadcaster or site.
        state: ISO code of the state it works from.
        owner: state (its government speaks through it), public or private.
        zone: IANA zone that its times are given in.
        languages: ISO 639-1 codes, the main one first.
        domains: Host names without ``www.``.
    """

    id: str
    form: str
    state: ActorId
    owner: str
    zone: str
    languages: tuple[str, ...]
    domains: tuple[str, ...]


def state(place: str, content: Any) -> State:  # noqa: ANN401 - any YAML shape
    """Read a record under ``actors/states``.

    Raises:
        MalformedActorError: The content is not a state's record.
    """
    fields = _fields(place, content, allowed=_STATE, required=("iso", "names"))
    return State(
        **_shared(place, fields, ActorKind.STATE, fields["iso"]),
        spells=_spells(place, fields.get("system")),
        cow=fields.get("cow") or None,
        gw=fields.get("gw") or None,
        successors=tuple(ActorId(code) for code in _texts(place, fields.get("successors"))),
    )


def organisation(place: str, content: Any) -> Organisation:  # noqa: ANN401 - any YAML shape
    """Read a record under ``actors/organisations`` or ``actors/groups``.

    Raises:
        MalformedActorError: The content is not an organisation's or a group's record.
    """
    fields = _fields(place, content, allowed=_ORGANISATION, required=("code", "kind", "names"))
    able = (ActorKind.ORGANISATION, ActorKind.ARMED_GROUP, ActorKind.OBSERVER)
    kinds = tuple(one.value for one in able)
    kind = ActorKind(_one_of(place, fields, "kind", kinds))
    return Organisation(
        **_shared(place, fields, kind, fields["code"]),
        spells=_spells(place, fields.get("active")),
        fights_in=tuple(ActorId(code) for code in _texts(place, fields.get("fights_in"))),
        belongs_to=ActorId(fields["belongs_to"]) if "belongs_to" in fields else None,
    )


def outlet(place: str, content: Any) -> Outlet:  # noqa: ANN401 - any YAML shape
    """Read a record under ``actors/outlets``.

    Raises:
        MalformedActorError: The content is not an outlet's record.
    """
    required = ("code", "kind", "names", "state", "owner", "zone", "languages")
    fields = _fields(place, content, allowed=_OUTLET, required=required)
    return Outlet(
        **_shared(place, fields, ActorKind.OUTLET, fields["code"]),
        spells=(),
        id=place.rpartition("/")[2].removesuffix(".yaml"),
        form=_one_of(place, fields, "kind", _OUTLET_KINDS),
        state=ActorId(fields["state"]),
        owner=_one_of(place, fields, "owner", _OWNERS),
        zone=fields["zone"],
        languages=_texts(place, fields["languages"]),
        domains=_texts(place, fields.get("domains")),
    )


def also_named(entry: Record) -> Record:
    """Return a record with the words that the ``names.yaml`` of languages have for it.

    Such a file is for a language that the record itself does not speak: it gives the words
    of ``WORD_FIELDS`` under the code of each actor.

    Raises:
        MalformedActorError: A file has fields that mean nothing.
    """
    words = dict(entry.words)
    for language, place, by_code in _named_elsewhere():
        fields = by_code.get(entry.code, {})
        if unknown := sorted(fields.keys() - set(WORD_FIELDS)):
            raise MalformedActorError(place, f"the field {unknown[0]!r} of {entry.code} is none")
        for field, listed in fields.items():
            words[field] = {**words.get(field, {}), language: _texts(place, listed)}
    return replace(entry, words=words) if words != entry.words else entry


@cache
def _named_elsewhere() -> tuple[tuple[str, str, Mapping[str, Any]], ...]:
    """Return the languages with a file of names, where it lies, and the words by actor."""
    places = ((code, f"lexicons/{code}/names.yaml") for code in lexicon_languages())
    return tuple((code, place, record(place)) for code, place in places if is_file(place))


def _fields(
    place: str,
    content: Any,  # noqa: ANN401 - any YAML shape
    *,
    allowed: set[str],
    required: tuple[str, ...],
) -> dict[str, Any]:
    if not isinstance(content, dict):
        raise MalformedActorError(place, "a mapping of fields is expected")
    if unknown := sorted(content.keys() - allowed):
        raise MalformedActorError(place, f"the field {unknown[0]!r} means nothing here")
    if missing := [name for name in required if not content.get(name)]:
        raise MalformedActorError(place, f"the field {missing[0]!r} is missing")
    return content


def _shared(place: str, fields: dict[str, Any], kind: ActorKind, code: str) -> dict[str, Any]:
    return {
        "code": ActorId(code),
        "kind": kind,
        "place": place,
        "words": {
            name: _by_language(place, fields[name]) for name in WORD_FIELDS if fields.get(name)
        },
        "people": tuple(_person(place, person) for person in fields.get("people") or ()),
        "ambiguous": frozenset(_texts(place, fields.get("ambiguous"))),
        "sources": _texts(place, fields.get("sources")),
    }


def _one_of(place: str, fields: dict[str, Any], name: str, choices: tuple[str, ...]) -> str:
    value = fields[name]
    if value not in choices:
        raise MalformedActorError(
            place, f"the field {name!r} is {value!r}, not one of {', '.join(choices)}"
        )
    return str(value)


def _texts(place: str, value: Any) -> tuple[str, ...]:  # noqa: ANN401 - any YAML shape
    """Return one text or a list of texts as a tuple; nothing given is none."""
    if not value:
        return ()
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list) and all(isinstance(text, str) for text in value):
        return tuple(value)
    raise MalformedActorError(place, f"a text or a list of texts is expected, not {value!r}")


def _by_language(place: str, value: Any) -> dict[str, tuple[str, ...]]:  # noqa: ANN401
    if not isinstance(value, dict):
        raise MalformedActorError(place, f"words are given by language (en, id), not as {value!r}")
    return {language: _texts(place, words) for language, words in value.items()}


def _spells(place: str, value: Any) -> tuple[Interval, ...]:  # noqa: ANN401 - any YAML shape
    return tuple(_interval(place, spell) for spell in value or ())


def _interval(place: str, fields: Any) -> Interval:  # noqa: ANN401 - any YAML shape
    if not isinstance(fields, dict):
        raise MalformedActorError(place, f"'from' and 'to' are expected, not {fields!r}")
    start, end = fields.get("from"), fields.get("to")
    try:
        return Interval(
            _partial(start).earliest if start else None,
            _partial(end).latest if end else None,
        )
    except MalformedDateError as error:
        raise MalformedActorError(place, str(error)) from None


def _person(place: str, fields: Any) -> Person:  # noqa: ANN401 - any YAML shape
    if not isinstance(fields, dict) or not fields.get("name"):
        raise MalformedActorError(place, f"a person with a name is expected, not {fields!r}")
    if unknown := sorted(fields.keys() - {"name", "aliases", "office", "from", "to"}):
        raise MalformedActorError(place, f"the field {unknown[0]!r} of a person means nothing")
    return Person(
        name=fields["name"],
        aliases=_texts(place, fields.get("aliases")),
        office=fields.get("office") or "",
        term=_interval(place, fields),
    )
