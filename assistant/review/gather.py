"""Which reports of the knowledge base judged a comparable draft, and what they asked."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from assistant.index.model import Chunk, StoredDocument
from assistant.language.tokens import syllables
from assistant.review.letters import CAPITALS
from assistant.review.lexicon import common_pairs, small_words, title_pairs
from assistant.review.profile import DraftProfile, draft_type, one_field
from assistant.review.requests import Report, Request, local_names, locality, read_requests

__all__ = ["PrecedentSource", "gather"]

_MOST_DOCUMENTS = 120
_FAR = 0.25
_FAMILY, _FULL = 0.35, 1.6
_MOST_READ = 40
_OTHER, _SAME, _COMMON = 0.09, 0.19, 0.5
# A word said so often in a report, in a draft, counts no more.
_SELDOM, _OFTEN = 3, 9
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
    """The comments of the reports nearest to ``draft``, the most comparable report first.

    Subjects choose which reports are looked into; of those, what they speak of decides.
    """
    advice = [stored for stored in source.documents() if stored.kind == "advice" and stored.document_id not in excluded]
    field = draft.document.metadata.subject or ""
    first = sorted(advice, key=lambda stored: (-_first_look(draft, field, stored), stored.document_id))
    looked = [_Looked(stored, tuple(source.chunks_of(stored.document_id))) for stored in first[:_MOST_DOCUMENTS]]
    alike = _alike(draft.document.text, [one.text for one in looked])
    near = [
        (_nearness(draft, one.stored, max(share, _field(field, one.stored.subject or ""))), one)
        for share, one in zip(alike, looked, strict=True)
    ]
    found: list[Request] = []
    for nearness, one in sorted(near, key=lambda pair: (-pair[0], pair[1].stored.document_id))[:_MOST_READ]:
        text = source.text_of(one.stored.document_id)
        kind = draft_type(one.stored.subject or "")
        broad = kind is not None and kind.broad and not one_field(one.stored.subject or "")
        report = Report(one.stored, nearness, locality(one.stored, text), local_names(text), broad)
        found += read_requests(report, one.chunks, text)
    return found


@dataclass(frozen=True, slots=True)
class _Looked:
    stored: StoredDocument
    chunks: tuple[Chunk, ...]

    @property
    def text(self) -> str:
        return "\n".join(chunk.text for chunk in self.chunks if chunk.kind == "comment")


def _first_look(draft: DraftProfile, field: str, stored: StoredDocument) -> float:
    return _nearness(draft, stored, _field(field, stored.subject or ""))


def _nearness(draft: DraftProfile, stored: StoredDocument, field: float) -> float:
    """How comparable the draft a report was about is with this one, 0–1: family of draft and ``field`` of policy."""
    other = draft_type(stored.subject or "")
    family = _FAR
    if draft.type is not None and other is not None:
        family = 1.0 if other.name == draft.type.name else draft.type.near.get(other.name, _FAR)
    if draft.broad:
        return family if (other and other.broad) or family > 0.5 else family * 0.6
    return _FAMILY * family + (1 - _FAMILY) * field


def _alike(ours: str, theirs: Sequence[str]) -> list[float]:
    """How alike the fields of a draft and of each of some reports are, 0–1, by the cosine of their pairs of syllables
    (tf-idf, Salton and Buckley 1988), common ones apart: below ``_OTHER`` another field, above ``_SAME`` the same."""
    mine = _rare(ours)
    others = [_rare(text) for text in theirs]
    frequency = Counter(pair for one in others for pair in one)
    rarity = {pair: (math.log((len(others) + 1) / (n + 0.5))) ** 2 for pair, n in frequency.items()}
    length = math.sqrt(sum(rarity[pair] * min(n, _OFTEN) for pair, n in mine.items() if pair in rarity))
    found = []
    for one in others:
        shared = sum(
            rarity[pair] * math.sqrt(min(n, _SELDOM) * min(mine[pair], _OFTEN))
            for pair, n in one.items()
            if pair in mine
        )
        norm = length * math.sqrt(sum(rarity[pair] * min(n, _SELDOM) for pair, n in one.items()))
        cosine = shared / norm if norm else 0.0
        found.append(min(1.0, max(0.0, (cosine - _OTHER) / (_SAME - _OTHER))))
    return found


def _rare(text: str) -> Counter[tuple[str, str]]:
    words = [word if word not in small_words() and not word[0].isdigit() else "" for word in syllables(text)]
    common = common_pairs()
    return Counter((a, b) for a, b in itertools.pairwise(words) if a and b and common.get(f"{a} {b}", 1.0) > _COMMON)


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
