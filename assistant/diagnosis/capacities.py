"""The size of a named thing, told in a bracket behind its name and in words elsewhere: two values of one plant."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.diagnosis.parts import load_data
from assistant.diagnosis.prints import Print, prints_of
from assistant.diagnosis.reading import Reading
from assistant.language.normalize import match_key

__all__ = ["Sized", "sizes_apart"]

_LONGEST_NAME = 4
_CHANGES = re.compile(r"(?<!\w)(?:giai đoạn|đợt|thêm|bổ sung|mở rộng|nâng|tăng|giảm|điều chỉnh|hiện|còn lại)(?!\w)")


@dataclass(frozen=True, slots=True)
class Sized:
    """``odd`` stands in the bracket behind the ``name``, ``other`` behind the word for its size ("quy mô 46 ha")."""

    name: str
    odd: Print
    other: Print


def sizes_apart(reading: Reading) -> Iterator[Sized]:
    """Sizes in brackets that the only other size told of the thing by name contradicts; enlargements are left alone."""
    text = reading.draft.text
    prints = [p for p in prints_of(reading) if p.table < 0 and _plain(p)]
    kin: dict[tuple[str, str], list[Print]] = defaultdict(list)
    for one in prints:
        if _sized(text[one.span[0] : one.number[0]]):
            kin[one.amount.unit, one.amount.per].append(one)
    for odd in prints:
        before = text[odd.span[0] : odd.number[0]]
        name = _named(before) if text[odd.number[1] : odd.number[1] + 1] == ")" else ""
        if not name or _CHANGES.search(match_key(before)):
            continue
        head, own = (match_key(words) for words in name.split(" | "))
        whole = re.compile(rf"(?<!\w){head}(?:\s[^\W\d_]+){{0,8}}?\s{own},?(?:\s[^\W\d_]+){{1,4}}\s$")
        told = [p for p in kin[odd.amount.unit, odd.amount.per] if p.span != odd.span and _says(text, p, whole)]
        if told and len({p.amount.value for p in told}) == 1 and told[0].amount.value != odd.amount.value:
            yield Sized(name.replace(" | ", " "), odd, told[0])


def _named(before: str) -> str:
    """The thing that a bracket follows, its two head words and its own name ("Nhà máy | Đồng Lau"), "" for none."""
    words = re.findall(r"[^\W\d_]+", before[-60:]) if re.search(r"\w\s?\($", before) else []
    name: list[str] = []
    while words and words[-1][0].isupper():
        name.insert(0, words.pop())
    if not 2 <= len(name) <= _LONGEST_NAME or len(words) < 2:
        return ""
    return f"{' '.join(words[-2:])} | {' '.join(name)}"


def _plain(one: Print) -> bool:
    amount = one.amount
    return amount.measure == "measure" and amount.bound == "exact" and amount.high is None and amount.of is None


def _sized(before: str) -> bool:
    """Whether the words end in one for the size of a thing."""
    return match_key(before).rstrip().endswith(tuple(load_data("facts")["words"]["sizes"]))


def _says(text: str, one: Print, whole: re.Pattern[str]) -> bool:
    before = match_key(text[one.span[0] : one.number[0]])
    return whole.search(before.rstrip() + " ") is not None and _CHANGES.search(before) is None
