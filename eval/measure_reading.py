"""Measure how well and how fast documents are read, and print a table.

    python eval/measure_reading.py [comments|roundtrip|extracted|scan|twins|legacy|speed|memory|all] [--show]

comments   the real report (``--seed``, else ../shared/seed/report.txt) against the hand-written marking in tests/golden
roundtrip  Word files of the project's own writer, printed to PDF by LibreOffice and read back (≥ 98 % of paragraphs,
           100 % of table numbers)
extracted  the hard-wrapped text that an extractor leaves of those PDFs, read as TXT (told, not judged)
scan       the first pages of some of them as 200 dpi scans, askew and grainy (character error ≤ 1 %, paragraphs ≥ 90 %)
twins      Word file and PDF of one text: same metadata, outline and tables
legacy     text to TCVN3, VNI and VPS and back; 1,000 ordinary passages left alone
speed      pages a second: PDF without tables ≥ 60, with tables ≥ 8, DOCX ≥ 25, OCR ≥ 1 (two cores)
memory     largest resident size while a PDF of 500 pages is read (≤ 400 MB)

Needs LibreOffice for all but comments and legacy, tesseract for scan and speed. Exit code 1 if a bar is missed.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from reading_material import (
    ROOT,
    Material,
    builder,
    expected_paragraphs,
    expected_tables,
    materials,
    with_blocks,
)

from assistant.documents.load import read_document
from assistant.documents.model import Document, Section
from assistant.export.official import Heading, Text, TextTable

GOLDEN = ROOT / "tests" / "golden" / "advice_seed_report.tsv"
SEED = ROOT.parent / "shared" / "seed" / "report.txt"


@dataclass(frozen=True, slots=True)
class Row:
    """One measured figure; ``bar`` is what it must reach (``at_most``: not exceed), ``None``: told, not judged."""

    name: str
    value: float
    bar: float | None = None
    unit: str = ""
    at_most: bool = False

    @property
    def missed(self) -> bool:
        """Whether the bar is missed."""
        return self.bar is not None and (self.value > self.bar if self.at_most else self.value < self.bar)


@dataclass(frozen=True, slots=True)
class Printed:
    """A material as files."""

    material: Material
    word: Path
    pdf: Path


def main() -> int:
    """Measure what was asked and print it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", nargs="?", default="all", choices=(*MEASURES, "all"))
    parser.add_argument("--files", type=int, default=0, help="only so many files (0: all)")
    parser.add_argument("--pages", type=int, default=3, help="pages of a file to scan")
    parser.add_argument("--seed", type=Path, default=SEED, help="the real report")
    parser.add_argument("--keep", type=Path, help="folder for the printed files, used again by the next run")
    parser.add_argument("--show", action="store_true", help="print what was not found")
    options = parser.parse_args()
    missed = False
    for name in MEASURES if options.what == "all" else (options.what,):
        print(f"\n{name} (load {os.getloadavg()[0]:.1f})")
        for row in MEASURES[name](options):
            bar = "" if row.bar is None else f"{'≤' if row.at_most else '≥'} {row.bar:g}{row.unit}"
            print(f"  {row.name:<58} {row.value:>9.2f}{row.unit:<8} {bar:<12} {'MISSED' if row.missed else ''}")
            missed = missed or row.missed
    return int(missed)


def comments(options: argparse.Namespace) -> Iterator[Row]:
    """The split and the labels of the real report."""
    from assistant.advice.split import understand_advice

    if not options.seed.is_file():
        print("  skipped: the real report is not at hand (--seed)")
        return
    lines = [line.split("\t") for line in GOLDEN.read_text("utf-8").splitlines() if not line.startswith("#")]
    document = read_document(options.seed)
    found = understand_advice(document).comments
    hits: Counter[str] = Counter()
    for aspect, kind, asks, opening, closing in lines:
        same = [c for c in found if c.text.startswith(opening) and c.text.endswith(closing)]
        if not same:
            continue
        marks = {
            "aspect": same[0].aspect == aspect,
            "kind": same[0].kind == kind,
            "ask": same[0].ask in asks.split("|"),
        }
        hits.update(["split", *(name for name, right in marks.items() if right)])
        hits["all"] += all(marks.values())
    for name in ("split", "aspect", "kind", "ask", "all"):
        yield Row(f"comments of the real report: {name}", 100 * hits[name] / len(lines), 95, " %")
    yield Row("comments found / marked by hand", 100 * len(found) / len(lines), None, " %")


