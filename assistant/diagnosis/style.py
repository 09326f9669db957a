"""Solutions that say nothing to do, figures nobody judges, result headings that claim nothing."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.statements import Argument, Role, Statement, argument_of, begins, cue
from assistant.diagnosis.structure import outline_of
from assistant.diagnosis.terms import contains, phrase_index
from assistant.language.normalize import match_key

__all__ = ["enumeration_without_assessment", "vague_solution"]

_REFERENCE = re.compile(
    r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Pp]hụ lục|[Bb]ảng|[Bb]iểu|[Mm]ẫu)(?:\s+số)?\s+[\d.IVX]+(?:,\s*\d+)*|"
    r"(?:số\s+)?\d+[\w-]*/(?:\d{4}/)?[A-ZĐ][\w-]*(?:/[A-ZĐ]\w*)?|ngày\s+\d{1,2}(?:/\d{1,2}/|\s+tháng\s+\d{1,2}\s+năm\s+)\d{4}|\d{1,3}-[A-ZĐ]{2,4}/\w+|"
    r"(?:giai đoạn|nhiệm kỳ)\s+\d{4}\s?[-–]\s?\d{4}|lần thứ [IVXL]+|[Đđ]ề án 06"
)
_WORD = re.compile(r"[^\W\d_]+|[^\w\s]")
_BREAKS = frozenset('.:;!?“"(+*-')
_SHORTEST = 9
_WORST = 5
_TOO_VAGUE = 2.0
_EMPTY = 3.0
_WEAK_SHARE = 0.07
_DENSE = 0.5


@dataclass(frozen=True, slots=True)
class _Solution:
    """One paragraph of the solutions: its clauses, how many weak verbs, whether anything in it can be checked."""

    clauses: tuple[Statement, ...]
    weak: tuple[str, ...]
    concrete: bool

    @property
    def span(self) -> Span:
        """From its first clause to its last."""
        return self.clauses[0].start, self.clauses[-1].end

    @property
    def vagueness(self) -> float:
        """Weak verbs a clause of ordinary length; 0 where something can be checked."""
        words = sum(len(c.text.split()) for c in self.clauses)
        thin = len(self.weak) < _EMPTY and len(self.weak) < _WEAK_SHARE * words
        return 0.0 if self.concrete or thin else float(len(self.weak))


@check(kind="vague_solution", claim="hint")
def vague_solution(reading: Reading) -> Iterator[Defect]:
    """Solutions of weak verbs only, without measure, owner, deadline or product.

    Rule: a paragraph of the solutions with two weak verbs or more ("tăng cường", "đẩy mạnh" …), or a clause in it with
    three, and no figure, date, body in charge, product or named place (``data/solutions.toml``). One finding with the
    worst and the share; sections of principles and aims, and legal norms, are left out. Source: "rõ người, rõ việc, rõ
    thời gian, rõ sản phẩm".
    """
    if cue("types", "norms", reading.draft.metadata.type or ""):
        return
    argument = argument_of(reading)
    solutions = [] if argument.is_advice else list(_solutions(argument))
    vague = [s for s in solutions if s.vagueness >= _TOO_VAGUE]
    if not vague:
        return
    worst = sorted(vague, key=lambda s: (-s.vagueness, s.span))[:_WORST]
    first = worst[0]
    text = reading.draft.text
    values = {
        "place": place(reading, first.span[0]),
        "quote": quoted(text[slice(*first.span)]),
        "words": ", ".join(f"“{w}”" for w in dict.fromkeys(first.weak)),
        "count": str(len(vague)),
        "whole": str(len(solutions)),
    }
    dense = len(vague) >= _DENSE * len(solutions) and len(vague) > 3
    variant = "dense" if dense else "several" if len(vague) > 1 else "main"
    yield Defect(2 if dense else 1, 0.8, tuple(s.span for s in worst), values, variant)


def _solutions(argument: Argument) -> Iterator[_Solution]:
    principles = tuple(load_data("solutions")["principles"])
    rows = (
        s
        for s in argument.measures
        if not contains(match_key(s.section.title), principles) and not begins("limitation", "outlook", s.text)
    )
    for _, group in itertools.groupby(rows, key=lambda s: s.paragraph):
        whole = _solution(tuple(group))
        if whole is None:
            continue
        inner = [s for c in whole.clauses if len(whole.clauses) > 1 and (s := _solution((c,))) is not None]
        empty = [s for s in inner if whole.concrete and s.vagueness >= _EMPTY]
        yield from empty or (whole,)


def _solution(clauses: tuple[Statement, ...]) -> _Solution | None:
    """A paragraph or clause of ordinary length; ``None`` for a short one or one that opens a list."""
    text = " ".join(c.text for c in clauses)
    if len(text.split()) < _SHORTEST or text.rstrip().endswith(":"):
        return None
    weak = _weak(text)
    return _Solution(clauses, weak, _concrete(text, len(weak)))


@cache
def _list(name: str) -> tuple[str, ...]:
    return tuple(load_data("solutions")[name])


def _weak(text: str) -> tuple[str, ...]:
    index = phrase_index((word, word) for word in _list("weak"))
    words = re.findall(r"[^\W\d_]+", match_key(text))
    found = []
    for at, word in enumerate(words):
        found += [name for phrase, name in index.get(word, ()) if tuple(words[at : at + len(phrase)]) == phrase]
    return tuple(found)


def _concrete(text: str, weak: int) -> bool:
    """Whether anything in it can be checked; general bodies and actions do not make many weak verbs concrete."""
    plain = re.sub("|".join(_list("general_bodies")), "x", _REFERENCE.sub(" ", text))
    key = match_key(plain)
    if re.search(r"\d", plain) or contains(key, _list("owners")) or contains(key, _list("products")):
        return True
    if weak < _EMPTY and contains(key, _list("actions")):
        return True
    if any(re.search(rf"(?<!\w){body}(?!\w)", plain) for body in _list("bodies")):
        return True
    return _names_one(re.sub("|".join(_list("common_names")), "x", plain))


def _names_one(text: str) -> bool:
    """Whether two neighbouring words inside a clause begin with capitals: a named place, work or programme."""
    words = [".", *_WORD.findall(text)]
    return any(
        b[0].isupper() and c[0].isupper() and b[1:].islower() and c[1:].islower() and a not in _BREAKS
        for a, b, c in zip(words, words[1:], words[2:], strict=False)
    )


_NUMBER = re.compile(r"(?<![\w/.-])\d+(?:[.,]\d+)*(?:/\d+)?(?![\w/-])")
_FEWEST = 10
_DENSITY = 9.0
_ABOVE = 1.4
_ROUND_WORDS = 45


@check(kind="enumeration_without_assessment", claim="hint")
def enumeration_without_assessment(reading: Reading) -> Iterator[Defect]:
    """A stretch of figures without any judgement.

    Rule: neighbouring clauses of the results in one section with ten figures or more, nine or more in 100 words and far
    above the draft's own median, and not one word that judges or compares (``data/polarity.toml``). Years and dates are
    not figures; tables and annexes are left out. Source: the advisory report of 2023 (too long, listing).
    """
    argument = argument_of(reading)
    if cue("types", "norms", reading.draft.metadata.type or ""):
        return
    roles: tuple[Role, ...] = ("result", "other", "forecast", "limitation") if outline_of(reading) else ("result",)
    results = [s for s in argument.of(*roles) if s.section.kind not in {"article", "clause", "point"}]
    usual = _usual(results)
    found = [s for s in _stretches(results) if _dense(s, usual)]
    found.sort(key=lambda s: -_figures(s))
    for stretch in found[:2]:
        yield _listed(reading, stretch, usual)


def _listed(reading: Reading, stretch: Sequence[Statement], usual: float) -> Defect:
    span = stretch[0].start, stretch[-1].end
    words = sum(len(s.text.split()) for s in stretch)
    values = {
        "place": place(reading, span[0]),
        "quote": quoted(reading.draft.text[slice(*span)]),
        "figures": str(_figures(stretch)),
        "words": str(words),
        "usual": f"{usual:.1f}".replace(".", ","),
    }
    return Defect(1, 0.82, (span,), values)


def _stretches(results: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Runs of clauses of one section that judge nothing."""
    run: list[Statement] = []
    for statement in results:
        judged = cue("assessment", "words", statement.text) is not None
        if run and (judged or statement.section is not run[-1].section):
            yield run
            run = []
        if not judged:
            run.append(statement)
    if run:
        yield run


def _figures(stretch: Sequence[Statement]) -> int:
    return sum(len(_figures_in(s.text)) for s in stretch)


def _figures_in(text: str) -> list[str]:
    plain = re.sub(
        r"(?i)(?:năm|tháng|ngày|quý)\s+\d[\d/.]*|\d{1,2}/\d{1,2}/\d{4}|\d{4}\s?[-–]\s?\d{4}",
        " ",
        _REFERENCE.sub(" ", text),
    )
    return _NUMBER.findall(plain)


def _density(stretch: Sequence[Statement]) -> float:
    return 100 * _figures(stretch) / max(1, sum(len(s.text.split()) for s in stretch))


def _usual(results: Sequence[Statement]) -> float:
    """The median number of figures in 100 words of a paragraph of results."""
    densities = sorted(_density(list(group)) for _, group in itertools.groupby(results, key=lambda s: s.paragraph))
    return densities[len(densities) // 2] if densities else 0.0


def _dense(stretch: Sequence[Statement], usual: float) -> bool:
    words = sum(len(s.text.split()) for s in stretch)
    density = _density(stretch)
    return _figures(stretch) >= _FEWEST and words >= _ROUND_WORDS and density >= max(_DENSITY, _ABOVE * usual)
