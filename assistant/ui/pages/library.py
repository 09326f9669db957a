"""Page 3: bring documents into the knowledge base, and see what it holds."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import gradio as gr

from assistant.index.model import DocumentKind
from assistant.ui import cards
from assistant.ui.handlers import Desk
from assistant.ui.strings import say

__all__ = ["build"]


def build(desk: Desk) -> None:
    """Lay out the page and wire it to ``desk``."""
    with gr.Row():
        upload = gr.File(label=say("library.upload"), file_count="multiple", height=140, scale=4, elem_id="files")
        with gr.Column(scale=1, min_width=220):
            kinds = [(say(f"kinds.{kind}"), kind) for kind in ("advice", "resolution", "other")]
            kind = gr.Dropdown([(say("library.auto"), "auto"), *kinds], value="auto", label=say("library.kind"))
            start = gr.Button(say("library.start"), variant="primary", elem_id="ingest")
    outcome = gr.HTML("", elem_id="outcome")
    table = gr.HTML(desk.documents, elem_id="documents")

    def ingest(
        paths: list[str] | None,
        chosen: Literal["auto"] | DocumentKind,
        progress: gr.Progress = gr.Progress(),  # noqa: B008
    ) -> tuple[str, str]:
        if not paths:
            return cards.notice(say("library.choose_files"), "error"), desk.documents()

        def show(done: int, total: int, name: str) -> None:
            progress((done, total), desc=say("library.progress", done=done, total=total, name=name))

        return desk.ingest([Path(path) for path in paths], chosen, show), desk.documents()

    start.click(ingest, [upload, kind], [outcome, table], api_visibility="private")
