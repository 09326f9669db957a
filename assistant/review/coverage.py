"""How far the draft already speaks of something: its sentences, headings and table rows, indexed by syllable."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language.normalize import match_key
from assistant.language.tokens import sentences, syllables
from assistant.review.lexicon import alike, common_pairs, small_words
from assistant.review.model import OutlinePart
from assistant.review.profile import DraftProfile
from assistant.review.requests import Request
from assistant.review.spots import Spot, head

if TYPE_CHECKING:
    import numpy as np

__all__ = ["Coverage", "DraftCoverage", "Place"]

Pair = tuple[str, str]
# A word found alone says less than one found beside its neighbour.
_ALONE = 0.35
_HALF = 0.5
_OFTEN = 0.6
_SHORT, _BREVITY = 20, 0.35
# What its section says besides, and standing in the part asked about, speak for a sentence.
_SECTION, _AROUND, _INSIDE = 0.4, 0.3, 1.1


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence, heading or table row of the draft, and the part it stands in; ``quotable`` for a sentence, ``front``
    where that is of the preamble or cites what the text is based on."""

    spot: Spot
    part: OutlinePart | None
    quotable: bool
    table: bool = False
    front: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """``share`` (0–1) of some words that the ``place`` nearest to them has, and how many pairs it shares with them."""

    share: float
    place: Place | None
    pairs: int


# A line that cites an act the text is based on.
_BASIS = re.compile(
    r"[-–+\s]*(?:Căn cứ|(?:Luật|Nghị định|Nghị quyết|Quyết định|Thông tư|Kết luận|Chỉ thị)\s(?:số\s)?\d)"
)
_NOTHING = Coverage(0.0, None, 0)


