"""The suggestions benchmark by hand: points hit by words, precedents cited, duplicates, the reading sheet."""

from __future__ import annotations

from dataclasses import replace
from math import log2
from pathlib import Path

import pytest

from assistant.documents.load import read_document
from assistant.errors import InputError
from assistant.evaluation.cases import Asked, Case, Clause, Point, read_cases, report_name
from assistant.evaluation.clauses import look_up, summary
from assistant.evaluation.suggestions import FOLDER, score, sheet, tally
from assistant.index.model import Chunk
from assistant.language.normalize import match_key
from assistant.review.model import Citation, Review, Suggestion
from assistant.settings import ReadingSettings
from tests.review.precedents import draft

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
    assert found["repeated"] == 0.0
    case = found["cases"][0]
    assert (case["points"], case["hit"], case["supported"], case["supported_hit"]) == (3, 1, 2, 1)


def test_what_was_missed_is_told_only_when_asked_for() -> None:
    scored = [score(CASE, review(LESSONS), {"d1": "bao-cao-a"})]
    assert "so sánh" not in str(tally(scored, 0))
    assert tally(scored, 0, details=True)["cases"][0]["missed"] == ["so sánh", "khác"]


def test_the_same_words_for_two_drafts_are_generic() -> None:
    one = score(CASE, review(LESSONS), {"d1": "a"})
    moved = replace(LESSONS, text="Đề nghị bổ sung bài học kinh nghiệm ở mục III.2.")
    two = score(replace(CASE, id="d"), review(moved), {"d1": "a"})
    found = tally([one, two], 0)
    assert (found["generic"], found["repeated"]) == (1.0, 1.0)


def test_the_same_request_beside_words_of_the_draft_is_repeated_and_not_generic() -> None:
    said = "Tại mục I, dự thảo nêu “kho lạnh xã Đông Ngạn chứa 300 tấn”; đề nghị bổ sung bài học."
    head = "Tại “I. KẾT QUẢ ĐẠT ĐƯỢC TRONG NĂM”; đề nghị bổ sung nguyên nhân."
    paper = draft(("I. KẾT QUẢ ĐẠT ĐƯỢC TRONG NĂM", ["Kho lạnh xã Đông Ngạn chứa 300 tấn."]))
    here = review(replace(LESSONS, text=said), replace(LESSONS, text=head))
    one = score(CASE, here, {"d1": "a"}, paper)
    assert one.own == {0}  # a heading is no matter of its own, nor are words that stand in no draft
    two = score(replace(CASE, id="d"), here, {"d1": "a"}, draft(("I. KẾT QUẢ", ["Kho thóc."])))
    found = tally([one, two], 0)
    assert (found["generic"], found["repeated"]) == (0.75, 1.0)


def test_clauses_found_for_a_passage_by_hand() -> None:
    text = "Đề nghị làm rõ nguồn vốn. Bổ sung lộ trình. Nêu cơ quan chủ trì."
    clauses = (Clause("a", "làm rõ nguồn vốn", 2), Clause("a", "Bổ sung lộ trình.", 1), Clause("a", "không có", 1))
    passage = Asked("p1", "Vốn 500 tỷ đồng.", clauses)
    chunks = [
        Chunk(f"c{n}", "d1", "comment", text[start:end], start, end, 1, ())
        for n, (start, end) in enumerate(((44, 64), (0, 25), (26, 43)))
    ]
    found = look_up(passage, lambda quote: chunks if "500" in quote else (), {"d1": text}, {"d1": "a"})
    assert found is not None
    # ranks 2 and 3 with grades 2 and 1, of 2, 1, 1 at best
    gained, best = 2 / log2(3) + 1 / log2(4), 2 + 1 / log2(3) + 1 / log2(4)
    assert found.ndcg == pytest.approx(gained / best)
    assert found.recall == pytest.approx(2 / 3)
    assert [clause.quote for clause in found.lost] == ["không có"]
    assert summary([found])["lost"] == 1
    assert look_up(replace(passage, clauses=()), lambda _: chunks, {"d1": text}, {"d1": "a"}) is None


def test_one_clause_of_a_report_counts_once() -> None:
    text = "Đề nghị làm rõ nguồn vốn, lộ trình."
    passage = Asked("p1", "Vốn", (Clause("a", "nguồn vốn", 1), Clause("a", "lộ trình", 2)))
    whole = Chunk("c", "d1", "comment", text, 0, len(text), 1, ())
    found = look_up(passage, lambda _: [whole, whole, whole], {"d1": text}, {"d1": "a"})
    assert found is not None
    assert found.recall == 1.0
    assert found.ndcg == pytest.approx(1.0)


def test_the_sheet_shows_no_scores() -> None:
    text = sheet([score(CASE, review(LESSONS), {"d1": "a"})])
    assert "Đề nghị bổ sung bài học" in text
    assert "0.9" not in text


def test_the_benchmark_that_travels_is_sound() -> None:
    benchmark = read_cases(FOLDER)
    assert benchmark.budget == 15
    sample = FOLDER.parents[3] / "corpus" / "sample"
    for case in benchmark.cases:
        reports = {report_name(path.name) for path in (case.precedents or sample).iterdir()}
        assert case.draft.suffix in {".docx", ".pdf"}
        assert len({point.id for point in case.points}) == len(case.points)
        for point in case.points:
            assert point.cues
            assert set(point.precedents) <= reports
        assert {clause.report for asked in case.passages for clause in asked.clauses} <= reports


def test_a_source_is_read_as_the_word_file_written_from_it() -> None:
    cases = read_cases(FOLDER).cases
    case = next(case for case in cases if case.id == "kim-thach")
    text = read_document(case.draft, ReadingSettings()).text
    assert "1.386/1.412 thôn, bản" in text
    assert "+++" not in text


def test_each_unseen_point_is_met_by_its_own_words() -> None:
    for case in read_cases(FOLDER).cases:
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


def test_a_set_of_its_own_reports_is_read(tmp_path: Path) -> None:
    (tmp_path / "set" / "precedents").mkdir(parents=True)
    (tmp_path / "set" / "precedents" / "bao-cao-a.md").write_text("x")
    (tmp_path / "draft.docx").write_text("x")
    (tmp_path / "p.jsonl").write_text(
        '{"id": "1", "outline": "form", "text": "Một", "cues": [["một"]], "precedents": []}'
    )
    (tmp_path / "q.jsonl").write_text(
        '{"id": "q1", "quote": "Vốn", "clauses": [{"report": "bao-cao-a.md", "quote": "vốn", "grade": 2},'
        ' {"report": "bao-cao-a", "quote": "xa", "grade": 0}]}'
    )
    row = 'id = "x"\ndraft = "draft.docx"\npoints = "p.jsonl"\nunseen = true\nsplit = "untouched"\n'
    own = 'precedents = "set/precedents"\npassages = "q.jsonl"\n'
    (tmp_path / "manifest.toml").write_text(f'version = "1"\nbudget = 15\n[[cases]]\n{row}{own}')
    (case,) = read_cases(tmp_path).cases
    assert (case.split, case.precedents) == ("untouched", tmp_path / "set" / "precedents")
    assert case.passages == (Asked("q1", "Vốn", (Clause("bao-cao-a", "vốn", 2.0),)),)
    (tmp_path / "manifest.toml").write_text(f'version = "1"\nbudget = 15\n[[cases]]\n{row}precedents = "nowhere"\n')
    with pytest.raises(InputError):
        read_cases(tmp_path)


def test_no_benchmark_is_said(tmp_path: Path) -> None:
    with pytest.raises(InputError):
        read_cases(tmp_path)
