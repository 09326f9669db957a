"""The embedded static model, other sentence-transformers models, and folders that are neither."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import save_file
from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

from assistant.errors import StateError
from assistant.index.embedder import EMBEDDED, Prompts, StaticEmbedder, TransformerEmbedder, open_embedder, prompts_for
from assistant.language.normalize import fold

SHIPPED = Path(__file__).resolve().parents[2] / "assistant" / "index" / "embedded"
TEXTS = [
    "Đề nghị làm rõ nguồn vốn và lộ trình thực hiện đề án phát triển du lịch.",
    "de nghi lam ro nguon von",
    "Điều 12 Nghị định số 35/2021/NĐ-CP ngày 29/3/2021 của Chính phủ",
    "Quy hoạch " * 4000,
    "x",
]


def tiny(folder: Path, rows: Any, **tensors: Any) -> Path:
    """A static model of the words "một", "hai", "ba" with the given rows."""
    tokenizer = Tokenizer(models.WordLevel({"một": 0, "hai": 1, "ba": 2}, unk_token=None))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    folder.mkdir(parents=True)
    tokenizer.save(str(folder / "tokenizer.json"))
    save_file(tensors or {"embedding.weight": np.asarray(rows, np.float32)}, folder / "model.safetensors")
    modules = [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.StaticEmbedding"}]
    (folder / "modules.json").write_text(json.dumps(modules), "utf-8")
    return folder


def test_a_text_is_the_normalised_mean_of_its_rows(tmp_path: Path) -> None:
    model = open_embedder(str(tiny(tmp_path / "m", [[2, 0], [0, 4], [0, 0]])))
    # (2, 0) + (0, 4) over 2 is (1, 2), of length √5; "ba" has a row of zeros.
    found = model.encode(["Một hai", "một ba", "ba", ""], "passage")
    even = [2**-0.5, 2**-0.5]
    assert np.allclose(found, [[5**-0.5, 2 * 5**-0.5], [1, 0], even, even], atol=1e-7)
    assert (found.dtype, model.dimension) == (np.float32, 2)
    assert model.encode([], "query").shape == (0, 2)


def test_rows_in_one_byte_are_multiplied_by_their_factor(tmp_path: Path) -> None:
    rows = np.asarray([[127, 0], [0, -1], [1, 1]], np.int8)
    model = open_embedder(str(tiny(tmp_path / "m", None, embeddings=rows, weights=np.float32([1, 254, 3]))))
    assert np.allclose(model.encode(["một hai"], "query"), [[127 / 16129**0.5 / 5**0.5, -2 / 5**0.5]])


def test_the_embedded_model_gives_the_vectors_of_sentence_transformers() -> None:
    sentence_transformers = pytest.importorskip("sentence_transformers")
    own = open_embedder(EMBEDDED)
    theirs = sentence_transformers.SentenceTransformer(str(SHIPPED), device="cpu", local_files_only=True)
    found = own.encode(TEXTS, "passage")
    assert np.abs(found - theirs.encode(TEXTS)).max() < 1e-6
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)
    assert own.dimension == 256
    assert sum(path.stat().st_size for path in SHIPPED.rglob("*") if path.is_file()) <= 16_000_000


def test_the_embedded_model_needs_no_torch_and_reaches_no_network() -> None:
    program = (
        "import socket, sys\n"
        "socket.socket.connect = None\n"
        "from assistant.index.embedder import open_embedder\n"
        "open_embedder('embedded').encode(['Nghị quyết'], 'query')\n"
        "print([n for n in ('torch', 'sentence_transformers', 'transformers') if n in sys.modules])\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


NEAR = [
    ("bổ sung nguồn vốn thực hiện đề án", "làm rõ kinh phí, nguồn lực tài chính để thực hiện"),
    ("trồng rừng ngập mặn ven biển", "bảo vệ và phát triển rừng phòng hộ chắn sóng"),
    ("tỷ lệ hộ nghèo giảm chậm", "kết quả giảm nghèo chưa bền vững"),
    ("đào tạo nghề cho lao động nông thôn", "nâng cao chất lượng nguồn nhân lực, giáo dục nghề nghiệp"),
    ("cải cách thủ tục hành chính", "giải quyết hồ sơ của người dân, doanh nghiệp tại bộ phận một cửa"),
    ("xử lý rác thải sinh hoạt", "thu gom, vận chuyển chất thải rắn, bảo vệ môi trường"),
    ("giải ngân vốn đầu tư công chậm", "tiến độ thực hiện các dự án đầu tư từ ngân sách nhà nước"),
    ("khám bệnh, chữa bệnh ở trạm y tế xã", "chăm sóc sức khỏe nhân dân tại tuyến cơ sở"),
    ("thu hút khách du lịch", "phát triển sản phẩm, dịch vụ lưu trú và lữ hành"),
    ("đội ngũ cán bộ, công chức cấp xã", "quy hoạch, luân chuyển, bổ nhiệm cán bộ lãnh đạo, quản lý"),
]


def test_the_embedded_model_knows_what_is_near() -> None:
    model = open_embedder(EMBEDDED)
    one, other = (model.encode([pair[side] for pair in NEAR], "passage") for side in (0, 1))
    cosines, mates = one @ other.T, np.arange(len(NEAR))
    assert (cosines.argmax(axis=1) == mates).sum() >= 9
    assert (cosines.argmax(axis=0) == mates).sum() >= 9
    strangers = cosines[~np.eye(len(NEAR), dtype=bool)]
    assert cosines.diagonal().mean() > strangers.mean() + 0.2


def test_a_text_without_marks_is_near_itself() -> None:
    model = open_embedder(EMBEDDED)
    texts = [pair[0] for pair in NEAR]
    cosines = model.encode([fold(text) for text in texts], "query") @ model.encode(texts, "passage").T
    assert (cosines.argmax(axis=1) == np.arange(len(NEAR))).all()


def test_a_blank_text_is_near_nothing_and_not_a_number_is_never_given() -> None:
    model = open_embedder(EMBEDDED)
    found = model.encode(["", " \n", "…", "\x00", "văn bản"], "query")
    assert np.isfinite(found).all()
    assert np.allclose(np.linalg.norm(found, axis=1), 1, atol=1e-6)
    assert abs(float(found[0] @ found[4])) < 0.5


def test_the_id_changes_with_the_content(tmp_path: Path) -> None:
    one, two = (tiny(tmp_path / name / "m", rows) for name, rows in (("1", [[1, 0]] * 3), ("2", [[0, 1]] * 3)))
    first, second = StaticEmbedder(one).model_id, StaticEmbedder(two).model_id
    assert first != second
    assert first.startswith("m@")
    assert first == StaticEmbedder(one).model_id


@pytest.mark.parametrize("name", ["./none", "/none/at/all", "~/none", "a\\b"])
def test_a_folder_that_is_not_there_is_said_so(name: str) -> None:
    with pytest.raises(StateError) as error:
        open_embedder(name)
    assert error.value.code == "model_missing"
    assert name in error.value.reason


def test_a_folder_without_a_model_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("?", "utf-8")
    with pytest.raises(StateError) as error:
        open_embedder(str(tmp_path))
    assert error.value.code == "model_missing"


def test_files_that_do_not_fit_together_are_said_so(tmp_path: Path) -> None:
    folders = [
        tiny(tmp_path / "rows", [[1, 0]] * 2),
        tiny(tmp_path / "names", None, other=np.zeros((3, 2), np.float32)),
        tiny(tmp_path / "flat", None, embeddings=np.zeros(3, np.float32)),
        tiny(tmp_path / "factors", None, embeddings=np.zeros((3, 2), np.int8), weights=np.zeros(2, np.float32)),
    ]
    (tiny(tmp_path / "cut", [[1, 0]] * 3) / "model.safetensors").write_bytes(b"\x08")
    (tiny(tmp_path / "words", [[1, 0]] * 3) / "tokenizer.json").write_text("{", "utf-8")
    for folder in (*folders, tmp_path / "cut", tmp_path / "words"):
        with pytest.raises(StateError) as error:
            open_embedder(str(folder))
        assert error.value.code == "model_damaged", folder


def test_prompts_come_from_the_model_and_else_from_its_family() -> None:
    assert prompts_for("intfloat/multilingual-e5-base", {}) == Prompts("query: ", "passage: ")
    assert prompts_for("/models/multilingual-e5-small", {"query": "", "document": ""}).passage == "passage: "
    assert prompts_for("BAAI/bge-m3", {}) == Prompts()
    assert prompts_for("AITeamVN/Vietnamese_Embedding", {}) == Prompts()
    assert prompts_for("intfloat/multilingual-e5-large-instruct", {}).query.startswith("Instruct: ")
    assert prompts_for("x/e5-own", {"query": "hỏi: ", "document": "đoạn: "}) == Prompts("hỏi: ", "đoạn: ")


class Windowed:
    """A model of two dimensions with a window of four words: how many words are "a", how many are not."""

    prompts: dict[str, str] = {}  # noqa: RUF012 - the library's own shape
    max_seq_length = 10
    tokenizer = type("Words", (), {"tokenize": staticmethod(str.split)})()

    def __init__(self) -> None:
        self.seen: list[str] = []

    def get_embedding_dimension(self) -> int:
        return 2

    def encode(self, texts: list[str], **_: object) -> np.ndarray:
        self.seen += texts
        counts = np.float32([[text.split().count("a"), len(text.split()) - text.split().count("a")] for text in texts])
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)


def test_a_passage_longer_than_the_window_is_split_and_averaged(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Windowed()
    monkeypatch.setattr("assistant.index.embedder._load", lambda _: model)
    embedder = TransformerEmbedder("some/model")
    found = embedder.encode(["a a a a a a a a b b b b", "b"], "passage")
    assert model.seen == ["a a a a a a a a", "b b b b", "b"]
    # Eight words along the first axis and four along the second: (8, 4) normalised.
    assert np.allclose(found, [[2 / 5**0.5, 1 / 5**0.5], [0, 1]], atol=1e-6)
    assert embedder.encode([], "query").shape == (0, 2)


def test_vectors_of_another_length_than_declared_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    model = Windowed()
    monkeypatch.setattr(model, "get_embedding_dimension", lambda: 3)
    monkeypatch.setattr("assistant.index.embedder._load", lambda _: model)
    with pytest.raises(StateError) as error:
        TransformerEmbedder("some/model").encode(["a"], "query")
    assert error.value.code == "model_damaged"
