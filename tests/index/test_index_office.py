"""Tuning on an office's own documents: the pairs, the gain on pairs kept aside, and no gain no model."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from assistant.errors import StateError
from assistant.index.embedder import StaticEmbedder
from assistant.index.model import Chunk
from assistant.index.training.office import OfficePair, office_pairs, tune_on_passages
from assistant.index.training.save import pack, save_model
from assistant.index.training.tune import TuneSettings

FIELDS = [f"{a}{b}" for a in "bcdghklmnprstvx" for b in ("anh", "inh", "ung", "oai", "em")]


def chunk(number: int, document: str, path: tuple[str, ...], text: str) -> Chunk:
    return Chunk(f"c{number}", document, "comment", text, 0, len(text), None, path)


def test_headings_and_neighbours_of_one_section_are_pairs() -> None:
    long = [f"Đề nghị làm rõ nguồn vốn của dự án thứ {n} trong đề án." for n in range(4)]
    chunks = [
        chunk(0, "a", ("II", "1. Về giải pháp"), long[0]),
        chunk(1, "a", ("II", "1. Về giải pháp"), long[1]),
        chunk(2, "a", ("II", "2. Về vốn"), long[2]),
        chunk(3, "b", ("II", "2. Về vốn"), long[3]),
        chunk(4, "b", ("II", "2. Về vốn"), "Ngắn."),
        chunk(5, "b", (), "Không thuộc mục nào của văn bản, nên không thành cặp."),
    ]
    heading = "II. 1. Về giải pháp"
    assert office_pairs(chunks) == [
        OfficePair(heading, long[0], "a"), OfficePair(heading, long[1], "a"),
        OfficePair("II. 2. Về vốn", long[2], "a"), OfficePair("II. 2. Về vốn", long[3], "b"),
        OfficePair(long[0], long[1], "a"),
    ]  # fmt: skip


def start(folder: Path) -> Path:
    """A model of words with rows drawn by lot: it knows nothing."""
    from tokenizers import Tokenizer, models, pre_tokenizers

    unknown = "[UNK]"
    words = {word: n for n, word in enumerate([unknown, "mục", "về", *FIELDS, *(w + "q" for w in FIELDS)])}
    tokenizer = Tokenizer(models.WordLevel(words, unk_token=unknown))
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    rows = np.random.default_rng(5).standard_normal((len(words), 16)).astype(np.float32)
    save_model(folder, tokenizer, pack(rows))
    return folder


def collection() -> list[Chunk]:
    """Four reports; under each heading a passage in other words, the same in every report."""
    return [
        chunk(n, f"{report}", (f"mục về {word}",), f"{word}q {word}q {report} {word}q {report} {word}q {word}q {word}q")
        for report in ("aa", "bb", "cc", "dd") for n, word in enumerate(FIELDS)
    ]  # fmt: skip


def test_what_is_learned_is_measured_on_pairs_kept_aside(tmp_path: Path) -> None:
    settings = TuneSettings(steps=80, batch=64, rate=0.03, drop_short=0.0, dimensions=((16, 1.0),))
    tuned = tune_on_passages(collection(), start(tmp_path / "old"), tmp_path / "new", settings)
    assert tuned.saved
    assert tuned.pairs == 300
    assert tuned.after > tuned.before + 0.3
    asked, right, wrong = StaticEmbedder(tmp_path / "new").encode(
        [f"mục về {FIELDS[0]}", f"{FIELDS[0]}q", f"{FIELDS[1]}q"], "query"
    )
    assert asked @ right > asked @ wrong
    modules = json.loads((tmp_path / "new" / "modules.json").read_text("utf-8"))
    assert modules[0]["type"].endswith("StaticEmbedding")


def test_without_a_gain_nothing_is_saved(tmp_path: Path) -> None:
    settings = TuneSettings(steps=1, batch=64, rate=0.0)
    tuned = tune_on_passages(collection(), start(tmp_path / "old"), tmp_path / "new", settings)
    assert (tuned.saved, tuned.before) == (False, tuned.after)
    assert not (tmp_path / "new").exists()


def test_too_few_passages_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StateError) as error:
        tune_on_passages(collection()[:50], start(tmp_path / "old"), tmp_path / "new")
    assert error.value.code == "training_too_small"
