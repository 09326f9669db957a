"""Cards: what is long is folded and counted, joined remarks one place a line, what the report will hold is said."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.diagnosis.model import Evidence
from assistant.review.model import Citation, MetRequest, Review, Suggestion
from assistant.triage.decisions import Decision, Verdict
from assistant.ui import cards

PLACE = "“" + "hạn chế <b> " * 12 + "{n}” (mục III.{n})"
JOINED = "Các hạn chế sau chưa có giải pháp: " + "; ".join(PLACE.format(n=n) for n in (1, 2)) + ". Đề nghị bổ sung."
CITED = Citation("abc", "14", "BC/TU", "2020-06-12", "ĐẢNG ĐOÀN", 4, "Bổ sung lộ trình.", "exact", 3, 0, 18)


def suggestion(key: str = "a", **more: object) -> Suggestion:
    evidence = tuple(Evidence(f"chỗ số {number}", None, ("III",), number, number + 1) for number in range(6))
    values: dict[str, object] = {
        "id": key, "outline": "results", "kind": "critique", "ask": "add", "text": "Đề nghị bổ sung.",
        "reason": "(1) Đã tìm. (2) Đã tìm. (3) Đã cộng.", "severity": 2, "confidence": 0.8, "evidence": evidence,
        "precedents": (CITED, replace(CITED, quote="Nêu rõ lộ trình.")),
    }  # fmt: skip
    return Suggestion(**(values | more))  # type: ignore[arg-type]


def shown(*suggestions: Suggestion, decided: dict[str, Verdict] | None = None, **more: object) -> str:
    values: dict[str, object] = {
        "path": "d", "governing": None, "model": "none", "index_manifest": "m", "notes": (), "took_ms": 1
    }  # fmt: skip
    review = Review(suggestions=suggestions, **(values | more))  # type: ignore[arg-type]
    decisions = {key: Decision(key, verdict, None, "a", None, "t", "k") for key, verdict in (decided or {}).items()}
    return cards.suggestions_list(review, decisions, "d.docx", lambda *_: ("", ""))


def test_two_places_and_one_precedent_are_shown_and_the_rest_counted() -> None:
    html = shown(suggestion())
    before, _, folded = html.partition("4 chỗ khác trong dự thảo")
    assert "chỗ số 1" in before
    assert "chỗ số 2" not in before
    assert "chỗ số 5" in folded
    assert "1 tiền lệ khác cùng ý" in html


def test_reasons_of_a_joined_remark_are_folded_and_told_once() -> None:
    html = shown(suggestion())
    assert '<details class="tl-reason">' in html
    assert "<ul><li>Đã tìm.</li><li>Đã cộng.</li></ul>" in html
    assert '<details class="tl-reason">' not in shown(suggestion(reason="Đã tìm."))


def test_the_places_of_a_joined_remark_stand_one_a_line_and_are_never_markup() -> None:
    html = shown(suggestion(text=JOINED))
    assert html.count("<li>“hạn chế &lt;b&gt;") == 2
    assert "<p>Đề nghị bổ sung.</p>" in html
    assert "<b> " not in html


def test_remarks_on_figures_stand_in_part_one() -> None:
    html = shown(suggestion("a"), suggestion("b", outline="form"), suggestion("c", outline="general"))
    places = [html.index(f'id="tl-{outline}"') for outline in ("general", "form", "results")]
    assert places == sorted(places)


@pytest.mark.parametrize(
    ("decided", "said"),
    [
        ({}, "báo cáo Word ghi tất cả các gợi ý"),
        ({"a": "accept", "b": "reject"}, "Báo cáo Word ghi 1 ý đã chấp nhận hoặc đã sửa"),
    ],
)
def test_what_the_report_will_hold_is_said(decided: dict[str, Verdict], said: str) -> None:
    assert said in shown(suggestion("a"), suggestion("b"), suggestion("c"), decided=decided)


def test_a_request_met_over_the_whole_draft_is_not_called_absent() -> None:
    html = shown(met=(MetRequest(CITED, None),))
    assert "không còn đặt ra" in html
    assert "Không có đoạn nào" not in html
