"""What the articles of a rule leave open: terms, legal bases, procedures, repayment, more claims than money, and
conditions that most of those addressed cannot meet by the draft's own figures."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from assistant.diagnosis.cells import Grid, Row, printed
from assistant.diagnosis.places import table_name
from assistant.documents.model import Section
from assistant.language.normalize import match_key
from assistant.language.quantities import Amount, amounts
from assistant.language.tokens import syllables
from assistant.review.analyses.tools import Clause, articles, clauses, lowered, named_in, short, submitted
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.spots import Spot, find_spot, head, named
from assistant.review.themes import Sign

__all__ = [
    "beyond_budget",
    "far_limit",
    "left_to_later",
    "legal_bases",
    "procedures",
    "repayment",
    "too_high",
    "transition",
    "unasked",
    "unbacked",
    "undefined_terms",
]

_BASIS = re.compile(r"^\s*[-–]?\s*căn cứ ", re.IGNORECASE)
_FEWEST_BASES, _FEWEST_TERMS, _MOST_TERMS = 3, 3, 4
_TERM = r"(?<!\w)((?:{heads})(?:\s(?!(?:{stops})(?!\w))[^\W\d_]+){{1,5}})"
_LONGEST_TERM = 5
_LEAST = re.compile(r"\bbình quân (?:mỗi|một|1|01) (\w+)|\b(?:mỗi|một) (\w+) (?:\w+ ){0,2}bình quân")
_FEWEST_PAID = 2
_BEFORE = 60
_FAR = Decimal("1.2")
_TIME = re.compile(r"\d+ (?:tháng|năm)")


def undefined_terms(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Terms (``object`` and what qualifies it) of the articles that none of them explains."""
    rule = articles(draft)
    if not rule or any(named(here.heading, match_key(one.title)) for one in rule):
        return ()
    said = clauses(rule)
    text = " | ".join([*(match_key(one.title) for one in rule), *(one.key for one in said)])
    if named(here.show, text):
        return ()
    stops = "|".join(map(re.escape, here.said))
    pattern = re.compile(_TERM.format(heads="|".join(map(re.escape, here.object)), stops=stops))
    found = [_trimmed(term, here.near) for term in pattern.findall(text)]
    counts = {term: draft.key.count(term) for term in dict.fromkeys(found) if term not in here.object}
    counts = {term: count for term, count in counts.items() if len(term.split()) <= _LONGEST_TERM}
    terms = [t for t, n in counts.items() if n > 1 and not any(t != o and t in o and counts[o] == n for o in counts)]
    terms = [t for t in terms if not any(w in t for w in here.other)][:_MOST_TERMS]
    if len(terms) < _FEWEST_TERMS:
        return ()
    shown = [one for term in terms if (one := next((c for c in said if term in c.key), None))]
    values = {"terms": named_in(terms), "first": lowered(rule[0].title), "count": str(counts[terms[0]])}
    return (Measure("undefined_terms", 0.66, tuple(one.spot for one in shown[:2]), values),) if shown else ()


def _trimmed(term: str, tails: Sequence[str]) -> str:
    words = term.split()
    while len(words) > 1 and words[-1] in tails:
        words = words[:-1]
    return " ".join(words)


