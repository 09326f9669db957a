"""What the analyses share: clauses as places, names short enough for running text, the articles of an annexed rule."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.phrases import strung
from assistant.diagnosis.statements import Argument, Statement, argument_of
from assistant.documents.model import Section
from assistant.language.normalize import match_key
from assistant.review.profile import DraftProfile
from assistant.review.spots import Spot

__all__ = [
    "BODY",
    "Clause",
    "about",
    "aims",
    "argument",
    "articles",
    "clauses",
    "lowered",
    "named_in",
    "place_of",
    "plain",
    "short",
    "spot_of",
    "subject",
    "submitted",
    "unmarked",
]

_MARKER = re.compile(r"^\s*(?:[-–+*•]|\d{1,2}\s?-(?=\s)|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)])\s*")
BODY = re.compile(
    r"(?:(?<!Cơ )Sở (?=[A-ZĐ])|Sở$|UBND|HĐND|Ủy ban|Hội (?:đồng|Nông|Liên|Cựu|Chữ)|Công an|Văn phòng|Liên hiệp|Mặt trận"
    r"|Đoàn|Cục|Chi cục|Bộ (?=[A-ZĐ])|Ban (?!hành)|Trung tâm [A-ZĐ]|Trường [A-ZĐ]|Viện|Đảng|Nhà nước|Chính phủ"
    r"|Trung ương|Quốc hội)"
)
_BREAKS = re.compile(r"[,;:](?!\d)|\(|\s(?:để|nhằm|trên|tại|trong|với|và|cho|theo|do|của|gồm|bằng|đối với)\s")
_NUMBERED = re.compile(
    r"(?:Nghị quyết|Quyết định|Luật|Nghị định|Thông tư|Chỉ thị|Kế hoạch|Chương trình|Đề án) (?:số )?\d"
)
_UNTIL = re.compile(
    r"^(?:[Tt]rong đó:?\s|[Pp]hấn đấu\s)?(?:(?:[Đđ]ến|Năm|Phấn đấu đến)(?: hết)?(?: năm)? 20\d\d[,:]\s*)?"
)
_SAYS = re.compile(
    r"\s(?:đạt|là|ước|còn|tăng(?! trưởng)|giảm(?! nghèo)|chiếm|bằng|đã|đang|chưa|xếp|khoảng|gấp|vẫn|sẽ|bị"
    r"|(?<!chứng\s)chỉ|tiếp tục|năm (?=20))(?=\s)|[,;:](?!\d)|\(|\s\d"
)
_OPENING = re.compile(
    r"^(?:(?:Từ đầu nhiệm kỳ|Đến cuối năm|Đến nay|Hằng năm|Trong năm|Trong nước|Riêng|Nhìn chung|Bên cạnh đó|Ngoài ra"
    r"|Đồng thời|Phấn đấu|Về|(?:Về )?[Kk]hách quan|(?:Về )?[Cc]hủ quan)[,: ]\s*"
    r"|(?:Điểm mới|Điểm yếu|Đáng chú ý|Nguyên nhân(?: chủ quan| khách quan)?) là )"
)
_NO_NAME = re.compile(
    r"(?:(?:nghị quyết|quyết định|quy định) này|đã|có|còn|chưa|đang|được|bị|do|khi|nếu|tuy|từ|trong|đến|với|để|nhờ|vì"
    r"|theo|qua|đối với|cách làm này|việc này|điều này)\s"
)
_CAUSE = re.compile(r"nguyên nhân (?:chủ quan|khách quan|chủ yếu)")
_LONGEST_TITLE, _FEWEST_ARTICLES = 16, 3
_RULES = ("nghị quyết", "quyết định", "quy định", "quy chế")
_TAIL = re.compile(
    r"(?:\s(?:dưới|trên|từ|đến|của|cho|với|ở|tại|và|khoảng|hơn|gần|năm|được|mới|có|gồm|làm|là|giai đoạn"
    r"|tháng|ngày|quý|đầu|cả))+$"
)
_FEWEST_WORDS, _SHORTEST_NAME, _LONGEST_NAME = 4, 2, 12


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a draft: ``text == draft.text[start:end]``; ``key`` is its ``match_key``."""

    text: str
    start: int
    end: int
    section: Section
    key: str

    @property
    def spot(self) -> Spot:
        """The clause as a place that shows something."""
        return Spot(self.text, self.start, self.end, self.section)


def argument(draft: DraftProfile) -> Argument:
    """The draft as clauses with roles."""
    return argument_of(draft.reading)


