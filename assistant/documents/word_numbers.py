"""Automatic list numbers of a Word file: what numbering.xml prints before each paragraph."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from assistant.documents.numbering import BULLETS
from assistant.documents.word_parts import w

__all__ = ["ListNumbers"]

_DEEPEST = 9


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int
    gap: str
    legal: bool


@dataclass(slots=True)
class ListNumbers:
    """Counts list paragraphs in reading order."""

    root: Any
    _levels: dict[str, dict[int, _Level]] = field(default_factory=dict)
    _abstract: dict[str, str] = field(default_factory=dict)
    _overrides: dict[str, dict[int, int]] = field(default_factory=dict)
    _counters: dict[str, list[int | None]] = field(default_factory=dict)
    _seen: set[tuple[str, int]] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.root is None:
            return
        abstracts = {a.get(w("abstractNumId")): a for a in self.root.findall(w("abstractNum"))}
        linked = {s.get(w("val")): a for a in abstracts.values() if (s := a.find(w("styleLink"))) is not None}
        for number in self.root.findall(w("num")):
            reference = number.find(w("abstractNumId"))
            abstract = abstracts.get(reference.get(w("val"))) if reference is not None else None
            if abstract is None:
                continue
            link = abstract.find(w("numStyleLink"))
            if link is not None:
                abstract = linked.get(link.get(w("val")), abstract)
            name = number.get(w("numId"))
            self._abstract[name] = abstract.get(w("abstractNumId"))
            self._levels[name] = {_index(level): _level(level) for level in abstract.findall(w("lvl"))}
            self._override(name, number)

    def _override(self, name: str, number: Any) -> None:
        for override in number.findall(w("lvlOverride")):
            index = _index(override)
            level = override.find(w("lvl"))
            if level is not None:
                self._levels[name][index] = _level(level)
            start = override.find(w("startOverride"))
            if start is not None:
                self._overrides.setdefault(name, {})[index] = _whole(start.get(w("val")), 1)

    def next(self, name: str, index: int) -> str:
        """The printed number of the next paragraph of list ``name`` at level ``index``, with the gap behind it."""
        level = self._levels.get(name, {}).get(index)
        if level is None or not 0 <= index < _DEEPEST:
            return ""
        if level.form == "bullet":
            return _printed(level.text.translate(BULLETS), level.gap)
        counters = self._counters.setdefault(self._abstract[name], [None] * _DEEPEST)
        override = self._overrides.get(name, {}).get(index)
        if override is not None and (name, index) not in self._seen:
            counters[index] = override - 1
        self._seen.add((name, index))
        current = counters[index]
        counters[index] = level.start if current is None else current + 1
        counters[index + 1 :] = [None] * (_DEEPEST - index - 1)
        return _printed(self._filled(name, level, counters), level.gap)

    def _filled(self, name: str, level: _Level, counters: list[int | None]) -> str:
        text = level.text
        for place in range(_DEEPEST):
            if f"%{place + 1}" not in text:
                continue
            other = self._levels[name].get(place)
            value = counters[place]
            if value is None:
                value = counters[place] = other.start if other else 1
            form = "decimal" if level.legal or other is None else other.form
            text = text.replace(f"%{place + 1}", _formatted(value, form))
        return text


def _printed(text: str, gap: str) -> str:
    return f"{text}{gap}" if text.strip() else ""


def _index(element: Any) -> int:
    return _whole(element.get(w("ilvl")), 0)


def _whole(value: str | None, default: int) -> int:
    try:
        return int(value) if value is not None else default
    except ValueError:
        return default


def _value(level: Any, name: str, default: str) -> str:
    element = level.find(w(name))
    value = element.get(w("val")) if element is not None else None
    return default if value is None else str(value)


def _level(level: Any) -> _Level:
    return _Level(
        _value(level, "numFmt", "decimal"),
        _value(level, "lvlText", ""),
        _whole(_value(level, "start", "1"), 1),
        "" if _value(level, "suff", "tab") == "nothing" else " ",
        level.find(w("isLgl")) is not None,
    )


def _formatted(value: int, form: str) -> str:
    if form == "none":
        return ""
    if form in {"upperRoman", "lowerRoman"}:
        roman = _roman(value)
        return roman if form == "upperRoman" else roman.lower()
    if form in {"upperLetter", "lowerLetter"} and value > 0:
        letter = chr(ord("a") + (value - 1) % 26) * ((value - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    return f"{value:02d}" if form == "decimalZero" else str(value)


def _roman(value: int) -> str:
    if not 0 < value < 4000:
        return str(value)
    text = ""
    for step, sign in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while value >= step:
            text, value = text + sign, value - step
    return text
