"""layout: a Word file against its profile, in one finding; other formats say nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.diagnosis.diagnose import diagnose
from assistant.diagnosis.model import Finding, Subject
from assistant.documents.model import Layout
from tests.diagnosis.drafts import draft

GOOD = Layout(210, 297, 20, 15, 20, 30, (("Times New Roman", 1.0),), ((14.0, 0.95), (13.0, 0.05)), numbered=True)


def found(layout: Layout | None) -> tuple[Finding, ...]:
    document = replace(draft("# I. KẾT QUẢ\nKinh tế tăng khá."), layout=layout)
    return diagnose(Subject(document), only=["layout"])


@pytest.mark.parametrize(
    "layout", [GOOD, None, replace(GOOD, top=25, left=35, right=20), replace(GOOD, numbered=False)]
)
def test_what_fits_the_profile(layout: Layout | None) -> None:
    assert found(layout) == ()


@pytest.mark.parametrize(
    ("layout", "words"),
    [
        (replace(GOOD, left=20), "lề trái 20 mm"),
        (replace(GOOD, right=31.8), "lề phải 31,8 mm"),
        (replace(GOOD, fonts=(("Calibri", 0.9), ("Times New Roman", 0.1))), "Calibri"),
        (replace(GOOD, sizes=((11.0, 0.8), (14.0, 0.2))), "cỡ chữ nội dung chủ yếu là 11"),
        (replace(GOOD, width=215.9, height=279.4), "khổ giấy 216 × 279 mm"),
    ],
)
def test_a_deviation_is_named(layout: Layout, words: str) -> None:
    assert [words in f.message for f in found(layout)] == [True]


def test_several_deviations_are_one_finding_with_the_missing_numbers() -> None:
    message = found(replace(GOOD, left=20, top=10, numbered=False))[0].message
    assert "lề trái" in message
    assert "lề trên" in message
    assert "chưa đánh số trang" in message
