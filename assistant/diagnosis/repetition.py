"""Passages that are copied, wholly or nearly, from one place of the draft to another."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from assistant.diagnosis.clauses import Word, numbers_in, sentences, words
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.registry import check
from assistant.language.normalize import match_key

__all__ = ["duplicate_passage"]

_SHINGLE = 3
_FORMULA = 3
_SHORTEST = 20
_CONTAINMENT = 0.35
_LONGEST_RUN = 7
_CLEAR = 0.72
_LONGEST_GAP = 7
_SHORT_GAP = 3
_HELD = 0.8
_LONG = 35
_FLOOD = (
    8  # more pairs than this, and the text is of a kind that repeats itself: a list of procedures, a table as lines
)
_FEW = 2  # provisions more often alike than this are written in parallel on purpose
_VERBATIM = 70  # words of a provision that is repeated word for word; shorter ones are so by custom
_LEGAL_LENGTH = 32
_PARALLEL = 32
_SAME_SECTION = 0.9
_FORMAL = re.compile(
    r"(?:[-+*]\s*)?(?:Căn cứ|Theo (?:đề nghị|Tờ trình)|Xét |Thực hiện (?:Công văn|Nghị quyết|Quyết định)|"
    r"(?:Nghị quyết|Quyết định|Quy định|Quy chế|Nghị định|Thông tư|Kế hoạch|Báo cáo) này\b|"
    r"[^.]{0,90}\bban hành (?:Quyết định|Nghị quyết|Nghị định|Thông tư|Quy định)\b)"
)
_LABELLED = re.compile(r"(?:[-+*•]|\w{1,2}[.)])?\s*(?:\S+\s+){1,5}?\S+:\s.{0,220}$", re.DOTALL)
_CITED = re.compile(r"\b\d{1,5}/(?:\d{4}/)?[A-ZĐ]{2}|\b\d{1,5}-[A-ZĐ]{2,4}/")
_UNFINISHED = 40
_ANCHOR = re.compile(r"(?<![.:;!?“\"(+*-]\s)(?<=\s)[^\W\d_]\w+")
_LABEL = re.compile(r"\s*(?P<words>(?:[^\s:.;]+\s+){0,7}[^\s:.;]+):\s")
_VERBATIM_SHARE = 0.97
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]{1,2})[.)]\s*")
_GAP_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class _Passage:
    line: Line
    words: tuple[Word, ...]
    shingles: tuple[tuple[str, ...], ...]


@check(kind="duplicate_passage", claim="fact")
def duplicate_passage(reading: Reading) -> Iterator[Defect]:
    """A passage printed twice.

    Rule: two paragraphs, or sentences in them, that share at least 35 % of the word 3-grams of the shorter one after
    3-grams of three or more paragraphs (set phrases) are dropped, with a common run of seven words; where their figures
    differ they are parallel statements and must be nearly equal; provisions may differ in small words alone, and a
    rule with more than two such pairs is written in parallel. Source: drafting manuals ask each content to be said
    once; the measure is containment of shingles (Broder 1997), recall 0.98 at 20 % edited words in our trials.
    """
    passages = [p for line in reading.paragraphs if (p := _passage(reading, line)) is not None]
    holders: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, passage in enumerate(passages):
        for shingle in set(passage.shingles):
            holders[shingle].append(index)
    found: list[Defect] = []
    norms: list[Defect] = []
    for a, b in _candidates(holders):
        legal = _is_norm(reading, passages[a].line) or _is_norm(reading, passages[b].line)
        for defect in _compare(reading, passages[a], passages[b], holders):
            if not any(_same_place(defect, other) for other in (*found, *norms)):
                (norms if legal else found).append(defect)
    if len(found) + len(norms) <= max(_FLOOD, sum(len(p.words) for p in passages) // 800):
        yield from found
    if len(norms) <= _FEW:
        yield from norms


def _same_place(a: Defect, b: Defect) -> bool:
    return _overlap(a.spans[0], b.spans[0]) and _overlap(a.spans[1], b.spans[1])


def _passage(reading: Reading, line: Line) -> _Passage | None:
    found = words(line.text, line.start)
    annexed = reading.part(line.section) == "annex" and not _is_norm(reading, line)
    if len(found) < _SHORTEST or annexed or line.text.isupper():
        return None
    if _FORMAL.match(line.text) or _LABELLED.match(line.text) or len(_CITED.findall(line.text)) > 1:
        return None
    if not line.text.rstrip('”"’)').endswith((".", ";", ":", "!", "…", ",")) and len(found) < _UNFINISHED:
        return None
    keys = [w.text for w in found]
    grams = tuple(tuple(keys[i : i + _SHINGLE]) for i in range(len(keys) - _SHINGLE + 1))
    return _Passage(line, tuple(found), grams)


def _candidates(holders: dict[tuple[str, ...], list[int]]) -> list[tuple[int, int]]:
    """Pairs that share enough 3-grams to be worth a comparison; work is linear in the length of the draft."""
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for indices in holders.values():
        if 2 <= len(indices) <= 2 * _FORMULA:
            for i, a in enumerate(indices):
                for b in indices[i + 1 :]:
                    shared[a, b] += 1
    return sorted(pair for pair, count in shared.items() if count >= 6)


def _compare(reading: Reading, a: _Passage, b: _Passage, holders: dict[tuple[str, ...], list[int]]) -> Iterator[Defect]:
    common = set(set(a.shingles) & set(b.shingles))
    rare = {s for s in common if len(holders[s]) < _FORMULA}
    own = [sum(len(holders[s]) < _FORMULA or s in rare for s in set(p.shingles)) for p in (a, b)]
    whole = len(rare) / max(1, min(own))
    if len(common) >= 0.85 * min(len(set(a.shingles)), len(set(b.shingles))):
        rare, whole = common, 1.0
    left, right = _region(a, rare), _region(b, rare)
    if left is None or right is None:
        return
    texts = reading.draft.text[slice(*left)], reading.draft.text[slice(*right)]
    inner = _containment(texts[0], texts[1])
    legal = _is_norm(reading, a.line) or _is_norm(reading, b.line)
    if not _convincing(texts, inner, whole) or not _out_of_pattern(a.line, b.line, texts, inner, legal=legal):
        return
    confidence = min(0.97, 0.72 + 0.28 * inner)
    values = {
        "place1": place(reading, left[0]),
        "place2": place(reading, right[0]),
        "quote1": quoted(texts[0]),
        "quote2": quoted(texts[1]),
        "share": str(round(100 * inner)),
    }
    variant = "exact" if inner >= 0.97 else "main"
    yield Defect(2, round(confidence, 2), (left, right), values, variant)


def _convincing(texts: tuple[str, str], inner: float, whole: float) -> bool:
    counts = [len(words(text)) for text in texts]
    if min(counts) < _SHORTEST or max(counts) > 3.5 * min(counts):
        return False
    if max(inner, whole) < _CONTAINMENT or inner < _CONTAINMENT or _common_run(*texts) < _LONGEST_RUN:
        return False
    gaps = (_gap(*texts), _gap(*reversed(texts)))
    held = inner >= _HELD and min(counts) >= _LONG and gaps[counts.index(min(counts))] <= _SHORT_GAP
    if max(gaps) > max(_LONGEST_GAP, _GAP_SHARE * min(counts)) and not held:
        return False
    own = [numbers_in(text) | {w for w in _ANCHOR.findall(text) if w[0].isupper()} for text in texts]
    alike = len(own[0] & own[1]) / max(1, len(own[0] | own[1]))
    if any(own) and alike < 0.5:
        return inner >= _CLEAR and min(counts) >= 30 and alike > 0.2
    return True


def _out_of_pattern(a: Line, b: Line, texts: tuple[str, str], inner: float, *, legal: bool) -> bool:
    """Whether the likeness is more than legal provisions or items of one list need to be parallel."""
    size = min(len(words(text)) for text in texts)
    if legal:
        lettered = all(re.match(r"[a-zđ]{1,2}\)", line.marker or "") for line in (a, b))
        return not lettered and (size >= _VERBATIM if inner >= 0.99 else size >= _LEGAL_LENGTH and _reworded(*texts))
    if numbers_in(texts[0]) != numbers_in(texts[1]) and size < _PARALLEL:
        return False
    if inner < _VERBATIM_SHARE and _parallel(*texts):
        return False
    return a.section is not b.section or inner >= _SAME_SECTION


def _is_norm(reading: Reading, line: Line) -> bool:
    """Whether the line stands in an article, also of a regulation annexed to a decision."""
    return any(section.kind in {"article", "clause", "point"} for section in reading.chain(line.section))


def _reworded(left: str, right: str) -> bool:
    """Whether two provisions differ in small words alone: parallel provisions differ in what they are about."""
    a, b = ([w.text for w in words(_NUMBERED.sub("", text))] for text in (left, right))
    small = frozenset(load_data("repetition")["small"])
    changed = [
        (a[i:j], b[k:m]) for what, i, j, k, m in SequenceMatcher(None, a, b, False).get_opcodes() if what != "equal"
    ]
    return bool(changed) and all(word in small for pair in changed for side in pair for word in side)


def _parallel(left: str, right: str) -> bool:
    """Whether two items are of one form: behind one label, with other figures alone, or with one thing put for
    another more than once.
    """
    labels = [_LABEL.match(_NUMBERED.sub("", text)) for text in (left, right)]
    if labels[0] and labels[1]:
        one, other = (re.sub(r"\d+", "#", match_key(label["words"])) for label in labels if label)
        if one == other:
            return True
    a, b = [w.text for w in words(left)], [w.text for w in words(right)]
    puts = [
        (tuple(a[i:j]), tuple(b[k:m]))
        for what, i, j, k, m in SequenceMatcher(None, a, b, False).get_opcodes()
        if what == "replace"
    ]
    figures = bool(puts) and all(word[:1].isdigit() for put in puts for side in put for word in side)
    return figures or len(puts) != len(set(puts))


def _region(passage: _Passage, shared: set[tuple[str, ...]]) -> Span | None:
    """The sentences of the passage that hold shared 3-grams, from the first to the last of them."""
    hit = [passage.words[i].start for i, s in enumerate(passage.shingles) if s in shared]
    if len(hit) < 4:
        return None
    kept = []
    for start, end in sentences(passage.line.text, passage.line.start):
        inside = sum(start <= at < end for at in hit)
        size = sum(start <= w.start < end for w in passage.words)
        if inside >= max(2, 0.25 * (size - _SHINGLE + 1)):
            kept.append((start, end))
    return (kept[0][0], kept[-1][1]) if kept else None


def _containment(left: str, right: str) -> float:
    grams = []
    for text in (left, right):
        keys = [w.text for w in words(text)]
        grams.append({tuple(keys[i : i + _SHINGLE]) for i in range(len(keys) - _SHINGLE + 1)})
    return len(grams[0] & grams[1]) / max(1, min(len(g) for g in grams))


def _common_run(left: str, right: str) -> int:
    """The longest run of words that both texts share."""
    a, b = [w.text for w in words(left)], [w.text for w in words(right)]
    best, above = 0, [0] * (len(b) + 1)
    for word in a:
        row = [0] * (len(b) + 1)
        for j, other in enumerate(b, 1):
            if word == other:
                row[j] = above[j - 1] + 1
                best = max(best, row[j])
        above = row
    return best


def _gap(text: str, other: str) -> int:
    """The longest run of words of ``text`` that ``other`` lacks: a frame filled with its own content has a long one."""
    others = [w.text for w in words(other)]
    known = set(itertools.pairwise(others))
    keys = [w.text for w in words(text)]
    covered = [False] * len(keys)
    for i, gram in enumerate(itertools.pairwise(keys)):
        if gram in known:
            covered[i] = covered[i + 1] = True
    best = run = 0
    for done in covered:
        run = 0 if done else run + 1
        best = max(best, run)
    return best


def _overlap(a: Span, b: Span) -> bool:
    return a[0] < b[1] and b[0] < a[1]
