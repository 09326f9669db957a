"""With a language model: the same verified points in better words, and points it adds, all verified again.

The model sees each point with its evidence; what it answers is data of a fixed form. A rewritten point stands only if
every figure, number, name and quotation in it has a source, and if it is Vietnamese about the same matter; otherwise
the text without a model stands. What is refused is counted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from assistant.diagnosis.model import Evidence
from assistant.documents.model import Document
from assistant.llm.chat import Chat, ChatFailure, is_local
from assistant.llm.parse import ReplyInvalid, ask
from assistant.llm.prompts import Prompt
from assistant.review.cite import locate
from assistant.review.compose import identity
from assistant.review.grounds import grounded
from assistant.review.model import OutlinePart, Suggestion
from assistant.review.plausible import alike, plausible, vietnamese
from assistant.review.wording import fill

if TYPE_CHECKING:
    from pydantic import BaseModel

__all__ = ["Exchange", "Spoken", "Voice", "answer_form", "speak"]

_BATCH = 5
_MOST_ADDED = 4
_SAME_MATTER = 0.25
_OUTLINES = frozenset({"general", "results", "limitations_causes", "forecast_targets", "tasks_solutions", "form"})


@dataclass(frozen=True, slots=True)
class Exchange:
    """One call, for the log: what was sent where, without the words themselves."""

    model: str
    endpoint: str
    prompt: str
    draft: str
    suggestions: tuple[str, ...]
    documents: tuple[str, ...]
    characters: int
    tokens: int
    outcome: str


@dataclass(frozen=True, slots=True)
class Voice:
    """A model with what it needs: its prompts, a token budget, where to log, and what was answered before.

    ``answered`` and ``keep`` make a review that was broken off go on where it stopped.
    """

    chat: Chat
    rewrite: Prompt
    repair: Prompt
    token_budget: int
    log: Callable[[Exchange], None]
    answered: Callable[[str], str | None] = field(default=lambda key: None)
    keep: Callable[[str, str], None] = field(default=lambda key, answer: None)
    progress: Callable[[int, int], None] = field(default=lambda done, total: None)


@dataclass(frozen=True, slots=True)
class Spoken:
    """The suggestions as they stand after the model, and notes for a person."""

    suggestions: tuple[Suggestion, ...]
    notes: tuple[str, ...]


@dataclass
class _Tally:
    """What became of the model's words."""

    rewritten: int = 0
    refused: int = 0
    added: int = 0
    failed: int = 0
    tokens: int = 0
    reasons: set[str] = field(default_factory=set)


def speak(
    suggestions: Sequence[Suggestion], draft: Document, texts: dict[str, str], secret: frozenset[str], voice: Voice
) -> Spoken:
    """Let the model reword, join and add; ``texts`` are the cited reports by id, ``secret`` those stamped secret.

    A stamped draft is never sent to another machine, nor a stamped report's words.
    """
    remote = not is_local(voice.chat.endpoint)
    if remote and draft.metadata.secrecy != "none":
        return Spoken(tuple(suggestions), (fill("notes.model_secret"),))
    hidden = secret if remote else frozenset()
    points = [
        one
        for one in suggestions
        if one.kind != "praise"
        and one.outline != "recommendations"
        and not any(citation.document_id in hidden for citation in one.precedents)
    ]
    tally, changed, joined, new = _Tally(), {}, [], []
    batches = [points[i : i + _BATCH] for i in range(0, len(points), _BATCH)]
    for number, batch in enumerate(batches, 1):
        voice.progress(number, len(batches))
        answer = _answer(batch, draft, voice, tally)
        if answer is None:
            continue
        changed.update(_rewritten(batch, answer, draft, texts, tally))
        joined += _joined(batch, answer)
        new += _added(batch, answer, draft, texts, tally)
    kept = _merged([changed.get(one.id, one) for one in suggestions], joined)
    known = {one.id for one in kept}
    fresh = [one for one in new if one.id not in known][:_MOST_ADDED]
    return Spoken((*kept, *fresh), _notes(tally, voice))


@cache
def answer_form() -> type[BaseModel]:
    """The form of an answer; built when first needed, so that nothing is imported for a review without a model."""
    from pydantic import BaseModel, ConfigDict, Field

    class Point(BaseModel):
        model_config = ConfigDict(extra="ignore", strict=True)
        id: str
        text: str = Field(min_length=1, max_length=4000)

    class Added(BaseModel):
        model_config = ConfigDict(extra="ignore", strict=True)
        outline: str
        text: str = Field(min_length=1, max_length=4000)
        draft_quote: str = ""
        precedent_quote: str = ""

    class Answer(BaseModel):
        model_config = ConfigDict(extra="ignore", strict=True)
        points: list[Point]
        merge: list[list[str]] = Field(default_factory=list)
        added: list[Added] = Field(default_factory=list)

    return Answer


