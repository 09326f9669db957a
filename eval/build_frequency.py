"""How common pairs of syllables are in official Vietnamese, for ``assistant/diagnosis/data/frequency.toml``.

Counts in how many passages of legal and official texts (no copyright: IP law, art. 15) each pair of neighbouring
syllables occurs, and keeps the common ones by class: class n holds pairs of one passage in 2^n to 2^(n+1).

    python eval/build_frequency.py --data ../shared/data > assistant/diagnosis/data/frequency.toml
"""

from __future__ import annotations

import argparse
import gzip
import itertools
import json
import math
import os
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from assistant.language.normalize import match_key

SOURCES = ("vnlaw/docs.jsonl.gz", "text/official_2025.jsonl.gz", "text/normative_new.jsonl.gz")
PASSAGE = 200
RAREST = 7


def passages(folder: Path) -> Iterator[set[str]]:
    """The pairs of each passage of about ``PASSAGE`` syllables."""
    for name in SOURCES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as rows:
            for row in rows:
                words = re.findall(r"[^\W\d_]+", match_key(json.loads(row)["text"]))
                for start in range(0, len(words), PASSAGE):
                    yield {" ".join(pair) for pair in itertools.pairwise(words[start : start + PASSAGE])}


def main() -> int:
    """Write the table to standard output."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path(os.environ.get("TIENLE_DATA", "../shared/data")))
    folder = parser.parse_args().data
    if not folder.is_dir():
        sys.stderr.write(f"skipped: no data in {folder}\n")
        return 0
    counts: Counter[str] = Counter()
    total = 0
    for pairs in passages(folder):
        counts.update(pairs)
        total += 1
    classes: dict[int, list[str]] = defaultdict(list)
    for pair, count in counts.most_common():
        rarity = math.floor(math.log2(total / count))
        if rarity > RAREST:
            break
        classes[rarity].append(pair)
    write = sys.stdout.write
    write("# Độ phổ biến của từng cặp tiếng trong văn bản pháp luật, hành chính; do eval/build_frequency.py tính.\n")
    write(f"# Lớp n: cặp tiếng có mặt trong khoảng 1/2^n số đoạn (mỗi đoạn {PASSAGE} tiếng; {total} đoạn).\n")
    write(f"rarest = {RAREST}\n")
    for rarity, found in sorted(classes.items()):
        write(f"\n[class_{rarity}]\npairs = {json.dumps(sorted(found), ensure_ascii=False)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