def roundtrip(options: argparse.Namespace) -> Iterator[Row]:
    """Paragraphs and table cells of every printed file."""
    found = wanted = numbers = number_hits = cells = cell_hits = tables = table_hits = 0
    with tempfile.TemporaryDirectory() as folder:
        printed = list(_printed(Path(folder), options, 0))
        for one in printed:
            document = read_document(one.pdf)
            texts = Counter(_texts(document))
            for text in expected_paragraphs(one.material.document):
                wanted += 1
                hit = texts[text] > 0
                found += hit
                texts[text] -= hit
                if options.show and not hit:
                    print(f"    {one.material.name}: {text[:110]}")
            got = [table for _, table in document.tables()]
            for table in expected_tables(one.material.document):
                tables += 1
                rows = _rows_of(got, table)
                table_hits += rows == [list(row) for row in table.rows]
                for wished, read in _cells(table, rows):
                    numeric = any(c.isdigit() for c in wished)
                    cells, cell_hits = cells + 1, cell_hits + (wished == read)
                    numbers, number_hits = numbers + numeric, number_hits + (numeric and wished == read)
                    if options.show and wished != read:
                        print(f"    {one.material.name}: {table.caption}: {wished!r} read as {read!r}")
    yield Row("files", len(printed), 10)
    yield Row("tables", tables, 40)
    yield Row(f"paragraphs exact, of {wanted}", 100 * found / wanted, 98, " %")
    yield Row(f"numbers of tables exact, of {numbers}", 100 * number_hits / numbers, 100, " %")
    yield Row(f"cells of tables exact, of {cells}", 100 * cell_hits / cells, None, " %")
    yield Row("tables wholly exact", 100 * table_hits / tables, None, " %")


def extracted(options: argparse.Namespace) -> Iterator[Row]:
    """The text that an extractor leaves of each PDF, a line a line, read as TXT."""
    import pymupdf

    found = wanted = 0
    fields: Counter[str] = Counter()
    files = 0
    with tempfile.TemporaryDirectory() as folder:
        for one in _printed(Path(folder), options, 0):
            if one.material.name.startswith("made-up"):
                continue
            files += 1
            plain = one.word.with_suffix(".txt")
            with pymupdf.open(one.pdf) as pages:
                plain.write_text("\n".join(page.get_text("text") for page in pages), "utf-8")
            document, printed = read_document(plain), read_document(one.pdf)
            texts = Counter(_texts(document))
            for text in expected_paragraphs(one.material.document):
                hit = texts[text] > 0
                wanted, found = wanted + 1, found + hit
                texts[text] -= hit
                if options.show and not hit:
                    print(f"    {one.material.name}: {text[:110]}")
            for name in ("number", "symbol", "issued_on", "issuer", "type", "subject", "signer", "recipients"):
                fields[name] += getattr(document.metadata, name) == getattr(printed.metadata, name)
    yield Row(f"TXT of an extractor: paragraphs exact, of {wanted}", 100 * found / wanted, None, " %")
    yield Row(
        f"TXT of an extractor: metadata as in the PDF, {files} files",
        100 * sum(fields.values()) / (8 * files),
        None,
        " %",
    )


def scan(options: argparse.Namespace) -> Iterator[Row]:
    """Characters and paragraphs of scanned pages, against the same pages read as text."""
    import pymupdf
    from rapidfuzz.distance import Levenshtein

    corpus = builder()
    letters = wrong = paragraphs = right = pages = 0
    seconds = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for one in _printed(Path(folder), options, 10):
            part = one.pdf.with_suffix(".part.pdf")
            with pymupdf.open(one.pdf) as whole:
                whole.select(range(min(options.pages, whole.page_count)))
                whole.save(part)
                pages += whole.page_count
            picture = one.pdf.with_suffix(".scan.pdf")
            picture.write_bytes(corpus.scanned(part))
            clean = _texts(read_document(part))
            started = time.perf_counter()
            read = _texts(read_document(picture))
            seconds += time.perf_counter() - started
            letters += len(" ".join(clean))
            wrong += Levenshtein.distance(" ".join(clean), " ".join(read))
            paragraphs += len(clean)
            for text in clean:
                near = max((Levenshtein.normalized_similarity(text, other) for other in read), default=0.0)
                right += near >= 0.97
                if options.show and near < 0.97:
                    print(f"    {one.material.name}: {near:.2f} {text[:110]}")
    yield Row(f"characters wrong, of {letters}", 100 * wrong / letters, 1, " %", at_most=True)
    yield Row(f"paragraphs whole but for recognition, of {paragraphs}", 100 * right / paragraphs, 90, " %")
    yield Row(f"pages a second ({pages} pages)", pages / seconds)


def twins(options: argparse.Namespace) -> Iterator[Row]:
    """What the Word file and the PDF of one text give."""
    same: Counter[str] = Counter()
    files = 0
    with tempfile.TemporaryDirectory() as folder:
        for one in _printed(Path(folder), options, 0):
            files += 1
            word, pdf = read_document(one.word), read_document(one.pdf)
            for name, view in _VIEWS.items():
                left, right = view(word), view(pdf)
                same[name] += left == right
                if options.show and left != right:
                    _show_first(one.material.name, name, left, right)
    for name in _VIEWS:
        yield Row(f"Word file and PDF agree: {name} ({files} files)", 100 * same[name] / files, 100, " %")


