"""Page 2: search the knowledge base."""

from __future__ import annotations

import gradio as gr

from assistant.ui import cards
from assistant.ui.handlers import Desk
from assistant.ui.strings import say

__all__ = ["build"]

_ASPECTS = ("general", "results", "limitations_causes", "forecast_targets", "tasks_solutions", "form")


def build(desk: Desk) -> None:
    """Lay out the page and wire it to ``desk``."""
    with gr.Row():
        query = gr.Textbox(
            label=say("search.query"), placeholder=say("search.placeholder"), scale=5, elem_id="query", lines=1
        )
        go = gr.Button(say("search.go"), variant="primary", scale=1, min_width=90, elem_id="go")
    with gr.Row():
        kinds = [(say(f"kinds.{kind}"), kind) for kind in ("advice", "resolution", "other")]
        kind = gr.Dropdown([(say("search.all"), ""), *kinds], value="", label=say("search.kind"))
        aspects = [(say(f"aspects.{aspect}"), aspect) for aspect in _ASPECTS]
        aspect = gr.Dropdown([(say("search.all"), ""), *aspects], value="", label=say("search.aspect"))
        years = [(say("search.any_year"), ""), *((str(year), str(year)) for year in desk.years())]
        from_year = gr.Dropdown(years, value="", label=say("search.from_year"), min_width=110)
        to_year = gr.Dropdown(years, value="", label=say("search.to_year"), min_width=110)
    result = gr.HTML(cards.notice(say("search.start")), elem_id="hits")

    def find(text: str, one_kind: str, one_aspect: str, first: str, last: str) -> str:
        span = (int(first) if first else None, int(last) if last else None)
        return desk.search(text, [one_kind] if one_kind else [], [one_aspect] if one_aspect else [], span)

    inputs = [query, kind, aspect, from_year, to_year]
    gr.on([go.click, query.submit], find, inputs, result, show_progress="hidden", api_visibility="private")
