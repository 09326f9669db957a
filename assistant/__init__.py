"""Tiền lệ: precedents for advisory reports on draft provincial documents.

The names below are the public API; each is loaded from its room when it is first used, so that importing the package
costs nothing. The steps of the work are functions of ``pipeline``::

    from assistant import load, pipeline
    draft = pipeline.read(Path("du-thao.docx"), load())
    for finding in pipeline.diagnose(draft).findings:
        print(finding.message)
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant import pipeline
    from assistant.advice.model import AdvisoryReport, Comment
    from assistant.diagnosis.model import Evidence, Finding
    from assistant.documents.model import Document, Metadata, Paragraph, Section, Table
    from assistant.errors import InputError, PolicyError, StateError, TienLeError, UsageError
    from assistant.export.report import write_report
    from assistant.index.knowledge import KnowledgeBase
    from assistant.pipeline import Diagnosis, ReviewOptions
    from assistant.retrieval.model import Filters, Hit
    from assistant.retrieval.search import Search
    from assistant.review.model import Citation, Review, Suggestion
    from assistant.settings import Settings, load
    from assistant.triage.decisions import Decision, DecisionLog
    from assistant.wiring import ingest, open_knowledge, open_search

__all__ = [
    "AdvisoryReport",
    "Citation",
    "Comment",
    "Decision",
    "DecisionLog",
    "Diagnosis",
    "Document",
    "Evidence",
    "Filters",
    "Finding",
    "Hit",
    "InputError",
    "KnowledgeBase",
    "Metadata",
    "Paragraph",
    "PolicyError",
    "Review",
    "ReviewOptions",
    "Search",
    "Section",
    "Settings",
    "StateError",
    "Suggestion",
    "Table",
    "TienLeError",
    "UsageError",
    "ingest",
    "load",
    "open_knowledge",
    "open_search",
    "pipeline",
    "write_report",
]

__version__ = "0.1.0"

_HOMES = {
    "advice.model": ("AdvisoryReport", "Comment"),
    "diagnosis.model": ("Evidence", "Finding"),
    "documents.model": ("Document", "Metadata", "Paragraph", "Section", "Table"),
    "errors": ("InputError", "PolicyError", "StateError", "TienLeError", "UsageError"),
    "export.report": ("write_report",),
    "index.knowledge": ("KnowledgeBase",),
    "pipeline": ("Diagnosis", "ReviewOptions"),
    "retrieval.model": ("Filters", "Hit"),
    "retrieval.search": ("Search",),
    "review.model": ("Citation", "Review", "Suggestion"),
    "settings": ("Settings", "load"),
    "triage.decisions": ("Decision", "DecisionLog"),
    "wiring": ("ingest", "open_knowledge", "open_search"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> object:
    if name == "pipeline":
        return importlib.import_module("assistant.pipeline")
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(f"assistant.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