def legacy(options: argparse.Namespace) -> Iterator[Row]:
    """Old encodings there and back; ordinary passages left alone."""
    from assistant.language.legacy import Encoding, from_font, mend_legacy, to_legacy

    passages = [text for one in materials(0) for text in expected_paragraphs(one.document) if len(text) > 60]
    encodings: tuple[Encoding, ...] = ("TCVN3", "VNI", "VPS")
    whole = passages
    for encoding in encodings:
        # VPS puts letters where Windows has curly quotation marks, so its texts have none.
        passages = [text for text in whole if encoding != "VPS" or not set(text) & set("“”‘’–…")]
        back = [mend_legacy(to_legacy(text, encoding)) for text in passages]
        # TCVN3 has no codes for toned capitals; there the case comes from the font (.VnTimeH).
        pairs = zip(passages, back, strict=True)
        right = sum(a == (b or "") or (encoding == "TCVN3" and a.lower() == (b or "").lower()) for a, b in pairs)
        bar = None if encoding == "VPS" else 100
        yield Row(f"{encoding} there and back, of {len(passages)}", 100 * right / len(passages), bar, " %")
    capitals = [text.upper() for text in whole[:200]]
    right = sum(from_font(".VnTimeH", to_legacy(text, "TCVN3")) == text for text in capitals)
    yield Row("TCVN3 capitals by font", 100 * right / len(capitals), 100, " %")
    ordinary = _ordinary(whole)
    yield Row(f"ordinary passages left alone, of {len(ordinary)}", sum(mend_legacy(t) is None for t in ordinary), 1000)


def speed(options: argparse.Namespace) -> Iterator[Row]:
    """Pages a second, best of three."""
    corpus = builder()
    with tempfile.TemporaryDirectory() as folder:
        text, tables = _long_texts(Path(folder), corpus)
        pages = {path: _page_count(path) for path in (text.pdf, tables.pdf)}
        yield Row("PDF without tables, pages/s", pages[text.pdf] / _best(text.pdf), 60)
        yield Row("PDF with tables on its pages, pages/s", pages[tables.pdf] / _best(tables.pdf), 8)
        yield Row("DOCX without tables, pages/s", pages[text.pdf] / _best(text.word), 25)
        yield Row("DOCX with tables, pages/s", pages[tables.pdf] / _best(tables.word), 25)
        picture = Path(folder) / "scan.pdf"
        picture.write_bytes(corpus.scanned(_first_pages(text.pdf, 8)))
        before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime + time.process_time()
        yield Row("OCR, pages/s (two at a time)", 8 / _best(picture, runs=1), 1)
        spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime + time.process_time() - before
        yield Row("OCR, processor seconds a page (2 cores: 2 allow 1 page/s)", spent / 8, 2, " s", at_most=True)


def memory(options: argparse.Namespace) -> Iterator[Row]:
    """Peak resident size of a process that reads 500 pages."""
    import pymupdf

    with tempfile.TemporaryDirectory() as folder:
        text, tables = _long_texts(Path(folder), builder())
        long = Path(folder) / "long.pdf"
        with pymupdf.open() as whole:
            while whole.page_count < 500:
                for part in (text.pdf, tables.pdf):
                    with pymupdf.open(part) as source:
                        whole.insert_pdf(source)
            whole.select(range(500))
            whole.save(long)
        script = (
            "import resource, sys; from pathlib import Path; from assistant.documents.load import read_document; "
            "d = read_document(Path(sys.argv[1])); assert d.page_count == 500; "
            "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)"
        )
        done = subprocess.run([sys.executable, "-c", script, str(long)], check=True, capture_output=True, text=True)
    yield Row("largest resident size, 500 pages", float(done.stdout), 400, " MB", at_most=True)


MEASURES: dict[str, Callable[[argparse.Namespace], Iterator[Row]]] = {
    "comments": comments,
    "roundtrip": roundtrip,
    "extracted": extracted,
    "scan": scan,
    "twins": twins,
    "legacy": legacy,
    "speed": speed,
    "memory": memory,
}


