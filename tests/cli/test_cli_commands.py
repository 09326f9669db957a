"""Every command as an official or a script would call it: JSON of the contract, exit codes, one line per bad file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from assistant.cli.main import main
from tests.conftest import HashingEmbedder

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "corpus" / "sample"
DRAFT = ROOT / "corpus" / "drafts" / "du-thao-1-so-ket-giua-nhiem-ky.docx"
REPORT = SAMPLE / "2023-sonlam-lhh-so-ket-giua-nhiem-ky.docx"
RESOLUTION = SAMPLE / "2020-songlam-nq-dai-hoi-xix.docx"
LETTER = """HỘI LUẬT GIA TỈNH

Số: 88/BC-HLG

Trường Hải, ngày 5 tháng 6 năm 2023

BÁO CÁO
Kết quả góp ý dự thảo Quy chế tiếp công dân

I. ĐÁNH GIÁ CHUNG

- Đề nghị bổ sung thời hạn trả lời đơn; làm rõ trách nhiệm của Ban Tiếp công dân.
"""


class Program:
    """Runs commands in one home folder."""

    def __init__(self, home: Path, capture: pytest.CaptureFixture[str]) -> None:
        self._home, self._capture = home, capture

    def __call__(self, *arguments: object) -> tuple[int, str, str]:
        """Exit code, standard output, standard error."""
        code = main(["--home", str(self._home), *map(str, arguments)])
        said = self._capture.readouterr()
        return code, said.out, said.err

    def json(self, *arguments: object) -> Any:
        """What the command prints with ``--json``."""
        code, out, _ = self(*arguments, "--json")
        assert code == 0
        return json.loads(out)


@pytest.fixture
def tienle(home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setattr("assistant.wiring._embedder", lambda name: HashingEmbedder())
    return Program(home, capsys)


@pytest.fixture
def filled(tienle: Program) -> Program:
    assert tienle("ingest", REPORT, RESOLUTION)[0] == 0
    return tienle


def test_bad_files_are_one_line_each_and_the_rest_goes_through(tienle: Program, tmp_path: Path) -> None:
    import pymupdf

    folder = tmp_path / "van-ban"
    folder.mkdir()
    (folder / "tot.txt").write_text(LETTER, "utf-8")
    (folder / "trong.docx").write_bytes(b"")
    (folder / "la.xyz").write_bytes(b"what is this")
    (folder / "hong.pdf").write_bytes(b"%PDF-1.7\n1 0 obj\n<<")
    with (folder / "to.pdf").open("wb") as huge:
        huge.truncate(300_000_000)
    locked = pymupdf.open()
    locked.new_page().insert_text((72, 72), "mat")
    locked.save(folder / "khoa.pdf", encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="x", owner_pw="y")
    code, out, err = tienle("ingest", folder, tmp_path / "khong-co", "--json")
    assert code == 3
    report = json.loads(out)
    assert report["schema"] == "tienle.ingest/1"
    assert [Path(one["path"]).name for one in report["added"]] == ["tot.txt"]
    assert {Path(one["path"]).name: one["code"] for one in report["failed"]} == {
        "trong.docx": "empty", "la.xyz": "unsupported", "hong.pdf": "damaged", "to.pdf": "too_large",
        "khoa.pdf": "encrypted", "khong-co": "not_found",
    }  # fmt: skip
    lines = [line for line in err.splitlines() if line.startswith("Không đọc được")]
    assert len(lines) == 6
    assert "Traceback" not in err


def test_a_scan_without_ocr_says_how_to_install_it(
    tienle: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    scan = SAMPLE / "2019-sonlam-lhh-de-an-nong-nghiep-cong-nghe-cao.scan.pdf"
    code, _, err = tienle("read", scan)
    assert code == 3
    assert "tesseract-ocr-vie" in err
    assert "Windows" in err


def test_a_secret_document_is_refused(tienle: Program, tmp_path: Path) -> None:
    path = tmp_path / "mat.txt"
    path.write_text("TỈNH ỦY TRƯỜNG HẢI\n\nTỐI MẬT\n\nSố 12-BC/TU\n\nBÁO CÁO\nTình hình\n\nNội dung.", "utf-8")
    code, out, err = tienle("read", path)
    assert code == 5
    assert out == ""
    assert "TỐI MẬT" in err


def test_a_search_without_a_knowledge_base_names_the_next_step(tienle: Program) -> None:
    code, out, err = tienle("search", "liên kết vùng")
    assert (code, out) == (4, "")
    assert "tienle ingest" in err


def test_a_review_without_a_knowledge_base_still_says_what_the_draft_itself_shows(tienle: Program) -> None:
    record = tienle.json("review", DRAFT)
    assert any("chưa có báo cáo góp ý nào" in note for note in record["notes"])
    assert all(one["precedents"] == [] for one in record["suggestions"])


def test_diagnose_needs_no_knowledge_base(tienle: Program) -> None:
    record = tienle.json("diagnose", DRAFT)
    assert record["schema"] == "tienle.diagnose/1"
    assert record["words"] > 3000
    kinds = {finding["kind"] for finding in record["findings"]}
    assert {"duplicate_passage", "numbering_gap", "undefined_abbreviation", "table_arithmetic"} <= kinds
    for finding in record["findings"]:
        assert finding["message"]
        assert finding["evidence"]
        assert set(finding["evidence"][0]) == {"quote", "page", "section_path", "start", "end"}


def test_nothing_found_is_said_with_what_was_checked(tienle: Program, tmp_path: Path) -> None:
    path = tmp_path / "ngan.txt"
    path.write_text("BÁO CÁO\nTình hình\n\nI. KẾT QUẢ\n\nCông việc được triển khai đúng tiến độ.", "utf-8")
    record = tienle.json("diagnose", path)
    assert record["findings"] == []
    assert {"figure_conflict", "missing_section"} <= set(record["checked"])
    _, out, _ = tienle("diagnose", path)
    assert f"Đã soát {len(record['checked'])} loại lỗi" in out


def test_read_gives_metadata_tree_and_comments(tienle: Program) -> None:
    record = tienle.json("read", REPORT)
    assert record["schema"] == "tienle.read/1"
    assert (record["metadata"]["number"], record["metadata"]["symbol"]) == ("52", "BC-LHH")
    assert record["metadata"]["issued_on"] == "2023-08-10"
    assert len(record["comments"]) >= 30
    assert {"text", "aspect", "ask", "kind", "topics", "section_path", "page", "quote"} <= set(record["comments"][0])
    assert any(one["code"] for one in record["references"])
    assert all(one["quote"] for one in record["references"])


def test_documents_are_listed_shown_and_removed(filled: Program) -> None:
    listed = filled.json("documents", "list")["documents"]
    assert [(one["kind"], one["number"]) for one in listed] == [("resolution", "01"), ("advice", "52")]
    assert filled("documents", "show", listed[1]["document_id"])[0] == 0
    assert filled("documents", "remove", listed[1]["document_id"])[0] == 0
    assert len(filled.json("documents", "list")["documents"]) == 1
    code, _, err = filled("documents", "show", listed[1]["document_id"])
    assert code == 4
    assert "không có văn bản này" in err


def test_search_meets_its_filters_and_quotes_the_page(filled: Program) -> None:
    record = filled.json("search", "nguyên nhân của hạn chế", "--kind", "advice", "-k", "5")
    assert record["schema"] == "tienle.search/1"
    assert [hit["rank"] for hit in record["hits"]] == list(range(1, len(record["hits"]) + 1))
    assert {hit["kind"] for hit in record["hits"]} == {"advice"}
    assert filled.json("search", "nguyên nhân", "--from", "2024")["hits"] == []


def test_review_gives_evidence_and_exact_precedents_and_writes_word(filled: Program, tmp_path: Path) -> None:
    target = tmp_path / "report.docx"
    code, out, _ = filled("review", DRAFT, "--out", target, "--json")
    assert code == 0
    record = json.loads(out)
    assert record["schema"] == "tienle.review/1"
    assert record["model"] == "none"
    assert record["suggestions"]
    stored = filled("documents", "show", record_id(filled, "advice"))[1]
    cited = [citation for one in record["suggestions"] for citation in one["precedents"]]
    assert cited
    assert all(citation["quote"] in stored for citation in cited if citation["status"] == "exact")
    assert target.read_bytes().startswith(b"PK")


def record_id(tienle: Program, kind: str) -> str:
    listed = tienle.json("documents", "list")["documents"]
    return str(next(one["document_id"] for one in listed if one["kind"] == kind))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("review", DRAFT, "--out", "x.pdf"), "không phải tệp .docx"),
        (("review", DRAFT, "--budget", "-1"), "cần số không âm"),
        (("search", "x", "--kind", "letter"), "letter"),
    ],
)
def test_wrong_usage_exits_2(filled: Program, arguments: tuple[object, ...], said: str) -> None:
    code, _, err = filled(*arguments)
    assert code == 2
    assert said in err


def test_doctor_reports_in_json(filled: Program) -> None:
    record = filled.json("doctor")
    assert record["schema"] == "tienle.doctor/1"
    assert record["knowledge"]["documents"] == 2
    assert record["knowledge"]["indexed"] == record["knowledge"]["passages"]


def test_a_reader_that_stops_reading_is_no_error(tmp_path: Path) -> None:
    draft = tmp_path / "du-thao.txt"
    draft.write_text("BÁO CÁO\n\nI. KẾT QUẢ\n\nThu ngân sách đạt 8 tỷ đồng, bằng 90% dự toán (10 tỷ đồng).\n", "utf-8")
    reading, writing = os.pipe()
    os.close(reading)
    command = [sys.executable, "-m", "assistant", "--home", str(tmp_path / "home"), "diagnose", str(draft)]
    done = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_help_of_a_command_says_usage_once(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["serve", "--help"])
    assert capsys.readouterr().out.count("cách dùng:") == 1
