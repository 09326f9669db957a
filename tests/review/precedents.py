"""A knowledge base of advisory reports in memory, and drafts made of headings and paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from assistant.advice.split import understand_advice
from assistant.documents.model import Document, Metadata, Paragraph, Section
from assistant.index.model import Chunk, StoredDocument

MIDTERM = "dự thảo Báo cáo sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh"


@dataclass
class Reports:
    """Advisory reports by id; ``add`` cuts each paragraph into clauses as the real knowledge base does."""

    stored: list[StoredDocument] = field(default_factory=list)
    chunks: dict[str, list[Chunk]] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)

    manifest_id = "test"

    def add(
        self, name: str, paragraphs: Sequence[str], *, subject: str = MIDTERM, issued_on: str = "2023-08-01",
        heading: str = "1. Về kết quả", province: str = "Đông Giang",
    ) -> Reports:  # fmt: skip
        opening = f"UBND tỉnh {province}"
        text = "\n".join([opening, heading, *paragraphs])
        start = text.index(heading)
        bodies = tuple(
            Paragraph(paragraph, at := text.index(paragraph, start), at + len(paragraph), 2) for paragraph in paragraphs
        )
        section = Section("heading", "1", heading, 1, start, start + len(heading), 2, (heading,), bodies)
        report = Document(name, name, "docx", text, Metadata(type="BÁO CÁO", subject=subject), (section,))
        chunks = [
            Chunk(
                f"{name}-{number}", name, "comment", one.text, one.start, one.end, 2, one.section_path, "",
                one.aspect, one.ask, one.kind, one.topics,
            )
            for number, one in enumerate(understand_advice(report).comments)
        ]  # fmt: skip
        self.stored.append(StoredDocument(
            name, f"{name}.docx", name, "advice", "12", "BC-LHH", issued_on, f"Liên hiệp Hội {province}", subject,
            "none", 4, len(chunks), len(chunks),
        ))  # fmt: skip
        self.chunks[name], self.texts[name] = chunks, text
        return self

    def documents(self) -> list[StoredDocument]:
        return self.stored

    def chunks_of(self, document_id: str) -> list[Chunk]:
        return self.chunks[document_id]

    def text_of(self, document_id: str) -> str:
        return self.texts[document_id]


def draft(
    *parts: tuple[str, Sequence[str]], type_name: str = "BÁO CÁO", issued_on: str | None = "2023-07-15",
    subject: str = "sơ kết giữa nhiệm kỳ thực hiện Nghị quyết Đại hội đại biểu Đảng bộ tỉnh Sông Lam",
) -> Document:  # fmt: skip
    """A draft whose sections are (heading, paragraphs)."""
    text = ""
    sections = []
    for number, (heading, bodies) in enumerate(parts, 1):
        start = len(text)
        text += heading + "\n"
        paragraphs = []
        for body in bodies:
            paragraphs.append(Paragraph(body, len(text), len(text) + len(body), 1))
            text += body + "\n"
        title = heading.split(". ", 1)[-1]
        sections.append(Section(
            "heading", str(number), title, 1, start, start + len(heading), 1, (heading,), tuple(paragraphs)
        ))  # fmt: skip
    metadata = Metadata(type=type_name, subject=subject, issued_on=issued_on, is_draft=True)
    return Document("du-thao.docx", "0" * 64, "docx", text, metadata, tuple(sections))
