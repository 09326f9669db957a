"""The printed numbers of the draft as paths, so that "mục II.4" or "Điều 5" can be looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.diagnosis.ordinals import roman
from assistant.diagnosis.reading import Reading
from assistant.documents.model import Section
from assistant.language.congresses import numeral
from assistant.language.normalize import match_key

__all__ = [
    "COUNTED",
    "Outline",
    "article_above",
    "as_printed",
    "below",
    "joined",
    "order_of_part",
    "ordinal_word",
    "outline_of",
    "path_of",
    "printed_at",
    "rooted",
    "style_of_part",
]

COUNTED = ("nhất", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười")


@dataclass(frozen=True, slots=True)
class Outline:
    """The printed numbers of the draft as paths ("P1", "II", "2", "1"), and how many stand directly under each."""

    paths: frozenset[tuple[str, ...]]
    ends: frozenset[str]
    articles: dict[int, frozenset[int]]
    lettered: bool
    points: frozenset[tuple[int, int, str]] = frozenset()


def outline_of(reading: Reading) -> Outline:
    """The outline of the draft, from its headings and its numbered paragraphs."""
    paths: set[tuple[str, ...]] = set()
    articles: dict[int, set[int]] = {}
    lettered = False
    for section in reading.draft.walk():
        path = _lettered_part(reading, section) + path_of(section.label)
        if section.kind in {"part", "chapter", "heading"} and path:
            paths.add(path)
        lettered = lettered or bool(re.match(r"(?i)điều \d+[a-zđ]", section.label.split(".")[-1]))
        article = article_above(reading, section)
        if article is not None:
            own = articles.setdefault(article, set())
            if section.kind == "clause":
                own |= _arabic(section.label.split(".")[-1])
        last: tuple[str, ...] = ()
        for paragraph in section.paragraphs:
            number = (paragraph.marker or "").strip("().: ")
            if number:
                printed = path_of(number)
                paths |= {joined(path, printed), printed}
                if number.isdigit():
                    last = joined(path, printed)
                elif last and style_of_part(number) == "small":
                    paths.add((*last, number))
            if article is not None and section.kind == "article":
                articles[article] |= _arabic(number)
            if article is not None and re.match(r"“?\d", paragraph.text):
                found = re.match(r"“?(\d{1,2})\s?[.)]", paragraph.text)
                articles[article] |= {int(found[1])} if found else set()
    ends = {path[-1] for path in paths if path}
    frozen = {number: frozenset(clauses) for number, clauses in articles.items()}
    return Outline(frozenset(paths), frozenset(ends), frozen, lettered, frozenset(_points(reading)))


def _lettered_part(reading: Reading, section: Section) -> tuple[str, ...]:
    """ "PHẦN A. KẾT QUẢ" above a section, where the reader took the letter for a word of the title."""
    for one in reversed(reading.chain(section)):
        found = re.match(r"(?i)phần\s+([A-D])(?![^\W\d_])", one.title) if not one.label else None
        if found:
            return ("P" + found[1].upper(),)
    return ()


def _points(reading: Reading) -> Iterator[tuple[int, int, str]]:
    """(article, clause, letter) of every lettered point, by the order of the lines."""
    here: tuple[int, int] | None = None
    for line in reading.lines:
        article = article_above(reading, line.section)
        if article is None:
            here = None
            continue
        if here is None or here[0] != article:
            here = (article, 0)
        number = re.match(r"“?(\d{1,2})\s?[.)]", line.text)
        letter = re.match(r"“?([a-zđ])[.)]\s", line.text)
        if number:
            here = (article, int(number[1]))
        elif letter:
            yield (*here, letter[1])


def _arabic(number: str) -> set[int]:
    found = re.fullmatch(r"(\d{1,2})[a-zđ]?[.)]?", number.strip())
    return {int(found[1])} if found else set()


def article_above(reading: Reading, section: Section) -> int | None:
    for one in reversed(reading.chain(section)):
        found = re.match(r"(?i)điều (\d+)", one.label.split(".")[-1] if one.kind == "article" else "")
        if found:
            return int(found[1])
    return None


def path_of(label: str) -> tuple[str, ...]:
    """ "PHẦN THỨ NHẤT.II.2.1" → ("P1", "II", "2", "1")."""
    found: list[str] = []
    for piece in label.split("."):
        key = match_key(piece)
        words = key.split()
        if not words:
            continue
        if words[0] in {"phần", "chương", "mục"} and len(words) > 1:
            prefix = {"phần": "P", "chương": "C", "mục": ""}[words[0]]
            found.append(prefix + ordinal_word(words[-1]))
        elif words[0] not in {"phụ", "điều"}:
            found.append(piece.strip().lstrip("0") or piece.strip())
    return tuple(found)


def ordinal_word(word: str) -> str:
    if word in COUNTED:
        return str(COUNTED.index(word) + 1)
    value = roman(word.upper())
    return str(value) if value else word.upper()


def joined(above: tuple[str, ...], own: tuple[str, ...]) -> tuple[str, ...]:
    """The path of a numbered paragraph: "1.1" under ("III", "1") is ("III", "1", "1")."""
    for size in range(min(len(own) - 1, len(above)), 0, -1):
        if above[-size:] == own[:size]:
            return above + own[size:]
    return above + own


def printed_at(outline: Outline, path: tuple[str, ...]) -> bool:
    """Whether some printed number ends with the path, other levels allowed between."""
    return any(_ends(have, path) for have in outline.paths)


def as_printed(outline: Outline, path: tuple[str, ...]) -> tuple[str, ...]:
    """The path in the draft's own terms: without parts "Phần III" is said of heading "III.", "phần A" of "A."."""
    if any(path[0] in have for have in outline.paths):
        return path
    styles = {style_of_part(part) for have in outline.paths for part in have}
    if style_of_part(path[0]) != "part":
        return path
    bare = path[0][1:]
    if not bare.isdigit():
        return (bare, *path[1:]) if "letter" in styles else path
    return (numeral(int(bare)), *path[1:]) if "part" not in styles and "roman" in styles else path


def _ends(have: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    if not have or have[-1] != wanted[-1]:
        return False
    rest = iter(have)
    return all(any(part == other for other in rest) for part in wanted)


def rooted(outline: Outline, path: tuple[str, ...]) -> bool:
    """Whether the outline is of the kind that the path speaks of, so that its absence tells something.

    The upper part of a longer path must be printed, and numbers of the last one's style must stand below it or below
    its neighbours; of a single number's style there must be two at least.
    """
    style = style_of_part(path[-1])
    if len(path) > 1:
        upper = path[:-1]
        beside = [have for have in outline.paths if len(path) > 2 and _ends(have[:-2], path[:-2]) and len(have) > 2]
        numbered = [*below(outline, upper), *(have[-1] for have in beside)]
        return printed_at(outline, upper) and any(style_of_part(child) == style for child in numbered)
    return style != "arabic" and len({end for end in outline.ends if style_of_part(end) == style}) >= 2


def below(outline: Outline, upper: tuple[str, ...]) -> list[str]:
    return [have[-1] for have in outline.paths if len(have) > len(upper) and (not upper or _ends(have[:-1], upper))]


def style_of_part(part: str) -> str:
    if part.startswith(("P", "C")) and len(part) > 1:
        return "part" if part[0] == "P" else "chapter"
    if part.isdigit():
        return "arabic"
    return "roman" if roman(part) else "small" if part.islower() else "letter"


def order_of_part(part: str) -> tuple[int, int, str]:
    value = roman(part) if not part.isdigit() else int(part)
    return (0, value, part) if value else (1, 0, part)
