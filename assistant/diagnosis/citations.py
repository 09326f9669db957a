"""One document cited in two ways: numbers, dates, issuers and titles that disagree, and numbers out of form."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from assistant.diagnosis.citing import content, name_of, on_day, pair, share, short, with_told_day, years
from assistant.diagnosis.lone_citations import alone, known_date
from assistant.diagnosis.mentions import Mention, cites, quoted_at
from assistant.diagnosis.misnumbered import mixed, short_slips, slips
from assistant.diagnosis.model import Defect
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.registry import check
from assistant.diagnosis.symbols import issuer_key, right_spelling, type_fits, wrong_issuer, wrong_year
from assistant.language.normalize import match_key
from assistant.language.references import code_parts

__all__ = ["citation_inconsistency"]

_ITEM = re.compile(r"\s*(?:[-+•*]|\(?\d{1,3}[.)]|\(?[a-zđ]\))\s")
_GENERIC = {"Văn bản", "Công văn", "Đề án", "Chương trình", "Phương án", "Báo cáo", "Quy chế", "Hướng dẫn"}


@check(kind="citation_inconsistency", claim="fact")
def citation_inconsistency(reading: Reading) -> Iterator[Defect]:
    """One document with two dates, numbers, issuers or titles; a number that contradicts itself or breaks the form.

    Rule: mentions are grouped by number and symbol. Two dates are a conflict in one year (numbers start again each
    year, those of the Party each term) or for one title; two numbers are one for one title and one date. By itself a
    number is wrong where its year is not that of its date, its National Assembly not in office, its type word or issuer
    not that of its symbol, its law's name not that of the table; a Party number is written 12-NQ/TU, a State number
    12/NQ-HĐND.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I and III; Hướng dẫn 36-HD/VPTW; ``data/central.toml``.
    """
    mentions = [m for m in cites(reading) if m.reference.code and not quoted_at(m.line, m.start)]
    for mention in mentions:
        yield from alone(reading, mention)
    groups: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[right_spelling(mention.reference.code or "")].append(with_told_day(reading, mention))
    for code, group in groups.items():
        yield from _dates(reading, code, group)
        yield from _issuers(reading, group)
        yield from _titles(reading, group)
        yield from _types(reading, group)
    yield from _numbers(reading, list(groups.values()))
    yield from slips(reading, list(groups.values()))
    yield from short_slips(reading, mentions, given=False)


def _dates(reading: Reading, code: str, group: Sequence[Mention]) -> Iterator[Defect]:
    given = [m for m in group if m.reference.issued_on and not wrong_year(m.reference) and known_date(m) is None]
    count = Counter(m.reference.issued_on for m in given)
    usual = [m for m in given if m.reference.issued_on == count.most_common(1)[0][0]]
    for odd in given:
        if odd.reference.issued_on == usual[0].reference.issued_on:
            continue
        other = next((m for m in usual if _one_document(code, odd, m)), None)
        if other is not None:
            words = {
                "date1": on_day(odd.reference.issued_on),
                "date2": on_day(other.reference.issued_on),
                "name": name_of(odd),
            }
            yield pair(
                reading, odd, other, "date", confidence=0.94, cause=f"date {code} {odd.reference.issued_on}", **words
            )


def _one_document(code: str, one: Mention, other: Mention) -> bool:
    """Whether two mentions of one number with two dates mean one document."""
    a, b = one.reference, other.reference
    if _apart(one, other):
        return False
    days = (a.issued_on or "", b.issued_on or "")
    if code_parts(code)[1] is not None or days[0][:4] == days[1][:4]:
        return True
    if a.subject and b.subject:
        return share(a.subject, b.subject) >= 0.7 and years(a.subject) == years(b.subject)
    return days[0][5:] == days[1][5:]


def _apart(one: Mention, other: Mention) -> bool:
    """Whether types, issuers or titles show two documents that happen to share a number."""
    a, b = one.reference, other.reference
    if a.type and b.type and a.type != b.type and not {a.type, b.type} & _GENERIC and "QĐ" in (a.code or ""):
        return True
    if (
        a.issuer
        and b.issuer
        and match_key(a.issuer) != match_key(b.issuer)
        and not (issuer_key(a.issuer) and issuer_key(b.issuer))
    ):
        return True
    return bool(
        a.subject
        and b.subject
        and min(len(content(a.subject)), len(content(b.subject))) >= 3
        and share(a.subject, b.subject) < 0.25
    )


def _issuers(reading: Reading, group: Sequence[Mention]) -> Iterator[Defect]:
    given = [(m, issuer_key(m.reference.issuer)) for m in group if m.reference.issuer]
    known = [(m, key) for m, key in given if key is not None and wrong_issuer(m.reference) is None]
    count = Counter(key for _, key in known)
    for odd, key in known:
        if key == count.most_common(1)[0][0]:
            continue
        other = next((m for m, k in known if k == count.most_common(1)[0][0] and _same_day(odd, m)), None)
        if other is not None:
            words = {
                "issuer1": odd.reference.issuer or "",
                "issuer2": other.reference.issuer or "",
                "name": name_of(odd),
            }
            yield pair(
                reading, odd, other, "issuer", confidence=0.9, cause=f"issuer {odd.reference.code} {key}", **words
            )


def _same_day(one: Mention, other: Mention) -> bool:
    a, b = one.reference, other.reference
    if a.issued_on and b.issued_on:
        return a.issued_on == b.issued_on
    return not (a.subject and b.subject) or share(a.subject, b.subject) >= 0.5


def _titles(reading: Reading, group: Sequence[Mention]) -> Iterator[Defect]:
    titled = [m for m in group if m.reference.subject and re.match(r"về\s|phê duyệt", m.reference.subject)]
    titled = [m for m in titled if len(content(m.reference.subject or "")) >= 3 and _formal(m)]
    for first, odd in combinations(titled, 2):
        a, b = first.reference, odd.reference
        if a.issued_on and b.issued_on and a.issued_on != b.issued_on:
            continue
        if a.issuer and b.issuer and match_key(a.issuer) != match_key(b.issuer):
            continue
        if share(a.subject or "", b.subject or "") < 0.25 and (a.issued_on or "") == (b.issued_on or a.issued_on or ""):
            words = {"subject1": short(b.subject), "subject2": short(a.subject), "name": name_of(odd)}
            yield pair(reading, odd, first, "title", confidence=0.85, cause=f"title {a.code}", **words)
            return


def _formal(mention: Mention) -> bool:
    """Whether a date or an issuer stands before the title, so that it is the document's own and no part of it."""
    return bool(mention.reference.issued_on or mention.reference.issuer)


