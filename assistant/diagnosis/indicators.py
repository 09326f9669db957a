"""Names of indicators: what a number is said of, by which verb, and the words that tell two indicators apart."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from assistant.diagnosis.parts import load_data
from assistant.language.normalize import match_key
from assistant.language.periods import strip_periods
from assistant.language.quantities import amounts

__all__ = [
    "BUDGET", "Relation", "Status", "Subject", "alone", "counted_unit", "generic", "grown", "indicator", "key_words",
    "marks_in", "modes", "names_in", "narrowing", "scopes", "status_in", "subject_in",
]  # fmt: skip

BUDGET = "tổngkinhphí"
_POOR = frozenset({"tỷ", "lệ", "hộ", "nghèo", "đa", "chiều"})
Status = Literal["actual", "estimate", "final", "target"]
Relation = Literal["level", "change", "share"]
_SPLIT = re.compile(r"[;:(),”]|\s(?:để|nhằm|góp phần|trong khi|nhưng|song|nên|nhờ)\s")
_STOP = re.compile(
    r"[,;:.()]|\s(?:để|và|nhưng|do|từ|bằng|chiếm|đạt(?! chuẩn| tiêu| danh| hạng| từ| giải| yêu| chỉ)"
    r"|tăng(?! huyết| động| tiết)|giảm(?! nghèo)|vượt|so"
    r"|trong đó|gồm|với|nhằm|nên|song|đến|theo|trong|tại|năm|là|có|còn|cho|trước|sau)\s"
)
_UNITS = re.compile(
    r"(?<!\w)(?:các\s)?(?:huyện, thị xã, thành phố|huyện, thành phố|xã, phường, thị trấn|xã, phường, đặc khu|xã, phường"
    r"|sở, ban, ngành)(?!\w)"
    r"|^\s*(?:,\s*(?:xã|phường|thị trấn|đặc khu|thị xã|thành phố|thôn|bản|buôn|tổ dân phố)(?!\w))+",
    re.IGNORECASE,
)
_OPENER = re.compile(r"^(?:[-+•*–\s“\"(]|(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ]|[IVX]{1,4})[.)]\s)+")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a number is said of. ``name`` "" where the words go on about the thing before; ``context``: all words;
    ``whole``: the name with the words ahead of its head noun, which may name a place.
    """

    name: str
    relation: Relation
    context: str
    whole: str = ""


@cache
def _rows(table: str) -> Any:
    return load_data("facts")[table]


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(_rows("words")[name])


@cache
def _one_of(table: str, name: str) -> re.Pattern[str]:
    words = sorted(_rows(table)[name], key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in words)})(?!\w)", re.IGNORECASE)


