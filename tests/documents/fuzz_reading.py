"""Mutated files, bombs and nonsense: only the project's own errors may come out, within bounds of time and memory.

    python tests/documents/fuzz_reading.py [--count 600] [--seconds 240] [--seed 1] FILE…

Mutates the given files (PDF, DOCX, TXT, HTML, RTF …; without any, small ones made here), reads each in the worker
process, checks that offsets slice back, and prints "N passed, N failed". Exit code 1 if any failed.
"""

from __future__ import annotations

import argparse
import io
import random
import sys
import tempfile
import time
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from assistant.documents.isolation import close_worker, read_isolated
from assistant.documents.model import Document
from assistant.errors import TienLeError
from assistant.settings import ReadingSettings

SETTINGS = ReadingSettings(ocr="never", max_mb=50, time_limit_s=20)
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT = (
    "BÁO CÁO\nKết quả tư vấn\n\nI. ĐÁNH GIÁ CHUNG\n- Đề nghị bổ sung số liệu 12,5%; rà soát lại.\n"
    "1. Về kinh tế\nNội dung.\n"
)


def main() -> int:
    """Run the cases; 1 if any failed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=600)
    parser.add_argument("--seconds", type=float, default=240)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    rng = random.Random(options.seed)  # noqa: S311 - mutations, not secrets
    seeds = [(path.suffix.lower(), path.read_bytes()) for path in options.files] or list(_seeds())
    passed = failed = 0
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        for number, (suffix, data) in enumerate(_cases(seeds, rng, options.count)):
            if time.monotonic() - started > options.seconds:
                break
            path = Path(folder) / f"case-{number}{suffix}"
            path.write_bytes(data)
            problem = _problem(path)
            path.unlink()
            passed, failed = passed + (problem is None), failed + (problem is not None)
            if problem is not None:
                kept = Path(tempfile.gettempdir()) / f"fuzz-{options.seed}-{number}{suffix}"
                kept.write_bytes(data)
                sys.stdout.write(f"{kept}: {problem}\n")
    close_worker()
    sys.stdout.write(f"{passed} passed, {failed} failed\n")
    return int(failed > 0)


def _problem(path: Path) -> str | None:
    began = time.monotonic()
    try:
        document = read_isolated(path, SETTINGS)
    except TienLeError as error:
        # The worker dies only of a bug or of memory; both say "damaged", so a second reading here tells them apart.
        return None if error.code != "damaged" else _bug(path)
    except Exception:  # noqa: BLE001 - finding these is the purpose
        return traceback.format_exc(limit=3)
    if time.monotonic() - began > 2 * SETTINGS.time_limit_s + 60:
        return "took too long"
    return _offsets(document)


def _bug(path: Path) -> str | None:
    from assistant.documents.load import read_document

    if path.stat().st_size > 5_000_000:
        return None
    try:
        read_document(path, SETTINGS)
    except TienLeError:
        return None
    except Exception:  # noqa: BLE001 - finding these is the purpose
        return traceback.format_exc(limit=-3)
    return "the worker died"


def _offsets(document: Document) -> str | None:
    for _, paragraph in document.paragraphs():
        if document.text[paragraph.start : paragraph.end] != paragraph.text:
            return f"paragraph {paragraph.start} does not slice back"
    for _, table in document.tables():
        for row in table.rows:
            for cell in row:
                if document.text[cell.start : cell.end] != cell.text:
                    return f"cell {cell.start} does not slice back"
    ends = [0, *(page.end for page in document.pages)]
    starts = [page.start for page in document.pages]
    if document.pages and (starts != ends[:-1] or ends[-1] != len(document.text)):
        return "pages do not cover the text"
    return None


def _cases(seeds: list[tuple[str, bytes]], rng: random.Random, count: int) -> Iterator[tuple[str, bytes]]:
    yield from _bombs()
    for _ in range(count):
        suffix, data = rng.choice(seeds)
        if suffix == ".docx" and rng.random() < 0.8:
            yield suffix, _mutated_package(data, rng)
        else:
            yield suffix, _mutated(data, rng)


def _mutated(data: bytes, rng: random.Random) -> bytes:
    out = bytearray(data)
    for _ in range(rng.choice((1, 1, 3, 10, 60))):
        if not out:
            break
        at = rng.randrange(len(out))
        kind = rng.randrange(7)
        if kind == 0:
            out[at] = rng.randrange(256)
        elif kind == 1:
            del out[at : at + rng.randrange(1, 200)]
        elif kind == 2:
            out[at:at] = bytes(rng.randrange(256) for _ in range(rng.randrange(1, 60)))
        elif kind == 3:
            start = rng.randrange(len(out))
            out[at:at] = out[start : start + rng.randrange(1, 400)]
        elif kind == 4:
            out = out[:at]
        elif kind == 5:
            out[at : at + 1] = rng.choice(
                (b"999999999", b"-1", b"0", b"\x00", b"<", b">>", b"\f", b"\xcc\x81", b"1e99")
            )
        else:
            start = rng.randrange(len(out))
            length = rng.randrange(1, 200)
            out[at : at + length] = out[start : start + length]
    return bytes(out)


def _mutated_package(data: bytes, rng: random.Random) -> bytes:
    """Mutate one part and zip the package again, so that the damage lies behind the zip checks."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        names = package.namelist()
        chosen = rng.choice([n for n in names if n.startswith("word/") and n.endswith(".xml")])
        for name in names:
            part = package.read(name)
            if name == chosen:
                part = _mutated_xml(part, rng)
            copy.writestr(name, part)
    return target.getvalue()


