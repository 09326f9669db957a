"""How many slips the figure checks find where nobody wrote them: figures of documents changed by chance, then sought.

    python eval/measure_mutations.py [--data ../shared/data] [--material drafts|real|both] [--half A|B] [--kind KIND]
                                     [--most 150] [--seed 7] [--misses]

Places where a slip can be planted are found by the patterns of this file alone, never by the checks' own reading:

* figure_conflict: one number of three digits or more printed two to four times in different sentences or rows that have
  words in common; one printed in a sentence is changed: half have two digits swapped, a third one digit changed, the
  others another value of that size;
* unit_mismatch: the same, and the scale or the unit of one is changed (tỷ for triệu, km² for ha);
* percent_mismatch: a percentage that two numbers of its sentence give by division; the percentage is changed;
* figure_without_baseline: growth in a sentence that names no other time loses what it is compared with;
* table_arithmetic: a cell of a column that adds up to its last row is changed (drafts alone have tables).

A slip is found when a finding of its kind that the untouched document does not have quotes the changed place; behind
it, how many another figure check tells. ``drafts``: the clean twins of the diagnostics benchmark, of whose figures the
planted defects touch one in thirty; ``real``: text/official_2025, text/gov_portal_2025, admin_known/docs (not in the
repository). Documents are halved by a hash: the checks are made with half A, half B says what to expect. Some places
are not one thing said twice, so figures are lower bounds; ``--misses`` prints what was missed, to be read.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import os
import random
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from assistant.diagnosis.diagnose import diagnose
from assistant.diagnosis.model import Finding, FindingKind, Subject
from assistant.documents.load import read_document
from assistant.evaluation.diagnostics import FOLDER
from assistant.evaluation.planting import read_benchmark
from assistant.evaluation.twins import built

SOURCES = ("text/official_2025", "text/gov_portal_2025", "admin_known/docs")
KINDS: tuple[FindingKind, ...] = (
    "figure_conflict", "unit_mismatch", "percent_mismatch", "figure_without_baseline", "table_arithmetic",
)  # fmt: skip
NUMBER = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+,\d+|\d{3,}"
SITE = re.compile(rf"(?<![\d.,/\-–])(?<!số )(?<!Điều )(?<!năm )(?<!ngày )(?P<number>{NUMBER})(?![\d/\-–]|[.,]\d)")
SCALED = re.compile(r"\s(nghìn|triệu|tỷ)\s(?:đồng|USD|m²|m³|tấn|lượt|người)|\s(ha|km²|km2)(?!\w)")
PERCENT = re.compile(r"(?<![\d.,])(?P<number>\d{1,3},\d{1,2})\s?%")
BASED = re.compile(
    r"(?:tăng|giảm)\s(?:khoảng\s|trên\s|gần\s)?\d+(?:,\d+)?\s?%(?P<base>\s(?:so với|so)\s[^,;.()]{3,60})(?=[,;.])"
)
OTHER_TIME = re.compile(r"(?:19|20)\d\d|tháng|quý|năm|kỳ|/")
IDLE = frozenset(
    ["của", "và", "các", "cho", "với", "trong", "được", "theo", "tại", "này", "năm", "là", "có", "đến", "từ", "trên",
     "không", "hoặc", "khi", "tỷ", "đồng"]
)  # fmt: skip
SCALES = {"tỷ": "triệu", "triệu": "tỷ", "nghìn": "triệu"}
AREAS = {"ha": "km²", "km²": "ha", "km2": "ha"}
MOST_A_DOCUMENT = 12


@dataclass(frozen=True)
class Site:
    """A number; ``start``/``end`` of what is changed; the sentence or row it stands in."""

    number: str
    start: int
    end: int
    block: tuple[int, int]


@dataclass(frozen=True)
class Slip:
    """A document with a slip: what it was, what it is now, the block it stands in after it, its twin's."""

    whole: str
    text: str
    governing: str | None
    was: str
    now: str
    block: str
    twin: str = ""


