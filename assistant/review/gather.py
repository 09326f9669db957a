"""Which reports of the knowledge base judged a comparable draft, and what they asked."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Protocol

from assistant.index.model import Chunk, StoredDocument
from assistant.language.tokens import syllables
from assistant.review.profile import DraftProfile, draft_type
from assistant.review.requests import Report, Request, local_names, locality, read_requests

__all__ = ["PrecedentSource", "gather"]

_MOST_DOCUMENTS = 150
_FAR = 0.25


class PrecedentSource(Protocol):
    """Where precedents come from: the knowledge base, or a fake in tests."""

    def documents(self) -> Sequence[StoredDocument]:
        """Every stored document."""
        ...

    def chunks_of(self, document_id: str) -> Sequence[Chunk]:
        """The passages of one document, in reading order."""
        ...

    def text_of(self, document_id: str) -> str:
        """The stored NFC text that the passages' offsets point into."""
        ...


def gather(draft: DraftProfile, source: PrecedentSource, excluded: frozenset[str]) -> list[Request]:
    """The comments of the reports nearest to ``draft``, the most comparable report first."""
    advice = [stored for stored in source.documents() if stored.kind == "advice" and stored.document_id not in excluded]
    near = sorted(
        ((_nearness(draft, stored), stored) for stored in advice), key=lambda pair: (-pair[0], pair[1].document_id)
    )
    found: list[Request] = []
    for nearness, stored in near[:_MOST_DOCUMENTS]:
        text = source.text_of(stored.document_id)
        report = Report(stored, nearness, locality(stored, text), local_names(text))
        found += read_requests(report, source.chunks_of(stored.document_id), text)
    return found


def _nearness(draft: DraftProfile, stored: StoredDocument) -> float:
    """How comparable the draft a report was about is with this one, 0–1: family of draft, then field of the subject."""
    other = draft_type(stored.subject or "")
    if draft.type is None or other is None:
        return _FAR
    family = 1.0 if other.name == draft.type.name else draft.type.near.get(other.name, _FAR)
    if draft.broad:
        return family if other.broad or family > 0.5 else family * 0.6
    words = syllables(stored.subject or "")
    theirs = {" ".join(pair) for pair in itertools.pairwise(words)}
    shared = len(draft.subject_tokens & theirs) / max(1, len(draft.subject_tokens))
    return family * (0.5 + 0.5 * min(1.0, 2 * shared))
