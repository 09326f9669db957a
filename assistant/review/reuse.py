"""A precedent's own words made fit for this draft, or given up: nothing of another province may remain."""

from __future__ import annotations

import re
from functools import cache

from assistant.language.normalize import match_key
from assistant.review.letters import CAPITALS
from assistant.review.lexicon import request_words

__all__ = ["reusable_request"]

_SPACE = re.compile(r"\s+")
_BRACKET = re.compile(r"\s*\([^()]*\)")
_EXAMPLES = re.compile(
    r"\s*(?:,\s*)?(?:(?<!gần )(?<!hầu )(?<!dường )(?<!cũng )(?<!coi )(?<!xem )như|ví dụ|chẳng hạn|"
    r"cụ thể là|trong đó có)[\s:].*$",
    re.DOTALL,
)
_SMALL_COUNT = re.compile(
    r"\b(?:0?[2-9]|1\d)\s+(?=nhiệm vụ|giải pháp|nội dung|nhóm|lĩnh vực|đột phá|vấn đề|tiêu chí|chỉ tiêu|mục tiêu)"
)
_NUMBER = re.compile(r"\d[\d.,/]*(?:[-–/][A-ZĐƯ\d][\w/-]*)?")
_ORDINAL = re.compile(r"\b[IVXL]{2,}\b")
_NAME = re.compile(rf"(?<![.!?:]\s)(?<!^)\b[{CAPITALS}][\wà-ỹ]*(?:\s[{CAPITALS}][\wà-ỹ]*)*")
# Laws and bodies of the whole country belong to every draft.
_CENTRAL = re.compile(
    rf"(?:Bộ luật|Luật)\s[{CAPITALS}][\wà-ỹ]*(?:\s(?:và\s)?[\wà-ỹ]+){{0,6}}?"
    r"(?=\s(?:về|quy định|đối với|để|và|của|năm)\b|[,;.)]|$)"
    r"|\b(?:Chính phủ|Quốc hội|Trung ương|Thủ tướng|Nhà nước|Mặt trận Tổ quốc(?: Việt Nam)?|Ủy ban nhân dân|"
    r"Hội đồng nhân dân)"
)
_PROVINCE = re.compile(rf"\b([Tt]ỉnh)\s+(?:[{CAPITALS}][\wà-ỹ]*)(?:\s[{CAPITALS}][\wà-ỹ]*){{0,3}}")
_SPELLED = re.compile(
    r"(?<!\w)(?:hai|ba|bốn|sáu|bảy|tám|chín|mười)\s(?!mặt|chiều|kịch bản|phương án|năm|loại|bên|vế)\w+\s\w+"
)
_QUOTED = re.compile(r"[“\"]([^“”\"]+)[”\"]")
_LIST_NUMBER = re.compile(r"^(?:\(?\d+[.)]|\(?[a-zđ]\)|\d+(?:\.\d+)+\.?)\s*")
_STATEMENT = re.compile(r"^\S+(?:\s\S+)?\s(?:chỉ|còn|chưa|không|đã|được|là|thì)\b")
_TAIL = re.compile(r"[\s;,.:…/]+$")
_FEWEST_WORDS, _FEWEST_BESIDE, _MOST_WORDS = 8, 5, 50
_CHOICE = re.compile(r"(?:hướng|phương án|loại ý kiến|loại) thứ \w+")


def reusable_request(text: str, draft_key: str, *, beside: bool = False) -> str | None:
    """The request as a verb phrase in lower case ("bổ sung đánh giá …"), or ``None`` when it cannot be said here.

    ``draft_key`` is ``match_key`` of the draft's text. Examples and brackets are dropped when they name something the
    draft does not; a number, an ordinal or a name that still is not in the draft makes the wording unusable.
    ``beside`` the provision it is about, a request may be short and may point at it ("chính sách này").
    """
    plain = _SPACE.sub(" ", text).strip(" -+•")
    fewest = _FEWEST_BESIDE if beside else _FEWEST_WORDS
    for candidate in (plain, _BRACKET.sub("", plain), _EXAMPLES.sub("", _BRACKET.sub("", plain))):
        phrase = _verb_phrase(_own(candidate, draft_key), beside=beside)
        if phrase and not _foreign(phrase, draft_key) and fewest <= len(phrase.split()) <= _MOST_WORDS:
            return phrase
    return None


def _own(text: str, draft_key: str) -> str:
    def province(found: re.Match[str]) -> str:
        return found[0] if match_key(found[0]) in draft_key else found[1]

    def count(found: re.Match[str]) -> str:
        return found[0] if match_key(found[0]) in draft_key else "các "

    return _SMALL_COUNT.sub(count, _PROVINCE.sub(province, text))


@cache
def _opener() -> re.Pattern[str]:
    words = request_words()
    openers = "|".join(map(re.escape, words.openers))
    return re.compile(rf"^(?:(?:{openers})\b[\s,:]*)+", re.IGNORECASE)


def _verb_phrase(text: str, *, beside: bool) -> str | None:
    phrase = _TAIL.sub("", _opener().sub("", _LIST_NUMBER.sub("", text.strip())))
    if not phrase:
        return None
    phrase = phrase[0].lower() + phrase[1:]
    if ". " in phrase or _STATEMENT.match(phrase):
        return None
    key = match_key(phrase)
    if _CHOICE.search(key) or (not beside and _anaphora().search(key)):
        return None
    verbs = (*request_words().verbs, "có") if beside else request_words().verbs
    starts = any(phrase.startswith(verb + " ") for verb in verbs)
    return phrase if starts else None


def _foreign(phrase: str, draft_key: str) -> bool:
    plain = _CENTRAL.sub(" ", phrase)
    candidates = (*_NUMBER.findall(plain), *_ORDINAL.findall(plain), *_NAME.findall(plain))
    if any(match_key(found) not in draft_key for found in candidates if not found.isupper() or _ORDINAL.match(found)):
        return True
    own = (*_SPELLED.findall(phrase), *_QUOTED.findall(phrase))
    return any(match_key(found) not in draft_key for found in own)


@cache
def _anaphora() -> re.Pattern[str]:
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, request_words().anaphora)) + r")(?!\w)")