def legal_bases(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Laws (``items``: name and what they go by) that the rule needs, named "money" where it spends, not cited."""
    bases = [p for p in draft.passages if _BASIS.match(p.paragraph.text)]
    rule = " ".join(one.key for one in clauses(articles(draft)))
    if len(bases) < _FEWEST_BASES or not rule:
        return ()
    cited = " ".join(p.key for p in bases)
    needed = [name for name, cues in here.items.items() if not named(cues, cited)]
    missing = [name for name in needed if name not in here.other_items or named(here.object, rule)]
    if not missing:
        return ()
    said = clauses(articles(draft))
    spend = next((one for phrase in here.object if (one := find_in(said, (phrase,)))), None)
    values = {"missing": named_in(missing), "count": str(len(bases)), "spend": short(spend.text, 16) if spend else ""}
    state = "legal_bases_money" if spend and any(name in here.other_items for name in missing) else "legal_bases"
    spots = (spend.spot,) if spend and state == "legal_bases_money" else ()
    last = bases[-1].paragraph
    from_bases = find_spot(bases[-1], (match_key(last.text)[:12],), ())
    return (Measure(state, 0.72, spots or ((from_bases,) if from_bases else ()), values),)


def procedures(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """An article of a council's resolution that lays down papers and steps, without the basis for doing so."""
    if not _of_council(here, draft) or named(here.said, draft.key):
        return ()
    for article in articles(draft):
        if named(here.heading, match_key(article.title)) and (told := find_in(clauses([article]), here.show)):
            values = {"article": _named(article), "steps": short(told.text, 18)}
            return (Measure("procedures", 0.62, (told.spot,), values),)
    return ()


def repayment(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """A duty to pay back (``object``) with no exception for what nobody could help, nor who recovers and how."""
    rule = clauses(articles(draft))
    key = " ".join(one.key for one in rule)
    told = [one for one in rule if named(here.object, one.key) and (named(here.show, one.key))]
    lacking = [name for name, cues in here.items.items() if not named(cues, key)]
    if not told or not lacking:
        return ()
    worst = max(told, key=lambda one: sum(character.isdigit() for character in one.key))
    values = {"missing": named_in(lacking), "duty": short(worst.text, 16)}
    return (Measure("repayment", 0.7, (worst.spot,), values),)


def beyond_budget(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Rules that promise money by rate, in two articles or more, with no word on claims beyond the estimate."""
    rule = articles(draft)
    paid = [a for a in rule if any(named(here.object, c.key) and _has_money(c.text) for c in clauses([a]))]
    key = " ".join(one.key for one in clauses(rule))
    if len(paid) < _FEWEST_PAID or named(here.said, key):
        return ()
    ahead = (p for p in draft.passages if p.part not in ("results", "limitations_causes"))
    spots_of = (s for p in ahead if (s := find_spot(p, here.show, ("tỷ đồng", "triệu đồng"))))
    total = next((s for s in spots_of if not named(here.near, match_key(s.quote))), None)
    values = {"articles": named_in([lowered(a.title) for a in paid if a.title]), "total": _total(here, total)}
    spots = (total,) if total else (head(draft, paid[0]),)
    return (Measure("beyond_budget" if values["total"] else "beyond_budget_untold", 0.66, spots, values),)


def too_high(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """A size required ("từ 01 ha trở lên") above the mean that the draft itself gives for those addressed."""
    means = list(_means(here, draft))
    for one in clauses(articles(draft)):
        for amount in amounts(one.text):
            if amount.bound != "least" or amount.measure not in ("measure", "count"):
                continue
            for mean, whose, where in means:
                if mean.unit == amount.unit and 0 < mean.value < amount.value:
                    ratio = amount.value / mean.value
                    values = {
                        "least": f"{amount.number} {amount.unit}", "mean": f"{mean.number} {mean.unit}", "whose": whose,
                        "ratio": f"{ratio:.1f}".replace(".", ","), "mean_place": draft.place(where.start),
                        "condition": short(one.text, 14), "article": _named(one.section),
                    }  # fmt: skip
                    return (Measure("too_high", 0.8, (one.spot, where.spot), values),)
    return ()


def _means(here: Sign, draft: DraftProfile) -> Iterator[tuple[Amount, str, Clause]]:
    """Mean sizes with whose they are: "ruộng đất bình quân mỗi hộ 0,42 ha"."""
    body = [section for section in draft.document.walk() if section.kind not in ("article", "clause", "point")]
    for one in clauses(body):
        found = _LEAST.search(one.key)
        if found is None or (found[1] or found[2]) not in here.near:
            continue
        after = [a for a in amounts(one.text) if a.start >= found.start() and a.measure in ("measure", "count")]
        if after:
            yield after[0], found[1] or found[2], one


def unasked(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """Those a rule applies to, where the draft says nowhere that they were or will be asked (``object``)."""
    if not submitted(draft) or any(named(here.object, p.key) for p in draft.passages):
        return ()
    for article in articles(draft):
        told = clauses([article])
        if named(here.heading, match_key(article.title)) and told and not told[0].text.rstrip().endswith(":"):
            values = {"whom": short(told[0].text, 16), "article": _named(article)}
            return (Measure("unasked", 0.62, (told[0].spot,), values),)
    return ()


def find_in(said: Sequence[Clause], phrases: Sequence[str]) -> Clause | None:
    """The first clause with one of ``phrases``."""
    return next((one for one in said if named(phrases, one.key)), None)


def _has_money(text: str) -> bool:
    return any(amount.measure == "money" for amount in amounts(text))


def _total(here: Sign, spot: object) -> str:
    quote = match_key(getattr(spot, "quote", ""))
    place = min((quote.find(phrase) for phrase in here.show if phrase in quote), default=-1)
    if place < 0:
        return ""
    found = next((a for a in amounts(quote) if a.measure == "money" and a.start > place), None)
    return quote[found.start : found.end].strip() if found else ""


def _of_council(here: Sign, draft: DraftProfile) -> bool:
    metadata = draft.document.metadata
    front = match_key(f"{metadata.type or ''} {metadata.subject or ''}")
    return named(here.near, front)


def _named(section: Section) -> str:
    """ "Điều 9 (hồ sơ, trình tự thực hiện)"."""
    return f"{section.label} ({lowered(section.title)})" if section.title else section.label


def far_limit(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """A limit in per cent that groups in the draft's own table are far beyond."""
    for one in clauses(articles(draft)):
        for amount in amounts(one.text):
            if amount.bound != "most" or amount.measure != "percent":
                continue
            words = set(itertools.pairwise(syllables(one.text[max(0, amount.start - _BEFORE) : amount.start])))
            for placed in draft.reading.tables:
                rows = _beyond(Grid(placed), words, amount.value)
                if rows:
                    values = {
                        "limit": f"{amount.number}%", "rows": named_in([words for words, _ in rows], 3),
                        "table": table_name(draft.reading, placed.table.start), "clause": short(one.text, 16),
                    }  # fmt: skip
                    start, end = rows[0][1].span
                    row = Spot(draft.document.text[start:end], start, end, placed.section)
                    return (Measure("far_limit", 0.78, (one.spot, row), values),)
    return ()


def _beyond(grid: Grid, words: set[tuple[str, str]], limit: Decimal) -> list[tuple[str, Row]]:
    """Rows with a figure a fifth beyond the limit in a column that is named like it."""
    column = next((c for c in grid.figure_columns if words & set(itertools.pairwise(syllables(grid.head(c))))), None)
    if column is None or grid.label_column is None or "%" not in grid.heads[column]:
        return []
    cells = [(row, f) for row in grid.rows if (f := grid.figure(row, column)) and not grid.is_total(row)]
    return [
        (f"{lowered(row.label)} ({printed(f.value, f.digits)}%)", row) for row, f in cells if f.value > _FAR * limit
    ]


def left_to_later(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """What the articles leave to a later decision (``object``) with no word of when or by what (``said``)."""
    found = [one for one in clauses(articles(draft)) if named(here.object, one.key) and not named(here.said, one.key)]
    if not found:
        return ()
    names = [f"{short(one.text, 14)} ({draft.place(one.start)})" for one in found]
    values = {"matters": named_in(names, 3), "count": str(len(found))}
    return (Measure("left_to_later", 0.62, tuple(one.spot for one in found[:2]), values),)


def transition(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """A rule that ends an earlier one (``object``) and says nothing of what was begun under it (``said``)."""
    rule = clauses(articles(draft))
    told = find_in(rule, here.object)
    titled = any(named(here.said, match_key(article.title)) for article in articles(draft))
    if told is None or titled or any(named(here.said, one.key) for one in rule):
        return ()
    values = {"earlier": _earlier(told.text), "article": draft.place(told.start)}
    return (Measure("transition", 0.68, (told.spot,), values),)


def _earlier(text: str) -> str:
    """The earlier rule as the clause names it."""
    return short(re.split(r"\s(?:hết hiệu lực|được thay thế|bị bãi bỏ)", text)[0], 14)


def unbacked(here: Sign, draft: DraftProfile) -> Sequence[Measure]:
    """A commitment asked for a time (``object``), in a rule with no word of what follows when it is broken."""
    rule = clauses(articles(draft))
    if any(named(here.said, one.key) for one in rule):
        return ()
    told = next((one for one in rule if named(here.object, one.key) and _TIME.search(one.key)), None)
    if told is None:
        return ()
    return (Measure("unbacked", 0.72, (told.spot,), {"commitment": short(told.text, 16)}),)
