"""Which reports of the knowledge base judged a comparable draft, and what they asked."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from typing import Protocol

from assistant.index.model import Chunk, StoredDocument
from assistant.language.tokens import syllables
from assistant.review.letters import CAPITALS
from assistant.review.lexicon import common_pairs, title_pairs
from assistant.review.profile import DraftProfile, draft_type
from assistant.review.requests import Report, Request, local_names, locality, read_requests

__all__ = ["PrecedentSource", "gather"]

_MOST_DOCUMENTS = 150
_FAR = 0.25
_FIELD, _FULL = 0.5, 1.6
_NAMES = re.compile(rf"[Tt]ỉnh\s[{CAPITALS}][\wà-ỹ]*(?:\s[{CAPITALS}][\wà-ỹ]*)*")


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
    subject = stored.subject or ""
    other = draft_type(subject)
    family = _FAR
    if draft.type is not None and other is not None:
        family = 1.0 if other.name == draft.type.name else draft.type.near.get(other.name, _FAR)
    if draft.broad:
        return family if (other and other.broad) or family > 0.5 else family * 0.6
    field = _field(draft.document.metadata.subject or "", subject)
    return min(1.0, family * (0.45 + 0.55 * field) + _FIELD * field * (1 - family))


def _field(ours: str, theirs: str) -> float:
    """How alike the fields of two subjects are, 0–1: the weighted share of the pairs of neighbouring syllables of the
    shorter that the other has; names, figures and the words of titles weigh nothing."""
    mine, other = _pairs(ours), _pairs(theirs)
    whole = min(sum(mine.values()), sum(other.values()))
    return min(1.0, _FULL * sum(mine[pair] for pair in mine.keys() & other.keys()) / whole) if whole else 0.0


def _pairs(subject: str) -> dict[str, float]:
    words = syllables(_NAMES.sub(" , ", subject))
    pairs = (f"{a} {b}" for a, b in itertools.pairwise(words) if not (a[0].isdigit() or b[0].isdigit()))
    return {pair: common_pairs().get(pair, 1.0) for pair in pairs if pair not in title_pairs()}
