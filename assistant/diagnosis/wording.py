"""Words that a reader of the draft cannot know: abbreviations that are nowhere explained."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.ordinals import roman
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.registry import check
from assistant.language.normalize import match_key

__all__ = ["undefined_abbreviation"]

_CAPS = "A-ZĐƯÔƠÂÊĂ"
_PROVISIONS = frozenset({"article", "clause", "point"})
_TOKEN = re.compile(
    rf"(?<![\w/.&@-])(?P<word>[{_CAPS}]{{2,9}}(?:[-&/][{_CAPS}]{{1,6}}){{0,2}}|(?:[A-Z][a-z]{{2,5}}|[a-z])[A-Z]{{3,6}})"
    r"(?![\w/@]|[-&](?=\w)|\.\w|[-.]?\d)"
)
_NUMBERED = re.compile(r"\s[-.]?\d")
_QUANTITY = re.compile(r"\s(?!(?:19|20)\d\d\b)\d[\d.,]*(?:\s?%|\s(?=[^\W\d_]{2})(?P<word>[^\W\d_]+))")
_SHORTEST_COUNTED = 3
_SYMBOL = re.compile(rf"(?:\d+|[Ss]ố:?)\s*[/-]?\s*[\w…]*\s*[/-]\s*[{_CAPS}][\w&]*(?:\s?[-–/]\s?[{_CAPS}][\w&]*)*")
_SAID = r"(?:viết tắt|gọi tắt|gọi chung|gọi)(?: là)?:?\s*[“\"']?"
_EXPLAINS = re.compile(r"\s*(?:\(|là|:|–|-|=)\s*(?P<words>[^()\n]{8,160})")
_FIRM = re.compile(r"(?:công ty|tập đoàn|ngân hàng|tổng công ty)(?P<between>(?:\s\S+){0,5})$")
_RECIPIENT = 110


@check(kind="undefined_abbreviation", claim="fact")
def undefined_abbreviation(reading: Reading) -> Iterator[Defect]:
    """An abbreviation that the draft never explains and that is not in common use.

    Rule: capitals of two letters or more ("SCADA", "VietGAHP") in running text and in the provisions of an annexed
    rule, outside document symbols, headings in capitals, Roman numerals and names of firms; explained if "(ABC)",
    "viết tắt là ABC", "ABC (…)" or a list of abbreviations gives its words anywhere in the draft. Source: Nghị định
    30/2020/NĐ-CP, Phụ lục II, on abbreviations; common ones are a list (``data/abbreviations.toml``).
    """
    uses: dict[str, list[tuple[Line, Span]]] = {}
    receiving = False
    for line in reading.lines:
        receiving = _to_whom(line, receiving=receiving)
        if receiving:
            continue
        if reading.part(line.section) != "annex" or line.section.kind in _PROVISIONS:
            for found in _uses(line):
                span = line.start + found.start("word"), line.start + found.end("word")
                uses.setdefault(found["word"], []).append((line, span))
    text = reading.draft.text
    notes = "\n".join(note.text for note in reading.draft.notes)
    for word, places in uses.items():
        if _known(word, places) or _explained(word, text) or _explained(word, notes):
            continue
        yield _defect(reading, word, places)


def _to_whom(line: Line, *, receiving: bool) -> bool:
    """Whether the line is of the list of recipients, where bodies are shortened by custom."""
    if re.match(r"\W*Nơi nhận", line.text):
        return True
    return receiving and line.kind == "paragraph" and len(line.text) < _RECIPIENT


def _defect(reading: Reading, word: str, places: list[tuple[Line, Span]]) -> Defect:
    spans = [_around(reading, line, span) for line, span in places[:6]]
    values = {
        "word": word,
        "place": place(reading, spans[0][0]),
        "count": str(len(places)),
        "quote": quoted(reading.draft.text[slice(*spans[0])]),
    }
    confidence = 0.9 if len(word) > 2 else 0.82
    return Defect(1, confidence, tuple(spans), values, "main" if len(places) == 1 else "often")


def _uses(line: Line) -> Iterator[re.Match[str]]:
    if _shouting(line.text):
        return
    masked = _SYMBOL.sub(lambda m: "/" * len(m[0]), line.text)
    for found in _TOKEN.finditer(masked):
        rest = masked[found.end() :]
        if not (_in_capitals(masked, found) or (_NUMBERED.match(rest) and not _counts(found["word"], rest))):
            yield found


def _counts(word: str, rest: str) -> bool:
    """Whether the figure behind counts something ("hệ thống SCADA 24 trạm") and is no part of a code ("QL 37")."""
    quantity = _QUANTITY.match(rest)
    if quantity is None:
        return False
    unit = quantity["word"] or "%"
    return unit in _units() or (len(word) >= _SHORTEST_COUNTED and unit.islower() and unit not in _list("not_counted"))


def _shouting(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.5 * len(letters)


def _in_capitals(text: str, found: re.Match[str]) -> bool:
    """Whether a word beside it, with no mark between, is in capitals too and is no common abbreviation: a title or a
    slogan, not an abbreviation.
    """
    before = re.search(r"(\w+)[”\"')]?\s$", text[: found.start()])
    after = re.match(r"\s[“\"'(]?(\w+)", text[found.end() :])
    beside = [near[1] for near in (before, after) if near is not None]
    return any(len(w) > 1 and w.isupper() and w.isalpha() and w not in _common() for w in beside)


@cache
def _list(name: str) -> frozenset[str]:
    return frozenset(load_data("abbreviations")[name])


@cache
def _units() -> frozenset[str]:
    return _list("after_a_quantity")


def _common() -> frozenset[str]:
    return _list("common")


def _known(word: str, places: list[tuple[Line, Span]]) -> bool:
    parts = re.split(r"[-&/]", word)
    if {word, word.upper()} & _common() or roman(word):
        return True
    if all(p in _common() or len(p) == 1 or roman(p) for p in parts):
        return True
    if any(_in_formula(line, span) for line, span in places):
        return True
    return all(_named(line, span) for line, span in places)


def _in_formula(line: Line, span: Span) -> bool:
    """Whether it is a variable of a formula: "rd = DF × rd,F"."""
    around = line.text[max(0, span[0] - line.start - 4) : span[1] - line.start + 4]
    return bool(re.search(r"\s[=×+]\s", around)) and "=" in line.text


def _named(line: Line, span: Span) -> bool:
    """A name: behind a word that names are given to, or in quotation marks."""
    word, after = line.text[span[0] - line.start : span[1] - line.start], line.text[span[1] - line.start :]
    if word.upper() in load_data("abbreviations")["titles"] and re.match(r"\.|\s[^\W\d_]", after):
        return after.startswith(".") or after[1].isupper()
    before = line.text[: span[0] - line.start].rstrip()
    if before.endswith(("“", '"', "'", "‘")):
        return True
    key = match_key(" ".join(before.split()[-4:]))
    if any(key.endswith(cue) for cue in _list("before_a_name")):
        return True
    firm = _FIRM.search(match_key(before[-80:]))
    return firm is not None and not _list("not_of_a_firm") & set(firm["between"].split())


def _explained(word: str, text: str) -> bool:
    escaped = re.escape(word)
    listed = rf"\s*[,;]\s*(?:[{_CAPS}]{{2,}}|[\w]*[{_CAPS}]{{3,}}|…|\.\.\.|v\.v)"
    if re.search(rf"[\w”\"’*]\s*\(\s*(?:{_SAID})?{escaped}(?!{listed})\s*[”\"']?\s*[,;)]", text):
        return True
    if re.search(rf"\({_SAID}(?:[^\W\d_]+\s){{1,6}}{escaped}\s*[”\"']?\s*\)", text):
        return True
    if re.search(rf"{_SAID}{escaped}(?!\w)", text) or re.search(rf"\([^()\n]{{6,80}}\s[/–-]\s{escaped}\)", text):
        return True
    return any(
        _spells(word, found["words"])
        for at in re.finditer(rf"(?<![\w/-]){escaped}(?![\w/-])", text)
        if (found := _EXPLAINS.match(text, at.end()))
    ) or bool(re.search(rf"(?m)^\W*{escaped}\t+\S", text))


def _spells(word: str, explanation: str) -> bool:
    """Whether the explanation has the abbreviation's letters as initials, in order; foreign words need not."""
    initials = [w[0].upper() for w in explanation.split() if w[:1].isalpha()]
    letters = [c for c in word if c.isalpha()]
    at = 0
    for initial in initials:
        if at < len(letters) and initial == letters[at]:
            at += 1
    return at >= max(2, len(letters) - 1) or (len(initials) >= 4 and _defines(explanation) and not _vietnamese(word))


def _defines(explanation: str) -> bool:
    """Whether it begins as a noun phrase does, not as a remark on where, when or how much."""
    first = explanation.split(maxsplit=1)[0]
    return first.isalpha() and first.islower() and first not in _list("begin_a_remark")


def _vietnamese(word: str) -> bool:
    return any(c in "ĐƯ" for c in word)


def _around(reading: Reading, line: Line, span: Span) -> Span:
    """The abbreviation with a few words on either side, so that the quotation can be found by eye."""
    text = line.text
    start, end = span[0] - line.start, span[1] - line.start
    left = text.rfind(" ", 0, max(0, start - 40)) + 1 if start > 40 else 0
    right = text.find(" ", min(len(text), end + 30))
    return line.start + left, line.start + (right if right >= 0 else len(text))