def _answer(batch: Sequence[Suggestion], draft: Document, voice: Voice, tally: _Tally) -> Any | None:
    cited = [(c.document_id, c.quote) for one in batch for c in one.precedents]
    messages = voice.rewrite.messages(
        count=str(len(batch)),
        points="\n".join(f"[{one.id}] {one.text}" for one in batch),
        draft="\n".join(dict.fromkeys(e.quote for one in batch for e in one.evidence)),
        precedents="\n".join(dict.fromkeys(quote for _, quote in cited)),
    )
    sent = sum(len(message.text) for message in messages)
    key = identity(voice.chat.model_id, voice.rewrite.name, *(message.text for message in messages))
    before = voice.answered(key)
    if before is not None:
        return answer_form().model_validate_json(before)
    if tally.tokens >= voice.token_budget:
        tally.failed += len(batch)
        tally.reasons.add(fill("notes.model_budget"))
        return None
    outcome, tokens, answer = "ok", 0, None
    try:
        answer, tokens = ask(voice.chat, messages, answer_form(), lambda problem: _problem(voice, problem))
        voice.keep(key, answer.model_dump_json())
    except ChatFailure as failure:
        outcome = failure.reason
    except ReplyInvalid:
        outcome = "invalid"
    if answer is None:
        tally.failed += len(batch)
        tally.reasons.add(fill(f"model_failures.{outcome}"))
    tally.tokens += tokens
    voice.log(Exchange(
        voice.chat.model_id, voice.chat.endpoint, voice.rewrite.name, draft.sha256, tuple(one.id for one in batch),
        tuple(dict.fromkeys(document for document, _ in cited)), sent, tokens, outcome,
    ))  # fmt: skip
    return answer


def _problem(voice: Voice, problem: str) -> str:
    return voice.repair.messages(problem=problem)[1].text


def _rewritten(
    batch: Sequence[Suggestion], answer: Any, draft: Document, texts: dict[str, str], tally: _Tally
) -> dict[str, Suggestion]:
    found = {}
    by_id = {one.id: one for one in batch}
    for point in answer.points:
        one = by_id.get(point.id)
        if one is None:
            tally.refused += 1
            continue
        sources = [draft.text, one.text, one.reason, *(texts[c.document_id] for c in one.precedents)]
        text = " ".join(point.text.split())
        if text == one.text:
            continue
        if grounded(text, sources) == text and plausible(text, one.text):
            found[one.id] = replace(one, text=text)
            tally.rewritten += 1
        else:
            tally.refused += 1
    return found


def _joined(batch: Sequence[Suggestion], answer: Any) -> list[tuple[str, str]]:
    """Pairs that the model would join and that are about the same matter by our own measure."""
    by_id = {one.id: one for one in batch}
    pairs = []
    for pair in answer.merge:
        if len(pair) == 2 and pair[0] != pair[1] and all(name in by_id for name in pair):
            a, b = by_id[pair[0]], by_id[pair[1]]
            if a.outline == b.outline and alike(a.text, b.text) >= _SAME_MATTER:
                pairs.append((a.id, b.id))
    return pairs


def _merged(suggestions: Sequence[Suggestion], pairs: Sequence[tuple[str, str]]) -> list[Suggestion]:
    by_id = {one.id: one for one in suggestions}
    gone: set[str] = set()
    for keep, drop in pairs:
        if keep in gone or drop in gone:
            continue
        a, b = by_id[keep], by_id[drop]
        by_id[keep] = replace(
            a,
            evidence=tuple(dict.fromkeys((*a.evidence, *b.evidence))),
            precedents=tuple(dict.fromkeys((*a.precedents, *b.precedents))),
            finding_ids=tuple(dict.fromkeys((*a.finding_ids, *b.finding_ids))),
        )
        gone.add(drop)
    return [by_id[one.id] for one in suggestions if one.id not in gone]


def _added(
    batch: Sequence[Suggestion], answer: Any, draft: Document, texts: dict[str, str], tally: _Tally
) -> list[Suggestion]:
    found = []
    for one in answer.added:
        made = _new_point(one, batch, draft, texts)
        if made is None:
            tally.refused += 1
        else:
            tally.added += 1
            found.append(made)
    return found


def _new_point(one: Any, batch: Sequence[Suggestion], draft: Document, texts: dict[str, str]) -> Suggestion | None:
    """A point of the model's own: its quotation must stand in the draft, all it says in the draft or the reports."""
    place = locate(one.draft_quote, draft.text) if len(one.draft_quote.split()) > 2 else None
    cited = [c for s in batch for c in s.precedents if one.precedent_quote and locate(one.precedent_quote, c.quote)]
    if place is None or (one.precedent_quote and not cited) or one.outline not in _OUTLINES:
        return None
    text = " ".join(one.text.split())
    sources = [draft.text, *(texts[c.document_id] for c in cited)]
    if not vietnamese(text) or grounded(text, sources) != text:
        return None
    evidence = Evidence(place.quote, draft.page_at(place.start), (), place.start, place.end)
    return Suggestion(
        id=identity("model", text), outline=cast(OutlinePart, one.outline), kind="recommendation", ask="other",
        text=text, reason=fill("notes.model_added"), severity=1, confidence=0.4, evidence=(evidence,),
        precedents=tuple(cited[:1]), request_key="model:added",
    )  # fmt: skip


def _notes(tally: _Tally, voice: Voice) -> tuple[str, ...]:
    notes = [
        fill(
            "notes.model_done",
            model=voice.chat.model_id, prompt=voice.rewrite.name, rewritten=tally.rewritten, added=tally.added,
            refused=tally.refused,
        )
    ]  # fmt: skip
    if tally.failed:
        notes.append(fill("notes.model_failed", count=tally.failed, reason="; ".join(sorted(tally.reasons))))
    return tuple(notes)
