"""Suggestions, hits and documents as HTML. Everything that comes from a file is escaped here, without exception."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from assistant.diagnosis.model import Evidence
from assistant.documents.model import printed_number
from assistant.export.report import REPORT_ORDER
from assistant.export.told import itemised, reasons
from assistant.index.model import FailedFile, StoredDocument
from assistant.retrieval.model import Hit
from assistant.review.model import Citation, MetRequest, Review, Suggestion
from assistant.triage.decisions import Decision
from assistant.ui.ledgers import ledger_tables
from assistant.ui.strings import say

__all__ = ["Surroundings", "documents_table", "failures", "hits_list", "notice", "stages", "suggestions_list"]

# (document id, or None for the draft; start; end) → the text before and after that quotation.
Surroundings = Callable[[str | None, int, int], tuple[str, str]]

_STAGES = ("read", "diagnose", "compare", "done")
# What a card shows at once: the rest is one click away.
_EVIDENCE_SHOWN, _PRECEDENTS_SHOWN, _REASON_SHOWN = 2, 1, 220
_SHORT_QUERY = 20  # words; of a whole paragraph too many are found to be worth telling
_STATES = {"accept": "accepted", "edit": "edited", "reject": "rejected"}


def notice(text: str, kind: str = "info") -> str:
    """One boxed sentence; ``kind`` is info or error."""
    return f'<div class="tl-notice tl-{kind}">{escape(text)}</div>'


def stages(current: str) -> str:
    """The steps of a review with the current one marked."""
    reached = _STAGES.index(current)
    items = []
    for number, stage in enumerate(_STAGES):
        state = "past" if number < reached or current == "done" else "now" if number == reached else "next"
        items.append(f'<li class="tl-{state}">{escape(say(f"review.stage_{stage}"))}</li>')
    return f'<ol class="tl-stages">{"".join(items)}</ol>'


def suggestions_list(
    review: Review, decisions: Mapping[str, Decision], name: str, surroundings: Surroundings
) -> str:  # fmt: skip
    """The suggestions grouped by the parts of a report, with what was decided."""
    counts = dict.fromkeys(_STATES.values(), 0)
    for suggestion in review.suggestions:
        decision = decisions.get(suggestion.id)
        if decision and decision.verdict in _STATES:
            counts[_STATES[decision.verdict]] += 1
    open_count = len(review.suggestions) - sum(counts.values())
    total = say("review.summary", count=len(review.suggestions), name=name, open=open_count, **counts)
    took = say("review.took", seconds=_seconds(review.took_ms, 1))
    parts = [f'<div class="tl-summary">{escape(total)} <span class="tl-faint">{escape(took)}</span></div>']
    groups = {outline: [one for one in review.suggestions if one.outline == outline] for outline in REPORT_ORDER}
    links = "".join(
        f'<a href="#tl-{outline}">{escape(say(f"parts.{outline}"))} <small>{len(group)}</small></a>'
        for outline, group in groups.items()
        if group
    )
    parts.append(f'<nav class="tl-nav">{links}</nav>')
    if review.suggestions:
        parts.append(_faint(_report_holds(len(review.suggestions), open_count, counts["rejected"])))
    parts += [notice(note) for note in review.notes]
    for outline, group in groups.items():
        if group:
            title = f"{escape(say(f'parts.{outline}'))} <small>({len(group)})</small>"
            parts.append(f'<h3 class="tl-part" id="tl-{outline}">{title}</h3>')
            parts += [_card(one, decisions.get(one.id), surroundings) for one in group]
    if review.met:
        heads = "".join(f"<h4>{escape(say(f'card.{name}'))}</h4>" for name in ("met_draft", "met_precedent"))
        met = f'<div class="tl-sides">{heads}</div>' + "".join(_met(one, surroundings) for one in review.met)
        title = escape(say("review.met", count=len(review.met)))
        parts.append(f'<details class="tl-ledger"><summary>{title}</summary>{met}</details>')
    if any(ledger.rows for ledger in review.ledgers):
        parts.append(f'<h3 class="tl-part">{escape(say("ledger.title"))}</h3>{ledger_tables(review.ledgers)}')
    return "".join(parts)


def hits_list(hits: Sequence[Hit], took_ms: int, surroundings: Surroundings, query: str) -> str:
    """Search results, each with its source and why it matched."""
    short = len(query.split()) <= _SHORT_QUERY
    if not hits:
        return notice(say("search.none"))
    head = f'<div class="tl-summary">{escape(say("search.found", count=len(hits), seconds=_seconds(took_ms, 2)))}</div>'
    return head + "".join(_hit(hit, surroundings, short) for hit in hits)


def documents_table(documents: Sequence[StoredDocument]) -> str:
    """What the knowledge base holds."""
    if not documents:
        return notice(say("library.empty"))
    comments = sum(document.comments for document in documents)
    total = say("library.total", documents=len(documents), comments=comments)
    names = ("number", "date", "issuer", "subject", "kind", "comments", "pages")
    heads = "".join(f"<th>{escape(say(f'library.column_{name}'))}</th>" for name in names)
    rows = "".join(_document(document) for document in documents)
    table = f'<table class="tl-table"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'
    return f'<div class="tl-summary">{escape(total)}</div>{table}'


def failures(failed: Sequence[FailedFile]) -> str:
    """Files that could not be taken in, each with why and what to do."""
    return "".join(
        notice(f"{one.path.replace(chr(92), '/').rsplit('/', 1)[-1]}: {one.reason}. {one.next_step}", "error")
        for one in failed
    )


def _card(one: Suggestion, decision: Decision | None, surroundings: Surroundings) -> str:
    state = _STATES.get(decision.verdict, "") if decision else ""
    text = decision.text if decision and decision.verdict == "edit" and decision.text else one.text
    badge = say("card.praise") if one.kind == "praise" else say(f"card.severity_{one.severity}")
    done = f'<span class="tl-state">{escape(say(f"card.{state}"))}</span>' if state else ""
    return (
        f'<article class="tl-card {("tl-" + state) if state else ""}" data-id="{escape(one.id)}">'
        f'<header><span class="tl-badge tl-s{one.severity}">{escape(badge)}</span>{done}</header>'
        f'<div class="tl-text">{_remark(text)}</div>'
        f'<textarea class="tl-editor" rows="{5 + len(text) // 200}" hidden>{escape(text)}</textarea>'
        f"{_sides(one, surroundings)}{_buttons(bool(state))}</article>"
    )


def _sides(one: Suggestion, surroundings: Surroundings) -> str:
    quoted = [_evidence(evidence, surroundings) for evidence in one.evidence]
    if one.kind == "praise" or one.outline == "recommendations":
        summary = escape(say("card.shown_by", count=len(one.evidence)))
        if not quoted:
            return _reason(one)
        return f'<details class="tl-proof"><summary>{summary}</summary>{"".join(quoted)}{_reason(one)}</details>'
    left = _folded(quoted, _EVIDENCE_SHOWN, "more_places") or _faint(say("card.nothing_there"))
    citations = [_citation(citation, surroundings) for citation in one.precedents]
    right = _folded(citations, _PRECEDENTS_SHOWN, "more_precedents")
    right = right or _faint(say("card.no_precedent"))
    support = max((citation.support for citation in one.precedents), default=0)
    count = f" · {say('card.support', count=support)}" if support > 1 else ""
    other = "".join(_citation(citation, surroundings) for citation in one.contradicts)
    if other:
        right += f'<h4 class="tl-other">{escape(say("card.other_precedent"))}</h4>{other}'
    return (
        f'<div class="tl-sides"><div><h4>{escape(say("card.draft"))}</h4>{left}</div>'
        f"<div><h4>{escape(say('card.precedent') + count)}</h4>{right}</div></div>{_reason(one)}"
    )


def _remark(text: str) -> str:
    """The remark as one paragraph, or with the places it lists one a line."""
    taken_apart = itemised(text)
    if taken_apart is None:
        return f"<p>{escape(text)}</p>"
    items = "".join(f"<li>{escape(item)}</li>" for item in taken_apart.items)
    return f"<p>{escape(taken_apart.lead)}:</p><ul>{items}</ul><p>{escape(taken_apart.request)}</p>"


def _folded(shown: Sequence[str], most: int, key: str) -> str:
    """The first ``most`` quotations, and the others behind one line that says how many."""
    rest = shown[most:]
    if not rest:
        return "".join(shown)
    summary = escape(say(f"card.{key}", count=len(rest)))
    return f'{"".join(shown[:most])}<details class="tl-more"><summary>{summary}</summary>{"".join(rest)}</details>'


def _report_holds(total: int, open_count: int, rejected: int) -> str:
    """What the Word report will hold, said before it is taken."""
    if open_count == total:
        return say("review.report_all")
    return say("review.report_decided", count=total - open_count - rejected)


def _met(one: MetRequest, surroundings: Surroundings) -> str:
    left = _evidence(one.evidence, surroundings) if one.evidence else _faint(say("card.met_throughout"))
    return f'<div class="tl-sides"><div>{left}</div><div>{_citation(one.precedent, surroundings)}</div></div>'


def _evidence(evidence: Evidence, surroundings: Surroundings) -> str:
    page = say("card.page", page=evidence.page) if evidence.page else ""
    headings = [heading for heading in evidence.section_path[-1:] if heading != evidence.quote]
    where = " · ".join(filter(None, (*headings, page)))
    return _quotation(evidence.quote, where, surroundings(None, evidence.start, evidence.end))


def _citation(citation: Citation, surroundings: Surroundings) -> str:
    number = printed_number(citation.number, citation.symbol)
    page = say("card.page", page=citation.page) if citation.page else ""
    near = say("card.near") if citation.status == "near" else ""
    where = " · ".join(filter(None, (citation.issuer, number, _date(citation.issued_on), page, near)))
    return _quotation(citation.quote, where, surroundings(citation.document_id, citation.start, citation.end))


def _quotation(quote: str, where: str, around: tuple[str, str]) -> str:
    context = _context(quote, around)
    shown = escape(quote.replace("\t", " | "))
    return f"<blockquote>“{shown}”<cite>{escape(where)}</cite>{context}</blockquote>"


def _context(quote: str, around: tuple[str, str]) -> str:
    """The quotation where it stands, folded."""
    before, after = map(escape, around)
    return (
        f'<details class="tl-context"><summary>{escape(say("card.context"))}</summary>'
        f"<p>{before}<mark>{escape(quote)}</mark>{after}</p></details>"
    )


def _reason(one: Suggestion) -> str:
    """How it was found, folded where it is long: it is for whoever doubts the remark."""
    told = reasons(one.reason)
    if not told:
        return ""
    name = escape(say("card.working"))
    if len(told) == 1 and len(told[0]) <= _REASON_SHOWN:
        return f'<p class="tl-reason"><b>{name}:</b> {escape(told[0])}</p>'
    lines = "".join(f"<li>{escape(line)}</li>" for line in told)
    body = f"<ul>{lines}</ul>" if len(told) > 1 else f"<p>{escape(told[0])}</p>"
    return f'<details class="tl-reason"><summary>{name}</summary>{body}</details>'


def _buttons(decided: bool) -> str:
    if decided:
        return f'<footer><button data-act="undo">{escape(say("card.undo"))}</button></footer>'
    names = ("accept", "edit", "reject")
    shown = "".join(
        f'<button data-act="{name}" class="tl-{name}">{escape(say(f"card.{name}"))}</button>' for name in names
    )
    why = escape(say("card.why_reject"), quote=True)
    return (
        f"<footer>{shown}</footer>"
        f'<footer class="tl-editing" hidden><button data-act="save">{escape(say("card.save"))}</button>'
        f'<button data-act="cancel">{escape(say("card.cancel"))}</button></footer>'
        f'<footer class="tl-rejecting" hidden><input class="tl-why" placeholder="{why}">'
        f'<button data-act="refuse">{escape(say("card.reject"))}</button>'
        f'<button data-act="cancel">{escape(say("card.cancel"))}</button></footer>'
    )


def _hit(hit: Hit, surroundings: Surroundings, words_told: bool) -> str:
    document, chunk = hit.document, hit.chunk
    number = printed_number(document.number, document.symbol)
    page = say("card.page", page=chunk.page) if chunk.page else ""
    where = " · ".join(filter(None, (document.issuer, number, _date(document.issued_on), page)))
    why = ", ".join(say(f"search.matched_{name}") for name in hit.matched)
    words = f": {', '.join(hit.terms)}" if words_told and hit.terms and "lexical" in hit.matched else ""
    copies = f" · {say('search.copies', count=hit.folded)}" if hit.folded else ""
    path = " › ".join(chunk.section_path)
    context = _context(chunk.text, surroundings(document.document_id, chunk.start, chunk.end))
    return (
        f'<article class="tl-card"><p class="tl-text">{hit.rank}. “{escape(chunk.text)}”</p>'
        f'<p class="tl-source">{escape(where)}</p><p class="tl-faint">{escape(path)}</p>'
        f'<p class="tl-faint">{escape(why + words + copies)}</p>{context}</article>'
    )


def _document(document: StoredDocument) -> str:
    unknown = say("library.unknown")
    number = printed_number(document.number, document.symbol) or unknown
    cells = (
        number, _date(document.issued_on) or unknown, document.issuer or unknown, document.subject or unknown,
        say(f"kinds.{document.kind}"), str(document.comments or unknown), str(document.pages or unknown),
    )  # fmt: skip
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def _faint(text: str) -> str:
    return f'<p class="tl-faint">{escape(text)}</p>'


def _seconds(ms: int, digits: int) -> str:
    return f"{ms / 1000:.{digits}f}".replace(".", ",")


def _date(iso: str | None) -> str:
    return "/".join(reversed(iso.split("-"))) if iso else ""
