"""Resolution → targets and tasks; and what kind of document a file is, for ``--kind auto``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from assistant.advice.model import Resolution, Target, Task, TaskRole
from assistant.advice.opinions import opinions
from assistant.documents.model import Document, Paragraph, Section
from assistant.language.normalize import fold, match_key

__all__ = ["looks_like", "understand_resolution"]

_VALUE = re.compile(
    r"(?P<low>\d+(?:\.\d{3})*(?:,\d+)?)(?:\s*[-–]\s*(?P<high>\d+(?:\.\d{3})*(?:,\d+)?))?\s*"
    r"(?P<unit>%(?:/năm)?|nghìn tỷ đồng|tỷ đồng|triệu đồng(?:/người(?:/năm)?)?|triệu USD|tỷ USD|USD|nghìn tấn|"
    r"tấn|ha|km2|km²|km|giường bệnh|bác sĩ|doanh nghiệp|xã|hộ|lượt khách|triệu lượt(?: khách)?|người|bậc|dự án|"
    r"trường|khu|cụm)?"
)
_DEADLINE = re.compile(r"(?:đến|vào|trước)\s+(?:hết\s+|cuối\s+)?năm\s+(\d{4})")
_ADVICE = ("tu van", "phan bien", "gop y", "tham tra", "giam dinh xa hoi", "tham gia y kien")


def looks_like(document: Document) -> Literal["advice", "resolution", "other"]:
    """Advice by the words of its subject, a resolution by its type; a draft of either is something else.

    A table of opinions and answers is advice by the opinions it lists; a letter that only answers them is not.
    """
    metadata = document.metadata
    if metadata.is_draft:
        return "other"
    if opinions(document):
        return "advice"
    kind, subject = fold(metadata.type or ""), fold(metadata.subject or "")
    head = subject[:160]
    answers = head.startswith("tiep thu, giai trinh") or "tiep thu, giai trinh y kien" in head
    if not answers and any(word in f"{kind} {head}" for word in _ADVICE):
        return "advice"
    return "resolution" if kind.startswith("nghi quyet") else "other"


def understand_resolution(document: Document) -> Resolution:
    """The numbered targets and the tasks of a resolution, in reading order, each quoted whole."""
    targets: list[Target] = []
    tasks: list[Task] = []
    for section in document.walk():
        area = _area(section)
        for paragraph in section.paragraphs:
            if area == "targets":
                targets.extend(_target(section, paragraph))
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


def _target(section: Section, paragraph: Paragraph) -> Iterator[Target]:
    values = [found for found in _VALUE.finditer(paragraph.text) if found["unit"]]
    if not values:
        return
    found = values[0]
    deadline = _DEADLINE.search(paragraph.text)
    low = _number(found["low"])
    name = paragraph.text[: found.start()].strip(" -+•:;,")
    yield Target(
        name=re.sub(r"^(?:\(?\d+(?:\.\d+)*[.)]\s*)", "", name), low=low,
        high=_number(found["high"]) if found["high"] else low, unit=found["unit"],
        deadline=deadline[1] if deadline else None, text=paragraph.text, start=paragraph.start, end=paragraph.end,
        page=paragraph.page, section_path=section.path,
    )  # fmt: skip


def _task(section: Section, paragraph: Paragraph, role: TaskRole) -> Task:
    return Task(role, paragraph.text, paragraph.start, paragraph.end, paragraph.page, section.path)


def _number(printed: str) -> float:
    return float(printed.replace(".", "").replace(",", "."))
