"""Planting, the scorer by hand-worked figures, and the shipped benchmark: its edits, its quotes, its sums."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal

import pytest

from assistant.diagnosis.model import Evidence, Finding
from assistant.documents.assemble import assemble
from assistant.documents.blocks import Block, Content, Grid, GridCell
from assistant.documents.model import Document
from assistant.errors import InputError
from assistant.evaluation.diagnostics import FOLDER, locate, score, tally
from assistant.evaluation.planting import Benchmark, Case, Defect, Edit, LookAlike, plant, problems, read_benchmark
from assistant.export.official import TextTable, parse_source

ROWS = (("TT", "Nguồn", "Vốn"), ("1", "Trung ương", "120"), ("2", "Tỉnh", "80"), ("", "Tổng cộng", "210"))


def document(*paragraphs: str, rows: tuple[tuple[str, ...], ...] = ()) -> Document:
    blocks = [Block(text) for text in paragraphs]
    if rows:
        blocks.append(Block(grid=Grid(tuple(tuple(GridCell(text) for text in row) for row in rows))))
    return assemble("draft.docx", "0" * 64, "docx", Content(blocks))


def finding(read: Document, kind: str, *quotes: str, message: str = "") -> Finding:
    places = [(read.text.index(quote), quote) for quote in quotes]
    evidence = tuple(Evidence(quote, None, (), at, at + len(quote)) for at, quote in places)
    return Finding(kind + message, kind, 2, 0.9, message, "", evidence, "")  # type: ignore[arg-type]


def defect(number: int, kind: str, *quotes: str, also: tuple[str, ...] = (), mentions: tuple[str, ...] = ()) -> Defect:
    return Defect(f"x-{number:02d}", kind, (), quotes, mentions, also, "")


def case(*defects: Defect, lookalikes: tuple[LookAlike, ...] = ()) -> Case:
    return Case("x", "dev", "docx", "", None, defects, lookalikes)


def test_edits_are_placed_in_the_clean_text() -> None:
    edits = [Edit("hai", "ba hai"), Edit("một", "hai")]
    assert plant("một hai bốn", edits) == "hai ba hai bốn"


@pytest.mark.parametrize(
    ("edits", "told"),
    [
        ([Edit("năm", "sáu")], "0 times"),
        ([Edit("một", "sáu")], "2 times"),
        ([Edit("hai ba", "x"), Edit("ba bốn", "y")], "overlaps"),
    ],
)
def test_an_edit_that_cannot_be_made_is_refused(edits: list[Edit], told: str) -> None:
    with pytest.raises(ValueError, match=told):
        plant("một hai ba bốn một", edits)


def test_a_quote_is_found_over_white_space_and_in_the_cells_of_a_row() -> None:
    read = document("Thu nội địa đạt 210 tỷ đồng.", rows=ROWS)
    ((start, end),) = locate(read, "đạt   210 tỷ")
    assert read.text[start:end] == "đạt 210 tỷ"
    assert [read.text[a:b] for a, b in locate(read, "Tổng cộng | 210")] == ["Tổng cộng", "210"]
    assert locate(read, "Tổng cộng | 200") == ()


def test_a_defect_is_found_by_kind_and_place_and_ranked_by_its_quote() -> None:
    read = document("Một hai ba.", "Bốn năm sáu.", "Bảy tám chín.", "Mười mươi.")
    planted = case(defect(1, "date_conflict", "năm sáu"), defect(2, "numbering_gap", "Bảy"), defect(3, "layout", "Một"))
    findings = [finding(read, "date_conflict", "Một hai", "Bốn năm"), finding(read, "date_conflict", "tám")]
    result = score(planted, (read, findings), (read, []))
    assert [(match.finding is not None, match.rank) for match in result.matches] == [(True, 2), (False, 0), (False, 0)]
    assert [(alarm.quote, alarm.twins) for alarm in result.false_alarms] == [("tám", ("planted",))]


def test_a_place_behind_the_third_quote_is_found_but_not_placed() -> None:
    read = document("Một hai ba.", "Bốn năm sáu.")
    late = finding(read, "date_conflict", "Một", "hai", "ba", "Bốn")
    (match,) = score(case(defect(1, "date_conflict", "Bốn năm")), (read, [late]), (read, [])).matches
    assert (match.finding, match.rank, match.placed) == (late, 4, False)


def test_an_absence_is_found_by_what_the_finding_names() -> None:
    read = document("Một hai ba.")
    planted = case(defect(1, "missing_section", mentions=("Nguyên nhân",)))
    named = finding(read, "missing_section", "Một", message="Dự thảo chưa có phần nguyên nhân.")
    other = finding(read, "missing_section", "Một", message="Dự thảo chưa có phần dự báo.")
    assert score(planted, (read, [named]), (read, [])).matches[0].rank == 0
    missed = score(planted, (read, [other]), (read, []))
    assert missed.matches[0].finding is None
    assert len(missed.false_alarms) == 1


def test_another_rightful_kind_is_true_but_does_not_find_the_defect() -> None:
    read = document("Một hai ba.")
    planted = case(defect(1, "unit_mismatch", "hai", also=("figure_conflict",)))
    result = score(planted, (read, [finding(read, "figure_conflict", "Một hai")]), (read, []))
    assert result.matches[0].finding is None
    assert (result.true_kinds, result.false_alarms) == (("figure_conflict",), ())


def test_the_same_alarm_on_both_twins_counts_once_and_flags_its_look_alike() -> None:
    read = document("Một hai ba.", "Bốn năm sáu.")
    likes = (LookAlike("date_conflict", "năm sáu", ""), LookAlike("numbering_gap", "năm sáu", ""))
    wrong = finding(read, "date_conflict", "Bốn năm")
    result = score(case(lookalikes=likes), (read, [wrong]), (read, [wrong]))
    assert [alarm.twins for alarm in result.false_alarms] == [("clean", "planted")]
    assert result.flagged == ("date_conflict: năm sáu",)


def test_rates_by_hand() -> None:
    read = document("Một hai ba.", "Bốn năm sáu.", "Bảy tám chín.")
    planted = case(defect(1, "date_conflict", "Một"), defect(2, "date_conflict", "Bốn"), defect(3, "layout", "Bảy"))
    findings = [
        finding(read, "date_conflict", "Một"),
        finding(read, "date_conflict", "tám"),
        finding(read, "layout", "Bảy tám"),
    ]
    bench = Benchmark("1", {"date_conflict": "fact", "layout": "hint"}, (planted,))
    record = tally([score(planted, (read, findings), (read, [finding(read, "layout", "Một")]))], bench, details=True)
    assert record["kinds"]["date_conflict"] == {
        "planted": 2, "found": 1, "true": 1, "false": 1, "recall": 0.5, "precision": 0.5,
    }  # fmt: skip
    assert record["classes"]["hint"] == {
        "planted": 1, "found": 1, "true": 1, "false": 1, "recall": 1.0, "precision": 0.5,
    }  # fmt: skip
    assert record["clean_words"] == 9
    assert record["false_alarms_per_1000_words"] == round(1000 / 9, 3)
    assert [miss["defect"] for miss in record["misses"]] == ["x-02"]


def test_a_folder_without_a_manifest_is_told() -> None:
    with pytest.raises(InputError):
        read_benchmark(FOLDER / "nowhere")


# The shipped cases.


@pytest.fixture(scope="module")
def benchmark() -> Benchmark:
    return read_benchmark(FOLDER)


def test_every_quote_of_the_gold_stands_where_it_should(benchmark: Benchmark) -> None:
    assert [problem for one in benchmark.cases for problem in problems(one)] == []
    kinds = {kind for one in benchmark.cases for kind in (d.kind for d in one.defects)}
    assert kinds <= set(benchmark.classes)


def test_clean_tables_add_up(benchmark: Benchmark) -> None:
    checked = 0
    for one in benchmark.cases:
        for table in parse_source(one.clean)[0].blocks:
            if isinstance(table, TextTable):
                checked += _totals(one.case_id, table)
    assert checked >= 8 * len(benchmark.cases)


def _totals(case_id: str, table: TextTable) -> int:
    """Columns of a last row "Tổng …" that are the sum of the rows above, or of the Roman ones where there are any."""
    last = table.rows[-1]
    if not re.match(r"Tổng|Cộng", last[1] if len(last) > 1 else ""):
        return 0
    roman = [row for row in table.rows[:-1] if re.fullmatch(r"[IVX]+|[A-E]", row[0])]
    parts = roman or [row for row in table.rows[:-1] if re.fullmatch(r"\d+", row[0])]
    checked = 0
    for number, head in enumerate(table.header):
        cells = [_number(row[number]) for row in (*parts, last)]
        if number < 2 or re.search(r"%|Tỷ lệ|bình quân|lần|Năm (?:bắt|hoàn)|/", head) or None in cells:
            continue
        *values, total = (cell for cell in cells if cell is not None)
        assert sum(values) == total, (case_id, table.caption, head, sum(values), total)
        checked += 1
    return checked


def _number(text: str) -> Decimal | None:
    if not re.fullmatch(r"-?\d{1,3}(\.\d{3})*(,\d+)?|-?\d+(,\d+)?", text):
        return None
    return Decimal(text.replace(".", "").replace(",", "."))


def test_no_case_leans_on_one_kind(benchmark: Benchmark) -> None:
    for one in benchmark.cases:
        counts = Counter(defect.kind for defect in one.defects)
        assert max(counts.values()) <= 3, one.case_id
