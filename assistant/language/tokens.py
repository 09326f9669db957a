"""Vietnamese text as syllables, bigrams, sentences and clauses. Pure functions.

A syllable is the unit Vietnamese is written in; a document number ("35/2021/NĐ-CP" in any spelling) is one token.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.normalize import fold, match_key

__all__ = ["Token", "bigrams", "clauses", "depths", "folded", "sentences", "syllables", "tokens"]

_DASH = "-‐‑–−"
_NUMBER = rf"\d+[a-zđ]?\s?/\s?(?:\d{{4}}\s?/\s?)?[A-ZĐƯ][\w&]{{0,14}}(?:\s?[{_DASH}/]\s?[A-ZĐƯ][\w&]{{0,14}}){{0,5}}"
_PARTY = rf"\d+\s?[{_DASH}]\s?[A-ZĐƯ][A-ZĐƯ]{{0,5}}\s?/\s?[A-ZĐƯ]{{2,8}}"
_TOKEN = re.compile(rf"{_NUMBER}|{_PARTY}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:\d+)?")
_SPACE = re.compile(r"\s+")
_DASHES = re.compile(f"[{_DASH}]")

# A full stop after one of these does not end a sentence.
_SHORT = frozenset(
    {"tp", "tx", "tt", "ths", "ts", "gs", "pgs", "ks", "ub", "bs", "đ/c", "st", "tr", "vd", "th.s", "cn"}
)
_STOP = re.compile(r"[.!?…]+(?:/\.)?[”\"’)\]]*(?=\s|$)|\./\.|\n+")
_OPEN, _CLOSE = "([{“", ")]}”"


@dataclass(frozen=True, slots=True)
class Token:
    """A token in canonical spelling and its place in the source: ``source[start:end]`` is what was printed."""

    text: str
    start: int
    end: int


def tokens(text: str) -> list[Token]:
    """The syllables, numbers and document numbers of ``text`` with their places, in reading order."""
    return [Token(_canonical(found[0]), found.start(), found.end()) for found in _TOKEN.finditer(text)]


def syllables(text: str) -> list[str]:
    """The canonical tokens of ``text``: lower case, tone marks in their traditional place, document numbers whole."""
    return [
        word if "/" not in word and "-" not in word else _canonical(word) for word in _TOKEN.findall(_prepared(text))
    ]


def bigrams(words: Sequence[str]) -> list[str]:
    """Neighbouring tokens joined by "_"; most Vietnamese words have two syllables."""
    return [f"{a}_{b}" for a, b in itertools.pairwise(words)]


def folded(words: Sequence[str]) -> list[str]:
    """The tokens without accents, so that text typed without diacritics still meets them."""
    return [fold(word) for word in words]


def sentences(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the sentences of ``text``, trimmed; together they hold every non-blank character.

    Cut after . ! ? … before white space and at line ends, but not after an abbreviation ("TP."), a list number
    ("1. "), an initial, nor where the next word goes on in lower case.
    """
    return _trimmed(text, _cuts(text, semicolons=False))


def clauses(text: str) -> list[tuple[int, int]]:
    """Like ``sentences``, cut at semicolons too; never inside brackets or quotation marks."""
    return _trimmed(text, _cuts(text, semicolons=True))


def _prepared(text: str) -> str:
    # Lower-casing would hide document numbers, which are told by their capitals; they are found first.
    places = [found.span() for found in re.finditer(rf"{_NUMBER}|{_PARTY}", text)]
    if not places:
        return match_key(text)
    parts, last = [], 0
    for start, end in places:
        parts.append(match_key(text[last:start]))
        parts.append(" " + _SPACE.sub("", text[start:end]) + " ")
        last = end
    parts.append(match_key(text[last:]))
    return " ".join(parts)


def _canonical(printed: str) -> str:
    if printed.isdigit():
        return printed
    return _DASHES.sub("-", _SPACE.sub("", match_key(printed)))


def _cuts(text: str, *, semicolons: bool) -> list[int]:
    depth_at = depths(text)
    cuts = []
    for found in _STOP.finditer(text):
        inside = depth_at[found.start()] > 0 and "\n" not in found[0]
        if not inside and ("\n" in found[0] or _ends_sentence(text, found.start(), found.end())):
            cuts.append(found.end())
    if semicolons:
        cuts += [place + 1 for place, letter in enumerate(text) if letter == ";" and not depth_at[place]]
    return sorted(set(cuts))


def _ends_sentence(text: str, stop: int, end: int) -> bool:
    before = re.search(r"(\S+)$", text[max(0, stop - 24) : stop])
    word = before[1].lstrip('(“"') if before else ""
    last = word.rpartition(".")[2]  # "PGS.TS." ends as "TS." does
    if last.lower() in _SHORT or word.lower() in _SHORT or (len(last) == 1 and last.isalpha() and last.isupper()):
        return False
    line_start = text.rfind("\n", 0, stop) + 1
    if re.fullmatch(r"\s*(?:\d+(?:\.\d+)*|[IVXL]+|[a-zđ])", text[line_start:stop]):
        return False
    after = text[end:].lstrip()
    ellipsis = text[stop:end].startswith(("…", ".."))
    return not (after and (((ellipsis or text[stop] == ".") and after[0].islower()) or (ellipsis and after[0] == "(")))


def depths(text: str) -> list[int]:
    """Bracket and quotation depth at every character; an opener never closed in its line does not count.

    Straight quotation marks are paired in turn.
    """
    depths = [0] * (len(text) + 1)
    stack: list[int] = []
    pairs: list[tuple[int, int]] = []
    for place, letter in enumerate(text):
        straight = letter == '"'
        if letter in _OPEN or (straight and '"' not in {text[opened] for opened in stack}):
            stack.append(place)
        elif straight or (letter in _CLOSE and stack and text[stack[-1]] != '"'):
            while straight and text[stack[-1]] != '"':
                stack.pop()
            pairs.append((stack.pop(), place))
        elif letter == "\n":
            stack.clear()
    for start, end in pairs:
        for place in range(start, end):
            depths[place] += 1
    return depths


def _trimmed(text: str, cuts: list[int]) -> list[tuple[int, int]]:
    spans, start = [], 0
    for cut in [*cuts, len(text)]:
        piece = text[start:cut]
        stripped = piece.strip()
        if stripped:
            begin = start + piece.index(stripped[0])
            spans.append((begin, begin + len(stripped)))
        start = cut
    return spans
