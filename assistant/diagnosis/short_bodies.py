"""A resolution named by its number alone and given to a body that its symbol, printed elsewhere, does not allow."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from assistant.diagnosis.citing import name_of, quote_of, span_of
from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.mentions import Mention, around, cites, clause_at, quoted_at
from assistant.diagnosis.model import Defect
from assistant.diagnosis.phrases import quoted
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.symbols import Body, wrong_issuer
from assistant.language.references import code_parts

__all__ = ["misgiven"]

_GIVEN = re.compile(
    r"(?P<type>Nghị quyết|Kết luận|Chỉ thị|Quyết định|Chương trình|Kế hoạch)\s(?:số\s)?(?P<number>\d{1,4})\scủa\s"
    r"(?P<body>Bộ Chính trị|Ban Bí thư|Ban Chấp hành Trung ương|Trung ương(?: Đảng)?|Quốc hội|Chính phủ|"
    r"Thủ tướng Chính phủ|Thủ tướng|Tỉnh ủy|Thành ủy|Ban Chấp hành Đảng bộ (?:tỉnh|thành phố)|"
    r"Ban Thường vụ (?:Tỉnh ủy|Thành ủy)|HĐND (?:tỉnh|thành phố)|Hội đồng nhân dân (?:tỉnh|thành phố)|"
    r"UBND (?:tỉnh|thành phố)|Ủy ban nhân dân (?:tỉnh|thành phố))(?!\w)"
)
_OF_A_PLAN = re.compile(
    r"(?:[Kk]ế hoạch|[Cc]hương trình|[Đđ]ề án|[Cc]hỉ thị|[Kk]ết luận|[Vv]ăn bản|[Nn]ghị quyết|[Qq]uyết định|[Bb]áo cáo|"
    r"[Hh]ướng dẫn)[^,;.]*\s(?:thực hiện|triển khai|thi hành|cụ thể hóa|về)\s[^,;.]*$"
)


def misgiven(reading: Reading) -> Iterator[Defect]:
    """ "Nghị quyết 29 của Tỉnh ủy" in a draft whose only Nghị quyết of that number is 29-NQ/TW."""
    known: defaultdict[tuple[str, str], list[Mention]] = defaultdict(list)
    for mention in cites(reading):
        one = mention.reference
        if one.code and one.type:
            known[one.type, code_parts(one.code)[0].lstrip("0")].append(mention)
    for line in reading.paragraphs:
        for found in _GIVEN.finditer(line.text):
            full = known.get((found["type"], found["number"].lstrip("0")), [])
            if not full or quoted_at(line, line.start + found.start()) or _OF_A_PLAN.search(line.text[: found.start()]):
                continue
            bodies = [wrong_issuer(replace(m.reference, issuer=found["body"])) for m in full]
            if all(body is not None for body in bodies) and bodies[0] is not None:
                yield _defect(reading, line, found, full[0], bodies[0])


def _defect(reading: Reading, line: Line, found: re.Match[str], full: Mention, body: Body) -> Defect:
    at = (line.start + found.start(), line.start + found.end())
    span = around(line, at, clause_at(sentences(line.text, line.start), at[0], line))
    values = {
        "name1": found[0],
        "name2": name_of(full),
        "actual": body.name,
        "place1": place(reading, at[0]),
        "place2": place(reading, full.start),
        "quote1": quoted(reading.draft.text[slice(*span)]),
        "quote2": quote_of(reading, full),
    }
    return Defect(2, 0.9, (span, span_of(full)), values, "body", cause=f"body {found[0]}")
