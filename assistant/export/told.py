"""How a joined remark is set: its items one a line, its reasons each once. Pure functions, no I/O."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Itemised", "clipped", "itemised", "reasons", "tells", "without_quotation"]

_JOINED = re.compile(
    r"(?P<lead>[^“]*):\s(?P<items>“.+?\))(?P<rest>; và \d+ [^.“]+)?\.\s(?P<request>Đề nghị .+)", re.DOTALL
)
_BETWEEN = re.compile(r"(?<=\));\s(?=“)")
_OPENING = re.compile(r"“([^”]+?)…?”[.;]?\s+(?=\S)")
_NUMBERED = re.compile(r"(?:^|\s)\((\d+)\)\s")
_RECOGNISED = 40  # so many first characters of a quotation in a remark: the reader has it there
_SHORT = 240  # items of fewer characters than this, all together, read well in one line


@dataclass(frozen=True, slots=True)
class Itemised:
    """A remark about several things: what is wrong with them, each of them, what is asked."""

    lead: str
    items: tuple[str, ...]
    request: str


def itemised(text: str) -> Itemised | None:
    """``text`` taken apart if it lists at least two quotations with their places, too long to be read in one line."""
    found = _JOINED.fullmatch(text)
    if not found or len(found["items"]) < _SHORT:
        return None
    items = _BETWEEN.split(found["items"])
    if len(items) < 2:
        return None
    rest = (found["rest"].removeprefix("; "),) if found["rest"] else ()
    return Itemised(found["lead"], (*items, *rest), found["request"])


def reasons(text: str) -> tuple[str, ...]:
    """The numbered reasons of a joined remark, "(1) … (2) …", each wording once; any other reason as it is."""
    marks = list(_NUMBERED.finditer(text))
    if len(marks) < 2 or marks[0].start() or [int(mark[1]) for mark in marks] != list(range(1, len(marks) + 1)):
        return (text,) if text else ()
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    parts = (text[mark.end() : end].strip() for mark, end in zip(marks, ends, strict=True))
    return tuple(dict.fromkeys(parts))


def tells(text: str, quote: str) -> bool:
    """Whether a remark has the quotation, or its beginning, in it; spaces and the mark before a list item aside."""
    return _key(quote)[:_RECOGNISED] in _key(text)


def without_quotation(working: str, quotes: Iterable[str]) -> str:
    """How something was checked, without the quotation, whole or cut short, that it begins with; it stands beside."""
    opening = _OPENING.match(working)
    if opening and any(_key(quote).startswith(_key(opening[1])) for quote in quotes):
        return working[opening.end() :]
    return working


def clipped(text: str, most: int) -> str:
    """``text`` in at most ``most`` characters, cut at a space and marked with "…"; cells set apart by bars."""
    plain = text.replace("\t", " | ")
    return plain if len(plain) <= most else plain[:most].rsplit(" ", 1)[0].rstrip(" ,;:–-") + "…"


def _key(text: str) -> str:
    return " ".join(text.split()).lstrip("-+ ").casefold()
