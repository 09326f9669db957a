"""What a clause shows by its own words: praise, blame or a request, and the work it asks for.

Words inside quotation marks are the draft's, words in brackets are examples; neither shows what the reviewer thinks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast

from assistant.advice.lexicon import any_of, first, only
from assistant.advice.model import Ask, CommentKind
from assistant.language.normalize import match_key

__all__ = ["Sign", "bare_key", "is_faint", "is_request", "is_topic", "sign_of", "turns"]

_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|\([^()]*\)|\[[^\[\]]*\]")
_MARKER = re.compile(r"^(?:[-+•*–]\s*|\(?(?:\d+(?:\.\d+)*|[a-zđ]{1,2}|[ivxl]+)[.)]\s+|\([^)\s]{1,3}\)\s*)+")
_TOPIC = re.compile(r"^[^:;.]{1,90}:\s+(?=\S)")
_OUGHT = re.compile(r"(?<!\w)(?<!trở )(?<!cho )nên (?=\w)")
_MUST = re.compile(r"(?<!\w)phải (?=\w)")
_PROPOSE = re.compile(r"(?<!\w)đề xuất(?!\w)")
_REFUSAL = re.compile(r"(?<!\w)không (?:nên|đề nghị|cần)(?!\w)")
_COUNTED = re.compile(
    r"\d[\d.,]*%\s*(?:phụ huynh |người dân |đại biểu |hộ |số )?(?:đề nghị|kiến nghị)|\d[\d.,]* (?:lượt )?kiến nghị"
)
_BUT_ONLY = re.compile(
    r", (?:\S+ ){0,4}(?:mới (?:chỉ|viết|có|nêu|dừng|được|đạt|dành)|chỉ (?:có|được|viết|nêu|dành|là)|"
    r"lại (?:không|ít|thiếu))(?!\w)"
)
_FOUND = re.compile(r"(?<!\w)(?:cho thấy|thì thấy|chỉ có)(?!\w)")
_PLACE = r"(?<!\w)(?:trang|biểu|phụ lục|bảng)(?: số)? [\divx]"
_TWO_PLACES = re.compile(rf"{_PLACE}.*{_PLACE}")
_PURPOSE = re.compile(r"(?<!\w)(?:để|với các|với những|sau khi|trước khi|nhằm)(?!\w)")
_LONGEST_TOPIC = 14


@dataclass(frozen=True, slots=True)
class Sign:
    """``kind`` by firm words (``None``: nothing firm), the ``ask`` by the words after the request or of the blame.

    ``asked``: the clause carries a request of its own; ``imperative``: only by opening with a verb.
    """

    kind: CommentKind | None
    ask: Ask | None = None
    asked: bool = False
    imperative: bool = False


def bare_key(text: str) -> str:
    """The match key without list marker, quotations and brackets."""
    return _MARKER.sub("", match_key(_QUOTED.sub(" ", text)))


def _request_key(key: str) -> str:
    """``key`` with set phrases that only look like requests made unreadable, in equal length ("theo đề nghị")."""
    return any_of("kind", "noise").sub(_hidden, _COUNTED.sub(_hidden, key))


def _hidden(found: re.Match[str]) -> str:
    return "·" * len(found[0])


def sign_of(text: str) -> Sign:
    """What the clause itself shows: a request before blame before praise, since most requests name the gap."""
    plain = bare_key(text)
    key = _request_key(plain)
    at, start = _demand(key), _opening(key)
    if only("kind", "verbs").match(key, start) and not _is_judgement(key, start):
        return Sign("recommendation", _asked(key, start), asked=True, imperative=at is None)
    if at is not None:
        return Sign("recommendation", _asked(key, at), asked=True)
    behind = _behind_adverbial(key, start)
    if behind is not None:
        return Sign("recommendation", _asked(key, behind), asked=True, imperative=True)
    short = any_of("kind", "phrases").search(key) or _part_and_verb(key, start)
    if short:
        return Sign("recommendation", _asked(key, short.start()), asked=True)
    kind = _judgement(plain)
    if kind is None and only("kind", "soft_verbs").match(key, start) and not is_faint(text):
        return Sign("recommendation", _asked(key, start), imperative=True)
    return Sign(kind, None if kind == "praise" else _defect(text, plain))


def is_topic(head: str) -> bool:
    """Whether the words before a colon only name what is spoken of: a noun phrase without request, blame or count."""
    key = _request_key(bare_key(head)).strip(" ,:")
    if any_of("kind", "demand").search(key) or re.search(rf"(?:^|, )(?:{any_of('kind', 'verbs').pattern})", key):
        return False
    if only("list", "topics").match(key):
        return True
    if len(key.split()) > _LONGEST_TOPIC or any_of("list", "openers").search(key) or any(c.isdigit() for c in key):
        return False
    return not (any_of("kind", "critique").search(key) or only("kind", "soft_verbs").match(key))


def is_request(text: str) -> bool:
    """Whether the clause is a request of its own, by a demand or by opening with a verb that asks."""
    return sign_of(text).asked


def is_faint(text: str) -> bool:
    """Whether weak signs of a fault are there ("mới chỉ", "vẫn"), for clauses that nothing firm decides."""
    return any_of("kind", "faint").search(bare_key(text)) is not None


def turns(text: str) -> bool:
    """Whether the clause turns from merits to faults ("Tuy nhiên, …")."""
    return only("kind", "turns").match(bare_key(text)) is not None


def _demand(key: str) -> int | None:
    """Where a request in so many words begins: "đề nghị", "cần", "nên" before a verb, "giải pháp phải …"."""
    places = [found.start() for found in (_REFUSAL.search(key), any_of("kind", "demand").search(key)) if found]
    places += [ought.start() for ought in _OUGHT.finditer(key) if _asks_next(key, ought.end())][:1]
    subject = any_of("kind", "parts").search(key, 0, _opening(key) + 30)
    if subject:
        near = _MUST.search(key, subject.end(), subject.end() + 45)
        if near and "," not in key[subject.end() : near.start()] and _asks_next(key, near.end()):
            places.append(near.start())
    speakers = any_of("kind", "speakers")
    places += [
        said.start() for said in _PROPOSE.finditer(key) if speakers.search(key, max(0, said.start() - 25), said.start())
    ][:1]
    return min(places, default=None)


def _asks_next(key: str, at: int) -> bool:
    """Whether the words at ``at`` are a verb that asks; "nên" and "phải" also state consequences and facts."""
    wanted = (
        "được ",
        "có ",
        "lấy ",
        "là ",
        "viết ",
        "để ",
        "xem ",
        "bám ",
        "trả lời ",
        "đặt ",
        "rút ",
        "mở ",
        "nói ",
        "tính ",
        "trong ",
        "dưới ",
        "ở ",
    )
    return key.startswith(wanted, at) or any(only("kind", name).match(key, at) for name in ("verbs", "soft_verbs"))


def _opening(key: str) -> int:
    """Where the clause itself begins, behind connectives and a topic ("tuy nhiên, về vốn: …")."""
    at = 0
    while True:
        word = only("list", "connectives").match(key, at)
        if word and key[word.end() : word.end() + 1] in {",", " ", ":"}:
            at = word.end() + (2 if key[word.end()] in {",", ":"} else 1)
            continue
        topic = _TOPIC.match(key[at:])
        if topic and is_topic(topic[0]):
            at += topic.end()
            continue
        return at


def _behind_adverbial(key: str, start: int) -> int | None:
    """ "với mỗi chỉ tiêu không đạt, nêu riêng nguyên nhân": the verb behind the comma of a leading adverbial."""
    if not only("kind", "adverbials").match(key, start):
        return None
    for comma in re.finditer(r",\s+(?:thì\s+)?|\sthì\s", key[start : start + 260]):
        at = start + comma.end()
        if only("kind", "verbs").match(key, at) and not _is_judgement(key, at):
            return at
    return None


def _part_and_verb(key: str, start: int) -> re.Match[str] | None:
    """ "phần bối cảnh bổ sung …": a named part of the draft, a few words, and what is to be done with it."""
    part = only("kind", "named_parts").match(key, start)
    found = any_of("kind", "plain_verbs").search(key, part.end(), part.end() + 40) if part else None
    between = key[part.end() : found.start()] if part and found else ","
    wordy = "," in between or re.search(r"(?<!\w)(?:đã|được|có|là|mới|chỉ|chưa|không)(?!\w)", between)
    return None if found is None or wordy or only("kind", "after_verb").match(key, found.end() + 1) else found


def _is_judgement(key: str, at: int) -> bool:
    """ "nêu được …", "xác định đúng …": the verb tells what the draft did, and how."""
    found = only("kind", "verbs").match(key, at)
    rest = key[found.end() :].lstrip() if found else ""
    return only("kind", "after_verb").match(rest) is not None or _FOUND.search(rest[:80]) is not None


def _judgement(key: str) -> CommentKind | None:
    """Praise or blame by whichever stands first; blame behind a contrast outweighs praise before it."""
    merits = any_of("kind", "positive").search(key)
    plain = any_of("kind", "positive").sub("·", key)
    blame = any_of("kind", "critique").search(plain)
    praise = merits or any_of("kind", "praise").search(plain)
    contrast = any_of("kind", "contrast").search(plain)
    if contrast and (blame or praise):
        behind = any_of("kind", "praise").search(plain, contrast.end())
        blame_behind = any_of("kind", "critique").search(plain, contrast.end())
        return "praise" if contrast.start() < 3 and behind and not blame_behind else "critique"
    if praise and (blame is None or praise.start() < blame.start()):
        return "critique" if blame is None and _BUT_ONLY.search(plain, praise.end()) else "praise"
    if blame or contrast:
        return "critique"
    return None


def _defect(text: str, key: str) -> Ask | None:
    """What mends the fault named; two figures or readings, each with its page, are to be made one."""
    named = first("defect", key)
    if named is None and key.endswith("?"):
        named = "clarify"
    if named is None and _TWO_PLACES.search(match_key(text)):
        named = "correct"
    return cast(Ask | None, named)


def _asked(key: str, at: int) -> Ask | None:
    """The work asked for, by the first cue from ``at`` on; about titles and order it is to rearrange.

    "propose" is the weakest reading ("nghiên cứu tách …" asks to split): any other cue nearby is preferred.
    """
    found = first("ask", key, at)
    if found == "propose":
        found = _stronger(key, at, at + 60) or found
    elif found == "other":
        taken = any_of("ask", "other").search(key, at)
        stop = _PURPOSE.search(key, taken.end()) if taken else None
        found = _stronger(key, taken.end(), stop.start() if stop else len(key)) or found if taken else found
    if found in {"assess", "other", None} and any_of("subject", "restructure").search(key[:at]):
        return "restructure"
    return cast(Ask | None, found)


def _stronger(key: str, start: int, end: int) -> str | None:
    """The first plain ask between two places, "propose" and "other" left aside."""
    nearest: tuple[int, str] | None = None
    for name in ("correct", "cut", "restructure", "update", "assess", "clarify", "add"):
        found = any_of("ask", name).search(key, start, end)
        if found and (nearest is None or found.start() < nearest[0]):
            nearest = (found.start(), name)
    return nearest[1] if nearest else None
