"""A paragraph → the clauses that are comments: cut at sentence ends and semicolons, lists kept with their colon."""

from __future__ import annotations

import re

from assistant.advice.lexicon import any_of, first
from assistant.advice.signs import bare_key, is_request, is_topic, sign_of
from assistant.language.tokens import clauses, depths

__all__ = ["pieces"]

_ENDS = (".", "…", "!", "?", ".”", "?”")
_BARE_DEMAND = re.compile(r"(?:^|\s)(?:đề xuất|đề nghị|kiến nghị)(?: như sau| sau đây| sau)?\s*$")
_SPACED_COLON = re.compile(r":(?=\s)")


def pieces(text: str) -> list[tuple[int, int]]:
    """Half-open spans of the comments of ``text``, in order; together they hold every non-blank character.

    The items of a list that a colon opens stay one piece, unless each of them is a request of its own ("đề nghị sở: lập
    …; bỏ …"). A topic before a colon ("Về thể thức: …") opens no list; it stays with its first clause.
    """
    depth = depths(text)
    spans = clauses(text)
    joined: list[tuple[int, int]] = []
    at = 0
    while at < len(spans):
        start, end = spans[at]
        colon = _list_colon(text, start, end, depth)
        last = at if colon is None else _last_item(text, spans, at, colon)
        joined.append((start, spans[last][1]))
        at = last + 1
    return joined


def _list_colon(text: str, start: int, end: int, depth: list[int]) -> int | None:
    """The colon that opens a list in the clause, if its sentence goes on behind a semicolon."""
    if not text[start:end].endswith(";"):
        return None
    for found in _SPACED_COLON.finditer(text, start, end):
        if depth[found.start()] == 0 and not is_topic(_clause_before(text, start, found.start())):
            return found.start()
    return None


def _clause_before(text: str, start: int, colon: int) -> str:
    """The head of the colon, behind an earlier topic ("Về vốn: đề nghị: …")."""
    earlier = text.rfind(": ", start, colon)
    return text[earlier + 2 if earlier > 0 else start : colon]


def _last_item(text: str, spans: list[tuple[int, int]], at: int, colon: int) -> int:
    """The index of the last clause that belongs to the list opened at ``colon`` (``at`` itself: the items part)."""
    last = at
    while last + 1 < len(spans) and not text[: spans[last][1]].endswith(_ENDS):
        last += 1
    if last == at:
        return at
    head = bare_key(text[spans[at][0] : colon])
    items = [text[colon + 1 : spans[at][1]], *(text[start:end] for start, end in spans[at + 1 : last + 1])]
    if _addresses(head) or (not _names_content(head) and all(is_request(item) for item in items)):
        return at
    demands = [n for n, item in enumerate(items) if n and sign_of(item).asked and not sign_of(item).imperative]
    return at + demands[0] - 1 if demands else last


def _addresses(head: str) -> bool:
    """ "đề nghị UBND tỉnh:" names who is asked and nothing that is asked: each item is a request."""
    if _BARE_DEMAND.search(head):
        return True
    demand = list(any_of("kind", "demand").finditer(head))
    if not demand or _names_content(head):
        return False
    behind = head[demand[-1].end() :]
    named = first("ask", behind) not in {None, "other"} or any_of("kind", "verbs").search(behind)
    return not named and not any_of("list", "openers").search(behind)


def _names_content(head: str) -> bool:
    return re.search(rf"(?:{any_of('list', 'content').pattern})\W*$", head) is not None
