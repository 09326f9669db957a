"""Legacy Vietnamese encodings (TCVN3, VNI, VPS) recognised by font name or by statistics, and converted to Unicode.

A conversion is believed only if it turns nonsense into syllables: the share of valid Vietnamese syllables must rise
above 0.8. Short English or French passages share the accented letters but never that.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Literal

from assistant.language.normalize import nfc

__all__ = [
    "Encoding",
    "convert",
    "detect",
    "font_encoding",
    "from_font",
    "mend_legacy",
    "syllable_validity",
    "to_legacy",
]

Encoding = Literal["TCVN3", "VNI", "VPS"]

_LOWER = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
_TCVN3_CODES = (
    "b5b6b7b8b9a8bbbcbdbec6a9c7c8c9cacbaecccecfd0d1aad2d3d4d5d6d7d8dcdddedfe1e2e3e4abe5e6e7e8e9aceaebecedee"
    "eff1f2f3f4adf5f6f7f8f9fafbfcfdfe"
)
_TCVN3_CAPITALS = {"Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7}
_VPS_CODES = (
    "e0e4e3e1e5e6a2a3a4a1a5e2c0c4c5c3c6c7e8c8ebe9cbea8a8bcd898cecccefedcef2d5f5f386f4d2b087d3b6d6a9aaaba7ae"
    "f9fbdbfaf8dcd8babbd9bfff9bcf9a9c"
)
_VPS_CAPITALS = {
    "À": 0x80, "Ả": 0x81, "Ã": 0x82, "Á": 0xC1, "Ă": 0x88, "Ắ": 0x8D, "Ằ": 0x8E, "Ẳ": 0x8F, "Â": 0xC2, "Ấ": 0x83,
    "Ầ": 0x84, "Ẩ": 0x85, "Đ": 0xF1, "É": 0xC9, "È": 0xD7, "Ẻ": 0xDE, "Ẽ": 0xFE, "Ê": 0xCA, "Ế": 0x90, "Ề": 0x93,
    "Ể": 0x94, "Ễ": 0x95, "Í": 0xB4, "Ì": 0xB5, "Ỉ": 0xB7, "Ĩ": 0xB8, "Ó": 0xB9, "Ò": 0xBC, "Ỏ": 0xBD, "Õ": 0xBE,
    "Ô": 0xD4, "Ố": 0x96, "Ồ": 0x97, "Ổ": 0x98, "Ỗ": 0x99, "Ơ": 0xF7, "Ớ": 0x9D, "Ờ": 0x9E, "Ở": 0x9F, "Ỡ": 0xA6,
    "Ú": 0xDA, "Ù": 0xA8, "Ủ": 0xD1, "Ũ": 0xAC, "Ư": 0xD0, "Ứ": 0xAD, "Ừ": 0xAF, "Ử": 0xB1, "Ý": 0xDD, "Ỳ": 0xB2,
    "Ỷ": 0xFD, "Ỹ": 0xB3,
}  # fmt: skip
_VNI_MARKS = {
    "a": "aø aû aõ aù aï aê aè aú aü aé aë aâ aà aå aã aá aä", "đ": "ñ",
    "e": "eø eû eõ eù eï eâ eà eå eã eá eä", "i": "ì æ ó í ò",
    "o": "oø oû oõ où oï oâ oà oå oã oá oä ô ôø ôû ôõ ôù ôï", "u": "uø uû uõ uù uï ö öø öû öõ öù öï",
    "y": "yø yû yõ yù î",
}  # fmt: skip
_FONTS: tuple[tuple[re.Pattern[str], Encoding], ...] = (
    (re.compile(r"(?:[A-Z]{6}\+)?\.?Vn[A-Z0-9]"), "TCVN3"),
    (re.compile(r"(?:[A-Z]{6}\+)?VNI[-_ ]", re.IGNORECASE), "VNI"),
    (re.compile(r"(?:[A-Z]{6}\+)?VPS[-_ ]?", re.IGNORECASE), "VPS"),
)
_HIGH = re.compile("[\u0080-\u00ff\u0160-\u0178\u2018-\u203a\u20ac\u2122\u0192\u02c6\u02dc]")
_WORD = re.compile(r"[^\W\d_]+")
_RHYME = re.compile(
    r"(?:b|ch|c|d|đ|gh|gi|g|h|kh|k|l|m|ngh|ng|nh|n|ph|p|qu|q|r|s|th|tr|t|v|x)?"
    r"(?:"
    r"(?:uyê|uye|iê|yê|uô|ươ|oă|uâ|oa|oe|uê|uơ|uă|oo|uy|ia|ua|ưa|ya|a|ă|â|e|ê|i|o|ô|ơ|u|ư|y)(?:ch|c|m|nh|ng|n|p|t)?"
    r"|(?:oa|ươ|uô|uâ|iê|yê|oe|uya|uê|a|â|e|ê|o|ô|ơ|u|ư|i)[iyou]u?"
    r"|uya|uyu)"
)
_STEEPEST = 0.8
# Rarest last: where two tables turn a short text into syllables, the more common encoding is believed.
_ENCODINGS: tuple[tuple[Encoding, float], ...] = (("TCVN3", 0.0), ("VNI", 0.0), ("VPS", 0.05))


def font_encoding(font: str) -> Encoding | None:
    """The encoding that a font name gives away (".VnTime", "VNI-Times", "VPS Times"), else ``None``."""
    return next((encoding for pattern, encoding in _FONTS if pattern.match(font)), None)


def from_font(font: str, text: str) -> str:
    """``text`` set in ``font``, in Unicode. Fonts named .Vn…H show lower-case codes as capitals."""
    encoding = font_encoding(font)
    if encoding is None or not text or any("\u1ea0" <= c <= "\u1ef9" for c in text):
        return text
    converted = convert(text, encoding)
    return converted.upper() if encoding == "TCVN3" and re.search(r"Vn\w+H(?:$|[-, ])", font) else converted


def mend_legacy(text: str) -> str | None:
    """The text in Unicode (NFC) if it is in a legacy encoding, else ``None``."""
    encoding = detect(text)
    return convert(text, encoding) if encoding else None


def detect(text: str) -> Encoding | None:
    """The legacy encoding of ``text``, believed only if converting it gives Vietnamese syllables."""
    sample = text if len(text) <= 6000 else text[:3000] + text[len(text) // 2 : len(text) // 2 + 3000]
    if len(_HIGH.findall(sample)) < 3 or any("\u1ea0" <= c <= "\u1ef9" for c in sample):
        return None
    before = syllable_validity(sample)
    scores = {encoding: syllable_validity(convert(sample, encoding)) - handicap for encoding, handicap in _ENCODINGS}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] > _STEEPEST and scores[best] > before + 0.1 else None


def convert(text: str, encoding: Encoding) -> str:
    """``text`` from ``encoding`` (its bytes read as Windows-1252 or Latin-1) to Unicode, NFC."""
    if encoding == "VNI":
        table = _vni()
        return nfc(_vni_pattern().sub(lambda m: table[m[0]], text))
    return nfc(text.translate(_single(encoding)))


def to_legacy(text: str, encoding: Encoding) -> str:
    """The inverse of ``convert``; TCVN3 has no toned capitals, so those come out as lower-case codes."""
    if encoding == "VNI":
        inverse = {letter: code for code, letter in _vni().items()}
        return "".join(inverse.get(c, c) for c in nfc(text))
    codes = _codes(encoding)
    return "".join(chr(codes[c]) if c in codes else chr(codes.get(c.lower(), ord(c))) for c in nfc(text))


def syllable_validity(text: str) -> float:
    """Share of words that can be a Vietnamese syllable (onset, nucleus, coda, at most one tone); 0 without words.

    Words in capitals only count if they are not abbreviations; clean official text scores 0.95–1.00.
    """
    words = [word for word in _WORD.findall(nfc(text)) if not (word.isupper() and len(word) <= 5 and word.isascii())]
    words = [word for word in words if len(word) > 1 or not word.isascii()]
    return sum(map(_is_syllable, (word.lower() for word in words))) / len(words) if words else 0.0


@cache
def _is_syllable(word: str) -> bool:
    if len(word) > 7:
        return False
    bare = []
    tones = 0
    for mark in unicodedata.normalize("NFD", word):
        if mark in "\u0300\u0301\u0303\u0309\u0323":
            tones += 1
        else:
            bare.append(mark)
    return tones <= 1 and _RHYME.fullmatch(unicodedata.normalize("NFC", "".join(bare))) is not None


@cache
def _codes(encoding: Encoding) -> dict[str, int]:
    codes = bytes.fromhex(_TCVN3_CODES if encoding == "TCVN3" else _VPS_CODES)
    return dict(zip(_LOWER, codes, strict=True)) | (_TCVN3_CAPITALS if encoding == "TCVN3" else _VPS_CAPITALS)


@cache
def _single(encoding: Encoding) -> dict[int, str]:
    table: dict[int, str] = {}
    for letter, code in _codes(encoding).items():
        table[code] = letter
        if 0x80 <= code <= 0x9F:
            windows = bytes([code]).decode("cp1252", "ignore")
            if windows:
                table[ord(windows)] = letter
    return table


@cache
def _vni() -> dict[str, str]:
    table: dict[str, str] = {}
    for base, printed in _VNI_MARKS.items():
        letters = _LOWER[_LOWER.index("đ")] if base == "đ" else [c for c in _LOWER if _base(c) == base]
        for letter, code in zip(letters, printed.split(), strict=True):
            table[code] = letter
            table[code.upper()] = letter.upper()
            if len(code) == 2 and code[0] not in "ôö":
                table[code[0].upper() + code[1]] = letter.upper()
    return table


def _base(letter: str) -> str:
    return "đ" if letter == "đ" else unicodedata.normalize("NFD", letter)[0]


@cache
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(re.escape(code) for code in sorted(_vni(), key=len, reverse=True)))
