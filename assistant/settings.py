"""Settings: one frozen object per room, and the only reader of the environment and of ``settings.toml``.

Order, the later wins: defaults here, ``<home>/settings.toml``, environment variables ``TIENLE_<ROOM>_<KEY>``
(``TIENLE_INDEX_EMBEDDING=/models/bge-m3``). Unknown rooms and keys are refused.
"""

from __future__ import annotations

import dataclasses
import json
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal, get_type_hints

from assistant.errors import StateError

__all__ = ["Settings", "home_folder", "load", "material", "save_value"]


@dataclass(frozen=True, slots=True)
class ReadingSettings:
    """Limits on reading one file."""

    ocr: Literal["auto", "always", "never"] = "auto"
    max_mb: int = 200
    time_limit_s: int = 120


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """``embedding``: "embedded", or a folder or hub name of a sentence-transformers model.

    ``chroma``: "embedded", or the URL of a Chroma server. ``catalog``: "embedded", or the SQLAlchemy URL of a
    PostgreSQL that several machines share; they share a Chroma server too.
    """

    embedding: str = "embedded"
    chroma: str = "embedded"
    catalog: str = "embedded"


@dataclass(frozen=True, slots=True)
class RetrievalSettings:
    """``candidates`` are taken from the lexical index; ``ranker`` puts them in order by the learned ranker, else by
    a weighted sum of both indexes' scores.

    ``most_of_one``: how many places of an answer one document may take while others are near as good; 0 for any.
    """

    candidates: int = 120
    ranker: bool = True
    most_of_one: int = 0


@dataclass(frozen=True, slots=True)
class ReviewSettings:
    """``budget`` is the largest number of suggestions, remarks on form apart.

    ``learn``: whether earlier decisions change the order of suggestions.
    """

    budget: int = 15
    learn: bool = True


@dataclass(frozen=True, slots=True)
class LlmSettings:
    """``model``: "none", the name of a model of the OpenAI-compatible server at ``base_url``, or "provider:name".

    The key is read from the environment variable named ``api_key_env``. ``token_budget`` bounds one review, prompts
    and answers together; ``timeout_s`` one answer.
    """

    model: str = "none"
    base_url: str = ""
    api_key_env: str = "TIENLE_LLM_API_KEY"
    timeout_s: int = 60
    max_retries: int = 2
    max_reply_tokens: int = 4000
    token_budget: int = 60000


@dataclass(frozen=True, slots=True)
class SecrecySettings:
    """``accept_marked``: an administrator's explicit choice on an isolated machine; off by default."""

    accept_marked: bool = False


@dataclass(frozen=True, slots=True)
class InterfaceSettings:
    """Where the web interface listens."""

    host: str = "127.0.0.1"
    port: int = 7860


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set, by room. ``home`` holds the knowledge base, the database and the logs."""

    home: Path
    reading: ReadingSettings = field(default_factory=ReadingSettings)
    index: IndexSettings = field(default_factory=IndexSettings)
    retrieval: RetrievalSettings = field(default_factory=RetrievalSettings)
    review: ReviewSettings = field(default_factory=ReviewSettings)
    llm: LlmSettings = field(default_factory=LlmSettings)
    secrecy: SecrecySettings = field(default_factory=SecrecySettings)
    interface: InterfaceSettings = field(default_factory=InterfaceSettings)


_ROOMS: dict[str, type[Any]] = {
    "reading": ReadingSettings,
    "index": IndexSettings,
    "retrieval": RetrievalSettings,
    "review": ReviewSettings,
    "llm": LlmSettings,
    "secrecy": SecrecySettings,
    "interface": InterfaceSettings,
}


def home_folder(environment: Mapping[str, str] | None = None) -> Path:
    """The folder of the knowledge base: ``TIENLE_HOME``, else the platform's user-data folder."""
    given = (os.environ if environment is None else environment).get("TIENLE_HOME")
    if given:
        return Path(given).expanduser().resolve()
    from platformdirs import user_data_path

    return user_data_path("tienle", appauthor=False).resolve()