class DraftCoverage:
    """Places of one draft, indexed by syllable and by pair of neighbours (one word may stand between them).

    A syllable weighs ``log(1 + N / n)`` (inverse document frequency, Spärck Jones 1972) over the draft's places and the
    pool of precedent comments; small words weigh nothing.
    """

    def __init__(self, draft: DraftProfile, pool: Sequence[Request]) -> None:
        self.places = tuple(_places(draft))
        import numpy as np

        words = [syllables(alike(place.spot.quote)) for place in self.places]
        self._singles: dict[str, set[int]] = defaultdict(set)
        self._pairs: dict[Pair, set[int]] = defaultdict(set)
        for number, row in enumerate(words):
            for word in row:
                self._singles[word].add(number)
            for pair in itertools.chain(itertools.pairwise(row), zip(row, row[2:], strict=False)):
                self._pairs[pair].add(number)
        self._frequency: Counter[str] = Counter()
        for row in words:
            self._frequency.update(set(row))
        for request in pool:
            self._frequency.update(set(syllables(alike(request.chunk.text))))
        self._size = len(words) + len(pool)
        self._key = draft.key
        order = {id(place.spot.section): None for place in self.places}
        self._sections = {key: number for number, key in enumerate(order)}
        self._section_of = np.array([self._sections[id(place.spot.section)] for place in self.places], np.int64)
        lengths = np.array([max(_SHORT, len(row)) for row in words], np.float32)
        self._brevity = (_SHORT / lengths) ** _BREVITY
        self._within: dict[tuple[tuple[OutlinePart, ...], bool, bool], np.ndarray] = {}

    def of(
        self, text: str, parts: Collection[OutlinePart] = (), *, quotable: bool = False, titled: bool = False
    ) -> Coverage:
        """How far ``text`` is covered by any one place, of ``parts`` if given (tables count as any part).

        ``quotable``: by a sentence, of two that cover alike the shorter; ``titled``: by a heading or a table.
        """
        shares, shared = self._shares(text)
        if shares is None or shared is None:
            return _NOTHING
        shares = shares * self._mask(tuple(parts), quotable=quotable, titled=titled)
        best = int((shares * self._brevity if quotable else shares).argmax())
        if not shares[best]:
            return _NOTHING
        return Coverage(float(shares[best]), self.places[best], int(shared[best]))

    def anchor(self, text: str, part: OutlinePart | None) -> Coverage:
        """The sentence that ``text`` is about: near to it itself, and in a section that is; ``part`` breaks a tie.

        Its ``share`` is the sentence's own.
        """
        shares, shared = self._shares(text)
        if shares is None or shared is None:
            return _NOTHING
        import numpy as np

        whole = np.zeros(len(self._sections), np.float32)
        np.maximum.at(whole, self._section_of, shares)
        total = np.zeros(len(self._sections), np.float32)
        np.add.at(total, self._section_of, np.where(shared > 0, shares, 0))
        around = np.minimum(1.0, whole + _AROUND * (total - whole))[self._section_of]
        inside = np.array([_INSIDE if place.part == part else 1.0 for place in self.places], np.float32)
        score = (shares * self._brevity + _SECTION * around) * inside * self._mask((), quotable=True, titled=False)
        best = int(score.argmax())
        return Coverage(float(shares[best]), self.places[best], int(shared[best])) if score[best] else _NOTHING

    def at(self, text: str, place: Place) -> Coverage:
        """How far ``place`` covers ``text``."""
        shares, shared = self._shares(text)
        if shares is None or shared is None:
            return _NOTHING
        number = next((n for n, one in enumerate(self.places) if one is place), None)
        return Coverage(float(shares[number]), place, int(shared[number])) if number is not None else _NOTHING

    def spoken(self, text: str) -> float:
        """The weighted share of the words of ``text`` that stand together in one section, in whatever order."""
        import numpy as np

        words = set(syllables(alike(text)))
        total = sum(map(self._weight, words))
        reached = np.zeros(max(1, len(self._sections)), np.float32)
        for word in words:
            found = {int(self._section_of[number]) for number in self._singles.get(word, ())}
            reached[list(found)] += self._weight(word)
        return float(reached.max()) / total if total else 0.0

    def has(self, quote: str) -> bool:
        """Whether the draft has these very words."""
        return match_key(quote).strip(" .,;") in self._key

    def known(self, text: str, *, common: bool = False) -> float:
        """The weighted share of ``text`` that the draft has somewhere: pairs whole, single words half.

        ``common``: what official Vietnamese uses everywhere counts as well.
        """
        words = syllables(alike(text))
        weights = [self._weight(word) for word in words]
        reached = [
            _HALF * weight if word in self._singles else 0.0 for word, weight in zip(words, weights, strict=True)
        ]
        for at, pair in enumerate(itertools.pairwise(words)):
            there = pair in self._pairs or (common and " ".join(pair) in common_pairs())
            if weights[at] and weights[at + 1] and there:
                reached[at], reached[at + 1] = weights[at], weights[at + 1]
        total = sum(weights)
        return sum(reached) / total if total else 0.0

    def _shares(self, text: str) -> tuple[np.ndarray | None, np.ndarray | None]:
        """For each place the weighted share of ``text`` that it has, and how many uncommon pairs they share."""
        import numpy as np

        words = syllables(alike(text))
        weights = [self._weight(word) for word in words]
        total = sum(weights)
        if not total or not self.places:
            return None, None
        reached = np.zeros((len(words), len(self.places)), np.float32)
        shared = np.zeros(len(self.places), np.int32)
        for at, word in enumerate(words):
            if weights[at] and word in self._singles:
                reached[at, list(self._singles[word])] = _ALONE * weights[at]
        for at, pair in enumerate(itertools.pairwise(words)):
            if weights[at] and weights[at + 1] and pair in self._pairs:
                found = list(self._pairs[pair])
                reached[at, found], reached[at + 1, found] = weights[at], weights[at + 1]
                shared[found] += not _is_common(pair)
        return reached.sum(axis=0) / total, shared

    def _weight(self, word: str) -> float:
        if word in small_words() or word[0].isdigit():
            return 0.0
        return math.log(1 + self._size / (1 + self._frequency[word]))

    def _mask(self, parts: tuple[OutlinePart, ...], *, quotable: bool, titled: bool) -> np.ndarray:
        import numpy as np

        wanted = (parts, quotable, titled)
        if wanted not in self._within:
            self._within[wanted] = np.array(
                [
                    (not parts or place.part in parts or place.table)
                    and ((place.quotable and not place.front) or not quotable)
                    and not (place.quotable and titled)
                    for place in self.places
                ],
                np.float32,
            )
        return self._within[wanted]


def _is_common(pair: Pair) -> bool:
    """Whether one passage of official Vietnamese in some thirty has the pair."""
    return common_pairs().get(" ".join(pair), 1.0) < _OFTEN


def _places(draft: DraftProfile) -> Iterable[Place]:
    parts: dict[int, OutlinePart | None] = {}
    for passage in draft.passages:
        parts[id(passage.section)] = passage.part
        at, text = passage.paragraph.start, passage.paragraph.text
        for start, end in sentences(text):
            spot = Spot(text[start:end], at + start, at + end, passage.section)
            front = passage.section.kind == "preamble" or _BASIS.match(spot.quote) is not None
            yield Place(spot, passage.part, quotable=True, front=front)
    for section in draft.document.walk():
        if section.end > section.start:
            yield Place(head(draft, section), parts.get(id(section)), quotable=False)
        for table in section.tables:
            rows = [table.caption or "", " ".join(table.header)]
            rows += [" ".join(cell.text for cell in row) for row in table.rows]
            start = next((cell.start for row in table.rows for cell in row), section.start)
            for row in filter(None, rows):
                yield Place(Spot(row, start, start, section), parts.get(id(section)), quotable=False, table=True)
