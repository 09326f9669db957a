"""Where a passage stands, as an official says it: "mục II.1 (trang 5)", "khoản 2 Điều 5", "Biểu 2 (trang 14)"."""

from __future__ import annotations

import re

from assistant.diagnosis.phrases import phrase
from assistant.diagnosis.reading import Reading
from assistant.documents.model import Section

__all__ = ["place", "table_name"]

_CAPTION = re.compile(
    r"(?P<word>phụ biểu|phụ lục|biểu|bảng)(?:\s+số)?[\s:]+(?P<number>\d{1,3}(?:[.\-/]\d+)*[a-zđ]?|[IVX]{1,5})\b", re.I
)


def place(reading: Reading, offset: int, *, page: bool = True) -> str:
    """The place of ``offset`` in words, with its page where pages are known."""
    table = reading.table_at(offset)
    words = table_name(reading, offset) if table else _section_words(reading, offset)
    number = reading.page_at(offset)
    return words + (phrase("page", page=number) if page and number else "")


def table_name(reading: Reading, offset: int) -> str:
    """ "Biểu 2" by the caption of the table at ``offset``, else the table's section."""
    placed = reading.table_at(offset)
    caption = placed.table.caption if placed else None
    found = _CAPTION.match(caption) if caption else None
    if found:
        return f"{found['word'].capitalize()} {found['number']}"
    if placed is not None and placed.section.kind == "annex" and placed.section.label:
        return _label(placed.section.label)
    return phrase("table_in", place=_section_words(reading, offset))


def _section_words(reading: Reading, offset: int) -> str:
    section = reading.section_at(offset)
    if section is None:
        return phrase("opening")
    chain = [s for s in reading.chain(section) if s.label]
    if not chain:
        return phrase("titled", title=_short(section.title)) if section.title else phrase("preamble")
    last = chain[-1]
    if last.kind in {"article", "clause", "point"}:
        return _article(reading, chain, offset)
    if last.kind in {"part", "chapter", "annex"}:
        return _label(last.label.split(".")[-1] if last.kind != "annex" else last.label)
    return _heading(chain)


def _heading(chain: list[Section]) -> str:
    """ "mục II.1", with the part or annex that the number alone would not tell apart."""
    outer = [s for s in chain if s.kind in {"part", "chapter", "annex"}]
    label = chain[-1].label
    article = re.match(r"(?i)điều \d+[a-zđ]?", label)
    if article:
        return _label(article[0])
    if not outer:
        return phrase("section", label=_bare(label))
    inner = label[len(outer[-1].label) :].lstrip(".")
    where = phrase("section", label=_bare(inner)) if inner else ""
    return phrase("inside", inner=where, outer=_label(outer[-1].label.split(".")[-1])) if inner else _label(label)


def _article(reading: Reading, chain: list[Section], offset: int) -> str:
    words: list[str] = []
    for section in reversed(chain):
        own = section.label.split(".")[-1]
        if section.kind == "article":
            words.append(_label(own))
            break
        words.append(phrase("clause" if section.kind == "clause" else "point", number=own.rstrip(".)")))
    if chain[-1].kind == "article":
        clause = _clause_above(reading, chain[-1], offset)
        if clause:
            words.insert(0, phrase("clause", number=clause))
    return " ".join(words)


def _clause_above(reading: Reading, article: Section, offset: int) -> str | None:
    number = None
    for paragraph in article.paragraphs:
        if paragraph.start > offset:
            break
        if paragraph.marker and re.fullmatch(r"\d{1,3}[a-zđ]?[.)]", paragraph.marker):
            number = paragraph.marker.rstrip(".)")
    return number


def _label(label: str) -> str:
    """ "PHẦN THỨ NHẤT" → "Phần thứ nhất", "PHỤ LỤC I" → "Phụ lục I"."""
    words = label.split()
    if not words:
        return label
    rest = [w if re.fullmatch(r"[IVXLC]+|\d.*|[A-ZĐ]", w) else w.lower() for w in words[1:]]
    return " ".join([words[0].capitalize(), *rest])


def _bare(label: str) -> str:
    return re.sub(r"(?i)^mục\s+", "", label)


def _short(title: str) -> str:
    return title if len(title) <= 80 else title[:80].rsplit(" ", 1)[0] + "…"