@dataclass(frozen=True)
class Material:
    """A text to spoil; ``drafts`` are built as Word files, others read as they are."""

    text: str
    drafted: bool
    governing: str | None = None


def material(data: Path, which: str, half: str) -> Iterator[Material]:
    """The texts of one half."""
    if which in {"drafts", "both"}:
        for case in read_benchmark(FOLDER).cases:
            if case.split == "dev" and in_half(case.case_id, half):
                yield Material(case.clean, True, case.governing)
    for source in SOURCES if which in {"real", "both"} else ():
        path = data / f"{source}.jsonl.gz"
        if not path.is_file():
            raise SystemExit(f"skipped: {path} is not here")
        with gzip.open(path, "rt", encoding="utf-8") as rows:
            texts = (str(json.loads(row)["text"]) for row in rows)
            yield from (Material(text, False) for text in texts if in_half(text, half))


def in_half(key: str, half: str) -> bool:
    """Whether a document belongs to a half."""
    return (hashlib.sha256(key.encode()).digest()[2] % 2 == 0) == (half == "A")


def block(text: str, at: int) -> tuple[int, int]:
    """The sentence, or the row of a table, that holds an offset."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at) if "\n" in text[at:] else len(text)
    if not text[start:end].startswith("|"):
        start = max(start, *(text.rfind(mark, start, at) + 2 for mark in (". ", "; ")))
        end = min([end, *(e for mark in (". ", "; ") if (e := text.find(mark, at, end)) >= 0)])
    return start, end


def sites(text: str) -> list[Site]:
    """Numbers of three digits or more; years are none, nor are numbers of the head of a draft and of headings."""
    body = text.rfind("\n+++\n", 0, 4000) + 1
    found = []
    for match in SITE.finditer(text, body):
        where = block(text, match.start())
        telling = len(re.sub(r"\D", "", match["number"]).strip("0")) >= 2 and len(re.sub(r"\D", "", match[0])) >= 3
        if telling and not re.fullmatch(r"(?:19|20)\d\d", match["number"]) and text[where[0]] not in "#[":
            found.append(Site(match["number"], match.start(), match.end(), where))
    return found


def words(text: str, site: Site) -> frozenset[str]:
    """The syllables around a number that mean something; of a row all, with the head and the caption of its table."""
    start, end = site.block
    if text[start] == "|":
        top = text.rfind("\n\n", 0, start) + 2
        told = text[start:end] + " ".join(text[top:start].split("\n")[:2])
    else:
        told = text[max(start, site.start - 110) : min(end, site.end + 60)]
    return frozenset(w for w in re.findall(r"[^\W\d_]+", told.lower()) if w not in IDLE)


def twins(text: str) -> Iterator[tuple[Site, Site]]:
    """A number in a sentence, and where it stands again, with words in common."""
    by_number: dict[str, list[Site]] = defaultdict(list)
    for site in sites(text):
        by_number[site.number].append(site)
    for found in by_number.values():
        prose = [s for s in found if text[s.block[0]] != "|"]
        if 2 <= len(found) <= 4 and len({s.block for s in found}) == len(found) and prose:
            for other in found:
                if other is not prose[-1] and len(words(text, prose[-1]) & words(text, other)) >= 3:
                    yield prose[-1], other
                    break


def changed(number: str, chance: random.Random) -> str | None:
    """The number with a slip."""
    digits = [i for i, c in enumerate(number) if c.isdigit()]
    way = chance.random()
    if way < 0.5:
        able = [k for k in range(len(digits) - 1) if number[digits[k]] != number[digits[k + 1]]]
        able = [k for k in able if not (k == 0 and number[digits[1]] == "0")]
        if able:
            i, j = digits[(at := chance.choice(able))], digits[at + 1]
            return number[:i] + number[j] + number[i + 1 : j] + number[i] + number[j + 1 :]
    if way < 0.8:
        at = chance.choice(digits[:3])
        return number[:at] + chance.choice([d for d in "123456789" if d != number[at]]) + number[at + 1 :]
    plain = "".join(number[i] for i in digits)
    grown = str(int(int(plain) * chance.choice((0.72, 0.85, 1.18, 1.4))))
    letters = list(number)
    for i, digit in zip(digits, grown, strict=False):
        letters[i] = digit
    return "".join(letters) if len(grown) == len(plain) and grown != plain else None


def spoilt(source: Material, site: Site, new: str, twin: Site | None = None) -> Slip:
    """The document with ``new`` in the place of the site."""
    text = source.text[: site.start] + new + source.text[site.end :]
    told = text[site.block[0] : site.block[1] + len(new) - (site.end - site.start)]
    other = source.text[slice(*twin.block)] if twin else ""
    return Slip(source.text, text, source.governing, source.text[site.start : site.end], new, told, other)


def conflicts(source: Material, chance: random.Random) -> Iterator[Slip]:
    """One of two equal figures changed."""
    printed = {s.number for s in sites(source.text)}
    for site, twin in twins(source.text):
        new = changed(site.number, chance)
        if new and new not in printed:
            yield spoilt(source, site, new, twin)


def units(source: Material, chance: random.Random) -> Iterator[Slip]:
    """The scale or unit of one of two equal figures changed."""
    for site, twin in twins(source.text):
        found = SCALED.match(source.text, site.end)
        word = (found[1] or found[2]) if found else ""
        if found and chance.random() < 1:
            at = found.start(1 if found[1] else 2)
            unit = Site(site.number, at, at + len(word), site.block)
            yield spoilt(source, unit, {**SCALES, **AREAS}[word], twin)


def value(number: str) -> Decimal:
    """A printed number."""
    return Decimal(number.replace(".", "").replace(",", "."))


def gives(stated: str, a: Decimal, b: Decimal) -> bool:
    """Whether a is that share of b, or as much above or below it, to the last printed digit."""
    half = Decimal(5).scaleb(-len(stated.partition(",")[2]) - 1)
    share = 100 * a / b
    return any(abs(v - value(stated)) <= half for v in (share, share - 100, 100 - share))


def percents(source: Material, chance: random.Random) -> Iterator[Slip]:
    """A percentage that two numbers of its sentence give, changed."""
    text = source.text
    for found in PERCENT.finditer(text):
        where = block(text, found.start())
        if text[where[0]] in "|#[":
            continue
        told = text[where[0] : found.start()] + " " + text[found.end() : where[1]]
        numbers = [value(n) for n in re.findall(rf"(?<![\d.,])(?:{NUMBER}|\d+)(?![\d]|[.,]\d|\s?%)", told)]
        pairs = [(a, b) for a in numbers for b in numbers if a != b and a > 0 and b > 0 and max(a, b) >= 20]
        new = changed(found["number"], chance)
        if new and any(gives(found["number"], *p) for p in pairs) and not any(gives(new, *p) for p in pairs):
            yield spoilt(source, Site(found["number"], *found.span("number"), where), new)


def baseless(source: Material, chance: random.Random) -> Iterator[Slip]:
    """Growth that loses what it is compared with."""
    for found in BASED.finditer(source.text):
        where = block(source.text, found.start())
        rest = source.text[where[0] : found.start("base")] + source.text[found.end() : where[1]]
        if OTHER_TIME.search(rest) is None and chance.random() < 1:
            yield spoilt(source, Site(found[0], *found.span("base"), where), "")


def cells(source: Material, chance: random.Random) -> Iterator[Slip]:
    """A cell of a column that adds up to its last row, changed."""
    for table in re.finditer(r"(?:^\|.*\n?)+", source.text, re.MULTILINE):
        rows = list(re.finditer(r"^\|.*$", table[0], re.MULTILINE))[2:]
        for column in range(2, table[0].split("\n")[0].count("|")):
            found = [re.match(rf"(?:[^|]*\|){{{column}}}\s*({NUMBER}|\d+)\s*\|", row[0]) for row in rows]
            numbers = [value(m[1]) for m in found if m]
            if len(numbers) == len(rows) >= 4 and sum(numbers[:-1]) == numbers[-1]:
                at = chance.randrange(len(rows))
                cell = found[at]
                new = changed(cell[1], chance) if cell and len(cell[1]) >= 3 else None
                if cell and new:
                    start = table.start() + rows[at].start() + cell.start(1)
                    yield spoilt(source, Site(cell[1], start, start + len(cell[1]), block(source.text, start)), new)


MAKERS: dict[FindingKind, Callable[[Material, random.Random], Iterator[Slip]]] = dict(
    zip(KINDS, (conflicts, units, percents, baseless, cells), strict=True)
)


@lru_cache(maxsize=64)
def findings(text: str, governing: str | None, drafted: bool) -> tuple[Finding, ...]:
    """What the figure checks find in a text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "draft.txt"
        path.write_text(text, "utf-8")
        document = read_document(built(text, "docx") if drafted else path)
    above = read_document(built(governing, "docx")) if governing else None
    return diagnose(Subject(document, above), only=KINDS)


