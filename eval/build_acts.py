"""Build the dated table of repealed and replaced acts from the "hết hiệu lực" clauses of the acts themselves.

    python eval/build_acts.py --data ../shared/data

Reads ``vnlaw/docs.jsonl.gz``, ``text/uts_vlc.jsonl.gz`` and ``text/normative_new.jsonl.gz`` (legal texts, no copyright)
and writes ``assistant/diagnosis/data/acts.csv``: one act a row, with the day from which it is no longer in force, the
act that ended it and the article that says so. Only whole acts are listed: a clause that ends some articles of an act
is passed over. ``assistant/diagnosis/data/acts.toml`` holds what was checked by hand and overrules this table.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from assistant.language.normalize import nfc
from assistant.language.references import Reference, code_parts, date_in, references

OUT = Path(__file__).parents[1] / "assistant" / "diagnosis" / "data" / "acts.csv"
FIELDS = ("code", "type", "name", "until", "successor", "source")
THIS = (
    r"(?:Hiến pháp|Bộ luật|Luật|Pháp lệnh|Nghị quyết|Nghị định|Quyết định|Thông tư(?: liên tịch)?|Chỉ thị|Quy định) này"
)
FORCE = re.compile(
    rf"{THIS}(?: và [^.\n]{{3,60}})? có hiệu lực(?: thi hành)?,?(?: kể)? từ (?:ngày )?(?P<when>[^.;\n]{{2,40}})"
)
ENDED = (
    r"(?:hết hiệu lực|bị bãi bỏ|được bãi bỏ|(?:được|bị) thay thế (?:bởi|bằng) (?:Luật|Bộ luật|Nghị định|Thông tư|"
    r"Quyết định))"
)
AFTER = re.compile(rf"^[^.;:\n]*?(?:đều |sẽ |cùng )?{ENDED}")
BEFORE = re.compile(
    r"(?:^|[.;:\n]\s*|\d[.)]\s|[a-zđ]\)\s|-\s|và |này )(?:Nghị định này |Thông tư này |Quyết định này |Luật này |"
    r"Nghị quyết này )?"
    r"(?:thay thế|bãi bỏ)(?: cho)?(?: toàn bộ)?(?: các)?\s*:?\s*$",
    re.IGNORECASE,
)
LEAD = re.compile(
    rf"(?:(?:văn bản|[Nn]ghị định|[Tt]hông tư|[Qq]uyết định|[Ll]uật|[Pp]háp lệnh|quy định)[^.:\n]{{0,80}}(?:sau|"
    rf"dưới) đây[^:\n]{{0,40}}{ENDED}[^:\n]*"
    rf"|(?:thay thế|bãi bỏ)(?: toàn bộ)?(?: các)?(?: văn bản[^:\n]*| nghị định[^:\n]*| thông tư[^:\n]*|"
    rf" quyết định[^:\n]*)?(?: sau đây| sau)?|{ENDED}[^:\n]{{0,60}}(?:sau đây|sau))\s*:\s*$",
    re.IGNORECASE,
)
PART = re.compile(
    r"(?:Điều|khoản|điểm|Mục|Chương|Phụ lục|phụ lục|Phần|Mẫu|mẫu|cụm từ|quy định|nội dung|hướng dẫn|Danh mục|"
    r"danh mục)s?\b[^;\n]{0,140}$"
)
CODE = r"\d{1,4}(?:\.\d+)?/(?:19|20)\d\d/(?:QH\d+|NĐ-CP|ND-CP|NQ-CP|QĐ-TTg|TT-[A-ZĐ]+|UBTVQH\d+|TTLT[-\w]*)"
ITEM = re.compile(r"^\s*(?:[-+•*]|\(?[a-zđ]\)|\(?\d+[.)]|[ivx]+\))\s*")
AMENDED = re.compile(
    r"(?:sửa đổi|bổ sung|đính chính|theo quy định|hướng dẫn thi hành|quy định chi tiết|thi hành)[^;\n]{0,160}$"
)


@dataclass(frozen=True)
class Act:
    """A text with its number as printed, the article it is cut from, and the day it was issued."""

    code: str
    type: str
    title: str
    article: str
    issued: str | None
    text: str


@dataclass(frozen=True)
class Row:
    code: str
    type: str
    name: str
    until: str
    successor: str
    source: str


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("TIENLE_DATA", "../shared/data")))
    parser.add_argument("--out", type=Path, default=OUT)
    options = parser.parse_args()
    if not (options.data / "vnlaw" / "docs.jsonl.gz").exists():
        print(f"skipped: no legal texts in {options.data} (give --data)", file=sys.stderr)
        return 0
    acts = [*_articles(options.data / "vnlaw" / "docs.jsonl.gz"), *_texts(options.data / "text")]
    force = _in_force(acts)
    names = {act.code: act.title for act in acts if act.type in {"Luật", "Bộ luật", "Pháp lệnh"}}
    rows: dict[str, Row] = {}
    for act in acts:
        since = force.get(act.code)
        for reference, until in _ended(act, since):
            code = _cased(reference.code or "")
            if not code or code == act.code or _older(act.code, code) or (_law(code) and not _law(act.code)):
                continue
            if code_parts(code)[1] is None or (act.code == "21/2017/QH14"):
                continue  # numbers without a year are used again; the Law on Planning ends only parts of what it names
            kind = reference.type or ""
            name = reference.name or _bare(names.get(code, ""))
            successor = f"{act.type or 'Luật'} số {act.code}"
            row = Row(code, kind, name, until, successor, f"{act.code}{', Điều ' + act.article if act.article else ''}")
            if code not in rows or until < rows[code].until:
                rows[code] = row
    with options.out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(FIELDS)
        for row in sorted(rows.values(), key=lambda r: (code_parts(r.code)[1] or 0, r.code)):
            writer.writerow([row.code, row.type, row.name, row.until, row.successor, row.source])
    print(f"{len(rows)} acts → {options.out}")
    return 0


def _articles(path: Path) -> Iterator[Act]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            row = json.loads(line)
            kind = (
                row["law_type"] if row["law_type"] in {"Luật", "Bộ luật", "Pháp lệnh"} else row["law_type"].capitalize()
            )
            day = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", str(row["date"]))
            issued = f"{day[3]}-{day[2]}-{day[1]}" if day else None
            yield Act(_cased(row["law"]), kind, nfc(row["law_title"] or ""), row["article"], issued, nfc(row["text"]))


def _texts(folder: Path) -> Iterator[Act]:
    for name in ("uts_vlc", "normative_new"):
        path = folder / f"{name}.jsonl.gz"
        if not path.exists():
            continue
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                row = json.loads(line)
                text = re.sub(r"[*_>#]+", "", nfc(row["text"]))
                own = _own(nfc(row.get("number") or ""), nfc(row["title"]), row["id"], text[:1500])
                if own is None:
                    continue
                cut = re.split(r"\n\s*(?=Điều \d+)", text)
                for part in cut:
                    number = re.match(r"Điều (\d+)", part)
                    yield Act(own[0], own[1], "", number[1] if number else "", date_in(text[:2500]), part)


def _own(number: str, title: str, path: str, head: str) -> tuple[str, str] | None:
    """The act's own number and type: as given, from its title, its file name or its letterhead."""
    slug = re.search(r"(?<!\d)(\d{1,4})-((?:19|20)\d\d)-(nd-cp|qd-ttg|nq-cp|tt-[a-z]+)(?=-|\.|$)", path)
    named = re.match(rf"(?:Nghị định|Thông tư|Quyết định|Nghị quyết|Luật)?\s*(?:số )?({CODE})(?!\w)", title)
    printed = re.search(rf"(?:Luật )?[Ss]ố\s*:\s*({CODE})(?!\w)", head)
    if re.fullmatch(CODE, number):
        code = number
    elif named:
        code = named[1]
    elif slug:
        code = f"{slug[1]}/{slug[2]}/{slug[3]}".upper().replace("QD-", "QĐ-")
    elif printed:
        code = printed[1]
    else:
        return None
    code = _cased(code)
    symbol = code_parts(code)[2]
    law = "Bộ luật" if "BỘ LUẬT" in head else "Luật"
    kinds = {"N": "Nghị định", "Q": "Quyết định", "T": "Thông tư", "U": "Pháp lệnh"}
    return code, law if symbol.startswith("QH") else "Nghị quyết" if symbol.startswith("NQ") else kinds[symbol[0]]


