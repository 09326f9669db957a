"""Page 1: drop a draft, read the suggestions, decide, take the Word report."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import gradio as gr

from assistant import wiring
from assistant.ui import cards
from assistant.ui.handlers import Desk, Reviewed
from assistant.ui.strings import say

__all__ = ["build"]

_SCRIPT = (Path(__file__).parents[1] / "cards.js").read_text("utf-8")
_TYPES = [".pdf", ".docx", ".doc", ".odt", ".rtf", ".txt", ".md", ".html", ".png", ".jpg", ".jpeg", ".tif", ".tiff"]


def build(desk: Desk) -> None:
    """Lay out the page and wire it to ``desk``."""
    state: gr.State = gr.State(None)
    with gr.Row():
        with gr.Column(scale=1, min_width=270, elem_classes="tl-side"):
            upload = gr.File(label=say("review.upload"), file_types=_TYPES, height=160, elem_id="draft")
            choices = [(say("review.no_governing"), ""), *desk.resolutions()]
            governing = gr.Dropdown(choices, value="", label=say("review.governing"), elem_id="governing")
            budget = gr.Slider(5, 40, value=15, step=1, label=say("review.budget"), info=say("review.budget_note"))
            start = gr.Button(say("review.start"), variant="primary", elem_id="start")
            sample = gr.Button(say("review.sample"), size="sm", elem_id="sample")
            report = gr.DownloadButton(say("review.download"), interactive=False, elem_id="report")
        with gr.Column(scale=3):
            result = gr.HTML(cards.notice(say("review.empty")), elem_id="suggestions", js_on_load=_SCRIPT)

    def analyse(path: str | None, chosen: str, most: float) -> Iterator[tuple[Any, ...]]:
        if not path:
            yield cards.notice(say("review.choose_file"), "error"), None, gr.skip()
            return
        for html, reviewed in desk.analyse(Path(path), chosen or None, int(most)):
            yield html, reviewed, _download(desk, reviewed)

    def decide(reviewed: Reviewed | None, event: gr.EventData) -> tuple[Any, Any]:
        if reviewed is None:
            return gr.skip(), gr.skip()
        return desk.decide(reviewed, event._data), _download(desk, reviewed)

    def first_sample() -> str | None:
        drafts = wiring.drafts_to_try()
        return str(drafts[0]) if drafts else None

    outputs = [result, state, report]
    inputs = [upload, governing, budget]
    start.click(analyse, inputs, outputs, show_progress="hidden", api_visibility="private")
    sample.click(first_sample, None, upload, api_visibility="private").then(
        analyse, inputs, outputs, show_progress="hidden", api_visibility="private"
    )
    result.click(decide, state, [result, report], show_progress="hidden", api_visibility="private")


def _download(desk: Desk, reviewed: Reviewed | None) -> Any:
    if reviewed is None:
        return gr.DownloadButton(interactive=False)
    return gr.DownloadButton(value=str(desk.report(reviewed)), interactive=True)
