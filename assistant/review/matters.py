"""The comments of a report by matter: the clauses that name one fault and ask one thing belong together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.review.asking import Ask, about, as_topic, asked, is_plain, subject_of, sums_up, without_marks
from assistant.review.requests import Request

__all__ = ["Asked", "Matter", "is_summary", "matters"]

_ITEM = re.compile(r"^\s*(?:\+|[a-zđ]\))\s")


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked, and the clause that asks it."""

    request: Request
    ask: Ask


@dataclass(frozen=True, slots=True)
class Matter:
    """What one report says and asks of one thing; ``told`` is all it says of it, in its own words, ``fault`` what it
    says before it asks."""

    asks: tuple[Asked, ...]
    told: str
    fault: str = ""

    @property
    def request(self) -> Request:
        """The clause that speaks for the matter: the first plain request, else the first fault."""
        return next((one.request for one in self.asks if one.ask.plain), self.asks[0].request)


def matters(requests: Sequence[Request]) -> Iterator[Matter]:
    """The matters of one report's comments, given in reading order.

    A matter ends where a new paragraph begins, and where a fault is named again after something was asked. In the
    overall assessment and among the recommendations at the end each clause is a matter of its own.
    """
    group: list[tuple[Request, Ask | None]] = []
    head: tuple[Request, Ask] | None = None
    for request in requests:
        ask = asked(request.chunk.text, firm=request.chunk.comment_kind == "recommendation")
        if group and not _goes_on(group, request, ask):
            yield from _matter(group)
            group = []
        if ask is not None and request.chunk.text.rstrip().endswith(":"):
            head = request, ask
        elif head is not None and ask is None and _listed(head[0], request):
            ask = Ask(head[1].mode, head[1].verb, without_marks(request.chunk.text), head[1].topic, plain=True)
        elif not _ITEM.match(request.chunk.text):
            head = None
        group.append((request, ask))
    yield from _matter(group)


def is_summary(request: Request) -> bool:
    """Whether a clause stands where a report sums up: its overall assessment, its recommendations at the end."""
    titles = request.chunk.section_path
    return request.chunk.aspect == "general" and bool(titles) and sums_up(titles[-1])


def _goes_on(group: Sequence[tuple[Request, Ask | None]], request: Request, ask: Ask | None) -> bool:
    last, before = group[-1]
    if is_summary(request) or last.chunk.text not in request.context:
        return False
    plain = ask is not None and ask.plain
    return plain or before is None or not before.plain


def _clear(ask: Ask, group: Sequence[tuple[Request, Ask | None]]) -> Ask | None:
    """The ask, if it names a thing; a thing that says little by itself ("số liệu", "nguyên nhân") is said of what the
    clause, or the paragraph, speaks of, and given up where that cannot be told."""
    if not ask.thing or is_plain(ask.thing):
        return ask if ask.thing else None
    topics = (ask.topic, *(other.topic for _, other in group if other is not None))
    topic = next((found for one in topics if (found := as_topic(one)) and is_plain(found)), None)
    topic = topic or as_topic(ask.topic)
    return replace(ask, thing=f"{ask.thing} {about()} {topic}") if topic else None


def _listed(head: Request, request: Request) -> bool:
    """Whether a clause without a verb is an item of the list that ``head`` opens."""
    return _ITEM.match(request.chunk.text) is not None and head.chunk.section_path == request.chunk.section_path


def _matter(group: Sequence[tuple[Request, Ask | None]]) -> Iterator[Matter]:
    subject = subject_of(group[0][0].chunk.text) if group else ""
    group = [
        (request, replace(ask, topic=subject) if ask and subject and not ask.topic else ask) for request, ask in group
    ]
    found = [Asked(request, clear) for request, ask in group if ask is not None and (clear := _clear(ask, group))]
    if not found:
        return
    told = " ".join(request.chunk.text for request, _ in group)
    fault = " ".join(request.chunk.text for request, ask in group if ask is None or not ask.plain)
    yield Matter(tuple(found), told, fault)
