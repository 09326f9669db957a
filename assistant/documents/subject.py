"""The type line ("BÁO CÁO", "NGHỊ QUYẾT") and the subject below it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.documents.blocks import Block
from assistant.documents.headings import is_caps
from assistant.documents.numbering import marker_of
from assistant.documents.secrecy import is_stamp
from assistant.documents.wordlists import caps_key, type_names, wording

__all__ = ["DRAFT_MARK", "RULE", "read_subject", "split_type", "tidy_subject"]

DRAFT_MARK = re.compile(
    r"[(\[]?\s*(?:BẢN\s+)?DỰ\s+THẢO(?:\s*[,:-]?\s*LẦN\s*(?:THỨ\s*)?(?P<round>\d{1,2}|[IVX]{1,4}|NHẤT|HAI|BA|TƯ|NĂM|SÁU|BẢY))?"
    r"(?:\s*[,:(-]?\s*(?:NGÀY\s*)?\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\)?)?\s*[)\].]?$",
    re.IGNORECASE,
)
RULE = re.compile(r"[-–—_=*.\s]+$")


def split_type(text: str) -> tuple[str | None, str | None, str, bool]:
    """(type as printed, code, what follows on the line, whether marked a draft)."""
    line = " ".join(text.split())
    drafted = False
    draft = re.match(r"(?:\(?\s*DỰ\s+THẢO\s*\)?)\s+(?=\S)", line)
    if draft:
        line, drafted = line[draft.end() :], True
    trailing = re.search(r"\s*\(\s*dự thảo(?:\s+lần\s+(?:thứ\s+)?\w+)?\s*\)$", line, re.IGNORECASE)
    if trailing:
        line, drafted = line[: trailing.start()], True
    key = caps_key(line)
    for name, code in type_names():
        canonical = caps_key(name)
        if not key.startswith(canonical) or (len(key) > len(canonical) and key[len(canonical)].isalnum()):
            continue
        printed, rest = line[: len(canonical)], line[len(canonical) :].strip(" :*")
        if not is_caps(printed) or len(line) > 300:
            return None, None, "", False
        if rest and name in {"LỆNH", "LUẬT", "BỘ LUẬT", "BÁO CÁO", "HỘI"} and not is_caps(rest) and name != "BÁO CÁO":
            return None, None, "", False
        return printed, code or None, rest, drafted
    return None, None, "", False


def read_subject(blocks: Sequence[Block], start: int, first: str) -> tuple[str | None, int]:
    """The subject below the type line (``first``: what stands on that line itself), and where the letterhead ends."""
    styled = any(block.centred or block.bold for block in blocks[max(0, start - 1) : start + 1])
    lines = [first] if first else []
    index = start
    while index < len(blocks) and index < start + 12:
        block = blocks[index]
        text = block.text
        if RULE.match(text):
            index += 1
            break
        if block.grid is None and _names_author(text, lines):
            index += 1
            continue
        aligned = not (lines and blocks[start].centred and not block.centred)
        if block.grid is not None or marker_of(text) is not None or not aligned or _opens_body(block, styled, lines):
            break
        index += 1
        aside = text.startswith("(") and text.endswith(")")
        draft = DRAFT_MARK.match(text)
        if not is_stamp(text) and not draft and not aside:
            lines.append(text)
    return (" ".join(lines) or None), index


def _names_author(text: str, lines: Sequence[str]) -> bool:
    """Below the subject of a resolution or decision: who resolves ("HỘI ĐỒNG NHÂN DÂN TỈNH …", "KHÓA …, KỲ HỌP …")."""
    if not lines or not is_caps(text) or all(is_caps(line) for line in lines):
        return False
    key = caps_key(text)
    openers = (*wording()["bodies"]["openers"], *wording()["signature"]["roles"], "KHÓA", "KỲ HỌP", "NHIỆM KỲ")
    return any(key.startswith(opener) for opener in openers)


def _opens_body(block: Block, styled: bool, lines: Sequence[str]) -> bool:
    text, begun = block.text, bool(lines)
    if text.startswith("Kính gửi") or (begun and is_caps(text) and not all(map(is_caps, lines))):
        return True
    if styled:
        return not (block.centred or block.bold)
    if is_caps(text) and not begun:
        return False
    opener = text.lower().startswith(tuple(wording()["body"]["openers"]))
    return (begun and opener) or len(text) > 350 or (begun and text.endswith((".", ":", ";")))


def tidy_subject(subject: str | None) -> str | None:
    """The subject on one line, without stray marks."""
    if not subject:
        return None
    text = re.sub(
        r"(?<=\d)\s*[-–]\s+(?=\d{4}\b)", lambda m: m[0] if m[0].startswith(" ") else "-", " ".join(subject.split())
    )
    return text.replace("* (", " (").strip(" *_") or None