@cache
def _agencies() -> re.Pattern[str]:
    """Bodies with their names: "Sở Tài chính", "UBND huyện"; they act, figures are rarely of them."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(_rows('words')['agencies'])})(?:\s(?:[A-ZĐ][^\W\d_]*|và|-)(?=\s|,|$))*")


@cache
def _verbs() -> re.Pattern[str]:
    groups = []
    for relation in ("share", "change", "level"):
        words = sorted(_rows("verbs")[relation], key=len, reverse=True)
        groups.append(f"(?P<{relation}>{'|'.join(re.escape(w) for w in words)})")
    return re.compile(rf"(?<!\w)(?<!gia )(?:{'|'.join(groups)})(?!\w)(?! huyết áp| động kinh| nghèo)", re.IGNORECASE)


def subject_in(window: str, *, counted: bool, exact: bool, tail: str) -> Subject:
    """What the number after ``window`` is said of; ``tail``: what follows it up to the next number.

    A counted thing is named by the words behind its number too ("2.148 doanh nghiệp thành lập mới"). ``exact``: the
    number is no percentage, so "vượt 41 tỷ USD" states a level.
    """
    verbs = list(_verbs().finditer(window))
    last = next((v for v in reversed(verbs) if len(window) - v.end() < 40), None)
    chain = _chain(window, verbs)
    relation = _relation(chain, exact=exact) if last is not None else "level"
    text = window[: chain[0].start()] if chain else window
    whole = _named(text)
    name = _from_head(whole)
    behind = _STOP.split(tail)[0].strip() if counted or not name else ""
    if behind and len(behind.split()) > 12:
        behind = " ".join(behind.split()[:12])
    if counted and (indicator(behind) or name):
        return Subject(f"{name} {behind}".strip(), relation, f"{window} {behind}", f"{whole} {behind}")
    first = not chain or (relation == "change" and not re.search(r"[,;]", window))
    listed = re.search(r"[,(]\s*$|%\s*$", window) and (indicator(window) or not re.search(r"[^\W\d_]", window))
    if not name and first and indicator(behind) and not listed:
        return Subject(behind, relation, f"{window} {behind}", behind)
    return Subject(name, relation, window, whole)


def _chain(window: str, verbs: list[re.Match[str]]) -> list[re.Match[str]]:
    """The verbs that stand together before the number ("ước thực hiện đạt khoảng"), leftmost first."""
    chain: list[re.Match[str]] = []
    edge = len(window)
    for verb in reversed(verbs):
        between = window[verb.end() : edge]
        apart = re.sub(r"\s|năm|tháng|bình quân|mức|số", "", strip_periods(between))
        if apart and (chain or not re.fullmatch(r"\s*[^\W\d_]{1,6}\s*", between)):
            break
        chain.insert(0, verb)
        edge = verb.start()
    return chain


def _relation(chain: list[re.Match[str]], *, exact: bool) -> Relation:
    kinds = [verb.lastgroup for verb in chain]
    words = " ".join(verb[0].lower() for verb in chain)
    if "share" in kinds and not exact:
        return "share"
    if "change" in kinds and not re.search(r"(?:còn|lên|xuống|đến)(?:\s|$)", words):
        return "change"
    return "level"


def _named(text: str) -> str:
    """The name of the indicator in the words before the verb: from the last head noun on, commas included."""
    stretches = _SPLIT.split(re.sub(r"so với[^,;]*|\([^()]{0,60}\)", " ", _UNITS.sub(" ", text)))
    kept = [s.strip(" -+•*–") for s in stretches]
    for at in range(len(kept) - 1, -1, -1):
        key = match_key(strip_periods(kept[at])).strip()
        if key.startswith(tuple(f"{h} " for h in _rows("words")["heads"])) and indicator(" ".join(kept[at:])):
            return ", ".join(k for k in kept[at:] if k)
    telling = [s for s in kept if indicator(s)]
    return telling[-1] if telling and indicator(kept[-1] if kept else "") else ""


def _from_head(name: str) -> str:
    """The name from its last strong head noun on ("bảo đảm tổng kinh phí thực hiện Đề án" → "tổng kinh phí …")."""
    found = list(_one_of("words", "strong_heads").finditer(name))
    at = found[-1].start() if found else 0
    return name[at:] if at and indicator(name[at:]) and not names_in(name[:at], name) else name


@cache
def _alias_pattern() -> re.Pattern[str]:
    names = sorted(_rows("aliases"), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(n) for n in names)})(?!\w)")


def _aliased(key: str) -> str:
    """A key with spellings of one thing made one; twice, for an alias may open another."""
    for _ in range(2):
        key = _alias_pattern().sub(lambda m: _rows("aliases")[m[0]], key)
    return key


@lru_cache(maxsize=20_000)
def indicator(name: str) -> frozenset[str]:
    """The telling syllables of an indicator's name: periods, numbers and idle words dropped, aliases made one."""
    key = _aliased(match_key(strip_periods(name)))
    key = _one_of("words", "idle_phrases").sub(" ", key)
    words = frozenset(w for w in re.findall(r"[^\W\d_]+", key) if w not in _words("idle"))
    return words - _words("itself") if BUDGET in words else words


