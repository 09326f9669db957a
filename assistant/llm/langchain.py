"""The one place LangChain models enter: any of them by one setting, with the traps of their defaults disarmed.

* time-outs of 600 s → our own, on the whole answer as well as between its pieces;
* a proxy of the environment is used even for 127.0.0.1 → never for a loopback address;
* a stream that the server cuts off ends without an error → an answer without a finish reason is a failure;
* tracing to LangSmith is one environment variable away → forced off.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from assistant.errors import StateError
from assistant.llm.chat import ChatFailure, Message, Progress, Reply, is_local
from assistant.settings import LlmSettings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

__all__ = ["LangChainChat", "open_chat"]

_TRACING = ("LANGSMITH_TRACING", "LANGSMITH_TRACING_V2", "LANGCHAIN_TRACING", "LANGCHAIN_TRACING_V2")
_CHARACTERS_A_TOKEN = 3
_WHOLE = frozenset({"stop", "end_turn", "STOP", "eos"})


def open_chat(settings: LlmSettings) -> LangChainChat | None:
    """The chat model of the settings; ``None`` for "none".

    ``provider:name`` names any provider LangChain knows, as long as its package is installed; a plain name is a
    model of the OpenAI-compatible server at ``base_url``.

    Raises:
        StateError: ``llm_missing`` when the provider's package is not installed, ``settings_invalid`` for a plain
            name without ``base_url``.
    """
    if settings.model in ("", "none"):
        return None
    for variable in _TRACING:
        os.environ[variable] = "false"
    provider, _, name = settings.model.partition(":")
    if settings.base_url and (not name or provider == "openai"):
        return LangChainChat(_compatible(name or provider, settings), settings, settings.base_url)
    if not name:
        raise StateError("settings_invalid", "llm", problem="thiếu “llm.base_url”")
    return LangChainChat(_provided(settings), settings, settings.base_url or _usual_address(provider))


class LangChainChat:
    """A LangChain chat model behind the program's own Protocol."""

    def __init__(self, model: BaseChatModel, settings: LlmSettings, endpoint: str) -> None:
        self._model = model
        self._settings = settings
        self._endpoint = endpoint

    @property
    def model_id(self) -> str:
        """The name in the settings."""
        return self._settings.model

    @property
    def endpoint(self) -> str:
        """The address texts are sent to."""
        return self._endpoint

    def reply(self, messages: Sequence[Message], progress: Progress | None = None) -> Reply:
        """The whole answer, streamed.

        Raises:
            ChatFailure: see ``Reason``.
        """
        roles = {"system": "system", "user": "human", "assistant": "ai"}
        given = [(roles[message.role], message.text) for message in messages]
        text, finish, counted = "", "", 0
        for chunk in self._pieces(given):
            text += _plain(chunk.content)
            finish = (
                chunk.response_metadata.get("finish_reason") or chunk.response_metadata.get("done_reason") or finish
            )
            usage = getattr(chunk, "usage_metadata", None)
            counted = usage["total_tokens"] if usage else counted
            if progress:
                progress(len(text))
        if finish not in _WHOLE:
            raise ChatFailure("cut_off", str(finish))
        if not text.strip():
            raise ChatFailure("empty")
        sent = sum(len(message.text) for message in messages)
        return Reply(text, counted or (sent + len(text)) // _CHARACTERS_A_TOKEN)

    def _pieces(self, given: list[tuple[str, str]]) -> Iterator[Any]:
        import httpx
        from openai import OpenAIError

        deadline = time.monotonic() + self._settings.timeout_s
        stream = self._model.stream(given)
        while True:
            try:
                chunk = next(stream)
            except StopIteration:
                return
            except (OpenAIError, httpx.HTTPError, OSError, ValueError, RuntimeError) as error:
                raise _failure(error) from error
            yield chunk
            if time.monotonic() > deadline:
                raise ChatFailure("time_limit", f"{self._settings.timeout_s} s")


def _compatible(name: str, settings: LlmSettings) -> BaseChatModel:
    import httpx
    from langchain_openai import ChatOpenAI
    from pydantic import SecretStr

    key = os.environ.get(settings.api_key_env) or "none"
    return ChatOpenAI(
        model=name,
        base_url=settings.base_url,
        api_key=SecretStr(key),
        timeout=settings.timeout_s,
        max_retries=settings.max_retries,
        temperature=0,
        stream_usage=True,
        # Older local servers know only "max_tokens"; the client would send "max_completion_tokens".
        extra_body={"max_tokens": settings.max_reply_tokens},
        http_client=httpx.Client(trust_env=not is_local(settings.base_url), timeout=settings.timeout_s),
    )


def _provided(settings: LlmSettings) -> BaseChatModel:
    from langchain.chat_models import init_chat_model

    given: dict[str, Any] = {"temperature": 0}
    if settings.base_url:
        given["base_url"] = settings.base_url
    try:
        model: BaseChatModel = init_chat_model(settings.model, **given)
    except (ImportError, ValueError) as error:
        raise StateError("llm_missing", settings.model, problem=str(error).split("\n")[0]) from error
    return model


def _usual_address(provider: str) -> str:
    return "http://127.0.0.1:11434" if provider == "ollama" else f"https://{provider}"


def _plain(content: Any) -> str:
    if isinstance(content, str):
        return content
    return "".join(part.get("text", "") for part in content if isinstance(part, dict))


def _failure(error: Exception) -> ChatFailure:
    name = type(error).__name__.lower()
    status = getattr(error, "status_code", None)
    if "timeout" in name:
        return ChatFailure("time_limit")
    if status == 429:
        return ChatFailure("rate_limited")
    if status is not None:
        return ChatFailure("refused", str(status))
    if "remoteprotocol" in name or "incomplete" in name or "readerror" in name:
        return ChatFailure("cut_off")
    return ChatFailure("unreachable", type(error).__name__)
