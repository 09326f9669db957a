"""Resolution → targets and tasks; and what kind of document a file is, for ``--kind auto``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.advice.model import Resolution, Target, Task, TaskRole
from assistant.advice.opinions import opinions
from assistant.documents.model import Document, Paragraph, Section
from assistant.language.normalize import fold, match_key
from assistant.language.quantities import Amount, amounts, value_of
from assistant.language.tokens import clauses, depths

__all__ = ["looks_like", "understand_resolution"]

_ADVICE = ("tu van", "phan bien", "gop y", "tham tra", "giam dinh xa hoi", "tham gia y kien")
_MARKER = re.compile(r"^\s*(?:[-+•*–]\s*|\(?(?:\d+(?:\.\d+)*|[a-zđ])[.)]\s+|\([^)\s]{1,3}\)\s*)+")
_YEAR = re.compile(
    r"(?<!với )(?<!với hết )(?:đến|vào|trước|hết|cuối)\s+(?:hết\s+|cuối\s+|ngày\s+\d+/\d+/|tháng\s+\d+/)?"
    r"(?:năm\s+)?(\d{4})",
    re.I,
)
_BY_YEAR = re.compile(r",?\s*(?:đến|vào|trước)\s+(?:hết\s+|cuối\s+|ngày\s+)?(?:năm\s+)?[\d/]{4,10}$", re.I)
_TERM = re.compile(r"(?:\d{4}\s*[-–]\s*|năm\s+)(\d{4})", re.I)
# What stands before the value of a target, and what stands before its name.
_LEADS_TO = re.compile(
    r"(?<!\w)(?:đạt|chiếm|còn|là|tăng|giảm|bằng|có|lên|xuống|tới|đến|ở mức|duy trì|bình quân|khoảng|trên|dưới|"
    r"tối thiểu|tối đa|ít nhất|không quá|hơn|gần|thêm|mức|phấn đấu|hoàn thành|từ)\s*$",
    re.I,
)
_OPENS = re.compile(
    r"^(?:(?:phấn đấu|đến hết|đến|vào|hằng năm|hàng năm|trong nhiệm kỳ|mỗi năm|bảo đảm|đảm bảo|hoàn thành|duy trì|có|"
    r"đạt|trên|ít nhất|tối thiểu|và|trong đó|riêng|giai đoạn \d{4}\s*[-–]\s*\d{4})(?!\w)\s*"
    r"(?:(?:cuối |hết )?năm \d{4})?\s*[,:]?\s*)+",
    re.I,
)
_NAME_END = re.compile(r"[,;:(.]")
_SIDE = re.compile(r"(?:\btrên|từ)\s*$")


@dataclass(frozen=True, slots=True)
class _Clause:
    text: str
    start: int
    end: int
    main: Amount


def looks_like(document: Document) -> Literal["advice", "resolution", "other"]:
    """Advice by the words of its subject, a resolution by its type; a draft of either is something else.

    A table of opinions and answers is advice by the opinions it lists; a letter that only answers them is not.
    """
    metadata = document.metadata
    if metadata.is_draft:
        return "other"
    if any(opinion.answered for opinion in opinions(document)):
        return "advice"
    kind, subject = fold(metadata.type or ""), fold(metadata.subject or "")
    head = subject[:160]
    answers = head.startswith("tiep thu, giai trinh") or "tiep thu, giai trinh y kien" in head
    if not answers and any(word in f"{kind} {head}" for word in _ADVICE):
        return "advice"
    return "resolution" if kind.startswith("nghi quyet") else "other"


def understand_resolution(document: Document) -> Resolution:
    """The numbered targets and the tasks of a resolution, in reading order, each quoted.

    The targets of a paragraph part it among themselves, so that nothing of it is lost between them.
    """
    targets: list[Target] = []
    tasks: list[Task] = []
    term = _TERM.findall(document.metadata.subject or "")
    for section in document.walk():
        area = _area(section)
        for paragraph in section.paragraphs:
            if area == "targets":
                targets.extend(_targets(section, paragraph, term[-1] if term else None))
            elif area:
                tasks.append(_task(section, paragraph, area))
    return Resolution(tuple(targets), tuple(tasks))


def _area(section: Section) -> TaskRole | Literal["targets"] | None:
    for title in reversed(section.path):
        key = match_key(title)
        if "đột phá" in key:
            return "breakthrough"
        if "trọng tâm" in key:
            return "priority"
        if "giải pháp" in key and "nhiệm vụ" not in key:
            return "solution"
        if "nhiệm vụ" in key:
            return "task"
        if "chỉ tiêu" in key or "mục tiêu" in key:
            return "targets"
    return None


def _targets(section: Section, paragraph: Paragraph, term: str | None) -> Iterator[Target]:
    text = paragraph.text
    found = [clause for start, end in clauses(text) if (clause := _clause(text, start, end))]
    titles = [year for title in reversed(section.path) for year in (*_YEAR.findall(title), *_TERM.findall(title))]
    head = _head(text, found)
    for at, clause in enumerate(found):
        start = clause.start if at else 0
        end = found[at + 1].start if at + 1 < len(found) else len(text)
        end = start + len(text[start:end].rstrip())
        years = _YEAR.findall(clause.text) or _YEAR.findall(text) or titles
        low, high = _range(clause.main)
        yield Target(
            name=_name(clause, head if at else ""), low=low, high=high, unit=_printed_unit(clause),
            deadline=years[0] if years else term, text=text[start:end], start=paragraph.start + start,
            end=paragraph.start + end, page=paragraph.page, section_path=section.path,
        )  # fmt: skip


def _clause(text: str, start: int, end: int) -> _Clause | None:
    """The clause with the amount that is its target: the one that "đạt, chiếm, còn …" leads to, else the first."""
    piece = text[start:end]
    depth = depths(piece)
    found = [a for a in amounts(piece) if a.unit not in {"", "tuổi"} and not depth[a.start]]
    share = piece.find(", trong đó")
    found = [a for a in found if share < 0 or a.start < share] or found
    led = [a for a in found if _LEADS_TO.search(piece[: a.start]) and not _SIDE.search(piece[: a.start])]
    return next((_Clause(piece, start, end, main) for main in (*led, *found)), None)


def _head(text: str, found: Sequence[_Clause]) -> str:
    """What the colon of the first clause says of all ("Cơ cấu kinh tế: công nghiệp …; dịch vụ …")."""
    if len(found) < 2:
        return ""
    head, colon, _ = found[0].text[: found[0].main.start].rpartition(": ")
    return _tidy(head) if colon else ""


def _name(clause: _Clause, head: str) -> str:
    """The words before the value; where those say nothing ("Đến năm 2025 có 85% số xã …") the words behind it."""
    before = _BY_YEAR.sub("", _tidy(clause.text[: clause.main.start]))
    if len(before.split()) < 2:
        counted = _printed_unit(clause) if clause.main.measure == "count" else ""
        behind = re.sub(r"^trở (?:lên|xuống)\s*|\s*\([^()]*\)", "", clause.text[clause.main.end :].strip())
        stop = _NAME_END.search(behind)
        words = (before, counted, behind[: stop.start()] if stop else behind)
        before = _BY_YEAR.sub("", " ".join(word.strip() for word in words if word.strip()))
    return f"{head}: {before}" if head and not before[:1].isupper() else before


def _tidy(words: str) -> str:
    text = _MARKER.sub("", words).strip(" ,:;-–+")
    text = _OPENS.sub("", text)
    while (end := _LEADS_TO.search(f"{text} ")) and end.start() < len(text):
        text = text[: end.start()].rstrip(" ,:;-–")
    return text


def _range(amount: Amount) -> tuple[float | None, float | None]:
    """The bounds in the printed unit; ``None`` on the side that is open ("trên", "từ … trở lên", "dưới")."""
    low = float(value_of(amount.number)[0])
    high = float(amount.high) / 10**amount.scale if amount.high is not None else low
    if amount.bound in {"least", "over"} and amount.high is None:
        return low, None
    if amount.bound in {"most", "under"} and amount.high is None:
        return None, low
    return low, high


def _printed_unit(clause: _Clause) -> str:
    printed = clause.text[clause.main.start : clause.main.end]
    return re.sub(r"^[\d.,\s–-]+(?:đến\s[\d.,]+\s*|/\s?[\d.,]+\s*)?", "", printed).strip()


def _task(section: Section, paragraph: Paragraph, role: TaskRole) -> Task:
    return Task(role, paragraph.text, paragraph.start, paragraph.end, paragraph.page, section.path)
