"""What one citation says against itself: its year, its National Assembly, its form, its issuer, its known date."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from assistant.diagnosis.acts import law_numbered
from assistant.diagnosis.citing import content, name_of, on_day, quote_of, share, single, span_of
from assistant.diagnosis.mentions import Mention, cites, day, quoted_at
from assistant.diagnosis.model import Defect
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Reading
from assistant.diagnosis.symbols import (
    Body,
    assembly_years,
    misspelt,
    right_spelling,
    type_fits,
    wrong_issuer,
    wrong_year,
)
from assistant.language.congresses import numeral
from assistant.language.normalize import match_key
from assistant.language.references import Reference, code_parts

__all__ = ["alone", "crossed_levels", "known_date", "other_contents"]

_LOCAL = re.compile(
    r"hđnd|hội đồng nhân dân|ubnd|ủy ban nhân dân|tỉnh ủy|thành ủy|(?:ban chấp hành|bch) đảng bộ|"
    r"(?:ban thường vụ|btv) tỉnh"
)


_OF_ANOTHER = re.compile(
    r"(?:kế hoạch|chương trình|đề án|chỉ thị|kết luận|hướng dẫn|quyết định|nghị quyết|báo cáo|văn bản)\s[^,;]*"
    r"(?:thực hiện|triển khai|thi hành|cụ thể hóa|quán triệt)[^,;]*$"
)


def alone(reading: Reading, mention: Mention) -> Iterator[Defect]:
    """What one mention says against itself or against the tables."""
    one = mention.reference
    code = one.code or ""
    year = code_parts(code)[1]
    if wrong_year(one):
        words = {"year": str(year), "date": day(one.issued_on or ""), "code": code}
        yield single(reading, mention, "year", confidence=0.95, cause=f"year {code}", **words)
    elif found := assembly_years(code):
        words = {"year": str(year), "assembly": numeral(found[0]), "first": str(found[1]), "last": str(found[2])}
        yield single(reading, mention, "assembly", confidence=0.95, cause=f"assembly {code}", **words)
    elif one.name and _other_law(mention):
        law = law_numbered(code)
        actual = law.title if law else ""
        yield single(reading, mention, "law_name", confidence=0.93, code=code, actual=actual)
    if misspelt(code):
        right = right_spelling(code)
        rule = load_data("references")["basis"]["state_form" if "/" in right.split("-")[0] else "party_form"]
        words = {"printed": quoted(one.printed), "right": right, "rule": rule}
        yield single(reading, mention, "form", confidence=0.95, cause=f"form {code}", **words)
    else:
        yield from _against_symbol(reading, mention)


def _against_symbol(reading: Reading, mention: Mention) -> Iterator[Defect]:
    """An issuer, a date or a type word that the symbol or the table of central documents belies."""
    one = mention.reference
    symbol = code_parts(one.code or "")[2]
    body = _other_body(reading, mention)
    if body is not None and not _crossed(one, body):
        words = {"symbol": symbol, "actual": body.name, "stated": one.issuer or ""}
        yield single(reading, mention, "wrong_issuer", confidence=0.9, **words)
    known = known_date(mention)
    if known is not None:
        yield _known_defect(reading, mention, known)
    if not type_fits(one):
        right = load_data("references")["basis"]["symbol"].format(symbol=symbol)
        yield single(reading, mention, "symbol", confidence=0.92, code=one.code or "", type=one.type or "", rule=right)


def crossed_levels(reading: Reading) -> Iterator[Defect]:
    """A resolution whose symbol is central and whose printed issuer is provincial, or the other way round."""
    for mention in cites(reading):
        one = mention.reference
        body = None if quoted_at(mention.line, mention.start) else _other_body(reading, mention)
        if body is not None and _crossed(one, body):
            symbol = code_parts(one.code or "")[2]
            words = {"symbol": symbol, "actual": body.name, "stated": one.issuer or ""}
            yield single(reading, mention, "issuer", confidence=0.92, cause=f"issuer {one.code}", **words)


def other_contents(reading: Reading) -> Iterator[Defect]:
    """A well-known central resolution under the title of another one."""
    for mention in cites(reading):
        one = mention.reference
        rows = _central().get(one.code or "", [])
        if not rows or not one.subject or quoted_at(mention.line, mention.start) or len(content(one.subject)) < 4:
            continue
        lead = next((p for p in (one.subject.split(", ")[0], one.subject) if len(content(p)) >= 4), one.subject)
        right = max(share(lead, str(row["subject"])) for row in rows)
        if right > 0.5:
            continue
        others = [
            row
            for code, known in _central().items()
            for row in known
            if code != one.code
            and len(content(str(row["subject"])) & content(lead)) >= 4
            and share(lead, str(row["subject"])) >= max(0.8, right + 0.4)
        ]
        if others:
            own, other = rows[0], others[0]
            words = {
                "name": name_of(mention),
                "own": str(own["subject"]),
                "other": f"{other['type']} số {other['code']} ({other['subject']})",
            }
            yield single(reading, mention, "title", confidence=0.9, cause=f"title {one.code}", **words)


def _other_body(reading: Reading, mention: Mention) -> Body | None:
    """The body that the symbol names where the issuer printed is another, and is surely meant as the issuer."""
    body = wrong_issuer(mention.reference)
    return body if body is not None and (mention.reference.issued_on or not _implementing(reading, mention)) else None


def _crossed(one: Reference, body: Body) -> bool:
    """Whether it is a resolution, its symbol of one level and its printed issuer of the other."""
    resolution = "NQ" in re.split(r"[./-]", code_parts(one.code or "")[2])
    return resolution and body.central == bool(_LOCAL.match(match_key(one.issuer or "")))


def _implementing(reading: Reading, mention: Mention) -> bool:
    """ "Kế hoạch thực hiện Nghị quyết số … của Tỉnh ủy": the body may be that of the plan."""
    before = match_key(reading.draft.text[mention.clause[0] : mention.start])
    return _OF_ANOTHER.search(before) is not None


def _other_law(mention: Mention) -> bool:
    law = law_numbered(mention.reference.code or "")
    if law is None or not mention.reference.name or mention.reference.type != law.type:
        return False
    return not (content(mention.reference.name) & content(law.name))


@cache
def _central() -> dict[str, list[dict[str, object]]]:
    found: defaultdict[str, list[dict[str, object]]] = defaultdict(list)
    for row in load_data("central")["instruments"]:
        found[row["code"]].append(row)
    return dict(found)


def known_date(mention: Mention) -> str | None:
    """The true date of a well-known central document, if the mention gives another."""
    one = mention.reference
    rows = _central().get(one.code or "", [])
    if not rows or one.issued_on is None or any(str(row["on"]) == one.issued_on for row in rows):
        return None
    alike = [row for row in rows if one.subject and share(one.subject, str(row["subject"])) >= 0.6]
    same_year = [row for row in rows if str(row["on"])[:4] == one.issued_on[:4] and "/TW" in (one.code or "")]
    chosen = alike or (same_year if not one.subject or len(rows) == 1 else [])
    return str(chosen[0]["on"]) if len(chosen) == 1 else None


def _known_defect(reading: Reading, mention: Mention, known: str) -> Defect:
    one = mention.reference
    dates = {"date1": on_day(one.issued_on), "date2": on_day(known), "name": name_of(mention)}
    source = load_data("references")["basis"]["central"]
    values = {"place1": place(reading, mention.start), "quote1": quote_of(reading, mention), "source": source} | dates
    return Defect(2, 0.92, (span_of(mention),), values, "known_date", cause=f"date {one.code}")
