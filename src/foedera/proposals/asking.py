"""Asks a model at an endpoint, or the replies kept of it: foedera's one door to the network."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

import httpx2
from openai import AsyncOpenAI
from pydantic_ai import Agent, ModelRetry, PromptedOutput, RunContext
from pydantic_ai.exceptions import (
    ModelAPIError,
    ModelAuthenticationError,
    ModelConnectionError,
    ModelHTTPError,
    ModelNotFoundError,
    ModelRateLimitError,
    ModelRequestRejectedError,
    ModelRequestTimeout,
    ModelTimeoutError,
    UnexpectedModelBehavior,
)
from pydantic_ai.messages import ModelRequest, ModelResponse, TextPart, UserPromptPart
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.models.wrapper import WrapperModel
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider

from foedera.errors import FoederaError
from foedera.proposals.answer import Answer
from foedera.proposals.errors import EndpointError
from foedera.proposals.prompting import rules
from foedera.proposals.replies import Prompt

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Coroutine

    from pydantic_ai.messages import ModelMessage
    from pydantic_ai.models import ModelRequestParameters
    from pydantic_ai.settings import ModelSettings

    from foedera.proposals.address import Endpoint
    from foedera.proposals.replies import Replies

T = TypeVar("T")
#: What is asked of every model, beside the words. A changed value asks anew.
TEMPERATURE: Final = 0.0
TOKENS: Final = 4096
SETTINGS: Final = {"temperature": TEMPERATURE, "max_tokens": TOKENS}
#: Bytes of one reply; an answer of the greatest length asked for has a tenth of it.
MOST_BYTES: Final = 512 * 1024
#: Headers that go out: nothing that the environment or a library would add.
_HEADERS: Final = frozenset(
    {"host", "accept", "authorization", "connection", "content-type", "content-length"}
)
#: Hosts that know the field max_completion_tokens and refuse the older max_tokens.
_NEWER: Final = ("api.openai.com", ".openai.azure.com")
_MOVED: Final = range(300, 400)
#: A shorter key is a placeholder, and a word of its own elsewhere.
_KEY: Final = 8
_TRY_LATER: Final = "Try again later; replies kept with --replies are not asked for again."


@dataclass(frozen=True, slots=True)
class Asked:
    """What came of showing a passage to a model.

    Attributes:
        answer: Its answer; None where none of its replies had the form asked for.
        times: How often it was asked.
    """

    answer: Answer | None
    times: int


class Asking:
    """Asks one model.

    Args:
        model: Its identifier, as the endpoint knows it.
        endpoint: Where to ask; None where only kept replies are read.
        replies: Replies kept of it.
    """

    def __init__(self, model: str, endpoint: Endpoint | None, replies: Replies | None) -> None:
        self._model = model
        self._endpoint = endpoint
        self._replies = replies

    def ask(self, shown: str, check: Callable[[Answer], str]) -> Asked:
        """Show a passage to the model and return its answer.

        A model whose answer has not the form asked for, or is complained of, is asked
        once more. Where the second answer cannot be read the first one stands.

        Args:
            shown: The passage.
            check: Says what is wrong with an answer; empty where nothing is.

        Raises:
            EndpointError: The endpoint cannot be reached, refuses, or breaks the protocol.
            MissingReplyError: Nobody is to be asked, and no reply is kept.
            UnreadableReplyError: A kept reply cannot be read, or a reply not be kept.
        """
        return _awaited(self._ask(shown, check))

    async def _ask(self, shown: str, check: Callable[[Answer], str]) -> Asked:
        firsts: list[Answer] = []

        def judged(context: RunContext[object], answer: Answer) -> Answer:
            complaint = check(answer)
            if complaint and context.retry < context.max_retries:
                firsts.append(answer)
                raise ModelRetry(complaint)
            return answer

        transport = _Narrow(httpx2.AsyncHTTPTransport(trust_env=False))
        async with httpx2.AsyncClient(
            transport=transport, trust_env=False, follow_redirects=False
        ) as client:
            model = _Kept(self._wrapped(client), self._replies, self._model, self._key)
            agent = Agent(
                model,
                output_type=PromptedOutput(Answer),
                instructions=rules(),
                retries=1,
                model_settings=self._settings(),
            )
            agent.output_validator(judged)
            try:
                run = await agent.run(shown)
                return Asked(run.output, model.times)
            except ModelAPIError as error:
                raise self._refusal(error) from error
            except UnexpectedModelBehavior:
                return Asked(firsts[0] if firsts else None, model.times)

    @property
    def _key(self) -> str | None:
        return self._endpoint.key if self._endpoint else None

    def _settings(self) -> ModelSettings:
        settings: ModelSettings = {"temperature": TEMPERATURE, "max_tokens": TOKENS}
        if self._endpoint is not None:
            settings["request_timeout"] = self._endpoint.patience
            settings["max_retries"] = self._endpoint.retries
        return settings

    def _wrapped(self, client: httpx2.AsyncClient) -> OpenAIChatModel:
        """Return the model as the library asks it: plain text out, which every server has."""
        host = self._endpoint.host if self._endpoint else ""
        profile = OpenAIModelProfile(
            supports_json_object_output=False,
            openai_chat_supports_max_completion_tokens=host.endswith(_NEWER),
        )
        asked = AsyncOpenAI(
            # Without an endpoint only kept replies are read, and this is never asked.
            base_url=self._endpoint.url if self._endpoint else "http://localhost:9",
            api_key=self._key or "none",
            http_client=client,
        )
        provider = OpenAICompatibleProvider("endpoint", openai_client=asked, profile=profile)
        return OpenAIChatModel(self._model, provider=provider)

    def _refusal(self, error: ModelAPIError) -> FoederaError:
        """Return what went wrong as an error of ours; one of ours that lies beneath as it is."""
        beneath: BaseException | None = error
        while beneath is not None:
            if isinstance(beneath, FoederaError):
                return beneath
            beneath = beneath.__cause__ or beneath.__context__
        origin = self._endpoint.origin if self._endpoint else ""
        reason, remedy = _told(error)
        return EndpointError(origin, reason, remedy)


class _Kept(WrapperModel):
    """A model whose replies are kept, and not asked for where they have been kept."""

    def __init__(
        self, wrapped: OpenAIChatModel, replies: Replies | None, model: str, key: str | None
    ) -> None:
        super().__init__(wrapped)
        self._replies = replies
        self._model = model
        self._key = key
        self.times = 0

    async def request(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
    ) -> ModelResponse:
        self.times += 1
        prompt = Prompt(self._model, SETTINGS, rules(), tuple(_said(messages)))
        reply = self._replies.find(prompt) if self._replies else None
        if reply is None:
            reply = await self._asked(messages, model_settings, model_request_parameters)
            if self._replies is not None:
                self._replies.keep(prompt, reply)
        return ModelResponse(parts=[TextPart(reply)], model_name=self._model)

    async def _asked(
        self,
        messages: list[ModelMessage],
        model_settings: ModelSettings | None,
        model_request_parameters: ModelRequestParameters,
    ) -> str:
        try:
            response = await self.wrapped.request(
                messages, model_settings, model_request_parameters
            )
        except UnexpectedModelBehavior as error:
            raise ModelAPIError(self._model, "not the protocol") from error
        reply = "".join(part.content for part in response.parts if isinstance(part, TextPart))
        reply = reply.encode("utf-8", "replace").decode("utf-8")
        # A server could send the key back; it must not end up in a file.
        known = self._key is not None and len(self._key) >= _KEY
        return reply.replace(self._key or "", "[key]") if known else reply


def _said(messages: list[ModelMessage]) -> list[str]:
    """Return what was shown, and what was answered, in turn.

    What the model is told between its answers follows from these.
    """
    said = []
    for place, message in enumerate(messages):
        for part in message.parts:
            first = place == 0 and isinstance(part, UserPromptPart)
            answered = not isinstance(message, ModelRequest) and isinstance(part, TextPart)
            if first or answered:
                said.append(str(getattr(part, "content", "")))
    return said


class _Narrow(httpx2.AsyncBaseTransport):
    """Lets out what was meant to go out, and in no more than a reply can have."""

    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        for name in set(request.headers) - _HEADERS:
            del request.headers[name]
        origin = f"{request.url.scheme}://{request.url.netloc.decode('ascii')}"
        request.headers["accept-encoding"] = "identity"  # a small reply cannot swell
        response = await self._inner.handle_async_request(request)
        if response.status_code in _MOVED:
            await response.aclose()
            raise EndpointError(
                origin,
                f"it points elsewhere (code {response.status_code})",
                "foedera follows no such pointer; name the address where the model answers.",
            )
        if response.headers.get("content-encoding", "identity") != "identity":
            await response.aclose()
            reason = "its reply is packed, and was asked not to be"
            raise EndpointError(origin, reason, "A proxy before it may do so: ask it directly.")
        stream = response.stream
        if isinstance(stream, httpx2.AsyncByteStream):
            response.stream = _Bounded(stream, origin)
        return response

    async def aclose(self) -> None:
        await self._inner.aclose()


class _Bounded(httpx2.AsyncByteStream):
    """A reply that is no longer read once it is longer than any can be."""

    def __init__(self, stream: httpx2.AsyncByteStream, origin: str) -> None:
        self._stream = stream
        self._origin = origin

    async def __aiter__(self) -> AsyncIterator[bytes]:
        total = 0
        async for chunk in self._stream:
            total += len(chunk)
            if total > MOST_BYTES:
                raise EndpointError(
                    self._origin,
                    f"its reply has more than {MOST_BYTES // 1024} KiB",
                    "No answer is as long; see whether the address is that of a model.",
                )
            yield chunk

    async def aclose(self) -> None:
        await self._stream.aclose()


#: What a refusal means and what to do, the first that fits. Nothing of what the endpoint
#: wrote is shown: it could hold the key.
_REFUSALS: Final[tuple[tuple[tuple[type[ModelAPIError], ...], str, str], ...]] = (
    (
        (ModelAuthenticationError,),
        "it refuses the key",
        "See which variable of the environment holds it.",
    ),
    (
        (ModelNotFoundError,),
        "it knows no such model, or is not at this path",
        "Addresses often end in /v1.",
    ),
    ((ModelRateLimitError,), "it has been asked too often", _TRY_LATER),
    (
        (ModelTimeoutError, ModelRequestTimeout),
        "it took too long",
        f"Wait longer with --timeout. {_TRY_LATER}",
    ),
    ((ModelConnectionError,), "it cannot be reached", f"See whether it runs there. {_TRY_LATER}"),
    (
        (ModelRequestRejectedError,),
        "it does not take the request",
        "See whether the model is one for chat.",
    ),
    ((ModelHTTPError,), "it failed", _TRY_LATER),
    (
        (ModelAPIError,),
        "it does not answer as the protocol of chat completions lays down",
        "See whether the address is that of an OpenAI-compatible model.",
    ),
)


def _told(error: ModelAPIError) -> tuple[str, str]:
    """Return what an endpoint's refusal means, and what to do."""
    code = f" (code {error.status_code})" if isinstance(error, ModelHTTPError) else ""
    reason, remedy = next((r, d) for kinds, r, d in _REFUSALS if isinstance(error, kinds))
    return f"{reason}{code}", remedy


def _awaited(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end, also where a loop runs already, as in a notebook."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(asyncio.run, work).result()
