"""Printed list and heading numbers: "Phần I", "Chương II", "Điều 5.", "II.", "1.1.", "a)", "-"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

__all__ = ["BULLETS", "Marker", "annex_of", "marker_of"]

BULLETS = str.maketrans(
    {
        "\uf0b7": "•",
        "\uf0a7": "▪",
        "\uf02d": "-",
        "\uf0d8": "➢",
        "\uf0fc": "✓",
        "\uf0e8": "→",
        "\uf0a8": "□",
        "\uf076": "❖",
    }
)

MarkerKind = Literal[
    "annex", "part", "chapter", "division", "subdivision", "article", "capital", "roman", "arabic", "letter", "bullet"
]


@dataclass(frozen=True, slots=True)
class Marker:
    """The number that opens a line. ``rank``: smaller stands higher in the outline; siblings share one.

    ``printed`` is the marker as printed ("II.", "Điều 5.", "-"), ``label`` what the outline calls it ("II", "Điều 5"),
    ``number`` the bare number, ``rest`` what follows on the line, ``offset`` where that begins.
    """

    kind: MarkerKind
    printed: str
    label: str
    number: str
    rank: int
    rest: str
    offset: int


_ROMAN = r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
_ORDINAL = r"(?i:nhất|hai|ba|tư|bốn|năm|sáu|bảy|tám|chín|mười)"
_NUMBER = rf"(?:{_ROMAN}|\d{{1,3}})"
_STOP = r"(?:\s*[.:/–—-]|(?=\s*$)|(?=\s+[A-ZĐÀ-Ỹ]{2}))"
_PATTERNS: tuple[tuple[MarkerKind, int, re.Pattern[str]], ...] = (
    ("part", 1, re.compile(rf"(?P<word>(?i:phần)(?:\s+(?i:thứ))?)\s+(?P<number>{_NUMBER}|{_ORDINAL})\b{_STOP}")),
    ("chapter", 2, re.compile(rf"(?P<word>(?i:chương))\s+(?P<number>{_NUMBER})\b{_STOP}")),
    ("division", 3, re.compile(rf"(?P<word>(?i:mục))\s+(?P<number>{_NUMBER})\b{_STOP}")),
    ("subdivision", 4, re.compile(rf"(?P<word>(?i:tiểu mục))\s+(?P<number>{_NUMBER})\b{_STOP}")),
    ("article", 5, re.compile(r"(?P<word>(?i:điều))\s+(?P<number>\d{1,3}[a-zđ]?)(?:\s*[.:]|(?=\s*$))")),
    ("arabic", 9, re.compile(rf"(?P<number>{_ROMAN}(?:\.\d{{1,2}}){{1,3}})(?:\s?[.):](?!\d)|(?=\s+[^\W\d_]))")),
    ("roman", 8, re.compile(rf"(?P<number>{_ROMAN})(?:\s?[.):]|\s*[-–/](?=\s|[A-ZĐÀ-Ỹ]))(?=\s*\S)")),
    ("capital", 6, re.compile(r"(?P<number>[A-HK-ZĐ])(?:\s?[.)]|\s?[-–/](?=\s))(?=\s*[^\W\d_])(?!\w\.)")),
    (
        "arabic",
        10,
        re.compile(r"(?P<number>\d{1,2}(?:\.\d{1,2}){1,4})(?:\s?[.):](?!\d)|\s?[-–](?=\s)|(?=\s+[^\W\d_]))"),
    ),
    ("arabic", 15, re.compile(r"\((?P<number>\d{1,3}[a-zđ]?)\)(?=\s*\S)")),
    (
        "arabic",
        9,
        re.compile(r"(?P<number>\d{1,3}[a-zđ]?)(?:\)|\s?\.(?!\d)|\s?[-–](?=\s+[A-ZĐÀ-Ỹ])|/(?=\s))(?=\s*\S)"),
    ),
    ("letter", 14, re.compile(r"\(?(?P<number>[a-zđ]{1,2}|i{1,3}|iv|vi{0,3})(?:\)|\.(?=\s))(?=\s*\S)")),
    ("bullet", 17, re.compile(r"(?P<number>[-–—−+*•▪◦●○■□✓➢⇒→·♦❖])(?=\s|[^\W\d_]|[“\"(])")),
)
_ANNEX = re.compile(
    r"(?P<word>(?i:phụ lục|phụ biểu|biểu mẫu|biểu|mẫu)(?:\s+(?i:số))?)"
    rf"(?:[\s:]+(?P<number>{_NUMBER}[a-zđA-Z]?(?:[./-]\w{{1,8}})*|[A-Z]))?(?:\s*[.:–—-]|(?=\s*$)|(?=\s+[\(A-ZĐÀ-Ỹ]))"
)


def marker_of(text: str) -> Marker | None:
    """The marker that opens ``text`` (NFC, no leading white space), or ``None``."""
    for kind, rank, pattern in _PATTERNS:
        found = pattern.match(text)
        if found is None or not _plausible(kind, found, text):
            continue
        number = found["number"]
        word = " ".join(found.groupdict().get("word", "").split()) if "word" in found.groupdict() else ""
        depth = number.count(".")
        offset = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())
        return Marker(
            kind, found[0].strip(), f"{word} {number}".strip(), number, rank + max(0, depth - 1), text[offset:], offset
        )
    return None


def annex_of(text: str) -> Marker | None:
    """The marker of an annex title ("PHỤ LỤC I", "Biểu số 02: …"), or ``None``."""
    found = _ANNEX.match(text)
    if found is None:
        return None
    number = found["number"] or ""
    word = " ".join(found["word"].split())
    if not number and word.lower() not in {"phụ lục", "phụ biểu"}:
        return None
    offset = found.end() + len(text[found.end() :]) - len(text[found.end() :].lstrip())
    return Marker("annex", found[0].strip(), f"{word} {number}".strip(), number, 0, text[offset:], offset)


def _plausible(kind: MarkerKind, found: re.Match[str], text: str) -> bool:
    rest = text[found.end() :]
    if kind == "article":
        return True
    if kind == "arabic" and "." in found["number"] and not found[0].rstrip().endswith((".", ")", ":")):
        return not rest.lstrip()[:12].lower().startswith(("tỷ", "triệu", "nghìn", "ha", "km", "lần", "điểm", "%"))
    if kind == "letter" and len(found["number"]) == 2:
        return found["number"] in {"aa", "bb", "ii", "iv", "vi", "đđ"} or found["number"][0] == found["number"][1]
    return True
