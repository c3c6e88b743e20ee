"""What the proposals room refuses."""

from __future__ import annotations

from foedera.errors import FoederaError


class MissingExtraError(FoederaError):
    """Proposals were asked for, and what asks a model is not installed."""

    def __init__(self, missing: str) -> None:
        self.missing = missing
        super().__init__(
            f"Asking a model for proposals needs the package {missing!r}, which is not "
            "installed: foedera itself works without. Install it with "
            "pip install 'foedera[llm]'."
        )


class UnsafeEndpointError(FoederaError):
    """An address that foedera does not send reports or keys to."""

    def __init__(self, url: str, reason: str, remedy: str) -> None:
        self.url = url
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"The endpoint {url!r} is not asked: {reason}. {remedy}")


class EndpointError(FoederaError):
    """An endpoint that could not be asked, or did not answer as the protocol lays down."""

    def __init__(self, endpoint: str, reason: str, remedy: str) -> None:
        self.endpoint = endpoint
        self.reason = reason
        self.remedy = remedy
        super().__init__(f"The endpoint {endpoint} gave no answer: {reason}. {remedy}")


class MissingReplyError(FoederaError):
    """A replay of kept replies that meets a prompt without one."""

    def __init__(self, folder: str, digest: str, model: str) -> None:
        self.folder = folder
        self.digest = digest
        self.model = model
        super().__init__(
            f"{folder} keeps no reply of {model!r} to this prompt ({digest}.json), and a "
            "replay asks nobody. Report, model, settings or foedera's own prompt are not "
            "those the replies were kept with: read once without --replay."
        )


class UnreadableReplyError(FoederaError):
    """A file among the kept replies that is not one, or a folder that cannot keep any."""

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(
            f"{path} cannot serve as a kept reply: {reason}. foedera does not guess what "
            "the model said; delete the file, or name another folder with --replies."
        )