def _printed(folder: Path, options: argparse.Namespace, limit: int) -> Iterator[Printed]:
    folder, limit = options.keep or folder, options.files or limit
    corpus = builder()
    chosen = materials()
    if limit:
        step = max(1, len(chosen) // limit)
        chosen = chosen[::step][:limit]
    for material in chosen:
        word = folder / material.name / "document.docx"
        word.parent.mkdir(parents=True, exist_ok=True)
        if not word.with_suffix(".pdf").is_file():
            material.write(word)
            corpus.to_pdf(word)
        yield Printed(material, word, word.with_suffix(".pdf"))


def _long_texts(folder: Path, corpus: object) -> tuple[Printed, Printed]:
    """Two long documents: one of plain paragraphs, one with a table on nearly every page."""
    blocks = [block for one in materials(4) for block in one.document.blocks]
    plain = [block for block in blocks if isinstance(block, Text | Heading)]
    ruled = [block for block in blocks if isinstance(block, TextTable)]
    mixed = [part for at, table in enumerate(ruled) for part in (*plain[2 * at : 2 * at + 2], table)]
    printed = []
    for name, content in (("text", plain[:700]), ("tables", mixed)):
        word = folder / name / "document.docx"
        word.parent.mkdir()
        Material(name, with_blocks(materials(0)[0].document, content)).write(word)
        printed.append(Printed(Material(name, materials(0)[0].document), word, corpus.to_pdf(word)))  # type: ignore[attr-defined]
    return printed[0], printed[1]


def _first_pages(pdf: Path, count: int) -> Path:
    import pymupdf

    part = pdf.with_suffix(".part.pdf")
    with pymupdf.open(pdf) as whole:
        whole.select(range(count))
        whole.save(part)
    return part


def _page_count(pdf: Path) -> int:
    import pymupdf

    with pymupdf.open(pdf) as document:
        return int(document.page_count)


def _best(path: Path, runs: int = 3) -> float:
    times = []
    for _ in range(runs):
        started = time.perf_counter()
        read_document(path)
        times.append(time.perf_counter() - started)
    return min(times)


def _texts(document: Document) -> list[str]:
    """Headings and paragraphs in order, as one string each."""
    found = []
    for section in document.walk():
        if section.path and section.kind != "annex":
            found.append(section.path[-1])
        found += [paragraph.text for paragraph in section.paragraphs]
    return [" ".join(text.split()) for text in found]


def _rows_of(tables: Sequence[object], wanted: TextTable) -> list[list[str]]:
    """The rows of the table read that bears the wanted caption, else of the one most like it in shape."""
    same = [t for t in tables if wanted.caption and getattr(t, "caption", None) == wanted.caption]
    shape = (len(wanted.rows), len(wanted.header))
    same = [t for t in same if (len(t.rows), len(t.header)) == shape] or same  # type: ignore[attr-defined]
    same = same or [t for t in tables if (len(t.rows), len(t.header)) == shape]  # type: ignore[attr-defined]
    return [[" ".join(cell.text.split()) for cell in row] for row in same[0].rows] if same else []  # type: ignore[attr-defined]


def _cells(table: TextTable, rows: list[list[str]]) -> Iterator[tuple[str, str]]:
    for at, row in enumerate(table.rows):
        read = rows[at] if at < len(rows) else []
        for column, cell in enumerate(row):
            yield " ".join(cell.split()), read[column] if column < len(read) else ""


def _outline(document: Document) -> list[object]:
    return [(s.kind, s.label, s.title, s.level, s.path, len(s.paragraphs)) for s in document.walk()]


def _paragraph_view(document: Document) -> list[object]:
    return [(s.path, p.text, p.marker) for s, p in document.paragraphs()]


def _table_view(document: Document) -> list[object]:
    def cells(section: Section) -> Iterator[object]:
        for t in section.tables:
            yield (t.section_path, t.caption, t.unit, t.header, [[c.text for c in row] for row in t.rows])

    return [view for section in document.walk() for view in cells(section)]


_VIEWS: dict[str, Callable[[Document], object]] = {
    "metadata": lambda document: document.metadata,
    "outline": _outline,
    "paragraphs": _paragraph_view,
    "tables": _table_view,
}


def _show_first(name: str, what: str, left: object, right: object) -> None:
    if isinstance(left, list) and isinstance(right, list):
        pairs = [*zip(left, right, strict=False), (f"{len(left)} in all", f"{len(right)} in all")]
        left, right = next((a, b) for a, b in pairs if a != b)
    print(f"    {name} {what}:\n      {str(left)[:400]}\n      {str(right)[:400]}")


def _ordinary(vietnamese: list[str]) -> list[str]:
    """1,000 passages: 400 Vietnamese in Unicode, 300 French, 300 English."""
    rng = random.Random(4)
    sentences = tomllib.loads((Path(__file__).parent / "passages.toml").read_text("utf-8"))
    found = rng.choices(vietnamese, k=400)
    for language in ("french", "english"):
        found += [" ".join(rng.sample(sentences[language], k=rng.randint(1, 5))) for _ in range(300)]
    return found


if __name__ == "__main__":
    sys.exit(main())
