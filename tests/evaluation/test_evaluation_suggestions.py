"""The suggestions benchmark by hand: points hit by words, precedents cited, duplicates, the reading sheet."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from assistant.documents.load import read_document
from assistant.errors import InputError
from assistant.evaluation.suggestions import FOLDER, Case, Point, read_cases, report_name, score, sheet, tally
from assistant.language.normalize import match_key
from assistant.review.model import Citation, Review, Suggestion
from assistant.settings import ReadingSettings

CITED = Citation("d1", "1", "BC", None, "Hội A", 1, "Đề nghị nêu bài học.", "exact", 1, 0, 20)
LESSONS = Suggestion(
    "s1",
    "results",
    "recommendation",
    "add",
    "Đề nghị bổ sung bài học kinh nghiệm ở mục II.",
    "",
    2,
    0.9,
    (),
    (CITED,),
)
PRAISE = replace(LESSONS, id="s2", kind="praise", text="Dự thảo có so sánh với các tỉnh.")
POINTS = (
    Point("01", "results", "bài học", (("bài học",), ("kinh nghiệm", "thực tiễn")), ("bao-cao-a",)),
    Point("02", "results", "so sánh", (("so sánh",), ("các tỉnh",)), ("bao-cao-b",)),
    Point("03", "results", "khác", (("không có",),), ()),
)
CASE = Case("c", Path("d.docx"), POINTS, unseen=True)


def review(*suggestions: Suggestion) -> Review:
    return Review("d.docx", None, "none", "m", suggestions, (), 1)


def test_a_point_needs_a_phrase_of_each_group_and_praise_does_not_count() -> None:
    scored = score(CASE, review(LESSONS, PRAISE), {"d1": "bao-cao-a"})
    assert scored.hits == {"01": 0}
    assert scored.cited == {"01": True}
    assert score(CASE, review(LESSONS), {"d1": "bao-cao-x"}).cited == {"01": False}


def test_measures_by_hand() -> None:
    copy = replace(LESSONS, id="s3")
    found = tally([score(CASE, review(LESSONS, copy), {"d1": "bao-cao-a"})], 0)
    assert found["supported_recall"] == 0.5
    assert found["recall"] == 0.3333
    assert found["cited_right"] == 1.0
    assert found["duplicates"] == 0.5
    assert found["generic"] == 0.0
    assert found["cases"][0]["missed"] == ["so sánh", "khác"]


def test_the_same_words_for_two_drafts_are_generic() -> None:
    one = score(CASE, review(LESSONS), {"d1": "a"})
    moved = replace(LESSONS, text="Đề nghị bổ sung bài học kinh nghiệm ở mục III.2.")
    two = score(replace(CASE, id="d"), review(moved), {"d1": "a"})
    assert tally([one, two], 0)["generic"] == 1.0


def test_the_sheet_shows_no_scores() -> None:
    text = sheet([score(CASE, review(LESSONS), {"d1": "a"})])
    assert "Đề nghị bổ sung bài học" in text
    assert "0.9" not in text


def test_the_benchmark_that_travels_is_sound() -> None:
    _, budget, cases = read_cases(FOLDER)
    assert budget == 15
    reports = {path.stem for path in (FOLDER.parents[3] / "corpus" / "sample").iterdir()}
    for case in cases:
        assert case.draft.suffix in {".docx", ".pdf"}
        assert len({point.id for point in case.points}) == len(case.points)
        for point in case.points:
            assert point.cues
            assert set(point.precedents) <= {name.removesuffix(".scan") for name in reports}


def test_a_source_is_read_as_the_word_file_written_from_it() -> None:
    _, _, cases = read_cases(FOLDER)
    case = next(case for case in cases if case.id == "kim-thach")
    text = read_document(case.draft, ReadingSettings()).text
    assert "1.386/1.412 thôn, bản" in text
    assert "+++" not in text


def test_each_unseen_point_is_met_by_its_own_words() -> None:
    _, _, cases = read_cases(FOLDER)
    for case in cases:
        if case.draft.parent.name != "tienle-diagnostics":
            continue
        for point in case.points:
            key = match_key(point.text)
            assert all(any(cue in key for cue in group) for group in point.cues), (case.id, point.id)


def test_a_scan_is_named_like_its_report() -> None:
    assert report_name("corpus/sample/2019-a-lhh.scan.pdf") == "2019-a-lhh"
    assert report_name("corpus/sample/2018-b-lhh.docx") == "2018-b-lhh"


def test_a_missing_source_is_said(tmp_path: Path) -> None:
    (tmp_path / "manifest.toml").write_text(
        'version = "1"\nbudget = 15\n[[cases]]\nid = "x"\nsource = "eval/khong-co.md"\npoints = "x.jsonl"\n'
    )
    with pytest.raises(InputError):
        read_cases(tmp_path)


def test_no_benchmark_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_cases(tmp_path)