def material(name: str) -> Path:
    """The folder ``prompts`` or ``corpus``: inside the wheel when installed, else of the checkout."""
    package = Path(__file__).resolve().parent
    installed = package / "_material" / name
    return installed if installed.is_dir() else package.parent / name


def load(home: Path | None = None, environment: Mapping[str, str] | None = None) -> Settings:
    """Read the settings of ``home``.

    Raises:
        StateError: ``settings_invalid`` for a file that is not TOML, an unknown key, or a wrong value.
    """
    environment = os.environ if environment is None else environment
    root = home.expanduser().resolve() if home else home_folder(environment)
    path = root / "settings.toml"
    given: dict[str, dict[str, object]] = {}
    if path.is_file():
        try:
            given = tomllib.loads(path.read_text("utf-8-sig"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise StateError("settings_invalid", str(path), problem=str(error)) from error
    for room, kind in _ROOMS.items():
        for key in dataclasses.fields(kind):
            variable = f"TIENLE_{room}_{key.name}".upper()
            if variable in environment:
                given.setdefault(room, {})[key.name] = environment[variable]
    return Settings(root, **{room: _room(room, values, path) for room, values in given.items()})


def save_value(home: Path, room: str, key: str, value: str) -> Path:
    """Write one text setting into ``<home>/settings.toml``, leaving every other line as it is; the file's path.

    Raises:
        StateError: ``settings_invalid`` when the file, so changed, would not be valid.
    """
    path = home / "settings.toml"
    lines = path.read_text("utf-8-sig").splitlines() if path.is_file() else []
    # A TOML basic string escapes what a JSON string escapes.
    line = f"{key} = {json.dumps(value, ensure_ascii=False)}"
    begins = next((n for n, text in enumerate(lines) if re.fullmatch(rf"\s*\[{room}\]\s*(#.*)?", text)), None)
    if begins is None:
        lines += [f"[{room}]", line]
    else:
        ends = next((n for n in range(begins + 1, len(lines)) if lines[n].lstrip().startswith("[")), len(lines))
        at = next((n for n in range(begins + 1, ends) if re.match(rf"\s*{key}\s*=", lines[n])), None)
        lines[begins + 1 if at is None else at : begins + 1 if at is None else at + 1] = [line]
    text = "\n".join(lines) + "\n"
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise StateError("settings_invalid", str(path), problem=str(error)) from error
    home.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".toml.new")
    beside.write_text(text, "utf-8")
    beside.replace(path)
    return path


def _room(room: str, values: object, path: Path) -> Any:
    if room not in _ROOMS or not isinstance(values, dict):
        raise StateError("settings_invalid", str(path), problem=f"không có mục “{room}”")
    kinds = get_type_hints(_ROOMS[room])
    unknown = sorted(set(values) - set(kinds))
    if unknown:
        raise StateError("settings_invalid", str(path), problem=f"không có khóa “{room}.{unknown[0]}”")
    checked = {key: _value(f"{room}.{key}", value, kinds[key], path) for key, value in values.items()}
    return _ROOMS[room](**checked)


def _value(name: str, value: object, kind: Any, path: Path) -> object:
    choices = getattr(kind, "__args__", None)
    if choices:
        if value in choices:
            return value
        allowed = ", ".join(map(str, choices))
        raise StateError("settings_invalid", str(path), problem=f"“{name}” chỉ nhận: {allowed}")
    if kind is bool and isinstance(value, str) and value.lower() in {"true", "false", "1", "0"}:
        return value.lower() in {"true", "1"}
    if kind is int and isinstance(value, str) and value.isdecimal():
        return int(value)
    if type(value) is kind:
        return value
    raise StateError("settings_invalid", str(path), problem=f"“{name}” có giá trị không hợp lệ: {value!r}")
