"""Training of the static model on a corpus small enough to think through."""

from __future__ import annotations

import gzip
import json
import math
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from scipy import sparse

from assistant.index.embedder import StaticEmbedder
from assistant.index.training.__main__ import main
from assistant.index.training.corpus import Passage, is_held_out, read_sections
from assistant.index.training.evaluate import measure, rank_scores
from assistant.index.training.pairs import encode_passages, pairs_of_headings, pairs_of_references
from assistant.index.training.save import pack, save_model
from assistant.index.training.start import counted, fill_shadows, latent_rows
from assistant.index.training.tune import PairKind, TuneSettings, tune
from assistant.index.training.vocabulary import build_tokenizer, count_units

SENTENCES = ["kinh tế phát triển nhanh", "văn hóa dân tộc", "quản lý đất đai"] * 60


def write(path: Path, rows: Sequence[dict[str, object]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


def test_units_are_counted_within_a_run_of_words() -> None:
    singles, pairs = count_units(["Kinh tế, kinh tế xã hội 2025"])
    assert singles == {"kinh": 2, "tế": 2, "xã": 1, "hội": 1, "2025": 1}
    assert pairs == {("kinh", "tế"): 2, ("tế", "xã"): 1, ("xã", "hội"): 1}


def test_close_pairs_become_one_token_and_cast_a_folded_shadow() -> None:
    tokenizer, shadows = build_tokenizer(*count_units(SENTENCES), least=1)
    assert tokenizer.encode("Kinh tế; VĂN HÓA").tokens == ["▁kinh▁tế", "▁văn▁hóa"]
    assert tokenizer.encode("kinh te van hoa").tokens == ["▁kinh▁te", "▁van▁hoa"]
    assert shadows["▁kinh▁te"] == ["▁kinh▁tế"]


def test_counts_are_those_of_the_tokens() -> None:
    tokenizer, _ = build_tokenizer(*count_units(SENTENCES), least=1)
    counts = counted(tokenizer, ["kinh tế kinh tế", "", "đất đai"])
    at = tokenizer.get_vocab()
    assert counts.shape == (3, tokenizer.get_vocab_size())
    assert (counts[0, at["▁kinh▁tế"]], counts[1].sum(), counts[2, at["▁đất▁đai"]]) == (2, 0, 1)


def test_tokens_of_the_same_passages_start_near_each_other() -> None:
    # Tokens 0 and 1 always stand together, 2 and 3 too; the passages share nothing.
    counts = sparse.csr_matrix(np.float32([[1, 1, 0, 0], [2, 2, 0, 0], [0, 0, 1, 1], [0, 0, 2, 2]]))
    rows = latent_rows(counts, 2, seed=1)
    unit = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    assert np.allclose(unit @ unit.T, np.kron(np.eye(2), np.ones((2, 2))), atol=1e-4)
    assert np.array_equal(rows, latent_rows(counts, 2, seed=1))


def test_a_shadow_is_the_mean_of_its_sources_by_use() -> None:
    rows = np.float32([[1, 0], [0, 1], [9, 9]])
    fill_shadows(rows, {"má": 0, "mà": 1, "ma": 2}, {"ma": ["má", "mà"]}, np.asarray([3, 1, 0]))
    assert np.allclose(rows[2], [0.75, 0.25], atol=1e-3)


def test_tuning_brings_together_what_belongs_together() -> None:
    # Question token i belongs to passage token 4 + i; they start at right angles or worse.
    left = sparse.csr_matrix(np.eye(4, 8, dtype=np.float32))
    right = sparse.csr_matrix(np.eye(4, 8, k=4, dtype=np.float32))
    rows = np.random.default_rng(3).standard_normal((8, 4)).astype(np.float32)
    same = np.stack([np.arange(4)] * 2, axis=1)
    settings = TuneSettings(steps=40, batch=4, rate=0.05, drop_short=0.0, dimensions=((4, 1.0),))
    tuned = tune(rows, [PairKind("p", left, right, same, 1.0)], settings)
    unit = tuned / np.linalg.norm(tuned, axis=1, keepdims=True)
    assert (unit[:4] @ unit[4:].T).argmax(axis=1).tolist() == [0, 1, 2, 3]
    assert np.array_equal(tuned, tune(rows, [PairKind("p", left, right, same, 1.0)], settings))


def test_passages_of_one_document_are_not_pushed_apart() -> None:
    # Both pairs lie in one document: with nothing to push away, the loss has no slope and the rows stay.
    eye = sparse.csr_matrix(np.eye(4, dtype=np.float32))
    rows = np.random.default_rng(3).standard_normal((4, 4)).astype(np.float32)
    group = np.zeros(4)
    pairs = np.asarray([[0, 1], [2, 3]])
    settings = TuneSettings(steps=5, batch=2, rate=0.05, drop_short=0.0, dimensions=((4, 1.0),))
    kept = tune(rows, [PairKind("p", eye, eye, pairs, 1.0, group, group)], settings)
    moved = tune(rows, [PairKind("p", eye, eye, pairs, 1.0)], settings)
    assert np.abs(kept - rows).max() < 1e-5 < np.abs(moved - rows).max()


def test_headings_and_references_pair_the_right_passages(tmp_path: Path) -> None:
    passages = [
        Passage("a@1", "Quản lý đất đai ở xã", "Luật A", "kinh tế phát triển nhanh " * 20, "a"),
        Passage("b@1", "ngắn", "Luật B", "văn hóa", "b"),
        Passage("b@2", "Phát triển văn hóa", "Luật B", "văn hóa dân tộc " * 5, "b"),
    ]
    tokenizer, _ = build_tokenizer(*count_units(SENTENCES), least=1)
    encoded = encode_passages(tokenizer, passages)
    assert (encoded.first + encoded.second != encoded.text).nnz == 0
    assert encoded.whole.sum() == encoded.context.sum() + encoded.title.sum() + encoded.text.sum()
    kinds = {kind.name: kind for kind in pairs_of_headings(passages, encoded, tokenizer, 1.0)}
    assert kinds["titles"].pairs.tolist() == [[0, 0], [2, 2]]
    assert kinds["halves"].pairs.tolist() == [[0, 0]]
    assert sum(kind.share for kind in kinds.values()) == pytest.approx(1.0)
    write(tmp_path / "q.gz", [{"src": "a@1", "rel": ["b@2", "z@9"]}])
    references = pairs_of_references(tmp_path / "q.gz", passages, encoded.whole, 1.0)
    assert references.pairs.tolist() == [[0, 2], [2, 0]]
    assert references.left_group is not None
    assert references.left_group.tolist() == [0, 1, 1]


def test_pairs_kept_for_the_ranker_are_not_learned_from_either_end(tmp_path: Path) -> None:
    ids = [f"{letter}@1" for letter in "abcdefghkmnp"]
    kept = [one for one in ids if is_held_out(one)]
    assert 0 < len(kept) < len(ids)
    (first,), others = kept[:1], [one for one in ids if not is_held_out(one)]
    passages = [Passage(one, "", "", "đất", one[0]) for one in ids]
    whole = counted(build_tokenizer(*count_units(SENTENCES), least=1)[0], ["đất"] * len(ids))
    rows = [{"src": first, "rel": [others[0]]}, {"src": others[1], "rel": [first, others[2]]}]
    write(tmp_path / "q.gz", rows)
    found = pairs_of_references(tmp_path / "q.gz", passages, whole, 1.0, held_out=True).pairs.tolist()
    one, other = ids.index(others[1]), ids.index(others[2])
    assert sorted(found) == sorted([[one, other], [other, one]])
    assert len(pairs_of_references(tmp_path / "q.gz", passages, whole, 1.0).pairs) == 6


def test_full_documents_are_cut_at_their_headings(tmp_path: Path) -> None:
    text = "Lời đầu\nĐiều 1. Phạm vi điều chỉnh của quy định\n" + "Nội dung thứ nhất. " * 10
    text += "\nĐiều 2. Đối tượng áp dụng của quy định\n" + "Nội dung thứ hai. " * 10
    write(tmp_path / "t.gz", [{"id": "x", "title": "Quyết định", "text": text}])
    found = read_sections(tmp_path / "t.gz")
    assert [(p.passage_id, p.context, p.title) for p in found] == [
        ("x#0", "Quyết định", "Điều 1. Phạm vi điều chỉnh của quy định"),
        ("x#1", "Quyết định", "Điều 2. Đối tượng áp dụng của quy định"),
    ]
    assert found[1].text == ("Nội dung thứ hai. " * 10).strip()


def test_one_byte_a_number_loses_little() -> None:
    rows = np.float32([[1.0, -0.5, 0.25], [0.0, 0.0, 0.0], [1e-3, 2e-3, -4e-3]])
    packed = pack(rows)
    assert packed.rows.dtype == np.int8
    assert packed.rows[0].tolist() == [127, -64, 32]
    assert np.all(np.abs(packed.unpacked() - rows) <= np.abs(rows).max(axis=1, keepdims=True) / 254 + 1e-9)


def test_a_saved_model_is_read_back(tmp_path: Path) -> None:
    tokenizer, _ = build_tokenizer(*count_units(SENTENCES), least=1)
    rows = np.random.default_rng(1).standard_normal((tokenizer.get_vocab_size(), 8)).astype(np.float32)
    save_model(tmp_path / "m", tokenizer, pack(rows))
    vector = StaticEmbedder(tmp_path / "m").encode(["kinh tế"], "query")[0]
    row = rows[tokenizer.get_vocab()["▁kinh▁tế"]]
    assert float(vector @ row) == pytest.approx(float(np.linalg.norm(row)), rel=1e-3)


def test_scores_of_a_ranking_worked_by_hand() -> None:
    ranked = ["x", "a", "y", *"0123456", "b"]
    # "a" at 2 and "b" at 11 of two: gain 1/log2(3), best 1 + 1/log2(3).
    ndcg, recall_10, recall_100 = rank_scores(ranked, {"a", "b"})
    assert ndcg == pytest.approx((1 / math.log2(3)) / (1 + 1 / math.log2(3)))
    assert (recall_10, recall_100) == (0.5, 1.0)


def test_a_reference_leaves_its_own_document_out(tmp_path: Path) -> None:
    docs = [
        {"id": f"{law}@{n}", "law_title": law, "title": "", "text": word}
        for law, n, word in (("a", 1, "đất"), ("a", 2, "đất"), ("b", 1, "đất"), ("c", 1, "nước"))
    ]
    write(tmp_path / "vnlaw/docs.jsonl.gz", docs)
    write(tmp_path / "vnlaw/queries.dev.jsonl.gz", [{"text": "nước", "rel": ["c@1"]}])
    write(tmp_path / "pd_related/queries.train.jsonl.gz", [{"src": "b@1", "rel": ["a@1"]}])
    asked = [{"src": "a@1", "text": "đất", "rel": ["b@1"]}, {"src": "c@1", "text": "đất", "rel": ["b@1"]}]
    write(tmp_path / "pd_related/queries.dev.jsonl.gz", asked)

    def encode(texts: Sequence[str]) -> np.ndarray:
        return np.float32([[("đất" in text), ("nước" in text)] for text in texts])

    found = {scores.name: scores for scores in measure(tmp_path, encode)}
    # a@1's own articles do not count, so b@1 is first; for c@1 it ties with both of a and comes third.
    assert found["pd_related dev"].ndcg_10 == pytest.approx((1 + 1 / 2) / 2)
    assert found["pd_related dev, no pair seen from its other end"].questions == 1
    assert found["vnlaw dev"].recall_10 == 1.0


def test_without_data_the_command_says_so(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert main(["--data", str(tmp_path), "--out", str(tmp_path / "m")]) == 0
    assert "skipped" in caplog.text
    assert not (tmp_path / "m").exists()


def test_the_command_trains_measures_and_writes_the_card(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    words = ["đất", "rừng", "biển", "sông", "núi", "lúa", "cá", "gỗ", "than", "điện", "đường", "cầu"]
    laws = [
        {"id": f"{law}@{n}", "law_title": f"Luật về {word}", "title": f"Quản lý và sử dụng {word} ở tỉnh",
         "text": f"Cơ quan quản lý {word} của tỉnh chịu trách nhiệm về {word}. " * 8}
        for law in "abcd" for n, word in enumerate(words)
    ]  # fmt: skip
    data = tmp_path / "data"
    write(data / "vnlaw/docs.jsonl.gz", laws)
    for part in ("train", "dev"):
        write(data / f"vnlaw/queries.{part}.jsonl.gz", [{"text": f"quản lý {words[0]}", "rel": ["a@0"]}])
        write(data / f"pd_related/queries.{part}.jsonl.gz", [{"src": "a@1", "text": words[1], "rel": ["b@1"]}])
    for name in ("official_2025", "normative_new", "nq57_nq03", "uts_vlc"):
        write(data / f"text/{name}.jsonl.gz", [])
    caplog.set_level("INFO")
    out = tmp_path / "model"
    assert main(["--data", str(data), "--out", str(out), "--steps", "3", "--batch", "8"]) == 0
    card = (out / "README.md").read_text("utf-8")
    assert "3 steps of 8 pairs" in card
    assert "| vnlaw dev | 1 |" in card
    seen = caplog.text
    assert "pd_related dev: nDCG@10" in seen
    assert StaticEmbedder(out).model_id.startswith("model@")
    assert "questions: 1 pairs" in seen
    caplog.clear()
    assert main(["--data", str(data), "--out", str(out), "--steps", "3", "--batch", "8", "--held-out"]) == 0
    assert "questions: 1 pairs" not in caplog.text


def test_a_word_seen_once_is_no_token_of_its_own() -> None:
    tokenizer, _ = build_tokenizer(Counter({"đất": 30, "rừng": 2}), Counter(), least=20)
    assert "▁đất" in tokenizer.get_vocab()
    assert "▁rừng" not in tokenizer.get_vocab()
