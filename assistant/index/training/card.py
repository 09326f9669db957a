"""The model card, written beside the model from the figures that were measured on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from assistant.index.training.evaluate import Scores
from assistant.index.training.tune import TuneSettings

__all__ = ["write_card"]


def write_card(folder: Path, scores: Sequence[Scores], settings: TuneSettings, tokens: int, dimension: int) -> None:
    """Fill ``card.md`` with the figures and write it as the README of the model's folder."""
    template = (Path(__file__).parent / "card.md").read_text("utf-8")
    table = "\n".join(
        "| {name} | {questions} | {ndcg_10:.3f} | {recall_10:.3f} | {recall_100:.3f} |".format(**asdict(one))
        for one in scores
    )
    megabytes = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    card = template.format(
        table=table or "| (no benchmark data was present) | | | | |", tokens=f"{tokens:,}", dimension=dimension,
        megabytes=f"{megabytes:.1f}", steps=settings.steps, batch=settings.batch, seed=settings.seed,
    )  # fmt: skip
    (folder / "README.md").write_text(card, "utf-8")
