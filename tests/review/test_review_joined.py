"""Findings of one kind are told in one suggestion."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from assistant.diagnosis.diagnose import diagnose
from assistant.diagnosis.model import Subject
from assistant.documents.load import read_document
from assistant.review.compose import from_finding
from assistant.review.joined import joined
from assistant.review.profile import profile

DRAFT = """ỦY BAN NHÂN DÂN TỈNH SÔNG LAM

BÁO CÁO
Kết quả thực hiện nhiệm vụ năm 2024

I. KẾT QUẢ

Chương trình OCOP và dự án ADVP được triển khai tại 12 xã.

II. NHIỆM VỤ

Tiếp tục triển khai chương trình GRDN tại 5 xã.
"""


def test_several_of_one_kind_are_one_and_others_stay_apart(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text(DRAFT, "utf-8")
    document = read_document(path)
    draft = profile(document)
    seen = diagnose(Subject(document), only={"undefined_abbreviation"})[:2]
    assert len(seen) == 2
    other = replace(seen[0], id="other", kind="numbering_gap")
    defects = [(one, from_finding(one, "form", (), str)) for one in (*seen, other)]
    made = joined(defects, draft)
    assert [len(one.finding_ids) for one in made] == [2, 1]
    assert made[0].evidence == (*seen[0].evidence, *seen[1].evidence)
    assert made[0].text.startswith("Các chữ viết tắt sau chưa được giải thích trong dự thảo: “")
    assert "; “" in made[0].text
    assert made[0].reason.startswith("(1) ")
    assert joined(defects[:1], draft) == [defects[0][1]]  # one alone keeps its own words
