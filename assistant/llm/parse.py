"""A model's words → checked data: the JSON in them, validated; asked for once more when it is wrong."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeVar

from assistant.llm.chat import Chat, Message, Reply

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["ReplyInvalid", "ask", "parse_reply"]

_FENCED = re.compile(r"```(?:json)?\s*(.*?)```", re.DOTALL)
_MOST_SHOWN = 400
Model = TypeVar("Model", bound="BaseModel")
Repair = Callable[[str], str]


class ReplyInvalid(Exception):  # noqa: N818 - not an error of the user's: the text without a model stands
    """The answer does not have the asked form; the message says where."""


def parse_reply(text: str, model: type[Model]) -> Model:
    """The object of ``model`` that ``text`` holds, with or without a code fence or words around it.

    Raises:
        ReplyInvalid: there is none, or it is of another form.
    """
    from pydantic import ValidationError

    fenced = _FENCED.search(text)
    body = fenced[1] if fenced else text
    start, end = body.find("{"), body.rfind("}")
    if start < 0 or end < start:
        raise ReplyInvalid("không có đối tượng JSON")
    try:
        return model.model_validate(json.loads(body[start : end + 1]))
    except json.JSONDecodeError as error:
        raise ReplyInvalid(str(error)) from error
    except ValidationError as error:
        raise ReplyInvalid(str(error)[:_MOST_SHOWN]) from error


def ask(chat: Chat, messages: Sequence[Message], model: type[Model], repair: Repair) -> tuple[Model, int]:
    """The model's answer as data, and the tokens it took; one that is wrong is asked for once more, with the problem.

    ``repair`` makes the second request from the problem.

    Raises:
        ChatFailure: no answer.
        ReplyInvalid: the second answer is wrong too.
    """
    first = chat.reply(messages)
    try:
        return parse_reply(first.text, model), first.tokens
    except ReplyInvalid as problem:
        again = [*messages, Message("assistant", first.text), Message("user", repair(str(problem)))]
    second: Reply = chat.reply(again)
    return parse_reply(second.text, model), first.tokens + second.tokens
