"""Numbers and posts that recognition got wrong in a way that can be told from their surroundings.

A Roman heading number is mended only if what was seen is none and its strokes give the one that must follow ("HI."
behind "II."); a post in capitals only if it is a known post but for its accents ("PHO CHỦ TỊCH").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from assistant.documents.blocks import Block
from assistant.documents.headings import is_caps
from assistant.documents.wordlists import wording
from assistant.language.normalize import fold

__all__ = ["mended"]

_NUMBERED = re.compile(r"(?P<seen>[IVXLHTlỊỈ1|]{1,6})(?P<stop>\s?[.,]\s*)(?=[A-ZĐÀ-Ỹ][A-ZĐÀ-Ỹ ])")
_ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_STROKES = str.maketrans({"H": "II", "T": "I", "l": "I", "Ị": "I", "Ỉ": "I", "1": "I", "|": "I"})
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50}
_POST = re.compile(r"(?P<capacity>(?:TM|T/M|KT|K/T|TL|T/L|TUQ|Q)\s?\.?\s+)?(?P<post>\S.*)")


def mended(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with recognised heading numbers and posts put right; everything else as it is."""
    last = 0
    for block in blocks:
        if block.grid is not None or block.provenance != "ocr" or block.page_spans:
            yield block
            continue
        text = _post(block.text)
        found = _NUMBERED.match(text)
        if found:
            seen = found["seen"]
            number = seen if _ROMAN.fullmatch(seen) else seen.translate(_STROKES)
            if _ROMAN.fullmatch(number) and (number == seen or _value(number) == last + 1):
                last = _value(number)
                text = number + found["stop"].replace(",", ".") + text[found.end() :]
        yield block if text == block.text else replace(block, text=text)


def _value(number: str) -> int:
    values = [_VALUES[letter] for letter in number]
    return sum(-v if any(v < w for w in values[i + 1 :]) else v for i, v in enumerate(values))


def _post(text: str) -> str:
    found = _POST.fullmatch(text.strip()) if len(text) < 60 and is_caps(text) else None
    if found is None:
        return text
    known = _posts().get(fold(found["post"]).strip(" ."))
    return text if known is None else (found["capacity"] or "") + known


@cache
def _posts() -> dict[str, str]:
    return {fold(post): post for post in wording()["signature"]["roles"]}
