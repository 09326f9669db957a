"""The ledgers of a draft as tables of the report's annex."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from assistant.diagnosis.model import Evidence, Ledger, LedgerRow
from assistant.export.official import Block, TextTable
from assistant.export.told import clipped

__all__ = ["ledger_tables"]

_COLUMNS = {
    "targets": ("subject", "progress", "causes", "solutions"),
    "limitations": ("subject", "causes", "solutions"),
    "governing": ("subject", "treated", "depth"),
}
_LONGEST = 200
_LONGEST_PLACE = 45
_SIZE = 12


def ledger_tables(ledgers: Sequence[Ledger], words: Mapping[str, Any]) -> list[Block]:
    """One table a ledger that has open rows. ``words`` is ``[ledger]`` of the report's wording.

    A report says what is wanting: targets at risk, limitations without a cause or a solution, and what the resolution
    asks and the draft does not speak of. Everything else stays on the screen.
    """
    open_ones = (replace(ledger, rows=tuple(row for row in ledger.rows if _open(ledger, row))) for ledger in ledgers)
    return [_table(ledger, words) for ledger in open_ones if ledger.rows]


def _open(ledger: Ledger, row: LedgerRow) -> bool:
    if ledger.name == "targets":
        return row.at_risk
    if ledger.name == "limitations":
        return not (row.causes and row.solutions)
    return row.depth == "none"


def _table(ledger: Ledger, words: Mapping[str, Any]) -> TextTable:
    columns = _COLUMNS[ledger.name]
    rows = (
        (str(number), *(_cell(row, column, words) for column in columns)) for number, row in enumerate(ledger.rows, 1)
    )
    return TextTable(tuple(words[f"{ledger.name}_header"]), tuple(rows), caption=words[ledger.name], size=_SIZE)


def _cell(row: LedgerRow, column: str, words: Mapping[str, Any]) -> str:
    if column == "subject":
        return clipped(row.subject, _LONGEST)
    if column == "depth":
        return str(words[f"depth_{row.depth}"])
    found: tuple[Evidence, ...] = row.progress or row.stated if column == "treated" else getattr(row, column)
    if not found:
        answered = column in ("causes", "solutions") and row.progress and not row.at_risk
        return "–" if answered else str(words["nothing"])
    where = clipped(found[0].section_path[-1], _LONGEST_PLACE) if found[0].section_path else ""
    quote = clipped(found[0].quote, _LONGEST)
    return str(words["quote"].format(quote=quote, place=where)) if where else quote
