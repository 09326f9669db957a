"""The JSON in an answer, whatever stands around it; one repair, then no more."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from pydantic import BaseModel

from assistant.llm.chat import Message, Progress, Reply
from assistant.llm.parse import ReplyInvalid, ask, parse_reply


class Form(BaseModel):
    text: str


class Scripted:
    """A chat that answers from a list."""

    model_id = "scripted"
    endpoint = ""

    def __init__(self, *answers: str) -> None:
        self.answers = list(answers)
        self.asked: list[list[Message]] = []

    def reply(self, messages: Sequence[Message], progress: Progress | None = None) -> Reply:
        del progress
        self.asked.append(list(messages))
        return Reply(self.answers.pop(0), 10)


@pytest.mark.parametrize(
    "text", ['{"text": "a"}', '```json\n{"text": "a"}\n```', 'Vâng, đây là kết quả: {"text": "a"} Chúc tốt lành!']
)
def test_json_is_found(text: str) -> None:
    assert parse_reply(text, Form).text == "a"


@pytest.mark.parametrize("text", ["", "xin lỗi", '{"text": ', '{"text": 3}', '{"other": "a"}', "}{"])
def test_anything_else_is_invalid(text: str) -> None:
    with pytest.raises(ReplyInvalid):
        parse_reply(text, Form)


def test_a_wrong_answer_is_repaired_once() -> None:
    chat = Scripted("xin lỗi", '{"text": "a"}')
    answer, tokens = ask(chat, [Message("user", "hỏi")], Form, lambda problem: f"sửa: {problem}")
    assert (answer.text, tokens) == ("a", 20)
    assert [message.role for message in chat.asked[1]] == ["user", "assistant", "user"]
    assert chat.asked[1][2].text.startswith("sửa: ")


def test_two_wrong_answers_are_enough() -> None:
    chat = Scripted("xin lỗi", "vẫn sai", '{"text": "a"}')
    with pytest.raises(ReplyInvalid):
        ask(chat, [Message("user", "hỏi")], Form, str)
    assert len(chat.answers) == 1
