"""What kind of draft this is, of which year, and which of its passages belong to which part of an advisory report."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.advice.classify import topics_of
from assistant.diagnosis.model import Evidence, Subject
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.documents.model import Document, Paragraph, Section
from assistant.language.normalize import fold, match_key
from assistant.language.tokens import syllables
from assistant.review.letters import CAPITALS
from assistant.review.lexicon import DraftType, draft_types, lone_cues, part_cues
from assistant.review.model import OutlinePart

__all__ = ["DraftProfile", "Passage", "draft_type", "evidence_of", "one_field", "profile"]

_PROVINCE = re.compile(rf"\b[Tt]ỉnh ((?:[{CAPITALS}][\wà-ỹ]*)(?: [{CAPITALS}][\wà-ỹ]*){{0,3}})")
_YEAR = re.compile(r"(?<![\d/.,-])(?:năm |[/-])(20\d\d)(?![\d.,]|\s?[-–]\s?20)")
_OF_FIELD = re.compile(r"(?<!\w)về\s(?!việc)")
_OF_ALL = re.compile(r"đại hội|kinh tế\s?-\s?xã hội|kinh tế xã hội|quốc phòng|báo cáo chính trị")
_BLANK_DATE = re.compile(r"tháng[\s\d.…_]*năm\s+(20\d\d)")
_LETTERHEAD = 1500
# In a heading below one whose part is known, a cue counts only where the heading begins with it.
_LEADING = 14
_FRONT_CHARACTERS = 400
_FIELD_PASSAGES = 2
_SURELY_BROAD = frozenset({"midterm", "congress", "socioeconomic"})
# Fields of which a text about the whole province speaks.
_FIELDS = frozenset(
    {"industry", "agriculture", "trade", "education", "health", "culture", "social", "defence", "budget", "investment"}
)
_MANY_FIELDS = 7
_FEWEST_ARTICLES = 3
# Named in subjects of texts that carry one out.
_CARRIED_OUT = "resolution"
# Fields that not every province has.
_LAND = frozenset({"marine", "fishery", "forestry", "ethnic"})


@dataclass(frozen=True, slots=True)
class Passage:
    """A body paragraph of the draft with the part of the report it would be commented under."""

    section: Section
    paragraph: Paragraph
    part: OutlinePart | None
    tokens: tuple[str, ...]
    key: str


@dataclass(frozen=True, slots=True)
class DraftProfile:
    """The draft as the review sees it; ``type`` is None for a text that no advisory body is asked about."""

    document: Document
    type: DraftType | None
    province: str | None
    passages: tuple[Passage, ...]
    parts: dict[OutlinePart, Section]
    topics: frozenset[str]
    reading: Reading
    key: str
    year: int | None

    @property
    def broad(self) -> bool:
        """Whether it spans every field: its family does, and, unless that is certain, so does its text."""
        if self.type is None or not self.type.broad:
            return False
        sure = self.type.name in _SURELY_BROAD and not one_field(self.document.metadata.subject or "")
        return sure or len(_FIELDS & self.topics) >= _MANY_FIELDS

    @property
    def norms(self) -> bool:
        """Whether it lays down rules, article by article, itself or in an annexed text."""
        return sum(section.kind == "article" for section in self.document.walk()) >= _FEWEST_ARTICLES

    @property
    def family(self) -> str:
        """The name of its family; a report or plan about one field is read like a scheme."""
        if self.type is not None and self.type.name == "plan":
            return "scheme"
        if self.type is None:
            return ""
        return "scheme" if self.type.broad and not self.broad else self.type.name

    def speaks_of(self, topics: Sequence[str]) -> bool:
        """Whether ``topics`` fit this draft: one is a field of it, and none belongs to a land it has not.

        A request without a topic fits any draft.
        """
        if any(topic in _LAND and topic not in self.topics for topic in topics):
            return False
        return not topics or any(topic in self.topics for topic in topics)

    def place(self, offset: int) -> str:
        """Where ``offset`` stands, in words: "mục II.1 (trang 5)"."""
        return place(self.reading, offset)

    @property
    def subject_tokens(self) -> frozenset[str]:
        """Bigrams of the draft's subject, for comparing fields."""
        words = syllables(self.document.metadata.subject or "")
        return frozenset(" ".join(pair) for pair in itertools.pairwise(words))