def _cased(code: str) -> str:
    upper = code.replace(" ", "").upper().replace("ND-CP", "NĐ-CP")
    return upper.replace("TTG", "TTg").replace("BIS", "bis")


def _in_force(acts: list[Act]) -> dict[str, str]:
    found: dict[str, str] = {}
    for act in acts:
        for hit in FORCE.finditer(act.text):
            when = hit["when"]
            day = date_in(when)
            if day is None and "ký" in when:
                day = act.issued
            if day is None and act.issued and (after := re.search(r"sau (\d+) ngày", when)):
                day = (date.fromisoformat(act.issued) + timedelta(days=int(after[1]))).isoformat()
            if day is not None:
                found.setdefault(act.code, day)
    return found


def _ended(act: Act, since: str | None) -> Iterator[tuple[Reference, str]]:
    listing = False
    for line in act.text.split("\n"):
        if "“" in line and "”" not in line:
            continue
        item = bool(ITEM.match(line))
        whole = listing and item
        if not item or re.match(r"\s*\d+\.\s", line):
            listing = False
            whole = False
        for reference in references(line):
            before, after = line[: reference.start], line[reference.end :]
            if PART.search(before) or AMENDED.search(before) or reference.code is None:
                continue
            plain = not ITEM.sub("", before).strip()
            if (whole and plain) or AFTER.match(_own_words(after)) or BEFORE.search(before):
                until = _until(line, since)
                if until and not re.search(r"hết hiệu lực kể từ ngày[^.;]*trừ", line):
                    yield reference, until
        if LEAD.search(line):
            listing = not re.search(
                r"(?:các )?(?:quy định|nội dung|quy hoạch|điều, khoản)[^.:]*(?:của|tại|trong) các", line
            )


def _own_words(after: str) -> str:
    """What follows a reference, its own title cut down to the first verb that can end it."""
    return after if len(after) < 900 else after[:900]


def _until(line: str, since: str | None) -> str | None:
    ended = re.search(rf"{ENDED}[^.;\n]*?(?:từ|sau) ngày (?P<when>\d[^.;\n]{{5,30}})", line)
    return (date_in(ended["when"]) if ended else None) or since


def _law(code: str) -> bool:
    return "QH" in code_parts(code)[2]


def _older(successor: str, ended: str) -> bool:
    return (code_parts(successor)[1] or 9999) < (code_parts(ended)[1] or 0)


def _bare(title: str) -> str:
    return re.sub(r"^(?:Bộ luật|Luật|Pháp lệnh)\s+", "", title)


if __name__ == "__main__":
    raise SystemExit(main())
