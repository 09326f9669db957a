"""Ledgers as tables: quotations escaped, what is missing marked."""

from __future__ import annotations

from assistant.diagnosis.model import Evidence, Ledger, LedgerRow
from assistant.ui.ledgers import ledger_tables


def quote(text: str) -> tuple[Evidence, ...]:
    return (Evidence(text, 3, ("II. KẾT QUẢ", "1. Kinh tế"), 0, len(text)),)


def test_a_target_without_a_cause_shows_the_gap() -> None:
    row = LedgerRow(
        "Tỷ lệ <đô thị hóa>", progress=quote("đạt 31,2%"), solutions=quote("Nâng loại đô thị"), at_risk=True
    )
    html = ledger_tables([Ledger("targets", (row,)), Ledger("limitations", ())])
    assert html.count("<table") == 1
    assert "Tỷ lệ &lt;đô thị hóa&gt;" in html
    assert "đạt 31,2%<cite>1. Kinh tế · trang 3</cite>" in html
    assert html.count("chưa thấy") == 1


def test_what_the_resolution_asks_is_shown_with_its_depth() -> None:
    rows = (
        LedgerRow("GRDP tăng 12%/năm", progress=quote("GRDP tăng 11,8%"), depth="judged"),
        LedgerRow("Xây 2 trường nghề", depth="none"),
    )
    html = ledger_tables([Ledger("governing", rows)])
    assert "có đánh giá" in html
    assert '<span class="tl-missing">chưa thấy đề cập</span>' in html
    assert "(2 nội dung)" in html


def test_a_target_that_is_met_needs_no_cause() -> None:
    html = ledger_tables([Ledger("targets", (LedgerRow("Trường chuẩn quốc gia", progress=quote("đạt 90,6%")),))])
    assert "tl-missing" not in html
    assert html.count("<td>–</td>") == 2
