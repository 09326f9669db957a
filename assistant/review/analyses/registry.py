"""The analyses by the name of their theme."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from assistant.review.analyses import (
    articles,
    effects,
    funding,
    levels,
    pace,
    products,
    results,
    rows,
    submission,
    targets,
    tasks,
    unanswered,
)
from assistant.review.outcome import Measure
from assistant.review.profile import DraftProfile
from assistant.review.themes import Sign

__all__ = ["ANALYSES", "Analysis"]

Analysis = Callable[[Sign, DraftProfile], Sequence[Measure]]

ANALYSES: dict[str, Analysis] = {
    "undefined_terms": articles.undefined_terms,
    "legal_bases": articles.legal_bases,
    "procedure_basis": articles.procedures,
    "repayment": articles.repayment,
    "beyond_budget": articles.beyond_budget,
    "too_high": articles.too_high,
    "excluded": submission.excluded,
    "promised": submission.promised,
    "duties": submission.duties,
    "options": submission.options,
    "reckoning": submission.reckoning,
    "unmeasured": targets.unmeasured,
    "left_out": targets.left_out,
    "missed": targets.missed,
    "steep": pace.steep,
    "uneven": pace.uneven,
    "remaining": pace.remaining,
    "incompatible": products.incompatible,
    "untasked": unanswered.untasked,
    "pillars": unanswered.pillars,
    "behind": rows.behind,
    "slowest_places": rows.slowest_places,
    "lowest_rows": rows.lowest_rows,
    "roadmap": tasks.unassigned,
    "bodies_left_out": tasks.bodies_left_out,
    "untotalled": funding.untotalled,
    "vague_source": funding.vague_source,
    "authority": levels.authority,
    "support_ends": funding.support_ends,
    "output_counts": effects.output_counts,
    "touched": effects.touched,
    "unmonitored": effects.unmonitored,
    "comparison": results.compared,
    "largest_cause": results.largest_cause,
    "not_lasting": results.not_lasting,
    "governed": results.governed,
    "one_liners": targets.one_liners,
    "unnamed_acts": targets.unnamed_acts,
    "consultation": articles.unasked,
    "target_grounds": targets.unfounded,
    "unfunded": funding.unfunded,
    "jump": funding.jump,
    "private_commitment": funding.private,
    "far_limit": articles.far_limit,
    "transition": articles.transition,
    "unbacked": articles.unbacked,
    "left_to_later": articles.left_to_later,
}
