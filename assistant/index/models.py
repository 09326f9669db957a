"""The embedding models at hand: the embedded one, those under ``<home>/models``, and the one in use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from assistant.index.embedder import EMBEDDED, EMBEDDED_FOLDER, is_static

__all__ = ["Model", "list_models", "model_setting", "models_folder"]


@dataclass(frozen=True, slots=True)
class Model:
    """One model. ``where`` is its folder, or its hub name; ``megabytes`` is None for a hub name."""

    name: str
    where: str
    kind: Literal["static", "transformer"]
    megabytes: float | None
    in_use: bool


def models_folder(home: Path) -> Path:
    """Where models tuned on the office's own documents are kept, and others may be put."""
    return home / "models"


def model_setting(home: Path, name: str) -> str:
    """What to write into the settings for ``name``: one under ``<home>/models`` goes before a folder or hub name."""
    if name == EMBEDDED:
        return name
    own = models_folder(home) / name
    if "/" not in name and "\\" not in name and own.is_dir():
        return str(own.resolve())
    folder = Path(name).expanduser()
    return str(folder.resolve()) if folder.is_dir() else name


def list_models(home: Path, current: str) -> list[Model]:
    """The embedded model first, then those under ``<home>/models`` by name, then the one in use if it is elsewhere."""
    folders = sorted(path for path in models_folder(home).glob("*") if (path / "modules.json").is_file())
    found = [_model(EMBEDDED, EMBEDDED_FOLDER, current == EMBEDDED)]
    found += [_model(path.name, path, Path(current) == path.resolve()) for path in folders]
    if not any(model.in_use for model in found):
        folder = Path(current).expanduser()
        if folder.is_dir():
            found.append(_model(folder.name, folder, in_use=True))
        else:
            found.append(Model(current, current, "transformer", None, in_use=True))
    return found


def _model(name: str, folder: Path, in_use: bool) -> Model:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Model(name, str(folder), "static" if is_static(folder) else "transformer", round(size / 1e6, 1), in_use)
