"""Acts cited as in force on the draft's date though they had ended, or had not begun."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from assistant.diagnosis.acts import Act, act_of
from assistant.diagnosis.mentions import Dating, Mention, around, cites, dated, day, has_cue, quoted_at
from assistant.diagnosis.model import Defect
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.language.normalize import match_key
from assistant.language.references import references

__all__ = ["outdated_reference"]

_NEAR = 110
_YEARS = re.compile(r"(?<![\d/.])(?:19|20)\d\d(?![\d])")
_BASES = re.compile(r"\s*(?:[-+•*]\s*|\d+[.)]\s*)?căn cứ(?!\w)", re.IGNORECASE)
_RULES = re.compile(r"\s*(?:quy định|yêu cầu|cho phép|và các văn bản|về\s)", re.IGNORECASE)


@check(kind="outdated_reference", claim="fact")
def outdated_reference(reading: Reading) -> Iterator[Defect]:
    """An act that the dated table knows to have ended by the draft's date, cited as in force; or one not yet in force.

    Rule: the act is found by its number, or by its name and year; the draft's date is the document's, else the month of
    its letterhead, else the last date it cites. Mentions that speak of the past (cue words, years before the act ended,
    its successor named beside it), quotations and amendments are left alone; what is not in the table is not checked.
    Source: closing clauses of the acts, see ``data/acts.csv`` and ``data/acts.toml``.
    """
    moment = dated(reading)
    if moment is None or "VBHN" in (reading.draft.metadata.symbol or "") or _consolidated(reading):
        return
    for mention in cites(reading):
        act = act_of(mention.reference)
        if act is None or mention.line.kind == "heading" or quoted_at(mention.line, mention.start):
            continue
        if act.until is not None and act.until <= moment.day:
            if _applied(reading, mention) and not _historic(reading, mention, act):
                yield _repealed(reading, mention, act, moment)
        elif (
            act.since is not None
            and moment.exact
            and _well_before(moment.day, act.since)
            and _too_early(reading, mention, act)
        ):
            yield _defect(reading, mention, act, moment, "future")


def _consolidated(reading: Reading) -> bool:
    """Whether the draft is a consolidated text, which keeps the bases of the acts it joins."""
    kind = f"{reading.draft.metadata.type or ''} {reading.draft.text[:600]}"
    return "hợp nhất" in match_key(kind)


def _before(reading: Reading, mention: Mention) -> str:
    return reading.draft.text[mention.clause[0] : mention.start]


def _near(reading: Reading, mention: Mention) -> str:
    """The clause around the mention, as far as its words bear on it."""
    start = max(mention.clause[0], mention.start - _NEAR)
    return reading.draft.text[start : min(mention.clause[1], mention.end + _NEAR)]


def _applied(reading: Reading, mention: Mention) -> bool:
    """Whether the words present the act as applying: bases, "theo", "quy định tại" before it, "… quy định" after it."""
    if _BASES.match(mention.line.text):
        return True
    section = match_key(" ".join(mention.line.section.path[-2:]))
    if re.search(r"căn cứ|cơ sở pháp lý", section) and mention.line.marker:
        return True
    after = reading.draft.text[mention.end : mention.clause[1]]
    return has_cue("applied", _before(reading, mention)) or bool(_RULES.match(after))


def _historic(reading: Reading, mention: Mention, act: Act) -> bool:
    near, clause = _near(reading, mention), reading.draft.text[slice(*mention.clause)]
    if not _BASES.match(mention.line.text) and (has_cue("past", near) or _deadline_passed(near, act)):
        return True
    if re.search(
        r"(?<!\w)(?:sau|qua|trong)\s(?:hơn\s|gần\s)?\d{1,2}\s(?:năm|tháng)\s", near, re.IGNORECASE
    ) or re.match(r"\W*(?:từ\s)?trước\s(?:ngày|tháng|năm)\s\d", clause, re.IGNORECASE):
        return True
    unnamed = mention.reference.name is None and "QH" in (mention.reference.code or "")
    if unnamed and re.search(r"sửa đổi|bổ sung", match_key(_before(reading, mention))):
        return True
    if re.search(r"(?:sửa đổi|thay thế|bãi bỏ|bổ sung)[^.;]{0,80}$", match_key(_before(reading, mention))):
        return True
    outside = clause
    for one in reversed(references(clause)):
        end = one.date_span[1] if one.date_span else one.end
        outside = outside[: one.start] + " " + outside[end:]
    years = [
        int(year)
        for year in _YEARS.findall(re.sub(r"\((?:được )?sửa đổi[^)]*\)|(?:được )?sửa đổi, bổ sung[^,;.]*", "", outside))
    ]
    ended = int((act.until or "9999")[:4])
    if years and max(years) < ended:
        return True
    return _with_successor(clause, act)


def _deadline_passed(near: str, act: Act) -> bool:
    """ "Hồ sơ nộp trước ngày 01/8/2024", a day when the act was in force or had just ended."""
    if re.search(r"trước\s(?:ngày|thời điểm)\s[^.;]{0,40}có hiệu lực", near):
        return True
    found = re.search(r"trước\s(?:ngày\s\d{1,2}[/.-]\d{1,2}[/.-]|năm\s|tháng\s\d{1,2}[/.-])(?P<year>\d{4})", near)
    return bool(found) and int(found["year"] if found else 0) <= int((act.until or "9999")[:4])


def _with_successor(clause: str, act: Act) -> bool:
    """Whether what replaced the act is named in the same clause: the text speaks of the change."""
    for one in references(clause):
        if one.code and one.code != act.code and one.code in act.by:
            return True
        other = act_of(one)
        if other is not None and other.code != act.code and other.name == act.name and act.name:
            return True
    return False


def _well_before(moment: str, since: str) -> bool:
    """Two months or more: bases may name what is about to come into force."""
    return date.fromisoformat(moment) + timedelta(days=60) <= date.fromisoformat(since)


def _too_early(reading: Reading, mention: Mention, act: Act) -> bool:
    near = _near(reading, mention)
    misread = (mention.reference.issued_on or "") > (reading.draft.metadata.issued_on or "9999")
    if (
        misread  # a draft cannot cite what is not yet issued: its own date is wrong
        or _BASES.match(mention.line.text)  # bases may name what comes into force together with the draft
        or has_cue("future", near)
        or has_cue("past", near)
        or re.search(r"triển khai|thi hành", match_key(near + (reading.draft.metadata.subject or "")))
    ):
        return False
    year = int((act.since or "0")[:4])
    subject = f"{reading.draft.metadata.subject or ''} {reading.draft.text[slice(*mention.clause)]}"
    ahead = re.sub(r"QH\d+|\d+/\d{4}/", "", subject)
    if any(int(found) >= year for found in _YEARS.findall(ahead) if int(found) != mention.reference.year):
        return False
    return bool(
        re.search(
            r"(?:căn cứ|theo quy định (?:của|tại)|quy định tại|thực hiện theo)\s*(?:các\s)?$",
            match_key(_before(reading, mention)[-40:]),
        )
    )


def _repealed(reading: Reading, mention: Mention, act: Act, moment: Dating) -> Defect:
    return _defect(reading, mention, act, moment, "repealed")


def _defect(reading: Reading, mention: Mention, act: Act, moment: Dating, variant: str) -> Defect:
    span = around(mention.line, (mention.start, mention.end), mention.clause)
    values = {
        "place": place(reading, mention.start),
        "quote": quoted(reading.draft.text[slice(*span)]),
        "name": act.title,
        "until": day(act.until) if act.until else "",
        "since": day(act.since) if act.since else "",
        "by": act.by,
        "source": act.source,
        "dated": moment.words,
    }
    confidence = 0.95 if moment.exact else 0.9
    return Defect(3, confidence, (span,), values, variant, cause=f"{variant} {act.code}")
