"""Named arrays in one file that is mapped into memory: replaced as a whole, refused when cut short or of another label.

The first line is JSON: the label, and of each array its type, shape and place after that line, filled up to 64 bytes.
"""

from __future__ import annotations

import json
import math
import mmap
import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

__all__ = ["read_arrays", "write_arrays"]

_ALIGNED = 64


def write_arrays(path: Path, label: str, arrays: Mapping[str, np.ndarray]) -> None:
    """Write ``arrays`` beside ``path`` and put the new file in its place."""
    import numpy as np

    described, place = {}, 0
    for name, array in arrays.items():
        described[name] = {"type": array.dtype.str, "shape": array.shape, "place": place}
        place = _filled(place + array.nbytes)
    line = json.dumps({"label": label, "arrays": described, "size": place}).encode() + b"\n"
    partial = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with partial.open("wb") as file:
        file.write(line + bytes(_filled(len(line)) - len(line)))
        for array in arrays.values():
            file.write(np.ascontiguousarray(array).data if array.nbytes else b"")
            file.write(bytes(_filled(array.nbytes) - array.nbytes))
    partial.replace(path)


def read_arrays(path: Path, label: str) -> dict[str, np.ndarray] | None:
    """The arrays of ``path``, read-only; ``None`` if the file is not there, not whole, or has another label."""
    try:
        with path.open("rb") as file:
            line = file.readline(1 << 20)
            head = json.loads(line)
            start = _filled(len(line))
            if head["label"] != label or path.stat().st_size != start + head["size"]:
                return None
            data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return {name: _array(data, start, one) for name, one in head["arrays"].items()}
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _array(data: mmap.mmap, start: int, described: Mapping[str, Any]) -> np.ndarray:
    import numpy as np

    kind, shape = np.dtype(described["type"]), tuple(described["shape"])
    flat = np.frombuffer(data, kind, math.prod(shape), start + described["place"]) if math.prod(shape) else None
    return np.zeros(shape, kind) if flat is None else flat.reshape(shape)


def _filled(size: int) -> int:
    return -(-size // _ALIGNED) * _ALIGNED