def grown(words: frozenset[str], relation: Relation, unit: str) -> tuple[frozenset[str], Relation]:
    """ "Tốc độ tăng trưởng GRDP đạt 8%", "kinh tế tăng 8%" say what "GRDP tăng 8%" says: words and relation of it."""
    if unit == "%" and relation == "level" and "tăng" in words and not words & _words("rising"):
        return words - {"tốc", "độ", "tăng", "trưởng"}, "change"
    if unit == "%" and relation == "change" and words == {"kinh", "tế"}:
        return frozenset({"grdp"}), relation
    if unit in {"%", "điểm %"} and {"hộ", "nghèo"} <= words <= _POOR:
        return _POOR, relation
    return words, relation


def generic() -> frozenset[str]:
    """Syllables of general nouns ("tỷ lệ", "diện tích"), which alone name no indicator."""
    return _words("generic")


def alone() -> frozenset[str]:
    """Joined names that are an indicator by themselves."""
    return _words("alone")


def modes() -> frozenset[str]:
    """Words that say how a figure is counted ("không tính", "lũy kế"); those of a part of the sentence left out."""
    return (_words("modes") | _words("lasting")) - {"trong đó", "riêng", "mỗi", "từng", "bổ sung", "điều chỉnh"}


def scopes() -> frozenset[str]:
    """Words for sectors, groups and places that a figure may be limited to."""
    return _words("scopes")


def narrowing() -> frozenset[str]:
    """Syllables that narrow a group ("nghèo", "nữ") where only one of two names has them."""
    return _words("narrowing")


def key_words(words: frozenset[str]) -> int:
    """How many syllables are telling ones, not general nouns."""
    return len(words - generic())


def names_in(name: str, clause: str) -> frozenset[str]:
    """Proper names in an indicator's name: capitalised words that do not open the sentence, nor are abbreviations, nor
    name a paper or body ("Kế hoạch", "Chính phủ").
    """
    name = _agencies().sub(" ", name)
    opening = _OPENER.sub("", clause)[:24]
    found: set[str] = set()
    run: list[str] = []
    for word in [*re.findall(r"[^\W\d_]+|\S", name), "."]:
        if word[0].isupper() and not (word.isupper() and len(word) > 1):
            run.append(word)
        elif run:
            words = " ".join(run)
            papers = len(run) == 1 and words.lower() in _words("papers")
            if not papers and not (
                len(run) == 1 and opening.startswith(words) and _OPENER.sub("", name).startswith(words)
            ):
                found.add(match_key(words))
            run = []
    found |= set(re.findall(r"(?<=\s)(?!(?:19|20)\d\d(?!\w))\d{1,4}[a-zA-Z]?(?!\S*\d)", strip_periods(name)))
    return frozenset(found)


def counted_unit(text: str) -> str:
    """ "Số xã đạt chuẩn" counts communes: the unit, "" if the words count nothing."""
    found = re.match(r"(?:tổng )?số (?:lượng )?(.+)", match_key(text).lstrip("-+ "))
    spelled = amounts(f"20 {found[1]}") if found else []
    return spelled[0].unit if spelled else ""


@lru_cache(maxsize=20_000)
def marks_in(text: str, before: str = "") -> frozenset[str]:
    """Words for sectors, places and ways of counting in ``text``; of ``before``, the clause so far, those that last."""
    key = _aliased(match_key(text))
    found = {m[0] for name in ("modes", "scopes", "lasting") for m in _one_of("words", name).finditer(key)}
    return frozenset(found | {m[0] for m in _one_of("words", "lasting").finditer(match_key(before))})


@lru_cache(maxsize=20_000)
def status_in(text: str, *, planning: bool) -> Status:
    """Whether a figure is planned, estimated, final or plainly reported."""
    key = match_key(text)
    if planning or _one_of("status", "target").search(key):
        return "target"
    if _one_of("status", "final").search(key):
        return "final"
    return "estimate" if _one_of("status", "estimate").search(key) else "actual"
