"""References inside the draft: "mục II.4", "Phần thứ ba", "khoản 3 Điều 5 Quy định này" against its own outline."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.diagnosis.annexes import of_another, points_elsewhere
from assistant.diagnosis.clauses import sentences
from assistant.diagnosis.mentions import around, clause_at, quoted_at
from assistant.diagnosis.model import Defect, Span
from assistant.diagnosis.ordinals import LETTERS
from assistant.diagnosis.outlines import (
    COUNTED,
    Outline,
    article_above,
    as_printed,
    below,
    joined,
    order_of_part,
    ordinal_word,
    outline_of,
    printed_at,
    rooted,
    style_of_part,
)
from assistant.diagnosis.parts import load_data
from assistant.diagnosis.phrases import quoted, strung
from assistant.diagnosis.places import place
from assistant.diagnosis.reading import Line, Reading
from assistant.diagnosis.registry import check
from assistant.language.congresses import numeral
from assistant.language.normalize import match_key

__all__ = ["internal_reference_broken"]

_LABEL = r"(?:[IVX]{1,6}|[A-D](?:\.[IVX]{1,5})?|\d{1,2}(?:\.\d{1,2}){0,3})(?:\.\d{1,2}){0,3}(?![\w%/]|[.,]\d)"
_UNIT = (
    rf"(?:(?:[Tt]iểu mục|[Mm]ục|[Đđ]iểm|[Kk]hoản)\s+(?P<@n>{_LABEL})|[Đđ]iểm\s+(?P<@l>[a-zđ])(?!\w)|"
    rf"[Pp](?:hần|HẦN)\s+(?:thứ\s+(?P<@w>{'|'.join(COUNTED)})"
    r"|(?P<@p>[IVX]{1,5}|[A-D])(?!\w))|[Cc]hương\s+(?P<@c>[IVX]{1,5})(?!\w))"
)
_LEVELS = "xyzv"
_CHAIN = re.compile(
    r"(?<!\w)(?<!hạng )(?<!danh )(?<!đầu )(?<!thư )(?<!chuyên )(?<!đề )(?<!quy )(?<!tiết )"
    + _UNIT.replace("@", "x")
    + "".join(r"(?:\s*,?\s*(?:của\s|thuộc\s|trong\s)?" + _UNIT.replace("@", level) + ")?" for level in "yzv")
)
_CUE = re.compile(r"(?:\(|(?<!\w)(?:tại|ở|theo|xem|như|thuộc|trong|và|các))\s*$")
_LETTERS = re.compile(r"(?<!\w)[Đđ]iểm\s+(?P<list>[a-zđ](?!\w)(?:\s*(?:,|và)\s*(?:điểm\s+)?[a-zđ](?!\w))*)\s*$")
_NUMBERS = re.compile(r"(?<!\w)[Mm]ục\s+(?P<list>\d[\d.]*(?:\s*(?:,|và)\s*(?:mục\s+)?\d[\d.]*)+)\s*,?\s*$")
_CHANGING = re.compile(r"(?:[Ss]ửa đổi|[Bb]ổ sung|[Bb]ãi bỏ|[Tt]hay thế)[^.;]*$")
_FOREIGN = re.compile(r"[\s,]*(?:của\s)?(?P<type>Nghị định|Bộ luật|Luật|Thông tư|Pháp lệnh)\snày")
_MARKED = 3
_ARTICLE = re.compile(
    r"(?<!\w)(?:(?P<points>(?:các\s)?điểm\s+[a-zđ](?:\s*(?:,|và)\s*(?:điểm\s+)?[a-zđ](?!\w))*)\s*,?\s*)?"
    r"(?:(?:các\s)?[Kk]hoản\s+(?P<clauses>\d{1,2}(?:\s*(?:,|và|đến)\s*(?:khoản\s+)?\d{1,2})*)\s*,?\s*(?:của\s)?)?"
    r"(?P<article>[Đđ]iều\s+(?:(?P<number>\d{1,3})(?P<letter>[a-zđ])?(?![\w/])|(?P<this>này)))"
    r"(?P<more>(?<=\d)(?:\s*(?:,|và)\s*\d{1,3}(?![\w/.%]))+"
    r"(?=\s+(?:của\s)?(?:Quy|Nghị quyết|Quyết định|Luật)[^,;.]*này))?"
)


@check(kind="internal_reference_broken", claim="fact")
def internal_reference_broken(reading: Reading) -> Iterator[Defect]:
    """A part, heading, article or clause of the draft itself that is referred to and does not exist.

    Rule: "tiểu mục 2.6 mục II Phần thứ nhất" is a path; it is broken when no heading or numbered paragraph ends with it
    though its upper part exists. "khoản 5 Điều 8" counts as the draft's own where "Quy định này", "Nghị quyết này" …
    follows, or where no document is named around it and the draft has articles. References to other documents and
    quotations are left alone.
    Source: Nghị định 30/2020/NĐ-CP, Phụ lục I (parts, chapters, sections, articles, clauses); Nghị định 78/2025/NĐ-CP.
    """
    outline = outline_of(reading)
    head = re.split(r"(?m)^\W*(?:Căn cứ|Theo|Xét|Thực hiện|Điều 1)(?!\w)", reading.draft.text[:900])[0]
    title = match_key(f"{reading.draft.metadata.type or ''} {reading.draft.metadata.subject or ''} {head}")
    amending = bool(re.search(r"sửa đổi|bổ sung|hợp nhất|vbhn|bãi bỏ", title)) or outline.lettered
    for line in reading.paragraphs:
        if reading.part(line.section) == "annex" and not outline.articles:
            continue
        yield from _headings(reading, outline, line)
        if len(outline.articles) >= 3 and not amending:
            yield from _articles(reading, outline, line, listing="thủ tục hành chính" in title)


def _headings(reading: Reading, outline: Outline, line: Line) -> Iterator[Defect]:
    for found in _CHAIN.finditer(line.text):
        start, end = found.start(), found.end()
        pointed = _CUE.search(line.text[:start]) or (len(_wanted(outline, found)) > 1 and start > _MARKED)
        if quoted_at(line, line.start + start) or not pointed or _elsewhere(line.text, start, end):
            continue
        for words in _spread(line.text, found):
            one = _CHAIN.fullmatch(words)
            path = _broken(outline, one) if one is not None else None
            if one is None or path is None:
                continue
            sure = 0.93 if len(path) > 1 else 0.88
            target = words.strip(" ,") if path == _wanted(outline, one) else _spoken(path)
            yield _defect(reading, line, (start, end), target, _children(outline, path), confidence=sure)
            break


def _elsewhere(text: str, start: int, end: int) -> bool:
    """Whether the words point into another document, an annex, or an article."""
    if re.match(
        r"\s*(?:,|và|đến)\s*(?:tiểu )?[Mm]ục\s[^.;]*?(?:Luật|Nghị|Thông tư|Quyết định|Nghị quyết|Kết luận|"
        r"Chỉ thị)\s(?!này)",
        text[end : end + 90],
    ):
        return True
    if re.match(
        r"\s*(?:,\s*)?(?:của\s|tại\s|trong\s|thuộc\s)?(?:Phụ lục|Biểu|Bảng|phụ lục|biểu|bảng|khoản|[Đđ]iều\s\d)",
        text[end:],
    ):
        return True
    return points_elsewhere(text, start, end)


def _spread(text: str, found: re.Match[str]) -> Iterator[str]:
    """The pointer itself, and each letter or number of a list before it: "điểm a, g khoản 2 mục II"."""
    yield found[0]
    letters = _LETTERS.search(text[: found.start()])
    if letters is not None:
        for letter in re.findall(r"(?<!\w)[a-zđ](?!\w)", letters["list"].replace("và", ",")):
            yield f"điểm {letter} {found[0]}"
    numbers = _NUMBERS.search(text[: found.start()]) if found["xw"] or found["xp"] else None
    if numbers is not None:
        for number in re.findall(r"\d[\d.]*", numbers["list"]):
            yield f"mục {number.rstrip('.')} {found[0]}"


def _broken(outline: Outline, found: re.Match[str]) -> tuple[str, ...] | None:
    """The first part of the path that no printed number ends with, if its absence tells something."""
    whole = _wanted(outline, found)
    if not whole or not _whole(found[0], whole):
        return None
    for size in range(1, len(whole) + 1):
        path = whole[:size]
        if not printed_at(outline, path):
            return path if rooted(outline, path) else None
    return None


def _whole(printed: str, path: tuple[str, ...]) -> bool:
    """Whether the words are a path: clauses and lettered points hang from a heading, and no unit is named twice."""
    units = re.findall(r"tiểu mục|mục|điểm|khoản|phần|chương", match_key(printed))
    hanging = "khoản" in units or any(style_of_part(part) == "small" for part in path)
    headed = bool({"mục", "phần", "chương"} & set(units))
    lettered = len(path) == 1 and style_of_part(path[0]) == "letter"
    return len(set(units)) == len(units) and not lettered and (headed or not hanging)


def _wanted(outline: Outline, found: re.Match[str]) -> tuple[str, ...]:
    """The path that the words name, outermost first."""
    levels: list[tuple[str, ...]] = []
    for level in _LEVELS:
        if found[f"{level}w"] or found[f"{level}p"]:
            levels.append(("P" + ordinal_word(match_key(found[f"{level}w"] or found[f"{level}p"])),))
        elif found[f"{level}c"]:
            levels.append(("C" + ordinal_word(match_key(found[f"{level}c"])),))
        elif found[f"{level}l"]:
            levels.append((found[f"{level}l"],))
        elif found[f"{level}n"]:
            levels.append(tuple(part.lstrip("0") or part for part in found[f"{level}n"].split(".")))
    path: tuple[str, ...] = ()
    for one in reversed(levels):
        path = joined(path, one) if path else one
    return as_printed(outline, path) if path else path


def _children(outline: Outline, path: tuple[str, ...]) -> str:
    words = load_data("references")["basis"]
    if len(path) > 1:
        children = sorted(set(below(outline, path[:-1])), key=order_of_part)
        shown = strung(
            [
                ".".join([*path[1:-1], child]) if style_of_part(child) == "arabic" and len(path) > 2 else child
                for child in children
            ],
            12,
        )
        return str(words["below"]).format(upper=_spoken(path[:-1]), children=shown)
    ends = sorted(
        {have[0] for have in outline.paths if have and style_of_part(have[0]) == style_of_part(path[0])},
        key=order_of_part,
    )
    return str(words["outline"]).format(children=strung([_spoken((end,)) for end in ends], 12))


def _spoken(path: tuple[str, ...]) -> str:
    inner = ".".join(part for part in path if style_of_part(part) not in {"part", "chapter"})
    outer = [
        f"{'Phần' if part[0] == 'P' else 'Chương'} {numeral(int(part[1:])) if part[1:].isdigit() else part[1:]}"
        for part in path
        if style_of_part(part) in {"part", "chapter"}
    ]
    return " ".join([*([f"mục {inner}"] if inner else []), *outer])


def _articles(reading: Reading, outline: Outline, line: Line, *, listing: bool) -> Iterator[Defect]:
    """Articles and clauses that are not there; among procedures and changes only those said to be "of this …"."""
    changing = re.search(r"(?:[Ss]ửa đổi|[Bb]ổ sung|[Bb]ãi bỏ|[Tt]hay thế)", line.text) is not None
    for found in _ARTICLE.finditer(line.text):
        start, end = found.start(), found.end()
        own = of_another(line.text[end : end + 120]) is False
        foreign = _FOREIGN.match(line.text[end:])
        if foreign and match_key(foreign["type"]) != match_key(reading.draft.metadata.type or foreign["type"]):
            continue
        if (listing or changing) and not (own and not _CHANGING.search(line.text[:start])):
            continue
        loose = not line.text[end:].strip() or not re.sub(r"^\W*(?:[a-zđ0-9]{1,2}[.)])?\s*", "", line.text[:start])
        if quoted_at(line, line.start + start) or found["letter"] or (loose and not found["this"]):
            continue
        if not _own_article(line.text, start, end, found):
            continue
        here = article_above(reading, line.section) if found["this"] else int(found["number"])
        clauses = [int(n) for n in re.findall(r"\d+", found["clauses"] or "")]
        for number in [here, *map(int, re.findall(r"\d+", found["more"] or ""))]:
            if number is not None:
                yield from _article(reading, outline, line, found, (number, clauses if number == here else []))


def _article(
    reading: Reading, outline: Outline, line: Line, found: re.Match[str], wanted: tuple[int, list[int]]
) -> Iterator[Defect]:
    """An article that is not there, or a clause that it does not have."""
    words = load_data("references")["basis"]
    number, clauses = wanted
    span = (found.start(), found.end())
    have = outline.articles.get(number)
    if have is None:
        own = of_another(line.text[span[1] : span[1] + 120]) is False
        far = not own and number > max(outline.articles) + 4
        if far or re.search(rf"(?m)^\W*Điều\s+{number}(?!\w)", reading.draft.text):
            return
        present = words["articles"].format(children=strung(_range(outline.articles)))
        yield _defect(reading, line, span, f"Điều {number}", present, confidence=0.95)
    elif (bad := [clause for clause in clauses if clause not in have]) and (have or not found["this"]):
        shown = strung([str(n) for n in sorted(have)], 15) or words["none"]
        present = words["clauses"].format(article=number, children=shown)
        yield _defect(reading, line, span, f"khoản {bad[0]} Điều {number}", present, confidence=0.94)
    elif len(clauses) == 1 and (lost := _lost_points(outline, line, found, (number, clauses[0]))):
        target = f"điểm {lost[0]} khoản {clauses[0]} Điều {number}"
        there = sorted(letter for *place_of, letter in outline.points if tuple(place_of) == (number, clauses[0]))
        present = words["points"].format(clause=clauses[0], article=number, children=strung(there, 15) or words["none"])
        yield _defect(reading, line, span, target, present, confidence=0.92)


def _lost_points(outline: Outline, line: Line, found: re.Match[str], clause: tuple[int, int]) -> list[str]:
    """Lettered points beyond the clause's last, where the words surely mean the draft's own."""
    own = found["this"] or of_another(line.text[found.end() : found.end() + 120]) is False
    letters = re.findall(r"(?<!\w)[a-zđ](?!\w)", re.sub(r"điểm|và|các", "", found["points"] or ""))
    last = max((LETTERS.find(letter) for *of, letter in outline.points if tuple(of) == clause), default=-1)
    return [letter for letter in letters if own and LETTERS.find(letter) > last]


def _range(articles: dict[int, frozenset[int]]) -> list[str]:
    numbers = sorted(articles)
    return (
        [f"{numbers[0]}-{numbers[-1]}"]
        if numbers == list(range(numbers[0], numbers[-1] + 1))
        else [str(n) for n in numbers]
    )


def _own_article(text: str, start: int, end: int, found: re.Match[str]) -> bool:
    """Whether the article is the draft's own: "này" follows, or no document is named around it."""
    if found["this"]:
        return True
    rest = text[end : end + 160]
    listed = re.match(
        r"(?:\s*(?:,|và|hoặc|;)\s*(?:(?:các\s)?điểm [a-zđ]\s|"
        r"(?:các\s)?khoản [\d, và]+\s?)*(?:các\s)?[Đđ]iều\s+\d+[a-zđ]?)+",
        rest,
    )
    rest = rest[listed.end() :] if listed else rest
    if listed and not rest.strip():
        return False
    after = of_another(rest)
    if after is not None:
        return not after
    if re.match(
        r"\s*(?:của\s|tại\s)?(?:Bộ luật|Luật|Nghị|Thông tư|Hiến pháp|Pháp lệnh|Quyết|Quy|Công ước|Hiệp định)", rest
    ):
        return False
    return not points_elsewhere(text, start, end) and not re.search(
        r"(?:Luật|Bộ luật|Nghị định|Thông tư|Pháp lệnh|Hiến pháp|Công ước|Nghị quyết số|Quyết định số)(?!\s+này)", text
    )


def _defect(reading: Reading, line: Line, found: Span, target: str, present: str, *, confidence: float) -> Defect:
    span = (line.start + found[0], line.start + found[1])
    quote = around(line, span, clause_at(sentences(line.text, line.start), span[0], line))
    values = {
        "place": place(reading, span[0]),
        "quote": quoted(reading.draft.text[slice(*quote)]),
        "target": target,
        "present": present,
    }
    return Defect(2, confidence, (quote,), values, cause=match_key(target))