def _types(reading: Reading, group: Sequence[Mention]) -> Iterator[Defect]:
    typed = [
        m
        for m in group
        if m.reference.typed and m.reference.type and m.reference.type not in _GENERIC and type_fits(m.reference)
    ]
    count = Counter(m.reference.type for m in typed)
    if (
        len(count) < 2
        or "Thông tư liên tịch" in count
        or code_parts(typed[0].reference.code or "")[2].startswith(("QĐ", "QH", "CT"))
    ):
        return
    odd = next(m for m in reversed(typed) if m.reference.type == count.most_common()[-1][0])
    other = next(m for m in typed if m.reference.type == count.most_common(1)[0][0])
    if _same_day(odd, other) and not _apart(odd, other):
        words = {
            "code": odd.reference.code or "",
            "type1": odd.reference.type or "",
            "type2": other.reference.type or "",
        }
        yield pair(reading, odd, other, "type", confidence=0.88, **words)


def _numbers(reading: Reading, groups: Sequence[Sequence[Mention]]) -> Iterator[Defect]:
    """Two numbers for one title: the same type, symbol and title, and no date against it; the rarer number is odd."""
    rows: defaultdict[tuple[str, str], list[tuple[int, Mention]]] = defaultdict(list)
    for group in groups:
        best = max(group, key=lambda m: (bool(m.reference.issued_on), len(m.reference.subject or "")))
        rows[code_parts(best.reference.code or "")[2], best.reference.type or ""].append((len(group), best))
    for row in rows.values():
        for (many, first), (few, odd) in combinations(row, 2):
            if _one_title(first, odd):
                rare, usual = (odd, first) if few <= many else (first, odd)
                words = {
                    "subject": quoted(short(usual.reference.subject or rare.reference.subject)),
                    "code1": rare.reference.code or "",
                    "code2": usual.reference.code or "",
                }
                cause = f"number {rare.reference.code}"
                variant = "number" if usual.reference.subject or rare.reference.subject else "number_day"
                words["date"] = on_day(usual.reference.issued_on)
                yield pair(reading, rare, usual, variant, confidence=0.88, cause=cause, **words)


def _one_title(first: Mention, odd: Mention) -> bool:
    """Whether two numbers must be of one document: one title, or one date and the same figures in another order."""
    a, b = first.reference, odd.reference
    (one, year, symbol), (two, other_year, _) = code_parts(a.code or ""), code_parts(b.code or "")
    if one == two or year != other_year or (a.issued_on and b.issued_on and a.issued_on != b.issued_on):
        return False
    slipped = mixed(one, two)
    same_day = bool(a.issued_on and a.issued_on == b.issued_on)
    items = bool(_ITEM.match(first.line.text) and _ITEM.match(odd.line.text))
    listed = items or abs(first.line.order - odd.line.order) < 2
    if not a.subject or not b.subject:
        return same_day and not items and (slipped or (symbol.endswith("/TU") and _one_figure(one, two)))
    size = min(len(content(a.subject)), len(content(b.subject)))
    alike = share(a.subject, b.subject)
    if slipped and same_day and alike >= 0.5:
        return True
    if slipped and alike >= 0.85 and size >= 4:
        return years(a.subject) == years(b.subject)
    if (
        listed
        or size < 4
        or years(a.subject) != years(b.subject)
        or re.search(r"sửa đổi|bổ sung", a.subject + b.subject)
    ):
        return False
    numbered_once = year is not None or symbol.endswith(("/TU", "/TW"))
    return alike == 1.0 and (same_day or (size >= 5 and numbered_once))


def _one_figure(one: str, two: str) -> bool:
    """Whether two numbers of one day differ in one figure and are too far apart to follow each other."""
    if not (one.isdigit() and two.isdigit() and len(one) == len(two)) or abs(int(one) - int(two)) < 10:
        return False
    return sum(x != y for x, y in zip(one, two, strict=True)) == 1
