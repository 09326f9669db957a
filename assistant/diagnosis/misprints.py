"""A proper name that stands once with other marks or one other letter than everywhere else."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.diagnosis.mentions import around, quoted_at
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.language.normalize import fold, match_key

__all__ = ["misprinted"]

_UPPER = "A-ZĐÂÊÔƠƯĂÁÀẢÃẠÉÈẺẼẸÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝỲỶỸỴẤẦẨẪẬẾỀỂỄỆỐỒỔỖỘỚỜỞỠỢỨỪỬỮỰẮẰẲẴẶ"
_RUN = re.compile(rf"(?<![\w.])[{_UPPER}][a-zà-ỹđ]+(?:\s[{_UPPER}][a-zà-ỹđ]+){{1,3}}(?!\w)")


_CROWD = 120
_SYLLABLE = re.compile(r"([b-df-hj-np-tv-xz]+)[aeiouy]+([b-df-hj-np-tv-xz]+)")
# Grave, acute, tilde, hook above, dot below, as combining marks.
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")


@dataclass(frozen=True, slots=True)
class _Use:
    """A run of capitalised syllables; ``before`` are the words it follows, ``home`` the line or table it stands in."""

    name: str
    before: str
    home: int
    span: Span
    quote: Span


def misprinted(reading: Reading) -> Iterator[Defect]:
    """Names beside one use that differs in the marks, or in one letter, of one syllable.

    Names of places that may well be two (a commune and a district) and names side by side in one line or table are left
    alone; the less the two have in common, the more uses of the usual one are asked for.
    """
    forms: defaultdict[str, list[_Use]] = defaultdict(list)
    for use in [*_in_lines(reading), *_in_tables(reading)]:
        forms[match_key(use.name)].append(use)
    crowded = len(forms) > _CROWD
    by_bare: defaultdict[str, list[str]] = defaultdict(list)
    for key in forms:
        for bare in _holes(key):
            by_bare[bare].append(key)
    for key, uses in forms.items():
        if len(uses) > 1 or (crowded and (_head(uses[0]) or "xã") in load_data("names")["units"]):
            continue
        for other in dict.fromkeys(one for bare in _holes(key) for one in by_bare[bare]):
            slip = _one_slip(key, other) or (_one_vowel(key, other) and _head(uses[0]) in load_data("names")["large"])
            if other != key and slip and _one_thing(uses[0], forms[other]):
                odd, usual = uses[0], forms[other]
                if len(usual) == 1 and odd.span < usual[0].span:
                    odd, usual = usual[0], uses
                yield _defect(reading, odd, usual)
                break


def _in_lines(reading: Reading) -> Iterator[_Use]:
    for line in reading.lines:
        if not line.text.isupper():
            for name, at in _runs(line.text):
                span = (line.start + at, line.start + at + len(name))
                if not quoted_at(line, span[0]):
                    yield _Use(name, line.text[max(0, at - 30) : at], line.order, span, around(line, span))


def _in_tables(reading: Reading) -> Iterator[_Use]:
    for placed in reading.tables:
        for row in placed.table.rows:
            for cell in dict.fromkeys(row):
                for name, at in _runs(cell.text):
                    span = (cell.start + at, cell.start + at + len(name))
                    yield _Use(name, cell.text[max(0, at - 30) : at], -1 - placed.order, span, (cell.start, cell.end))


def _runs(text: str) -> Iterator[tuple[str, int]]:
    """Each proper name of two syllables or more with its offset, common nouns with a capital cut off in front."""
    for found in _RUN.finditer(text):
        words, at = found[0].split(), found.start()
        opening = not text[:at].rstrip() or text[:at].rstrip().endswith((".", ";", ":", "-", "+"))
        cut = set(load_data("names")["openers"])
        if opening and len(words) > 2:
            cut |= {head for head in load_data("names")["heads"] if " " not in head}
        while words and match_key(words[0]) in cut:
            at += len(words[0]) + 1
            words = words[1:]
            cut = set(load_data("names")["openers"])
        if len(words) >= 2:
            yield text[at : found.end()], at


def _holes(key: str) -> Iterator[str]:
    """The bare name with one syllable left out, at each place in turn."""
    syllables = fold(key).split()
    for i in range(len(syllables)):
        yield " ".join([*syllables[:i], "*", *syllables[i + 1 :]])


def _one_slip(key: str, other: str) -> bool:
    """Whether one syllable differs, by its marks alone or by one letter."""
    a, b = key.split(), other.split()
    odd = [(x, y) for x, y in zip(a, b, strict=False) if x != y]
    if len(a) != len(b) or len(odd) != 1:
        return False
    one, two = fold(odd[0][0]), fold(odd[0][1])
    if one == two or _sounded(*odd[0]):
        return True
    return len(one) == len(two) > 1 and sum(x != y for x, y in zip(one, two, strict=True)) == 1


def _one_vowel(key: str, other: str) -> bool:
    """Whether one syllable differs in its vowels alone, of one tone: "phụng" and "phượng"."""
    odd = [(x, y) for x, y in zip(key.split(), other.split(), strict=False) if x != y]
    if len(key.split()) != len(other.split()) or len(odd) != 1:
        return False
    one, two = (_SYLLABLE.fullmatch(fold(syllable)) for syllable in odd[0])
    tones = [set(unicodedata.normalize("NFD", syllable)) & _TONES for syllable in odd[0]]
    return one is not None and two is not None and one.groups() == two.groups() and tones[0] == tones[1]


def _sounded(one: str, other: str) -> bool:
    """Whether two syllables are often written for one another: "sấu" and "xấu", "tràm" and "chàm", "lan" and "lang"."""
    for a, b in load_data("names")["sounds"]["onsets"]:
        for x, y in ((a, b), (b, a)):
            if one.startswith(x) and other.startswith(y) and one[len(x) :] == other[len(y) :]:
                return True
    for a, b in load_data("names")["sounds"]["codas"]:
        for x, y in ((a, b), (b, a)):
            if one.endswith(x) and other.endswith(y) and one[: -len(x)] == other[: -len(y)] and len(one) > len(x):
                return True
    return False


def _one_thing(use: _Use, usual: list[_Use]) -> bool:
    """Whether the two are surely one: by how they differ, the nouns before them and how often the usual one stands."""
    if any(use.home == one.home for one in usual):
        return False
    syllables = zip(match_key(use.name).split(), match_key(usual[0].name).split(), strict=True)
    marks = all(fold(x) == fold(y) or _sounded(x, y) for x, y in syllables)
    head, heads = _head(use), {_head(one) for one in usual}
    units = set(load_data("names")["units"])
    alike = head is not None and head in heads
    if head in units and not (alike and (marks or (head in load_data("names")["large"] and len(usual) >= 3))):
        return False
    qualified = alike and head not in units and any(_qualifier(use) == _qualifier(one) != "" for one in usual)
    if marks:
        return len(usual) >= 2 or qualified
    inner = [x[0] == y[0] for x, y in zip(fold(use.name).split(), fold(usual[0].name).split(), strict=True)]
    return qualified or (alike and len(usual) >= 2 and all(inner))


def _qualifier(use: _Use) -> str:
    """The words between the common noun and the name: "thông minh" in "cửa khẩu thông minh Tà Pài"."""
    head = _head(use)
    key = match_key(use.before)
    return key[key.rfind(head) + len(head) :].strip() if head else ""


def _head(use: _Use) -> str | None:
    """The common noun just before the name, qualifiers such as "quốc tế" passed over."""
    key = match_key(use.before)
    best = None
    for head in load_data("names")["heads"]:
        at = max(key.rfind(f" {head} "), 0 if key.startswith(f"{head} ") else -1)
        tail = key[at + len(head) + 1 :].split() if at >= 0 else []
        if key.endswith(f" {head}") or key == head:
            at, tail = len(key) - len(head), []
        if at >= 0 and len(tail) <= 2 and (best is None or (at, -len(head)) > (best[0], -len(best[1]))):
            best = (at, head)
    return best[1] if best else None


def _defect(reading: Reading, odd: _Use, usual: list[_Use]) -> Defect:
    text = reading.draft.text
    spans = (odd.quote, usual[0].quote)
    values = {
        "name1": odd.name,
        "name2": usual[0].name,
        "place1": place(reading, odd.span[0]),
        "place2": place(reading, usual[0].span[0]),
        "quote1": quoted(text[slice(*spans[0])]),
        "quote2": quoted(text[slice(*spans[1])]),
        "count1": "1",
        "count2": str(len(usual)),
        "pair": " / ".join(sorted((match_key(odd.name), match_key(usual[0].name)))),
    }
    return Defect(2, 0.9, spans, values, "name")
