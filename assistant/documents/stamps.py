"""Lines that digital signatures leave in a text: addresses, times, "Ký bởi: …"."""

from __future__ import annotations

import re

__all__ = ["split_stamps"]

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_STAMP_TIME = re.compile(r"(?P<day>(?:19|20)\d\d-\d\d-\d\d)T\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?")
_STAMP_WORDS = re.compile(
    r"(?:Ký bởi|Người ký|Được ký bởi|Ngày ký|Thời gian ký|Giờ ký|Cơ quan|Email|E-mail|Chữ ký số)\s*:", re.I
)
_STAMP_DATE = re.compile(r"(?P<day>\d\d)[/.-](?P<month>\d\d)[/.-](?P<year>20\d\d)\s+\d\d:\d\d(?::\d\d)?")


def split_stamps(text: str) -> tuple[str, str | None]:
    """The text without the lines that digital signatures leave, and the earliest day of signing (ISO)."""
    kept: list[str] = []
    days: list[str] = []
    for line in text.split("\n"):
        bare = line.strip()
        stamp = _STAMP_TIME.search(bare) if len(bare) < 120 else None
        worded = len(bare) < 120 and _STAMP_WORDS.match(bare) is not None
        if stamp:
            days.append(stamp["day"])
        dated = _STAMP_DATE.search(bare) if worded else None
        if dated:
            days.append(f"{dated['year']}-{dated['month']}-{dated['day']}")
        if not stamp and not worded and "@" not in bare:
            kept.append(line)
            continue
        rest = _EMAIL.sub("", _STAMP_TIME.sub("", bare)).strip() if len(bare) < 200 else bare
        if (stamp or (bare and _EMAIL.fullmatch(bare)) or (worded and (dated or _EMAIL.search(bare)))) and len(
            rest
        ) < 60:
            kept.append("")
        else:
            kept.append(line)
    return "\n".join(kept), min(days, default=None)
