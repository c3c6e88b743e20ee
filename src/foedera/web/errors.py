"""What the web refuses to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from foedera.errors import FoederaError

if TYPE_CHECKING:
    from collections.abc import Iterable


class WebError(FoederaError):
    """Something that a browser asked for and cannot have.

    Attributes:
        status: The HTTP status that says so (RFC 9110).
    """

    status = 400


class UnreadableParameterError(WebError):
    """A part of an address, or a field of a form, that says nothing."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        self.name = name
        shown = value if len(value) <= 60 else value[:60] + "…"  # noqa: PLR2004 - enough to know it
        super().__init__(f"{name}={shown!r} cannot be read. Write {expected}.")


class NoSuchPageError(WebError):
    """An address at which nothing is."""

    status = 404

    def __init__(self, path: str) -> None:
        super().__init__(
            f"There is no page at {path}. Look for it from the first page, or by the search."
        )


class NoTableError(WebError):
    """A page asked for in a form that it does not have."""

    status = 404

    def __init__(self, path: str, form: str, has: Iterable[str]) -> None:
        super().__init__(f"{path} cannot be had as .{form}. It can be had as {', '.join(has)}.")


class NotSignedInError(WebError):
    """Something that nobody may do who is not signed in."""

    status = 401

    def __init__(self, needed: str) -> None:
        super().__init__(f"This needs the role of a {needed}. Sign in first, or send a token.")


class NotAllowedError(WebError):
    """Something that needs another role than one has."""

    status = 403

    def __init__(self, role: str, needed: str) -> None:
        super().__init__(
            f"This needs the role of a {needed}, and yours is that of a {role}. Ask a keeper of "
            "this server."
        )


class ForgedRequestError(WebError):
    """A form that did not come from a page of this server."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "The form was not sent from a page of this server, or that page is too old. "
            "Open the page anew and send it again: nothing was done."
        )


class TooLargeError(WebError):
    """More than is taken at once."""

    status = 413

    def __init__(self, most: int) -> None:
        super().__init__(
            f"What was sent is larger than {most:,} bytes, the most that is taken here. Send "
            "less at once, or add it with 'foedera add' on the server."
        )


class OpenToAllError(FoederaError):
    """An address that others can reach, for a server that lets everybody in."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} can be reached from other machines, and without accounts whoever reaches "
            "this server may do everything. Leave --host out to serve this machine alone, or "
            "give people accounts with --accounts."
        )


class PortTakenError(FoederaError):
    """An address that cannot be listened at."""

    def __init__(self, host: str, port: int, reason: str) -> None:
        super().__init__(
            f"{host} port {port} cannot be listened at: {reason}. Name another with --port; "
            "0 takes any that is free."
        )


class UnknownParameterError(WebError):
    """A parameter that an operation of the API does not take."""

    def __init__(self, name: str, known: Iterable[str]) -> None:
        shown = name if len(name) <= 60 else name[:60] + "…"  # noqa: PLR2004 - enough to know it
        taken = ", ".join(known) or "none"
        super().__init__(
            f"{shown!r} is no parameter of this operation, so that nothing was answered: rows "
            f"that nobody asked for would be worse. It takes: {taken}."
        )


class MissingParameterError(WebError):
    """A parameter without which an operation of the API has nothing to answer."""

    def __init__(self, names: Iterable[str]) -> None:
        wanted = " or ".join(names)
        super().__init__(f"{wanted} is missing. Give it, and ask again.")


class CrowdedAddressError(WebError):
    """An address with more parameters than anything takes."""

    status = 431

    def __init__(self, most: int) -> None:
        super().__init__(
            f"The address has more than {most} parameters. Ask for less at once, or in parts."
        )


class UnreadableBodyError(WebError):
    """What was sent to the API, and cannot be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"What was sent cannot be read: {reason}. Send a JSON object (application/json) "
            "with a field 'text', or the text itself (text/plain)."
        )


class UnknownKindError(WebError):
    """What was sent to the API is of a media type that it does not take."""

    status = 415

    def __init__(self, kind: str) -> None:
        shown = kind[:60] or "nothing"
        super().__init__(f"The content type says {shown!r}. Send application/json or text/plain.")


class BusyReadingError(WebError):
    """A report to be read, while too many others wait.

    Attributes:
        waiting: How many.
    """

    status = 503

    def __init__(self, waiting: int) -> None:
        self.waiting = waiting
        super().__init__(
            f"{waiting} reports are being read or wait for it already. Send it again in a few "
            "seconds: nothing of it was kept."
        )


class NotReadError(WebError):
    """A report that was sent and cannot be read.

    Attributes:
        reason: Name of the error that says why.
    """

    status = 422

    def __init__(self, reason: str, message: str) -> None:
        self.reason = reason
        super().__init__(message)


class LongTableError(WebError):
    """A table that is longer than the API makes at once."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"The table would have more than {most:,} rows. Ask for fewer years or states at "
            "once, or make it with 'foedera dyads' on your own machine."
        )


