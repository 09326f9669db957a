"""Advisory report → atomic comments: contiguous clauses, labelled, nothing lost between them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from assistant.advice.about import about
from assistant.advice.classify import aspect_of, is_scene, lead_aspect, mood_of, topics_of
from assistant.advice.lexicon import only
from assistant.advice.model import AdvisoryReport, Ask, Aspect, Comment, CommentKind
from assistant.advice.opinions import Opinion, opinions
from assistant.advice.pieces import pieces
from assistant.advice.signs import Sign, bare_key, is_faint, sign_of, turns
from assistant.documents.model import Document, Paragraph, Section
from assistant.documents.numbering import marker_of

__all__ = ["understand_advice"]

_ENDS = (".", "…", "!", "?", "./.", ".”", "?”", '."')


@dataclass(slots=True)
class _Flow:
    """What earlier clauses hand on: the mood of an overall assessment, the clause before, a list left open by ":"."""

    mood: CommentKind | None = None
    titled: bool = False
    kind: CommentKind | None = None
    ask: Ask | None = None
    open_rank: int | None = None
    open_kind: CommentKind | None = None
    open_ask: Ask | None = None
    path: tuple[str, ...] = field(default=())


def understand_advice(document: Document) -> AdvisoryReport:
    """The draft that was judged, and every comment in reading order; of an uptake table only the opinions it lists.

    A clause without a sign of its own takes the labels of the one before it in the same sentence; in the overall
    assessment what stands before "Tuy nhiên" is praise, what stands behind it is not.
    """
    listed = opinions(document)
    if any(opinion.answered for opinion in listed):
        return AdvisoryReport(about(document), tuple(_listed(listed)))
    flow = _Flow()
    body = [
        (section, paragraph)
        for root in document.sections
        if root.kind != "annex"
        for section in root.walk()
        for paragraph in section.paragraphs
    ]
    comments = [
        comment
        for at, (section, paragraph) in enumerate(body)
        for comment in _comments(section, paragraph, flow, closing=at == len(body) - 1)
    ]
    comments += _listed(listed)
    return AdvisoryReport(about(document), tuple(sorted(comments, key=lambda comment: comment.start)))


def _listed(listed: tuple[Opinion, ...]) -> Iterator[Comment]:
    for opinion in listed:
        flow = _Flow(mood="recommendation")
        lead, sentence_open = lead_aspect(opinion.text), False
        for start, end in pieces(opinion.text):
            piece = opinion.text[start:end]
            kind, ask = _label(piece, sign_of(piece), flow, goes_on=sentence_open)
            sentence_open = not piece.endswith(_ENDS)
            yield _made(piece, opinion.start + start, opinion.page, opinion.path, (lead, kind, ask))


def _comments(section: Section, paragraph: Paragraph, flow: _Flow, *, closing: bool) -> Iterator[Comment]:
    text = paragraph.text
    spans = pieces(text)
    if section.kind == "preamble" and _introduces(text, spans):
        return
    _enter(section, paragraph, flow)
    lead = lead_aspect(text)
    closes = closing and paragraph.marker is None and _closes(text)
    sentence_open = flow.open_kind is not None
    for start, end in spans:
        piece = text[start:end]
        if is_scene(piece):
            announced = sign_of(piece)
            if announced.kind is not None and piece.endswith(":"):
                flow.kind, flow.ask = announced.kind, announced.ask
            continue
        kind, ask = _label(piece, sign_of(piece), flow, goes_on=sentence_open)
        sentence_open = not piece.endswith(_ENDS)
        comment = _made(piece, paragraph.start + start, paragraph.page, section.path, (lead, kind, ask))
        yield replace(comment, aspect="general") if closes or (section.kind == "preamble" and not lead) else comment
    _leave(paragraph, flow)


def _introduces(text: str, spans: list[tuple[int, int]]) -> bool:
    """A paragraph of the preamble that tells who asked and how the advice came about."""
    parts = [text[start:end] for start, end in spans]
    if any(is_scene(part) for part in parts[:1]) or is_scene(parts[-1] if parts else ""):
        firm = [part for part in parts if not is_scene(part) and sign_of(part).kind is not None]
        return len(firm) * 2 < len(parts) or len(parts) <= 2
    return all(sign_of(part).kind is None for part in parts)


def _enter(section: Section, paragraph: Paragraph, flow: _Flow) -> None:
    """Begin a paragraph: a new section forgets the mood, a paragraph below an open colon takes over its labels."""
    if section.path != flow.path:
        flow.path, flow.mood = section.path, _opening_mood(section)
        flow.titled = mood_of(section.path) is not None
        flow.open_rank = flow.open_kind = None
    rank = _rank(paragraph)
    if flow.open_kind is not None and (flow.open_rank is None or rank <= flow.open_rank):
        flow.open_rank = flow.open_kind = None
    flow.kind, flow.ask = (flow.open_kind, flow.open_ask) if flow.open_kind is not None else (None, None)


def _opening_mood(section: Section) -> CommentKind | None:
    mood = mood_of(section.path)
    if mood or section.kind == "preamble":
        return mood
    overall = aspect_of(section.path, "", None) == "general" and bool(section.path)
    title = section.path[-1].lower() if section.path else ""
    return "praise" if overall and any(word in title for word in ("chung", "ưu điểm")) else None


def _rank(paragraph: Paragraph) -> int:
    marker = marker_of(paragraph.text)
    return 99 if marker is None else marker.rank + (marker.printed == "+")


def _leave(paragraph: Paragraph, flow: _Flow) -> None:
    if paragraph.text.rstrip().endswith(":") and flow.kind is not None:
        rank = _rank(paragraph)
        flow.open_rank = 0 if rank == 99 else rank
        flow.open_kind, flow.open_ask = flow.kind, flow.ask


def _closes(text: str) -> bool:
    """The last words of a letter ask the addressee to take in the advice; they are of no part of the draft."""
    return only("kind", "closing").match(bare_key(text)) is not None


def _label(text: str, sign: Sign, flow: _Flow, *, goes_on: bool) -> tuple[CommentKind, Ask]:
    if turns(text):
        flow.mood = "critique"
        flow.titled = False
    elif sign.kind == "critique" and flow.mood == "praise" and not (goes_on or flow.titled):
        flow.mood = None
    kind = _kind(text, sign, flow, goes_on=goes_on)
    ask = _ask(sign, kind, flow, goes_on=goes_on)
    flow.kind, flow.ask = kind, ask
    return kind, ask or "other"


def _kind(text: str, sign: Sign, flow: _Flow, *, goes_on: bool) -> CommentKind:
    """The kind of a clause, given its own signs and the clauses before it.

    Inside one sentence a request keeps its hold on the clauses it lists, though they name weaknesses: those are the
    province's, which the draft should mention. Praise holds too, unless the clause blames or asks outright.
    """
    if goes_on and flow.kind == "recommendation":
        return "recommendation"
    asked = sign.asked and not sign.imperative
    if flow.mood == "praise" and not asked and (flow.titled or sign.kind != "critique"):
        return "praise"
    if goes_on and flow.kind == "praise" and (sign.kind is None or sign.imperative):
        return "praise"
    return sign.kind or _inherited(text, flow, goes_on=goes_on)


def _inherited(text: str, flow: _Flow, *, goes_on: bool) -> CommentKind:
    if flow.kind is None:
        return flow.mood or "critique"
    if goes_on or only("kind", "goes_on").match(bare_key(text)):
        return flow.kind
    return _after(text, flow.kind)


def _after(text: str, before: CommentKind) -> CommentKind:
    """A new sentence without firm signs: figures and "mới, chỉ, vẫn" state a fault, plain words go on as before."""
    key = bare_key(text)
    if before == "praise":
        return "critique" if is_faint(text) else "praise"
    return "critique" if is_faint(text) or any(c.isdigit() for c in key) else before


def _ask(sign: Sign, kind: CommentKind, flow: _Flow, *, goes_on: bool) -> Ask | None:
    if kind == "praise":
        return None
    if kind == "critique":
        return (
            sign.ask
            if sign.ask and sign.kind != "recommendation"
            else (flow.ask if goes_on and flow.kind == kind else None)
        )
    if sign.kind == kind and (sign.asked or not goes_on):
        return sign.ask
    return flow.ask if flow.kind == kind else None


def _made(
    text: str, start: int, page: int | None, path: tuple[str, ...], labels: tuple[Aspect | None, CommentKind, Ask]
) -> Comment:
    lead, kind, ask = labels
    return Comment(
        text=text, start=start, end=start + len(text), page=page, section_path=path,
        aspect=aspect_of(path, text, lead),
        ask=ask, kind=kind, topics=topics_of(text),
    )  # fmt: skip
