"""Build the sample documents from their sources: ``python corpus/build.py [--all]``.

Every ``corpus/source/**/*.md`` with front matter becomes the file its ``output`` names. PDF goes through LibreOffice,
a scan is the PDF turned into slightly askew, noisy pictures. Only sources newer than their output are built.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from assistant.export.official import parse_source
from assistant.export.word import write_official

CORPUS = Path(__file__).resolve().parent


def main() -> None:
    """Build what is out of date."""
    for source in sorted((CORPUS / "source").rglob("*.md")):
        text = source.read_text("utf-8")
        if not text.startswith("+++"):
            continue
        document, output = parse_source(text)
        target = CORPUS / output
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime and "--all" not in sys.argv:
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory() as folder:
            word = Path(folder) / "document.docx"
            write_official(document, word)
            if target.suffix == ".docx":
                target.write_bytes(word.read_bytes())
            else:
                pdf = to_pdf(word)
                target.write_bytes(scanned(pdf) if output.endswith(".scan.pdf") else pdf.read_bytes())
        print(f"{target.relative_to(CORPUS)}  {target.stat().st_size // 1024} KiB")


def to_pdf(word: Path) -> Path:
    """Print a Word file; each call has a profile of its own, for a shared one fails without a message."""
    profile = f"-env:UserInstallation=file://{word.parent}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(word.parent), str(word)]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return word.with_suffix(".pdf")


def scanned(pdf: Path) -> bytes:
    """The pages as pictures at 200 dpi, turned a little, with grain, in JPEG; seeded, so that it is always the same."""
    import io

    import numpy as np
    import pymupdf
    from PIL import Image

    random = np.random.default_rng(7)
    scan = pymupdf.open()
    for page in pymupdf.open(pdf):
        pixels = page.get_pixmap(dpi=200, colorspace=pymupdf.csGRAY)
        picture = Image.frombytes("L", (pixels.width, pixels.height), pixels.samples)
        picture = picture.rotate(float(random.uniform(-0.5, 0.5)), fillcolor=255, resample=Image.Resampling.BICUBIC)
        grain = np.asarray(picture, np.float32) + random.normal(0, 9, (picture.height, picture.width))
        data = io.BytesIO()
        Image.fromarray(np.clip(grain, 0, 255).astype(np.uint8)).save(data, "JPEG", quality=45)
        new = scan.new_page(width=page.rect.width, height=page.rect.height)
        new.insert_image(new.rect, stream=data.getvalue())
    return bytes(scan.tobytes(deflate=True, no_new_id=True))


if __name__ == "__main__":
    main()