class NothingSentError(WebError):
    """A form for a report, without a report."""

    status = 422

    def __init__(self) -> None:
        super().__init__("There is nothing to read. Paste the text of a report, or choose a file.")


class NotEmptyError(WebError):
    """The demo asked for, where something is on record already."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "There are reports on record already, and the demo would stand among them. Make "
            "another ledger for it: foedera serve --ledger demo.db"
        )


class UnencryptedError(FoederaError):
    """An address on a network at which passwords would be sent in the clear."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} can be reached over a network, and people would send their passwords there "
            "unencrypted. Give --certificate and --key, or let a proxy encrypt and name its "
            "address with --behind-proxy."
        )


class UnnamedServerError(FoederaError):
    """A server for others that does not know what they call it."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} can be reached over a network, and it is not told under which name: requests "
            "for any other are refused. Say how people reach it with --url "
            "https://foedera.example.org."
        )


class BadTokenError(WebError):
    """A token that lets nobody in."""

    status = 401

    def __init__(self) -> None:
        super().__init__(
            "The token that was sent lets nobody in: it is mistyped, has ended, or its owner is no "
            "longer let in. Make another on the page of your account."
        )


class SessionNeededError(WebError):
    """Something that a token does not do, whatever its role."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "This is done in a browser by somebody who signed in, and not with a token. Nothing "
            "was done."
        )


class PlainConnectionError(WebError):
    """Signing in over a connection that anybody on the way can read."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            "Nobody signs in over an unencrypted connection. Open this server by its https:// "
            "address; if a proxy encrypts before it, its keeper names it with --behind-proxy."
        )


class SlowBodyError(WebError):
    """A body of which the rest does not come."""

    status = 408

    def __init__(self) -> None:
        super().__init__("What was to be sent did not come in time. Send it again.")


class UnusableKeyError(WebError):
    """A key that cannot be given to what it is to do."""

    def __init__(self, key: str) -> None:
        self.key = key
        shown = key if len(key) <= 20 else key[:20] + "…"  # noqa: PLR2004 - enough to know it
        super().__init__(
            f"{shown!r} cannot be a key of review, or is to do two things. Give one sign that is "
            "no digit, or 'space', 'backspace', 'enter' or 'delete', once."
        )


class GatheringError(WebError):
    """A proposal that is decided while the proposals are still being gathered."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Nothing was decided: the proposals are being gathered, which takes minutes on a "
            "large ledger. Open the page again in a moment, and decide then."
        )


class UnreadableFormError(WebError):
    """A form that says nothing that could be done."""

    def __init__(self, what: str) -> None:
        shown = what if len(what) <= 60 else what[:60] + "…"  # noqa: PLR2004 - enough to know it
        super().__init__(f"Nothing was done: the form asks for {shown!r}, which is not known here.")


class BusyAnsweringError(WebError):
    """A question that takes long, while others like it are being worked on."""

    status = 503

    def __init__(self) -> None:
        super().__init__(
            "Other questions that take long are being worked on. Ask again in a minute."
        )


class WideTableError(WebError):
    """A table of all states through many days."""

    def __init__(self, days: int) -> None:
        super().__init__(
            f"A table of all states covers {days} days at most. Name a debtor or a creditor, ask "
            "for fewer days, or make it with 'foedera dyads' on your own machine."
        )


class NoSuchJobError(WebError):
    """Work that is not, or no longer, known."""

    status = 404

    def __init__(self, name: str) -> None:
        shown = name if len(name) <= 60 else name[:60] + "…"  # noqa: PLR2004 - enough to know it
        super().__init__(
            f"No work is known as {shown!r}: the server was started anew since, or much was done "
            "after it. What it recorded is on record all the same."
        )


class NoUploadError(WebError):
    """A form for a file, without a file."""

    status = 422

    def __init__(self) -> None:
        super().__init__("No file was chosen, or it is empty. Choose a report or a feed.")


class NotHereError(WebError):
    """A file of a release that does not lie on this machine."""

    status = 404

    def __init__(self, release: str, file: str) -> None:
        super().__init__(
            f"{file[:200]} of release {release[:80]} is not at hand here. Start the server with "
            "--releases FOLDER, where FOLDER holds the folders of releases; or make it again "
            "with 'foedera release'."
        )


class NoReleasesFolderError(WebError):
    """A release that is to be made by a server that has no place for it."""

    status = 409

    def __init__(self) -> None:
        super().__init__(
            "This server was not told where releases lie, so that none was made. Start it with "
            "--releases FOLDER, or make the release with 'foedera release FOLDER'."
        )
