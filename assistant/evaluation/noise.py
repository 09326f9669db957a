"""Queries made worse on purpose, reproducibly: typed without marks, or misread by character recognition."""

from __future__ import annotations

import random
import unicodedata

from assistant.language.normalize import nfc

__all__ = ["misread", "unmarked"]

# Letters that recognition takes for each other; Latin shapes, then Vietnamese base letters.
_SHAPES = ("ceo", "il1t", "nhr", "uvy", "aăâ", "oôơ", "uư", "eê", "dđ", "bh", "gq", "mn", "s5", "o0", "ij")
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def unmarked(text: str) -> str:
    """``text`` without Vietnamese marks, letter case kept."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return nfc(bare.replace("đ", "d").replace("Đ", "D"))


def misread(text: str, share: float, seed: int) -> str:
    """``text`` with ``share`` (0..1) of its letters, on average, read wrongly.

    Of the errors four tenths lose or change a mark, four tenths become a letter of like shape, one tenth vanish and
    one tenth are doubled.
    """
    picks = random.Random(seed)  # noqa: S311 - not for security: the same seed must give the same text
    return nfc("".join(_worse(c, picks) if c.isalpha() and picks.random() < share else c for c in nfc(text)))


def _worse(letter: str, picks: random.Random) -> str:
    kind = picks.random()
    if kind < 0.4:
        return _other_mark(letter, picks)
    if kind < 0.8:
        alike = sorted({c for shape in _SHAPES if letter.lower() in shape for c in shape} - {letter.lower()})
        return picks.choice(alike) if alike else _other_mark(letter, picks)
    return "" if kind < 0.9 else letter * 2


def _other_mark(letter: str, picks: random.Random) -> str:
    parts = unicodedata.normalize("NFD", letter)
    if len(parts) > 1 and picks.random() < 0.5:
        return nfc(parts[:-1])
    bare = "".join(c for c in parts if c not in _TONES)
    return nfc(bare + picks.choice(_TONES)) if bare[0].lower() in "aeiouy" else picks.choice("rnmtlcoe")
