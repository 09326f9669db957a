"""The ledgers of a draft as tables: what is stated, and where it is answered; an empty cell is what to look at."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from assistant.diagnosis.model import Evidence, Ledger, LedgerRow
from assistant.ui.strings import say

__all__ = ["ledger_tables"]

_COLUMNS = {
    "targets": ("target", "progress", "causes", "solutions"),
    "limitations": ("limitation", "causes", "solutions"),
    "governing": ("asked", "treated", "depth"),
}
_LONGEST = 220


def ledger_tables(ledgers: Sequence[Ledger]) -> str:
    """Every ledger that has rows, folded, as HTML."""
    return "".join(_table(ledger) for ledger in ledgers if ledger.rows)


def _table(ledger: Ledger) -> str:
    columns = _COLUMNS[ledger.name]
    heads = "".join(f"<th>{escape(say(f'ledger.{column}'))}</th>" for column in columns)
    rows = "".join(f"<tr>{''.join(f'<td>{_cell(row, column)}</td>' for column in columns)}</tr>" for row in ledger.rows)
    title = escape(say(f"ledger.{ledger.name}_title", count=len(ledger.rows)))
    return (
        f'<details class="tl-ledger"><summary>{title}</summary>'
        f'<table class="tl-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></details>'
    )


def _cell(row: LedgerRow, column: str) -> str:
    if column in ("target", "limitation", "asked"):
        return escape(_short(row.subject))
    if column == "depth":
        text = escape(say(f"ledger.depth_{row.depth}"))
        return text if row.depth != "none" else f'<span class="tl-missing">{text}</span>'
    found: tuple[Evidence, ...] = row.progress or row.stated if column == "treated" else getattr(row, column)
    if not found:
        answered = column in ("causes", "solutions") and row.progress and not row.at_risk
        return "–" if answered else f'<span class="tl-missing">{escape(say("ledger.nothing"))}</span>'
    first = found[0]
    page = say("card.page", page=first.page) if first.page else ""
    where = " · ".join(filter(None, (*first.section_path[-1:], page)))
    return f"{escape(_short(first.quote))}<cite>{escape(where)}</cite>"


def _short(text: str) -> str:
    joined = " ".join(text.replace("\t", " | ").split(" "))
    return joined if len(joined) <= _LONGEST else joined[:_LONGEST].rsplit(" ", 1)[0] + "…"
