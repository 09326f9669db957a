"""The LangChain adapter against a real OpenAI-compatible server, well-behaved and misbehaving."""

from __future__ import annotations

import os
from typing import Any

import pytest

from assistant.errors import StateError
from assistant.llm.chat import ChatFailure, Message
from assistant.llm.langchain import LangChainChat, open_chat
from assistant.settings import LlmSettings
from tests.llm.model_server import ModelServer, reworded

ASKED = [Message("system", "Bạn giúp viết."), Message("user", "[a1] Đề nghị làm rõ.")]


def chat(server: ModelServer, **changes: Any) -> LangChainChat:
    found = open_chat(LlmSettings(**{"model": "m", "base_url": server.url, "timeout_s": 5, "max_retries": 0} | changes))
    assert found is not None
    return found


def test_a_whole_answer_is_streamed_and_reported() -> None:
    seen: list[int] = []
    with ModelServer() as server:
        reply = chat(server).reply(ASKED, seen.append)
    assert reply.text == reworded(ASKED[1].text, 1)
    assert seen == sorted(seen)
    assert reply.tokens > 0
    sent = server.requests[0]
    assert [message["role"] for message in sent["messages"]] == ["system", "user"]
    assert sent["max_tokens"] == LlmSettings().max_reply_tokens
    assert sent["stream"] is True


@pytest.mark.parametrize(
    ("server", "changes", "reason"),
    [
        (ModelServer(wait_s=3), {"timeout_s": 1}, "time_limit"),
        (ModelServer(cut=True), {}, "cut_off"),
        (ModelServer(lambda prompt, number: ""), {}, "empty"),
        (ModelServer(statuses=(429,)), {}, "rate_limited"),
        (ModelServer(statuses=(500,)), {}, "refused"),
    ],
    ids=["slow", "cut off", "empty", "429", "500"],
)
def test_no_whole_answer_is_a_failure_with_its_reason(
    server: ModelServer, changes: dict[str, Any], reason: str
) -> None:
    with server, pytest.raises(ChatFailure) as failure:
        chat(server, **changes).reply(ASKED)
    assert failure.value.reason == reason


def test_a_server_that_is_busy_once_is_asked_again() -> None:
    with ModelServer(statuses=(429,)) as server:
        assert chat(server, max_retries=1).reply(ASKED).text
    assert len(server.requests) == 2


def test_nobody_listening() -> None:
    with ModelServer() as server:
        closed = chat(server)
    with pytest.raises(ChatFailure) as failure:
        closed.reply(ASKED)
    assert failure.value.reason == "unreachable"


def test_a_proxy_of_the_environment_is_not_used_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with ModelServer() as server:
        assert chat(server).reply(ASKED).text


def test_tracing_is_forced_off(monkeypatch: pytest.MonkeyPatch) -> None:
    from langsmith.utils import tracing_is_enabled

    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2"):
        monkeypatch.setenv(name, "true")
    with ModelServer() as server:
        chat(server)
    assert os.environ["LANGSMITH_TRACING"] == "false"
    assert not tracing_is_enabled()


def test_no_model_is_the_default_and_a_wrong_setting_says_so() -> None:
    assert open_chat(LlmSettings()) is None
    with pytest.raises(StateError, match="base_url"):
        open_chat(LlmSettings(model="m"))
    with pytest.raises(StateError, match="mô hình"):
        open_chat(LlmSettings(model="nosuchprovider:m"))