def profile(document: Document) -> DraftProfile:
    """Describe ``document``; parts are inherited from the nearest heading that names one."""
    passages: list[Passage] = []
    parts: dict[OutlinePart, Section] = {}
    for section in document.sections:
        _collect(section, None, passages, parts)
    counts = Counter(topic for passage in passages for topic in topics_of(passage.paragraph.text))
    topics = frozenset(topic for topic, count in counts.items() if count >= _FIELD_PASSAGES)
    kind, province = _family(document), _province(document)
    return DraftProfile(
        document, kind, province, tuple(passages), parts, topics, Reading(Subject(document)),
        match_key(document.text), _year(document),
    )  # fmt: skip


def draft_type(*texts: str) -> DraftType | None:
    """The family of drafts that the first cue found in ``texts`` belongs to.

    Texts are tried in turn, so that the subject decides before the mere type name does.
    """
    for text in texts:
        folded = fold(text)
        for kind in draft_types():
            if any(cue in folded for cue in kind.cues):
                return kind
    return None


def one_field(subject: str) -> bool:
    """Whether a subject tells how a text about one field was carried out ("… Nghị quyết … về phát triển du lịch")."""
    return _OF_FIELD.search(subject) is not None and _OF_ALL.search(match_key(subject)) is None


def evidence_of(passage: Passage, limit: int = 320) -> Evidence:
    """The passage, or its opening up to a sentence or word end, as a quotation of the draft."""
    paragraph = passage.paragraph
    length = len(paragraph.text)
    if length > limit:
        window = paragraph.text[:limit]
        stop = max(window.rfind(". "), window.rfind("; "))
        length = stop + 1 if stop > limit // 3 else window.rfind(" ")
    end = paragraph.start + length
    return Evidence(paragraph.text[:length], paragraph.page, passage.section.path, paragraph.start, end)


def _family(document: Document) -> DraftType | None:
    """The family its subject names; a plan or report that only carries out a resolution is no resolution."""
    front = _front(document)
    kind = draft_type(*front)
    own = draft_type(document.metadata.type or "")
    return own if kind and own and kind.name == _CARRIED_OUT else kind


def _front(document: Document) -> tuple[str, ...]:
    metadata = document.metadata
    if metadata.type:
        return (metadata.subject or "", metadata.type)
    return (metadata.subject or document.text[:_FRONT_CHARACTERS],)


def _province(document: Document) -> str | None:
    found = _PROVINCE.findall(document.text[:6000])
    return max(found, key=found.count) if found else document.metadata.place


def _year(document: Document) -> int | None:
    """The year the draft was written in: its date, though day and month be blank, else the year it names most."""
    if document.metadata.issued_on:
        return int(document.metadata.issued_on[:4])
    blank = _BLANK_DATE.search(document.text[:_LETTERHEAD])
    if blank:
        return int(blank[1])
    named = Counter(_YEAR.findall(document.text))
    return int(max(named, key=lambda year: (named[year], year))) if named else None


def _collect(
    section: Section, inherited: OutlinePart | None, passages: list[Passage], parts: dict[OutlinePart, Section]
) -> None:
    part = inherited if section.kind == "annex" else _part(section.title, inherited)
    if part and section.kind != "preamble":
        parts.setdefault(part, section)
    for paragraph in section.paragraphs:
        text = paragraph.text
        passages.append(Passage(section, paragraph, part, tuple(syllables(text)), match_key(text)))
    for child in section.children:
        _collect(child, part, passages, parts)


def _part(title: str, inherited: OutlinePart | None) -> OutlinePart | None:
    """The part whose cue stands first in the heading."""
    folded = fold(title)
    listed = part_cues() if inherited else (*lone_cues(), *part_cues())
    found = [(folded.find(cue), part) for part, cues in listed for cue in cues if cue in folded]
    place, part = min(found, default=(0, inherited), key=lambda pair: pair[0])
    return part if inherited is None or place <= _LEADING else inherited
