"""What stands beside a figure: whether it tells the present state, and the target in the bracket behind it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from assistant.language.normalize import match_key
from assistant.language.quantities import Amount

__all__ = ["plan_behind", "presently", "raised", "rises"]

_PRESENT = re.compile(
    r"(?<!\w)(?<!chứng )(?<!tín )(?:(?:mới|chỉ)(?:\s(?:chỉ|đạt|có|chiếm|được|bằng))+|(?:hiện|hiện nay)"
    r"(?:\s(?:đạt|có|còn|chiếm|được|là|mới))*)$"
)
_RAISED = re.compile(r"^.*?(?:nâng|tăng|giảm|đưa|hạ)\s(?:dần\s)?", re.IGNORECASE)
_TO_PLAN = re.compile(
    r"^[^;()]{0,80}(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán|nghị quyết|đề ra|giao)[^;()]{0,40}\([^()]{0,24}$"
)


def raised(name: str) -> str:
    """The name behind the verb: "nâng mức chi cho văn hóa" → "mức chi cho văn hóa"."""
    return _RAISED.sub("", name)


def presently(window: str, amount: Amount) -> bool:
    """Told as the present state ("mới đạt 1,3%", "hiện có 45 trạm", "mới 43% người bệnh")."""
    key = match_key(window).rstrip()
    return _PRESENT.search(key) is not None or (
        amount.measure == "percent" and re.search(r"(?:^|[,;:]\s?)mới$", key) is not None
    )


def rises(window: str, tail: str) -> bool:
    """The first figure of "nâng mức chi từ 1,3% lên 1,6%": what is now."""
    return re.search(r"(?:nâng|tăng|giảm|đưa|hạ)\s[^,;]*\stừ\s$", window, re.IGNORECASE) is not None and (
        re.match(r"(?:\shiện nay)?\s(?:lên|xuống|còn)\s", tail) is not None
    )


def plan_behind(clause: str, found: Sequence[Amount], at: int) -> Decimal | None:
    """The target in the bracket behind a figure: "đạt 3,6%, đạt mục tiêu (dưới 4%)"."""
    for ahead in found[at + 1 : at + 3]:
        gap = match_key(clause[found[at].end : ahead.start])
        if ahead.unit == found[at].unit and _TO_PLAN.search(gap) and clause[ahead.end :].startswith((")", ",", ";")):
            return ahead.value
    return None
