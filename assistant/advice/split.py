"""Advisory report → atomic comments: contiguous clauses, labelled, nothing lost between them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.advice.classify import ask_of, aspect_of, is_scene, kind_of, lead_aspect, topics_of
from assistant.advice.model import AdviceSubject, AdvisoryReport, Ask, Comment, CommentKind, Level
from assistant.documents.model import Document, Paragraph, Section
from assistant.language.normalize import match_key
from assistant.language.tokens import clauses

__all__ = ["about", "understand_advice"]

_COLON_LIST = re.compile(r":\s*$")
_ABOUT = re.compile(r"(?:đối với\s+|về\s+)?(?:bản\s+)?dự thảo\s+(?:lần\s+\S+\s+)?(.+)", re.IGNORECASE | re.DOTALL)
_TYPE = re.compile(
    r"^(báo cáo chính trị|báo cáo sơ kết|báo cáo tổng kết|báo cáo|kế hoạch|quy hoạch|đề án|nghị quyết|tờ trình|"
    r"quyết định|chương trình|chỉ thị|luật|nghị định|thông tư|phương án|chiến lược)",
    re.IGNORECASE,
)


def understand_advice(document: Document) -> AdvisoryReport:
    """The draft that was judged, and every comment in reading order.

    The clauses of a paragraph are cut at sentence ends and semicolons; the items of a list that a colon opens stay
    with it unless each is a request of its own. A clause without a sign of its own takes the labels of the one before
    it in the same sentence.
    """
    comments = tuple(
        comment
        for section in document.walk()
        if section.kind not in ("preamble", "annex") or _is_letter(document)
        for paragraph in section.paragraphs
        for comment in _comments(section, paragraph)
    )
    return AdvisoryReport(about(document), comments)


def about(document: Document) -> AdviceSubject:
    """The draft that the report's subject names."""
    subject = document.metadata.subject or ""
    found = _ABOUT.search(subject)
    if not found:
        return AdviceSubject(None, subject or None, _level(subject))
    title = found[1].strip()
    kind = _TYPE.match(title)
    return AdviceSubject(kind[1] if kind else None, title, _level(title))


def _is_letter(document: Document) -> bool:
    return len(document.sections) == 1


def _level(title: str) -> Level | None:
    key = match_key(title)
    if "tỉnh" in key or "hđnd" in key or "thành phố trực thuộc" in key:
        return "province"
    if "huyện" in key or "thị xã" in key:
        return "district"
    if "xã" in key or "phường" in key:
        return "commune"
    return "national" if re.search(r"\bluật\b|nghị định|toàn quốc", key) else None


def _comments(section: Section, paragraph: Paragraph) -> Iterator[Comment]:
    lead = lead_aspect(paragraph.text)
    kind: CommentKind | None = None
    ask: Ask | None = None
    for start, end in _pieces(paragraph.text):
        text = paragraph.text[start:end]
        if is_scene(text):
            continue
        goes_on = start > 0 and not paragraph.text[:start].rstrip().endswith((".", "…", "!", "?"))
        own = kind_of(text)
        kind = _carried(own, kind, goes_on, match_key(text))
        own_ask = ask_of(text) if own == kind or not goes_on else None
        ask = own_ask or (ask if goes_on else None)
        yield Comment(
            text=text,
            start=paragraph.start + start,
            end=paragraph.start + end,
            page=paragraph.page,
            section_path=section.path,
            aspect=aspect_of(section.path, text, lead),
            ask="other" if kind == "praise" else ask or "other",
            kind=kind,
            topics=topics_of(text),
        )


def _carried(own: CommentKind | None, before: CommentKind | None, goes_on: bool, key: str) -> CommentKind:
    """The kind of a clause, given its own signs and the clause before it.

    Inside one sentence a request keeps its hold on the clauses it lists, though they name weaknesses: those are the
    province's, which the draft should mention. So does praise, unless the clause says "chưa".
    """
    if goes_on and before == "recommendation":
        return before
    if goes_on and before == "praise" and own == "critique" and "chưa" not in key:
        return before
    return own or before or "critique"


def _pieces(text: str) -> list[tuple[int, int]]:
    """Clauses, with the items of a colon's list joined to it again when they are not requests themselves."""
    pieces: list[tuple[int, int]] = []
    open_list = False
    for start, end in clauses(text):
        piece = text[start:end]
        own_request = kind_of(piece) == "recommendation"
        if open_list and not own_request and pieces:
            pieces[-1] = (pieces[-1][0], end)
        else:
            pieces.append((start, end))
            open_list = _opens_list(piece)
        if piece.endswith((".", "…", "./.")):
            open_list = False
    return pieces


def _opens_list(piece: str) -> bool:
    colon = piece.rfind(": ")
    return colon > 0 and piece.endswith(";") and kind_of(piece[colon + 2 :]) != "recommendation"
