# ruff: noqa: E501 (sentences of drafts stay whole)
"""outdated_reference: acts that had ended by the draft's date are found; history, quotations and unknown acts are not."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from assistant.diagnosis.acts import act_of
from assistant.diagnosis.parts import load_data
from assistant.language.references import code_parts, references
from tests.diagnosis.drafts import findings

HEAD = "Báo cáo này căn cứ số liệu theo Công văn số 15/STC-NS ngày {day} của Sở Tài chính.\n# I. KẾT QUẢ\n"


def outdated(sentence: str, day: str = "20/10/2025") -> list[str]:
    return [f.message for f in findings(HEAD.format(day=day) + sentence, "outdated_reference")]


@pytest.mark.parametrize(
    ("sentence", "by"),
    [
        ("Việc giao đất thực hiện theo quy định của Luật Đất đai năm 2013.", "31/2024/QH15"),
        ("Căn cứ Luật Tổ chức chính quyền địa phương ngày 19/6/2015;", "72/2025/QH15"),
        ("Lập kế hoạch vốn theo Luật Đầu tư công số 39/2019/QH14.", "58/2024/QH15"),
        ("Trình tự lựa chọn nhà thầu theo Nghị định số 63/2014/NĐ-CP ngày 26/6/2014.", "24/2024/NĐ-CP"),
        (
            "Thể thức văn bản thực hiện theo Nghị định 110/2004/NĐ-CP của Chính phủ về công tác văn thư.",
            "30/2020/NĐ-CP",
        ),
        ("Các xã phấn đấu đạt tiêu chí quy định tại Quyết định số 1980/QĐ-TTg ngày 17/10/2016.", "318/QĐ-TTg"),
        ("Căn cứ Luật Ban hành VBQPPL năm 2015 (sửa đổi, bổ sung năm 2020);", "64/2025/QH15"),
        ("Áp dụng chính sách theo Luật Hợp tác xã 2012 và Luật Thanh niên năm 2020.", "17/2023/QH15"),
        ("Hoàn thành trước ngày 30/9/2027, bảo đảm quy định của Luật Bảo vệ môi trường năm 2014.", "72/2020/QH14"),
        ("Xử phạt tàu cá vi phạm theo Nghị định số 42/2019/NĐ-CP ngày 16/5/2019.", "38/2024/NĐ-CP"),
        ("Học sinh được hưởng chế độ theo Nghị định số 116/2016/NĐ-CP.", "66/2025/NĐ-CP"),
        ("Xử lý kỷ luật theo Quy định số 102-QĐ/TW ngày 15/11/2017 của Bộ Chính trị.", "69-QĐ/TW"),
    ],
)
def test_an_ended_act_is_found(sentence: str, by: str) -> None:
    found = outdated(sentence)
    assert len(found) == 1, found
    assert by in found[0]


@pytest.mark.parametrize(
    "sentence",
    [
        "Trước đây, việc giao đất thực hiện theo quy định của Luật Đất đai năm 2013.",
        "Giai đoạn 2016-2020, các xã phấn đấu theo tiêu chí tại Quyết định số 1980/QĐ-TTg ngày 17/10/2016.",
        "Các hồ sơ nộp trước ngày 01/8/2024 theo Luật Đất đai năm 2013 đã được giải quyết xong.",
        "Nghị định số 30/2020/NĐ-CP thay thế Nghị định số 110/2004/NĐ-CP.",
        "Việc giao đất thực hiện theo quy định của Luật Đất đai năm 2024.",
        "Từ ngày 01/8/2024, Luật Đất đai năm 2024 được áp dụng thay cho Luật Đất đai năm 2013.",
        "Năm 2019, tỉnh lập kế hoạch vốn theo Luật Đầu tư công năm 2014.",
        "Luật Khiếu nại năm 2011 được thi hành nghiêm; Luật Xử lý vi phạm hành chính năm 2012 còn hiệu lực.",
        "Người dân hỏi: “Thực hiện theo Luật Đất đai năm 2013 hay Luật mới?”.",
        "Thực hiện Thông tư số 99/2001/TT-ABC của Bộ.",
        "Báo cáo tổng kết thi hành Luật Đất đai năm 2013 đã chỉ ra nhiều bất cập.",
        "Căn cứ Luật Xử lý vi phạm hành chính số 15/2012/QH13 được sửa đổi, bổ sung một số điều theo Luật số 54/2014/QH13, Luật số 18/2017/QH14, Luật số 67/2020/QH14 và Luật số 11/2022/QH15;",
        "Dự án chuyển tiếp thực hiện theo Luật Đấu thầu năm 2013.",
        "So với thời kỳ áp dụng Nghị định số 155/2016/NĐ-CP, mức phạt đã đủ sức răn đe.",
        "Quyết định số 1980/QĐ-TTg ngày 05/9/2024 của Thủ tướng Chính phủ được triển khai.",
    ],
)
def test_history_and_the_unknown_are_left_alone(sentence: str) -> None:
    assert outdated(sentence) == []


def test_the_drafts_date_decides() -> None:
    sentence = "Việc giao đất thực hiện theo quy định của Luật Đất đai năm 2013."
    assert outdated(sentence, day="15/3/2024") == []
    assert len(outdated(sentence, day="02/8/2024")) == 1


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("Giá đất được xác định theo quy định của Luật Đất đai năm 2024.", 1),
        ("Từ ngày 01/8/2024, giá đất được xác định theo quy định của Luật Đất đai năm 2024.", 0),
        ("Chuẩn bị điều kiện thi hành Luật Đất đai năm 2024.", 0),
    ],
)
def test_an_act_not_yet_in_force(sentence: str, count: int) -> None:
    head = "UBND TỈNH SÔNG LAM\nSông Lam, ngày 12 tháng 3 năm 2024\n"
    found = [f.message for f in findings(f"{head}# I. KẾT QUẢ\n{sentence}", "outdated_reference")]
    assert len(found) == count
    assert all("01/8/2024" in message for message in found)


def test_without_any_date_nothing_is_said() -> None:
    text = "# I. KẾT QUẢ\nViệc giao đất thực hiện theo quy định của Luật Đất đai năm 2013."
    assert findings(text, "outdated_reference") == ()


def test_several_mentions_are_one_finding() -> None:
    text = "Giao đất theo Luật Đất đai năm 2013.\n# II. GIẢI PHÁP\nThu hồi đất theo quy định của Luật Đất đai năm 2013."
    found = findings(HEAD.format(day="20/10/2025") + text, "outdated_reference")
    assert len(found) == 1
    assert len(found[0].evidence) == 2


def test_the_table_holds_together() -> None:
    data = load_data("acts")
    rows = data["laws"]
    assert len(rows) + len(data["decisions"]) >= 150
    assert len({row["code"] for row in rows}) == len(rows)
    current = {row["code"] for row in data["current"]}
    ended = {row["code"] for row in rows}
    for row in rows:
        assert row["since"] < row["until"], row
        assert (code_parts(row["code"])[1] or 0) <= row["until"].year
        assert row["code"] not in current
        for other in references(row["by"]):
            if other.code in ended:
                successor = next(r for r in rows if r["code"] == other.code)
                assert successor["since"] == row["until"], row
    for row in data["decisions"]:
        assert row["on"] < row["until"]


def test_the_built_table_is_sound() -> None:
    path = Path(__file__).parents[2] / "assistant" / "diagnosis" / "data" / "acts.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 1_000
    for row in rows:
        assert date.fromisoformat(row["until"]) > date(1990, 1, 1)
        assert row["successor"]
        assert row["source"]
    by_code = {row["code"]: row for row in rows}
    assert by_code["55/2014/QH13"]["until"] == "2022-01-01"
    assert by_code["68/2014/QH13"]["successor"].endswith("59/2020/QH14")


def test_two_laws_of_one_name_and_year_need_their_date() -> None:
    def known(text: str) -> str | None:
        act = act_of(references(text)[0])
        return act.code if act else None

    assert known("Luật Tổ chức chính quyền địa phương năm 2025") is None
    assert known("Luật Tổ chức chính quyền địa phương ngày 16/6/2025") == "72/2025/QH15"
    assert known("Luật Tổ chức chính quyền địa phương ngày 19/02/2025") == "65/2025/QH15"


def test_what_was_done_before_a_day_was_done_under_the_law_of_that_time() -> None:
    assert outdated("Trước ngày 01/8/2024, việc xét duyệt đối tượng thực hiện theo Luật Nhà ở năm 2014.") == []