def quotes(finding: Finding) -> tuple[str, ...]:
    """Kind and quotations, white space and strokes made one."""
    return finding.kind, *(flat(e.quote) for e in finding.evidence)


def flat(text: str) -> str:
    """Words and numbers alone."""
    return " ".join(text.replace("|", " ").split()).strip(" .;")


def kinds_found(slip: Slip, drafted: bool) -> set[str]:
    """The kinds of the new findings that quote the changed place."""
    before = {quotes(f) for f in findings(slip.whole, slip.governing, drafted)}
    new = [quotes(f) for f in findings(slip.text, slip.governing, drafted)]
    told = flat(slip.block)
    return {q[0] for q in new if q not in before and any(slip.now in x and (x in told or told in x) for x in q[1:])}


def measured(kind: FindingKind, sources: list[Material], options: argparse.Namespace) -> None:
    """Plant slips of one kind, print how many were found, and the missed ones where asked."""
    chance = random.Random(f"{options.seed}{kind}")
    planted: list[tuple[Slip, bool]] = []
    for source in sources:
        made = list(MAKERS[kind](source, chance))
        planted += [(s, source.drafted) for s in chance.sample(made, min(MOST_A_DOCUMENT, len(made)))]
    chosen = chance.sample(planted, min(options.most, len(planted)))
    told = [(slip, kinds_found(slip, drafted)) for slip, drafted in chosen]
    own, other = sum(kind in k for _, k in told), sum(bool(k) and kind not in k for _, k in told)
    print(
        f"{kind:26}{own:5} of {len(chosen):4} found, {other} more by another check ({len(planted)} places)", flush=True
    )
    for slip, found in told if options.misses else ():
        if kind not in found:
            print(f"  {slip.was} -> {slip.now} {sorted(found)}\n    {slip.block[:330]}\n    {slip.twin[:330]}")


def main() -> None:
    """Plant, look, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("TIENLE_DATA", "../shared/data")))
    parser.add_argument("--material", choices=("drafts", "real", "both"), default="drafts")
    parser.add_argument("--half", choices=("A", "B"), default="B")
    parser.add_argument("--kind", choices=KINDS, help="one kind only")
    parser.add_argument("--most", type=int, default=150, help="slips of a kind")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--misses", action="store_true", help="print what was missed")
    options = parser.parse_args()
    sources = list(material(options.data, options.material, options.half))
    for kind in [options.kind] if options.kind else KINDS:
        measured(kind, sources, options)


if __name__ == "__main__":
    main()