def clauses(sections: Iterable[Section]) -> list[Clause]:
    """The sentences and semicolon clauses of sections' own paragraphs, without their list marks."""
    found = []
    for section in sections:
        for paragraph in section.paragraphs:
            for start, end in sentences(paragraph.text):
                mark = _MARKER.match(paragraph.text[start:end])
                begin = start + (mark.end() if mark else 0)
                text = paragraph.text[begin:end]
                if text:
                    at = paragraph.start
                    found.append(Clause(text, at + begin, at + end, section, match_key(text)))
    return found


def aims(draft: DraftProfile, headings: Sequence[str]) -> list[Statement]:
    """The clauses that set targets, under headings with one of ``headings``; those of a part on results are none."""
    told = {id(p.section) for p in draft.passages if p.part in ("results", "limitations_causes")}
    return [
        one
        for one in argument(draft).of("target")
        if id(one.section) not in told and any(phrase in match_key(one.section.title) for phrase in headings)
    ]


def articles(draft: DraftProfile) -> list[Section]:
    """The articles of the rule that the draft is or carries, in reading order; none of a decision whose articles only
    bring something else into force, which have no titles."""
    found = [section for section in draft.document.walk() if section.kind == "article"]
    titled = sum(0 < len(section.title.split()) <= _LONGEST_TITLE for section in found)
    return found if titled >= _FEWEST_ARTICLES else []


def submitted(draft: DraftProfile) -> bool:
    """Whether the draft explains itself beside its articles: a submission, or headings of its own."""
    if match_key(draft.document.metadata.type or "").startswith(_RULES):
        return False
    return any(section.kind in ("heading", "part") and section.paragraphs for section in draft.document.walk())


def spot_of(statement: Statement) -> Spot:
    """A clause with a role as a place."""
    return Spot(statement.text, statement.start, statement.end, statement.section)


def place_of(draft: DraftProfile, one: Spot | Clause) -> str:
    """Where it stands, in words."""
    return draft.place(one.start)


def unmarked(text: str) -> str:
    """A clause without its list mark."""
    return _MARKER.sub("", text)


def plain(text: str) -> str:
    """A clause without list mark and closing punctuation."""
    return _MARKER.sub("", text).rstrip(" .;:,/").strip()


def lowered(text: str) -> str:
    """A clause as it would be written inside a sentence: its first letter small but in a name."""
    words = text.split()
    if not words or not words[0][:1].isupper() or BODY.match(text) or _NUMBERED.match(text):
        return text
    rest = text[len(words[0]) :].strip()
    name = rest[:1].isupper() and not BODY.match(rest)
    return text if name or words[0][1:] != words[0][1:].lower() else text[:1].lower() + text[1:]


def short(text: str, most: int = 12) -> str:
    """The name of a clause in at most ``most`` words, cut where its sense allows; inside a sentence."""
    whole = _UNTIL.sub("", plain(text))
    words = whole.split()
    if len(words) > most:
        head = " ".join(words[: most + 1]) + " "
        breaks = [
            m.start() for m in _BREAKS.finditer(head) if len(head[: m.start()].split()) >= max(_FEWEST_WORDS, most // 2)
        ]
        whole = head[: breaks[-1]].rstrip(" ,;:(") if breaks else " ".join(words[:most]) + "…"
    return lowered(whole.replace("“", "").replace("”", "").replace('"', ""))


def about(text: str) -> str:
    """What a clause is about: its words before the first that says how much or how it stands."""
    whole = _OPENING.sub("", _UNTIL.sub("", plain(text)))
    cut = next((m.start() for m in _SAYS.finditer(whole) if len(whole[: m.start()].split()) > 1), len(whole))
    name = _TAIL.sub("", whole[:cut])
    return short(name, _LONGEST_NAME) if len(name.split()) > _SHORTEST_NAME else short(whole, _LONGEST_NAME)


def subject(spot: Spot, phrases: Sequence[str]) -> str:
    """What a place shows: the clause of it with one of ``phrases``, by what it is about; of a clause that begins
    otherwise than with a name, the heading above it."""
    parts = [spot.quote[start:end] for start, end in sentences(spot.quote)] or [spot.quote]
    told = next((one for one in parts if any(phrase in match_key(one) for phrase in phrases)), parts[0])
    cause = _CAUSE.match(match_key(unmarked(told)))
    if cause:
        return cause[0]
    name = about(told)
    title = plain(spot.section.title)
    good = name and "…" not in name and not _NO_NAME.match(name) and not any(c.isdigit() for c in name)
    if good or len(title.split()) < _SHORTEST_NAME:
        return name
    return short(title.capitalize() if title.isupper() else title)


def named_in(names: Sequence[str], limit: int = 4) -> str:
    """Names strung together with semicolons, the rest counted."""
    unique = list(dict.fromkeys(names))
    if any("," in name or " và " in name for name in unique[:limit]):
        return "; ".join(unique[:limit])
    return strung(unique[:limit])
