"""Vietnamese text made comparable: NFC for storing, keys for matching. Pure functions, no I/O.

Keys are for finding only. What users read is always cut from the source at the offsets a key gives back,
so tone placement and look-alike letters are folded in keys and never rewritten in quotations.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

__all__ = ["KeyedText", "fold", "keyed", "match_key", "nfc"]

_LOOK_ALIKES = str.maketrans(
    "АВЕКМНОРСТХУІЈЅасеорхуіјѕԁһΑΒΕΖΗΙΚΜΝΟΡΤΥΧοÐðƉ"
    "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe63\uff0d"
    "\u2018\u2019\u201a\u2032\u201c\u201d\u201e\u2033\u00ab\u00bb",
    'ABEKMHOPCTXYIJSaceopxyijsdhABEZHIKMNOPTYXoĐđĐ---------\'\'\'\'""""""',
)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")
_WHITE = re.compile(r"\s+")
_VOWELS = "aăâeêioôơuưy"
_TONES = {"\u0300": 1, "\u0301": 2, "\u0309": 3, "\u0303": 4, "\u0323": 5}
_LETTERS = "a-zà-ɏḀ-ỹ"
_TONED: dict[str, tuple[str, int]] = {}
_PLACED: dict[tuple[str, int], str] = {}
for _vowel in _VOWELS:
    _PLACED[_vowel, 0] = _vowel
    for _mark, _tone in _TONES.items():
        _letter = unicodedata.normalize("NFC", _vowel + _mark)
        _TONED[_letter] = (_vowel, _tone)
        _PLACED[_vowel, _tone] = _letter
# A stray combining mark behind the word would compose with a letter whose tone had moved.
_TONED_WORD = re.compile(rf"[{_LETTERS}]*[{''.join(_TONED)}][{_LETTERS}]*(?![{_LETTERS}\u0300-\u036f])")
_SYLLABLE = re.compile(rf"(qu(?=[{_VOWELS}])|gi(?=[{_VOWELS}])|[^{_VOWELS}]*)([{_VOWELS}]{{1,3}})([^{_VOWELS}]*)")


@dataclass(frozen=True, slots=True)
class KeyedText:
    """A match key and where each of its characters stands in the source.

    ``starts[i]`` and ``ends[i]`` delimit, as half-open offsets into the source, what key character ``i`` came from.
    """

    key: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open source span of the non-empty half-open key span ``start``..``end``."""
        return self.starts[start], self.ends[end - 1]

    def key_offset(self, source_offset: int) -> int:
        """The first key position whose source stands at ``source_offset`` or later."""
        return bisect_left(self.starts, source_offset)


def nfc(text: str) -> str:
    """Canonical composition; every text stored or compared in this project has passed through here."""
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def fold(text: str) -> str:
    """Lower case without accents, đ as d; for forgiving comparison of names and cue words."""
    bare = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return unicodedata.normalize("NFC", bare.replace("đ", "d").replace("ð", "d"))


def match_key(text: str) -> str:
    """The key under which two printings of the same words are equal.

    NFC, Ð as Đ, look-alike Cyrillic and Greek letters as Latin, dashes and quotation marks unified, white space
    collapsed and trimmed, tone marks in their traditional place (hoà = hòa, thuỷ = thủy), lower case.
    """
    plain = nfc(_INVISIBLE.sub("", nfc(text)).translate(_LOOK_ALIKES))
    return _WHITE.sub(" ", _tones_in_place(_lower(plain))).strip()


def keyed(text: str) -> KeyedText:
    """``match_key`` of ``text`` together with the map back into it, so that a match can be quoted from the source."""
    characters, starts, ends = _composed(text)
    folded = _tones_in_place(_lower("".join(characters)))
    kept = _collapsed(folded)
    return KeyedText(
        "".join(" " if folded[i].isspace() else folded[i] for i in kept),
        tuple(starts[i] for i in kept),
        tuple(ends[i] for i in kept),
    )


def _lower(text: str) -> str:
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _composed(text: str) -> tuple[list[str], list[int], list[int]]:
    characters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for start, end in _clusters(text):
        for character in nfc(_INVISIBLE.sub("", nfc(text[start:end])).translate(_LOOK_ALIKES)):
            characters.append(character)
            starts.append(start)
            ends.append(end)
    return characters, starts, ends


def _clusters(text: str) -> list[tuple[int, int]]:
    if unicodedata.is_normalized("NFC", text) and not any(map(unicodedata.combining, text)):
        return [(i, i + 1) for i in range(len(text))]
    cuts = [i for i, c in enumerate(text) if not i or not _joins(c)] + [len(text)]
    return list(pairwise(cuts))


def _joins(character: str) -> bool:
    invisible = _INVISIBLE.match(character) is not None
    return invisible or unicodedata.combining(character) > 0 or not unicodedata.is_normalized("NFC", "a" + character)


def _collapsed(text: str) -> list[int]:
    kept = [i for i, c in enumerate(text) if not c.isspace() or (i and not text[i - 1].isspace())]
    while kept and text[kept[-1]].isspace():
        kept.pop()
    return kept


def _tones_in_place(lowered: str) -> str:
    return _TONED_WORD.sub(lambda m: _tone_in_place(m[0]), lowered)


@lru_cache(maxsize=1 << 16)
def _tone_in_place(word: str) -> str:
    parts = [_TONED.get(letter, (letter, 0)) for letter in word]
    tones = [tone for _, tone in parts if tone]
    bare = "".join(letter for letter, _ in parts)
    syllable = _SYLLABLE.fullmatch(bare)
    if len(tones) != 1 or syllable is None:
        return word
    at = len(syllable[1]) + _tone_seat(syllable[2], closed=bool(syllable[3]))
    return bare[:at] + _PLACED[bare[at], tones[0]] + bare[at + 1 :]


def _tone_seat(nucleus: str, *, closed: bool) -> int:
    marked = [i for i, letter in enumerate(nucleus) if letter in "ăâêôơư"]
    if marked:
        return marked[-1]
    return 1 if len(nucleus) == 3 or (closed and len(nucleus) == 2) else 0
