"""Documents of the central bodies that precedents asked to take up, held against what the draft names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from assistant.language.references import Reference, code_parts, references
from assistant.review.profile import DraftProfile
from assistant.review.requests import Request

__all__ = ["Act", "new_acts"]

_CENTRAL = ("TW", "QH", "CP", "TTG", "UBTVQH")
_NEW_YEARS = 2


@dataclass(frozen=True, slots=True)
class Act:
    """A document by its number, and the words a precedent names it with."""

    code: str
    words: str


def new_acts(draft: DraftProfile, asked: Sequence[Request]) -> tuple[list[Act], bool]:
    """The documents asked for and not named in the draft, and whether any asked for is named.

    Only requests of the draft's own time count (a year apart at most), and only documents issued before the draft and
    not more than ``_NEW_YEARS`` before it: older ones are not news.
    """
    known = {one.code for one in references(draft.document.text) if one.code}
    missing: dict[str, Act] = {}
    named = False
    for request in asked:
        if draft.year and request.year and abs(draft.year - request.year) > 1:
            continue
        for one in references(request.chunk.text):
            if not one.code or not _central(one.code) or not _recent(one, draft.year):
                continue
            if one.code in known:
                named = True
            else:
                missing.setdefault(one.code, Act(one.code, _name(request.chunk.text, one)))
    return list(missing.values()), named


def _central(code: str) -> bool:
    symbol = code_parts(code)[2].upper()
    return any(symbol.endswith(issuer) or symbol.startswith(issuer) for issuer in _CENTRAL)


def _recent(one: Reference, year: int | None) -> bool:
    dated = one.issued_on[:4] if one.issued_on else code_parts(one.code or "")[1]
    return bool(year and dated) and 0 <= (year or 0) - int(dated or 0) <= _NEW_YEARS


def _name(text: str, one: Reference) -> str:
    """The document as the precedent names it, with its subject when it gives one."""
    end = one.end
    if one.subject:
        at = text.find(one.subject, one.end)
        end = at + len(one.subject) if 0 <= at <= one.end + 60 else one.end
    return text[one.start : end].rstrip(" ,;")