def _mutated_xml(part: bytes, rng: random.Random) -> bytes:
    """Swap values and elements, mostly keeping the XML well formed."""
    import re

    if rng.random() < 0.2:
        return _mutated(part, rng)
    text = part.decode("utf-8", "replace")
    for _ in range(rng.choice((1, 3, 10, 40))):
        spots = list(re.finditer(r'="[^"]*"|<w:(\w+)[^<>]*/>', text))
        if not spots:
            break
        spot = rng.choice(spots)
        if spot[0].startswith("="):
            value = rng.choice(("0", "-1", "999999999", "abc", "", "%1%2%9", "restart", "１２", "3.5"))
            new = f'="{value}"'
        else:
            new = rng.choice(("", spot[0] * 3, spot[0] * 200))
        text = text[: spot.start()] + new + text[spot.end() :]
    return text.encode("utf-8")


def _seeds() -> Iterator[tuple[str, bytes]]:
    yield ".txt", TEXT.encode()
    yield ".docx", _docx(_body())
    yield ".pdf", _pdf()
    yield ".html", f"<html><body><h1>I. A</h1><p>{TEXT}</p><table><tr><td rowspan=2>a<td>1<tr><td>2</table>".encode()
    yield ".md", f"# A\n\n{TEXT}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n".encode()


def _body() -> str:
    paragraphs = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{i % 3}"/><w:numId w:val="1"/></w:numPr></w:pPr>'
        f"<w:r><w:rPr><w:b/></w:rPr><w:t>{line}</w:t></w:r></w:p>"
        for i, line in enumerate(TEXT.splitlines())
    )
    properties = '<w:tcPr><w:gridSpan w:val="1"/><w:vMerge w:val="restart"/></w:tcPr>'
    cell = f"<w:tc>{properties}<w:p><w:r><w:t>1.250</w:t></w:r></w:p></w:tc>"
    borders = "<w:tblPr><w:tblBorders><w:top w:val='single'/></w:tblBorders></w:tblPr>"
    return f"{paragraphs}<w:tbl>{borders}{f'<w:tr>{cell * 3}</w:tr>' * 4}</w:tbl>"


def _docx(body: str, *, prologue: str = "") -> bytes:
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%{i + 1}."/></w:lvl>'
        for i in range(3)
    )
    numbering = (
        f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )
    types = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    document = f'{prologue}<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", types)
        package.writestr("word/document.xml", document)
        package.writestr("word/numbering.xml", numbering)
    return target.getvalue()


def _pdf() -> bytes:
    import pymupdf

    document = pymupdf.open()
    for _ in range(3):
        page = document.new_page()
        for i, line in enumerate(TEXT.splitlines()):
            page.insert_text((72, 72 + 20 * i), line.encode("ascii", "replace").decode(), fontsize=12)
        for i in range(4):
            page.draw_line((72, 400 + 30 * i), (400, 400 + 30 * i))
            page.draw_line((72 + 100 * i, 400), (72 + 100 * i, 490))
        page.insert_text((80, 420), "1.250")
    data: bytes = document.tobytes()
    document.close()
    return data


def _bombs() -> Iterator[tuple[str, bytes]]:
    """Zip bombs, entity bombs, deep nesting, huge pages, broken cross-references, odd encodings."""
    yield ".docx", _docx("<w:p><w:r><w:t>" + "A" * 90_000_000 + "</w:t></w:r></w:p>")
    yield ".docx", _docx("<w:p/>" * 2_000_000)
    entity = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 10}">' for i in range(9)
    )
    yield ".docx", _docx("<w:p><w:r><w:t>&j;</w:t></w:r></w:p>", prologue=entity + "]>")
    for tag, depth in (("w:sdt", 200), ("w:sdt", 5000)):
        inner = "<w:p><w:r><w:t>x</w:t></w:r></w:p>"
        yield ".docx", _docx(f"<{tag}><w:sdtContent>" * depth + inner + f"</w:sdtContent></{tag}>" * depth)
    nested = "<w:tbl><w:tr><w:tc>" * 80 + "<w:p><w:r><w:t>x</w:t></w:r></w:p>" + "</w:tc></w:tr></w:tbl>" * 80
    yield ".docx", _docx(nested)
    wide = '<w:tc><w:tcPr><w:gridSpan w:val="60"/></w:tcPr><w:p/></w:tc>' * 60
    yield ".docx", _docx(f"<w:tbl><w:tr>{wide}</w:tr></w:tbl>" * 20)
    yield ".html", b"<div>" * 100_000 + b"x"
    yield ".html", b"<table><tr><td colspan=99999 rowspan=99999>x<td>y</table>" * 50
    yield ".txt", b"\xff\xfe" + b"\x00\xd8" * 1000
    yield ".txt", ("a\u0301" * 100_000).encode()
    yield ".txt", b"- " * 200_000
    yield ".txt", ("I. " * 50_000 + "\n").encode() * 3
    yield ".txt", ("\n" + "\f" * 5_000 + "x").encode()
    yield ".txt", ("1." * 3000 + " x\n").encode() * 50
    yield ".md", b"|" * 100_000 + b"\n" + b"|---" * 20_000
    yield ".md", b"*" * 50_000 + b"a" + b"_" * 50_000
    pdf = _pdf()
    yield ".pdf", pdf[: len(pdf) // 2]
    yield ".pdf", pdf.replace(b"/MediaBox", b"/MediaBux")
    yield ".pdf", pdf.replace(b"595", b"9e9").replace(b"842", b"9e9")
    yield ".pdf", pdf.replace(b"/Count 3", b"/Count 999999999")
    yield ".pdf", b"%PDF-1.7\n" + b"[" * 100_000
    yield ".pdf", b"%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 1 0 R>>endobj trailer<</Root 1 0 R>>"
    yield ".doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600
    yield ".png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 100


if __name__ == "__main__":
    sys.exit(main())
