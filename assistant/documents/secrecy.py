"""Secrecy and urgency stamps. Only a line that is nothing but the mark counts, never the word in a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.documents.model import Secrecy, Urgency

__all__ = ["is_stamp", "secrecy_of", "urgency_of"]

_SECRECY: dict[str, Secrecy] = {"TUYỆT MẬT": "top_secret", "TỐI MẬT": "secret", "MẬT": "restricted"}
_URGENCY: dict[str, Urgency] = {
    "HỎA TỐC HẸN GIỜ": "express",
    "HOẢ TỐC HẸN GIỜ": "express",
    "HỎA TỐC": "express",
    "HOẢ TỐC": "express",
    "THƯỢNG KHẨN": "very_urgent",
    "KHẨN": "urgent",
}
_PREFIX = re.compile(r"(?:[Đđ]ộ mật|ĐỘ MẬT|[Mm]ức độ mật|[Đđ]ộ khẩn|ĐỘ KHẨN)\s*:\s*", re.IGNORECASE)
_FRAME = re.compile(r"^[\s\[\](){}|*_.:;\-–—]+|[\s\[\](){}|*_.:;\-–—]+$")
_RANKS: tuple[Secrecy, ...] = ("none", "restricted", "secret", "top_secret")


def secrecy_of(lines: Iterable[str]) -> Secrecy:
    """The highest secrecy mark among stamp lines."""
    found = [_SECRECY.get(_bare(line), "none") for line in lines]
    return max(found, key=_RANKS.index, default="none")


def urgency_of(lines: Iterable[str]) -> Urgency:
    """The first urgency mark among stamp lines."""
    return next((mark for line in lines if (mark := _URGENCY.get(_bare(line)))), "none")


def is_stamp(line: str) -> bool:
    """Whether the line is nothing but a secrecy or urgency mark, in capitals, framed or not."""
    bare = _bare(line)
    return bare in _SECRECY or bare in _URGENCY


def _bare(line: str) -> str:
    """The mark alone: "[ MẬT ]", "Độ mật: Tối mật" and letters set apart ("M Ậ T") are the same stamp."""
    text = _FRAME.sub("", line)
    prefixed = _PREFIX.match(text)
    text = _FRAME.sub("", text[prefixed.end() :]).upper() if prefixed else text
    if re.fullmatch(r"(?:\S )+\S", text):
        text = text.replace(" ", "")
        text = {"TỐIMẬT": "TỐI MẬT", "TUYỆTMẬT": "TUYỆT MẬT"}.get(text, text)
    return " ".join(text.split())
