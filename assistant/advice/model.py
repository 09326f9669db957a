"""Atomic comments of an advisory report; targets and tasks of a resolution. Frozen, no I/O."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Aspect = Literal["general", "results", "limitations_causes", "forecast_targets", "tasks_solutions", "form"]
Ask = Literal["add", "clarify", "correct", "cut", "restructure", "update", "assess", "propose", "other"]
CommentKind = Literal["praise", "critique", "recommendation"]
Level = Literal["province", "district", "commune", "national"]
TaskRole = Literal["breakthrough", "priority", "solution", "task"]


@dataclass(frozen=True, slots=True)
class Comment:
    """One clause of an advisory report that judges one thing or asks one thing.

    ``text`` equals ``document.text[start:end]``; strung together, the comments and the scene-setting
    clauses give back the paragraphs they were cut from.
    """

    text: str
    start: int
    end: int
    page: int | None
    section_path: tuple[str, ...]
    aspect: Aspect
    ask: Ask
    kind: CommentKind
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AdviceSubject:
    """The draft an advisory report was about: its type ("Báo cáo sơ kết"), title and level."""

    type: str | None
    title: str | None
    level: Level | None


@dataclass(frozen=True, slots=True)
class AdvisoryReport:
    """An advisory report understood: the draft it judged and its comments in reading order."""

    about: AdviceSubject
    comments: tuple[Comment, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """A numeric target of a resolution: ``low``..``high`` in ``unit`` (equal for a single value)."""

    name: str
    low: float | None
    high: float | None
    unit: str | None
    deadline: str | None
    text: str
    start: int
    end: int
    page: int | None
    section_path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Task:
    """A task or solution of a resolution, quoted whole."""

    role: TaskRole
    text: str
    start: int
    end: int
    page: int | None
    section_path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Resolution:
    """A resolution understood: its targets and tasks in reading order."""

    targets: tuple[Target, ...]
    tasks: tuple[Task, ...]
