"""Words of the governing resolution credited to another resolution."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.diagnosis.clauses import sentences, words
from assistant.diagnosis.mentions import around, clause_at, quoted_at
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.terms import terms_of
from assistant.language.tokens import Token

__all__ = ["borrowed"]

_RUN = 7
_LARGE = 3
_NEAR = 80
_NAMED = re.compile(
    r"(?:[Nn]ghị quyết|Kết luận|Chỉ thị|Quyết định)\s(?:số\s)?(?P<number>\d{1,4})"
    r"(?P<symbol>\s?[-/]\s?(?:\d{4}/)?[A-ZĐ][\w/-]*)?(?![\d/])"
)
_FIGURE = re.compile(
    r"(?<![\w.,/])(?P<value>\d{1,3}(?:\.\d{3})+|\d+(?:,\d+)?)(?P<of>\s?%(?:/năm)?|\s[^\W\d_]+(?:\s(?!(?:mà|do|theo|của|tại|trong|đã|được|và|so|đến|năm)(?!\w))[^\W\d_]+)?)"
)
_AIMED = re.compile(r"(?<!\w)(?:mục tiêu|chỉ tiêu|kế hoạch|mức|giao)(?:\s\w+){0,4}\s$", re.IGNORECASE)
_GIVEN = re.compile(r"[^.;:]{0,60}?(?<!\w)(?:mà|do|theo|của|tại|trong)\s*$")
_GIVES = re.compile(r"\s*(?:đã\s)?(?:giao|đặt|đề ra|đặt ra|xác định|quy định|yêu cầu)[^.;:]{0,60}$")
_LINK = re.compile(r"(?:của|do|theo|tại|trong|nêu tại|tinh thần)\s*$")
_SAYS = re.compile(r"\s*(?:đã\s)?(?:xác định|đề ra|nêu|yêu cầu|nhấn mạnh|quy định|đặt ra|chỉ rõ)(?:\srõ)?\s*:?\s*")


@dataclass(frozen=True, slots=True)
class _Found:
    """A run of words of the governing resolution beside another resolution's name; spans are offsets into the draft."""

    line: Line
    named: Span
    run: Span
    governing: Span


def borrowed(reading: Reading) -> Iterator[Defect]:
    """Seven or more words running, or a figure and its unit, that stand in the governing resolution, ascribed by the
    draft to another one.

    Only numbered resolutions are compared; where the governing resolution itself names the other one in that sentence,
    the words may be the other's, and nothing is said.
    """
    governing = reading.governing
    number = (governing.metadata.number or "").split("/")[0] if governing is not None else ""
    if governing is None or not number.isdigit():
        return
    known = words(governing.text)
    index: dict[tuple[str, ...], int] = {}
    for i in range(len(known) - _RUN + 1):
        index.setdefault(tuple(w.text for w in known[i : i + _RUN]), i)
    own = int(number)
    for line in reading.paragraphs:
        for found in _NAMED.finditer(line.text):
            if int(found["number"]) == own or _allots(reading, found) or quoted_at(line, line.start + found.start()):
                continue
            one = _ascribed(line, found, index, known) or _figure(line, found, governing.text)
            if one is not None and not _shared(governing.text, one.governing, found["number"]):
                yield _defect(reading, one, line.text[found.start() : found.end()])


def _allots(reading: Reading, found: re.Match[str]) -> bool:
    """Whether the other document is one that allots targets to provinces ("… về giao chỉ tiêu …")."""
    return bool(
        re.search(rf"{re.escape(found[0])}[^.;]{{0,80}}\sgiao\s(?:chỉ tiêu|kế hoạch|dự toán)", reading.draft.text)
    )


def _ascribed(
    line: Line, found: re.Match[str], index: dict[tuple[str, ...], int], known: Sequence[Token]
) -> _Found | None:
    """The run that ends just before "của Nghị quyết …", or begins just after "Nghị quyết … xác định"."""
    named = (line.start + found.start(), line.start + found.end())
    link = _LINK.search(line.text[: found.start()])
    if link is not None:
        said = words(line.text[max(0, link.start() - 160) : link.start()], line.start + max(0, link.start() - 160))
        for last in range(len(said), max(_RUN, len(said) - 2) - 1, -1):
            at = index.get(tuple(w.text for w in said[last - _RUN : last]))
            if at is not None:
                return _Found(line, named, (said[last - _RUN].start, said[last - 1].end), _span(known, at))
    says = _SAYS.match(line.text, found.end())
    if says is not None:
        said = words(line.text[says.end() : says.end() + 160], line.start + says.end())
        at = index.get(tuple(w.text for w in said[:_RUN])) if len(said) >= _RUN else None
        if at is not None:
            return _Found(line, named, (said[0].start, said[_RUN - 1].end), _span(known, at))
    return None


def _figure(line: Line, found: re.Match[str], text: str) -> _Found | None:
    """A target of the governing resolution, with its unit: "15.600 căn nhà … mà Nghị quyết … giao"."""
    for one in _FIGURE.finditer(line.text):
        if one.end() <= found.start():
            near = _GIVEN.fullmatch(line.text[one.end() : found.start()])
        else:
            near = _GIVES.fullmatch(line.text[found.end() : one.start()]) if one.start() >= found.end() else None
        if near is None or int(re.sub(r"\D", "", one["value"])) in range(1900, 2100):
            continue
        there = re.search(rf"(?<![\w.,/]){re.escape(one['value'])}{re.escape(one['of'])}(?!\w)", text)
        if there is not None and _one_target(line.text, one, text, there):
            run = (line.start + one.start(), line.start + one.end())
            return _Found(line, (line.start + found.start(), line.start + found.end()), run, there.span())
    return None


def _one_target(said: str, one: re.Match[str], text: str, there: re.Match[str]) -> bool:
    """Whether both figures are surely of one target: a large or broken number, or a term that both sentences have."""
    aimed = _AIMED.search(said[: one.start()]) is not None
    if len(re.sub(r"\D", "", one["value"])) > _LARGE or ("," in one["value"] and aimed):
        return True
    around = text[max(0, there.start() - _NEAR) : there.end() + _NEAR]
    return aimed and bool(terms_of(said[max(0, one.start() - _NEAR) : one.end() + _NEAR]) & terms_of(around))


def _span(known: Sequence[Token], at: int) -> Span:
    return known[at].start, known[at + _RUN - 1].end


def _shared(text: str, span: Span, number: str) -> bool:
    """Whether the governing resolution names the other resolution near these words."""
    near = text[max(0, span[0] - 300) : span[1] + 300]
    return bool(re.search(rf"(?<!\d){int(number):02d}\s?[-/]|[Nn]ghị quyết\s(?:số\s)?0?{int(number)}(?!\d)", near))


def _defect(reading: Reading, one: _Found, name: str) -> Defect:
    whole = (min(one.run[0], one.named[0]), max(one.run[1], one.named[1]))
    span = around(one.line, whole, clause_at(sentences(one.line.text, one.line.start), whole[0], one.line))
    meta = reading.governing.metadata if reading.governing is not None else None
    join = "-" if meta and "/" in (meta.symbol or "") else "/"
    actual = f"{load_data('references')['basis']['governing']} số {meta.number}{join}{meta.symbol}" if meta else ""
    values = {
        "place": place(reading, one.named[0]),
        "quote": quoted(reading.draft.text[slice(*span)]),
        "content": " ".join(reading.draft.text[slice(*one.run)].split()),
        "stated": name,
        "actual": actual,
    }
    return Defect(3, 0.82, (span,), values, "borrowed", governing=(one.governing,))
