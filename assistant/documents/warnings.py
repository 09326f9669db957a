"""Remarks on a file that was read, in the words of ``data/warnings.vi.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from functools import cache
from pathlib import Path

__all__ = ["page_warning", "warning"]


@cache
def _wording() -> dict[str, str]:
    return tomllib.loads((Path(__file__).parent / "data" / "warnings.vi.toml").read_text("utf-8"))


def warning(name: str, **details: object) -> str:
    """The remark ``name`` with its details filled in."""
    return _wording()[name].format(**details)


def page_warning(name: str, pages: Sequence[int]) -> str:
    """The remark ``name`` about these pages; runs of pages are shortened ("1–3, 7")."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and page == runs[-1][-1] + 1:
            runs[-1].append(page)
        else:
            runs.append([page])
    return warning(name, pages=", ".join(str(r[0]) if len(r) == 1 else f"{r[0]}–{r[-1]}" for r in runs))
