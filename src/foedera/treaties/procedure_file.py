"""Reads one procedure of ratification from its file, and says exactly what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from foedera.identifiers import ActorId
from foedera.treaties.errors import MalformedInstrumentError, MalformedProcedureError
from foedera.treaties.fields import Fields
from foedera.treaties.stages import AT_HOME, Body, Need, Procedure, ProcedureSource, Stage
from foedera.treaties.steps import LODGING, Act

if TYPE_CHECKING:
    from collections.abc import Mapping

_PROCEDURE = frozenset(
    {"state", "law", "stages", "leaving", "remark", "verified", "unverified", "sources"}
)
_STAGE = frozenset({"act", "organ", "body", "required", "when", "how", "names", "words"})
_SOURCE = frozenset({"cite", "address", "seen", "shows"})
#: Every procedure speaks these languages.
_LANGUAGES = ("en", "id")


def procedure_of(record: Any, place: str) -> Procedure:  # noqa: ANN401 - any YAML shape
    """Build a procedure from its record.

    Args:
        record: Content of one file of ``data/procedures/ratification``, as text.
        place: The file, for messages.

    Raises:
        MalformedProcedureError: A key is missing, unknown, or has a value not allowed.
    """
    try:
        return _procedure(Fields(record, place, _PROCEDURE))
    except MalformedInstrumentError as error:
        raise MalformedProcedureError(error.place, error.reason) from None


def _procedure(fields: Fields) -> Procedure:
    stages = tuple(_stage(row) for row in fields.rows("stages", _STAGE, needed=True))
    if not stages or stages[-1].act not in LODGING:
        allowed = ", ".join(sorted(act.value for act in LODGING))
        raise fields.refusal(f"the last stage makes consent known abroad: {allowed}")
    sources = tuple(_source(row) for row in fields.rows("sources", _SOURCE, needed=True))
    if not sources:
        raise fields.refusal("'sources' names at least one source")
    return Procedure(
        state=ActorId(str(fields.need("state"))),
        law=str(fields.need("law")),
        stages=stages,
        sources=sources,
        remark=_spoken(fields, "remark"),
        leaving=_spoken(fields, "leaving"),
        unverified=_unverified(fields, sources),
    )


def _stage(row: Fields) -> Stage:
    act = row.choice(Act, "act")
    row.need("organ")
    body = row.choice(Body, "body") if "body" in row else None
    if act in AT_HOME and body is None:
        raise row.refusal("an organ at home has its kind under 'body'")
    need = row.choice(Need, "required", Need.YES)
    when = _spoken(row, "when")
    if need is Need.DEPENDS and not when:
        raise row.refusal("'required: depends' says under 'when' on what")
    words = row.names("words")
    if act in AT_HOME and not all(words.get(language) for language in _LANGUAGES):
        raise row.refusal("what newsrooms write of an organ's act is given under 'words' (en, id)")
    return Stage(
        act=act,
        organ=_spoken(row, "organ"),
        body=body,
        need=need,
        when=when,
        how=_spoken(row, "how"),
        names=row.names("names"),
        words=words,
    )


def _source(row: Fields) -> ProcedureSource:
    address, seen = row.text("address"), row.day("seen")
    if seen is not None and address is None:
        raise row.refusal("what was seen has its 'address'")
    return ProcedureSource(str(row.need("cite")), address, seen, row.text("shows"))


def _unverified(fields: Fields, sources: tuple[ProcedureSource, ...]) -> str | None:
    verified, reason = fields.flag("verified", default=True), fields.text("unverified")
    if verified and reason is not None:
        raise fields.refusal("'unverified' gives the reason for 'verified: no'")
    if verified and not any(source.seen for source in sources):
        raise fields.refusal("no source was seen: say 'verified: no', and why under 'unverified'")
    if not verified and reason is None:
        raise fields.refusal("'verified: no' gives its reason under 'unverified'")
    return reason


def _spoken(fields: Fields, key: str) -> Mapping[str, str]:
    """Return a text that speaks every language, or none at all."""
    texts = fields.says(key)
    if texts and set(texts) != set(_LANGUAGES):
        raise fields.refusal(f"{key!r} speaks both en and id")
    return texts
