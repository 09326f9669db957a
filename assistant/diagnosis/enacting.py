"""Plans that carry a resolution out and are dated before it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.diagnosis.citing import name_of, on_day, pair, with_told_day
from assistant.diagnosis.mentions import Mention, cites, has_cue, quoted_at
from assistant.diagnosis.model import Defect
from assistant.diagnosis.reading import Reading
from assistant.language.normalize import match_key
from assistant.language.references import references

__all__ = ["before_their_ground"]

_REVIEWS = re.compile(r"thực hiện\s$")
_CARRIED_OUT = re.compile(r"(?<!\w)(?:quán triệt|cụ thể hóa|lãnh đạo, chỉ đạo|triển khai thực hiện nghị quyết)(?!\w)")
_ISSUED = re.compile(r"(?<!\w)(?:ban hành|cụ thể hóa bằng|xây dựng)\s(?:\w+\s){0,2}$")
_PLANS = ("Kế hoạch", "Chương trình hành động")


def before_their_ground(reading: Reading) -> Iterator[Defect]:
    """A plan that a review of a resolution tells among what carries that resolution out, dated before the resolution.

    Rule: the subject names the resolution ("sơ kết 3 năm thực hiện Nghị quyết số …") and the draft its day; the plan
    stands under a heading on how it was made known and concretised, behind "ban hành", without a title of its own
    that is not about carrying out.
    """
    subject = reading.draft.metadata.subject or ""
    ground = next((r.code for r in references(subject) if r.code and _REVIEWS.search(subject[: r.start])), None)
    if ground is None:
        return
    mentions = [with_told_day(reading, m) for m in cites(reading) if not quoted_at(m.line, m.start)]
    first = next((m for m in mentions if m.reference.code == ground and m.reference.issued_on), None)
    if first is None:
        return
    for one in mentions:
        if (one.reference.issued_on or "9999") < (first.reference.issued_on or "") and _carries_out(reading, one):
            words = {"name1": name_of(one), "date1": on_day(one.reference.issued_on)}
            words |= {"name2": name_of(first), "date2": on_day(first.reference.issued_on)}
            yield pair(reading, one, first, "before_ground", confidence=0.9, **words)


def _carries_out(reading: Reading, one: Mention) -> bool:
    titles = match_key(" ".join(one.line.section.path[-2:]))
    title = match_key(one.reference.subject or "thực hiện")
    clause = reading.draft.text[one.clause[0] : one.clause[1]]
    before = match_key(reading.draft.text[one.clause[0] : one.start]) + " "
    told = one.reference.type in _PLANS and "thực hiện" in title and _ISSUED.search(before) is not None
    return told and _CARRIED_OUT.search(titles) is not None and not has_cue("past", clause.replace("ban hành", ""))
