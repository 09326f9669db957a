"""What the rest of the program knows of a language model: it answers messages, or says why it could not."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol
from urllib.parse import urlsplit

__all__ = ["Chat", "ChatFailure", "Message", "Reply", "is_local"]

Role = Literal["system", "user", "assistant"]
Reason = Literal["time_limit", "unreachable", "rate_limited", "cut_off", "refused", "empty"]
Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Message:
    """One message of a conversation."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What came back, whole; ``tokens`` counts prompt and answer as the server reports them, else by estimate."""

    text: str
    tokens: int


class ChatFailure(Exception):  # noqa: N818 - not an error of the user's: the text without a model stands
    """No usable answer came: why, in one word of ``Reason``."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason: Reason = reason


class Chat(Protocol):
    """A chat model. ``endpoint`` is where it runs, empty for one inside this process."""

    @property
    def model_id(self) -> str:
        """Its name, for the record."""
        ...

    @property
    def endpoint(self) -> str:
        """The address texts are sent to."""
        ...

    def reply(self, messages: Sequence[Message], progress: Progress | None = None) -> Reply:
        """The whole answer; ``progress`` is told the number of characters received so far.

        Raises:
            ChatFailure: no whole answer in time.
        """
        ...


def is_local(endpoint: str) -> bool:
    """Whether an address is this machine itself: empty, ``localhost`` or a loopback address."""
    host = urlsplit(endpoint if "//" in endpoint else f"//{endpoint}").hostname or ""
    if host in ("", "localhost"):
        return endpoint == "" or host == "localhost"
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
