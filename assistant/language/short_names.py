"""Short names that a text gives to documents and bodies, and every later mention resolved to what it stands for.

"Nghị quyết số 71/NQ-HĐND ngày 11/12/2024 … (sau đây gọi tắt là Nghị quyết 71)": from there on "Nghị quyết 71" is that
resolution (Nghị định 30/2020/NĐ-CP, Phụ lục II: a short form is explained where it is first used). Pure functions;
offsets are half-open and point into the text given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.language.normalize import match_key
from assistant.language.references import TYPES, Reference, references

__all__ = ["Resolved", "ShortName", "resolve", "short_names"]

_DEFINES = re.compile(
    r"(?:[(,]\s*)(?:sau đây\s+)?(?:xin\s+)?(?:được\s+)?(?:viết|gọi)\s+(?:(?:tắt|chung)\s+)?là\s*:?\s*[“\"']?"
    r"(?P<short>[^()“”\"',;.\n]{2,60}?)[”\"']?\s*(?=[),;.\n]|$)",
    re.IGNORECASE,
)
_REACH = 400
_SENTENCE_END = re.compile(r"[.!?]\s+(?=[A-ZĐÀÁÂÊÔƠƯ])|\n\s*\n")


@dataclass(frozen=True, slots=True)
class ShortName:
    """A short name, where it is given (``start``..``end`` of the name itself) and the document it stands for.

    ``reference`` is ``None`` where it stands for something else: a body, a programme, the draft itself.
    """

    short: str
    start: int
    end: int
    reference: Reference | None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A mention of a document: by its own number or name, or by a short name given before."""

    start: int
    end: int
    reference: Reference
    short: str | None = None


def short_names(text: str) -> list[ShortName]:
    """Every short name that ``text`` gives, in reading order."""
    cited = references(text)
    return [
        ShortName(found["short"].strip(), *found.span("short"), _meant(text, found, cited))
        for found in _DEFINES.finditer(text)
    ]


def resolve(text: str) -> list[Resolved]:
    """Every mention of a document, short names included, each with one identity, in reading order."""
    cited = references(text)
    found = [Resolved(one.start, one.end, one) for one in cited]
    taken = [(one.start, one.end) for one in cited]
    for name in short_names(text):
        if name.reference is not None:
            found += _later(text, name, name.reference, taken)
    return sorted(found, key=lambda one: (one.start, one.end))


def _later(
    text: str, name: ShortName, reference: Reference, taken: Sequence[tuple[int, int]]
) -> Iterator[Resolved]:  # fmt: skip
    for again in re.finditer(rf"(?<!\w){re.escape(name.short)}(?!\w)(?![/\-]\w)", text[name.end :]):
        start, end = name.end + again.start(), name.end + again.end()
        if not any(begin < end and start < stop for begin, stop in taken):
            yield Resolved(start, end, reference, name.short)


def _meant(text: str, found: re.Match[str], cited: Sequence[Reference]) -> Reference | None:
    """The document named before in the same sentence whose type the short name bears; the last one if it bears none."""
    begin = max(0, found.start() - _REACH)
    ends = [found.start() - _REACH] + [begin + cut.end() for cut in _SENTENCE_END.finditer(text[begin : found.start()])]
    near = [one for one in cited if max(ends) <= one.start and one.end <= found.start()]
    kind = _type_of(found["short"])
    if kind is None:
        same = near if re.search(r"\d", found["short"]) else []
    else:
        same = [one for one in near if match_key(one.type or "") == kind]
    return same[-1] if kind is None and same else (same[0] if same else None)


def _type_of(short: str) -> str | None:
    key = match_key(short)
    return next((match_key(kind) for kind in TYPES if re.match(rf"{match_key(kind)}(?!\w)", key)), None)
