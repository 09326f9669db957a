"""Results as the JSON objects of the contract, and as text for people."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from assistant.advice.model import AdvisoryReport, Comment
from assistant.diagnosis.model import Evidence, Finding, Ledger, LedgerRow
from assistant.diagnosis.registry import checks
from assistant.documents.model import Document, Section
from assistant.index.model import IngestReport, StoredDocument
from assistant.language.short_names import Resolved, resolve
from assistant.retrieval.model import Hit
from assistant.review.model import Review

__all__ = [
    "diagnose_record",
    "documents_record",
    "ingest_record",
    "read_record",
    "review_record",
    "search_record",
]

Record = dict[str, Any]


def read_record(document: Document, advice: AdvisoryReport | None) -> Record:
    """``tienle.read/1``."""
    metadata = asdict(document.metadata)
    metadata["recipients"] = list(document.metadata.recipients)
    return {
        "schema": "tienle.read/1",
        "path": document.path,
        "sha256": document.sha256,
        "format": document.format,
        "pages": document.page_count,
        "metadata": metadata,
        "sections": [_section(section) for section in document.sections],
        "tables": [
            {
                "page": table.page, "section_path": list(section.path), "caption": table.caption, "unit": table.unit,
                "header": list(table.header), "rows": [[cell.text for cell in row] for row in table.rows],
            }
            for section, table in document.tables()
        ],
        "comments": [_comment(comment) for comment in advice.comments] if advice else [],
        "references": [_reference(mention, document) for mention in resolve(document.text)],
        "about": asdict(advice.about) if advice else None,
        "notes": [asdict(note) for note in document.notes],
        "warnings": list(document.warnings),
    }  # fmt: skip


def diagnose_record(
    path: str, words: int, findings: Sequence[Finding], took_ms: int, ledgers: Sequence[Ledger] = ()
) -> Record:
    """``tienle.diagnose/1``."""
    return {
        "schema": "tienle.diagnose/1", "path": path, "words": words, "took_ms": took_ms,
        "findings": [_finding(finding) for finding in findings],
        "checked": [check.kind for check in checks()],
        "ledgers": [_ledger(ledger) for ledger in ledgers],
    }  # fmt: skip


def review_record(review: Review) -> Record:
    """``tienle.review/1``."""
    suggestions = []
    for one in review.suggestions:
        precedents = [asdict(citation) for citation in one.precedents]
        suggestions.append({
            "id": one.id, "outline": one.outline, "kind": one.kind, "ask": one.ask, "text": one.text,
            "reason": one.reason, "severity": one.severity, "confidence": one.confidence,
            "evidence": [_evidence(evidence) for evidence in one.evidence], "precedents": precedents,
            "finding_ids": list(one.finding_ids),
            "contradicts": [asdict(citation) for citation in one.contradicts],
            "request_key": one.request_key, "learned": one.learned,
        })  # fmt: skip
    return {
        "schema": "tienle.review/1", "path": review.path, "governing": review.governing, "took_ms": review.took_ms,
        "model": review.model, "index_manifest": review.index_manifest, "suggestions": suggestions,
        "notes": list(review.notes), "template": review.template,
        "met": [
            {"precedent": asdict(one.precedent), "evidence": _evidence(one.evidence) if one.evidence else None}
            for one in review.met
        ],
        "ledgers": [_ledger(ledger) for ledger in review.ledgers],
    }  # fmt: skip


def search_record(query: str, hits: Sequence[Hit], took_ms: int) -> Record:
    """``tienle.search/1``."""
    rows = [
        {
            "rank": hit.rank, "score": round(hit.score, 6), "document_id": hit.document.document_id,
            "number": hit.document.number, "symbol": hit.document.symbol, "issued_on": hit.document.issued_on,
            "issuer": hit.document.issuer, "subject": hit.document.subject, "kind": hit.document.kind,
            "aspect": hit.chunk.aspect, "section_path": list(hit.chunk.section_path), "page": hit.chunk.page,
            "quote": hit.chunk.text, "matched": list(hit.matched), "terms": list(hit.terms), "folded": hit.folded,
            "start": hit.chunk.start, "end": hit.chunk.end,
        }
        for hit in hits
    ]  # fmt: skip
    return {"schema": "tienle.search/1", "query": query, "took_ms": took_ms, "hits": rows}


def documents_record(documents: Sequence[StoredDocument]) -> Record:
    """``tienle.documents/1``."""
    return {"schema": "tienle.documents/1", "documents": [asdict(document) for document in documents]}


def ingest_record(report: IngestReport) -> Record:
    """``tienle.ingest/1``."""
    names = ("added", "updated", "unchanged", "removed", "failed")
    lists = {name: [asdict(entry) for entry in getattr(report, name)] for name in names}
    return {"schema": "tienle.ingest/1", **lists, "took_ms": report.took_ms}


def _reference(mention: Resolved, document: Document) -> Record:
    one = mention.reference
    return {
        "quote": document.text[mention.start : mention.end], "start": mention.start, "end": mention.end,
        "page": document.page_at(mention.start), "type": one.type, "code": one.code, "name": one.name,
        "year": one.year, "issued_on": one.issued_on, "issuer": one.issuer, "short": mention.short,
    }  # fmt: skip


def _section(section: Section) -> Record:
    return {
        "label": section.label, "title": section.title, "level": section.level, "kind": section.kind,
        "page": section.page, "path": list(section.path),
        "paragraphs": [
            {
                "text": paragraph.text, "page": paragraph.page, "start": paragraph.start, "end": paragraph.end,
                "marker": paragraph.marker,
            }
            for paragraph in section.paragraphs
        ],
        "children": [_section(child) for child in section.children],
    }  # fmt: skip


def _comment(comment: Comment) -> Record:
    identity = hashlib.sha256(f"{comment.start}\x1f{comment.text}".encode()).hexdigest()[:12]
    return {
        "id": identity, "text": comment.text, "aspect": comment.aspect, "ask": comment.ask, "kind": comment.kind,
        "topics": list(comment.topics), "section_path": list(comment.section_path), "page": comment.page,
        "quote": comment.text, "start": comment.start, "end": comment.end,
    }  # fmt: skip


def _finding(finding: Finding) -> Record:
    return {
        "id": finding.id, "kind": finding.kind, "severity": finding.severity, "confidence": finding.confidence,
        "message": finding.message, "suggestion": finding.suggestion,
        "evidence": [_evidence(evidence) for evidence in finding.evidence], "working": finding.working,
        "governing": [asdict(quote) for quote in finding.governing],
    }  # fmt: skip


def _ledger(ledger: Ledger) -> Record:
    return {"name": ledger.name, "rows": [_ledger_row(row) for row in ledger.rows]}


def _ledger_row(row: LedgerRow) -> Record:
    quoted = {
        name: [_evidence(evidence) for evidence in getattr(row, name)]
        for name in ("stated", "progress", "causes", "solutions")
    }
    governing = [asdict(quote) for quote in row.governing]
    return {"subject": row.subject, **quoted, "governing": governing, "depth": row.depth, "at_risk": row.at_risk}


def _evidence(evidence: Evidence) -> Record:
    return {
        "quote": evidence.quote, "page": evidence.page, "section_path": list(evidence.section_path),
        "start": evidence.start, "end": evidence.end,
    }  # fmt: skip
