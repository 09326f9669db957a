"""Is a reworded point still the point: Vietnamese, not much longer, about the same matter?"""

from __future__ import annotations

import itertools
import re

from assistant.language.tokens import syllables

__all__ = ["alike", "plausible", "vietnamese"]

_LONGER, _ROOM, _ALIKE = 2.5, 80, 0.15
_LETTERS = re.compile(r"[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]", re.IGNORECASE)
_FOREIGN = re.compile(r"[\u0400-\u04ff\u0e00-\u0eff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


def plausible(text: str, original: str) -> bool:
    """Vietnamese, not much longer than the original, and sharing enough of its words."""
    return vietnamese(text) and len(text) <= _LONGER * len(original) + _ROOM and alike(text, original) >= _ALIKE


def vietnamese(text: str) -> bool:
    """Whether a text is in Vietnamese: a third of its words bear a letter that only Vietnamese has; no other script."""
    words = [word for word in text.split() if any(letter.isalpha() for letter in word)]
    marked = sum(_LETTERS.search(word) is not None for word in words)
    return bool(words) and marked * 3 >= len(words) and not _FOREIGN.search(text)


def alike(a: str, b: str) -> float:
    """The Dice coefficient of two texts' syllable bigrams (Dice 1945), 0–1."""
    one, two = (frozenset(itertools.pairwise(syllables(text))) for text in (a, b))
    return 2 * len(one & two) / (len(one) + len(two)) if one or two else 0.0
