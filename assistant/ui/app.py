"""The web interface: three pages over one open knowledge base, nothing fetched from outside."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, cast

from assistant.errors import StateError
from assistant.settings import Settings
from assistant.ui.strings import say, sentences
from assistant.wiring import open_knowledge

if TYPE_CHECKING:
    import gradio as gr

    from assistant.ui.handlers import Desk

__all__ = ["build", "serve"]

# The browser's language would choose the words of Gradio's own components; ours is the page's.
_HEAD = """<script>
document.documentElement.lang = "vi";
Object.defineProperty(navigator, "language", { get: () => "vi" });
Object.defineProperty(navigator, "languages", { get: () => ["vi"] });
</script>"""
_FONTS = ["Segoe UI", "Noto Sans", "Liberation Sans", "sans-serif"]


def build(desk: Desk) -> gr.Blocks:
    """The pages, not yet served."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = (
        "False"  # must stand before the import, else two look-ups leave the machine
    )
    import gradio as gr

    from assistant.ui.pages import library, review, search

    with gr.Blocks(title=say("app.title"), analytics_enabled=False) as pages:
        gr.HTML(
            f'<div class="tl-head"><h1>{escape(say("app.title"))}</h1><p>{escape(say("app.tagline"))}</p>'
            f'<p class="tl-offline">{escape(say("app.offline"))}</p></div>'
        )
        with gr.Tabs():
            for key, page in (("review", review), ("search", search), ("library", library)):
                with gr.Tab(say(f"app.tab_{key}"), id=key):
                    page.build(desk)
    return cast("gr.Blocks", pages)


def serve(settings: Settings, host: str, port: int, ready: Callable[[str], None]) -> None:
    """Serve until stopped; ``ready`` gets the URL once the page answers.

    Raises:
        StateError: ``port_busy``, or whatever keeps the knowledge base from being opened for writing.
    """
    _check_port(host, port)
    with open_knowledge(settings, "write") as knowledge:
        from assistant.ui.handlers import Desk

        pages = build(Desk(settings, knowledge))
        import gradio as gr

        words = sentences("frame")
        pages.queue(default_concurrency_limit=4)
        pages.launch(
            server_name=host, server_port=port, prevent_thread_lock=True, quiet=True, inbrowser=False, share=False,
            theme=_theme(), css_paths=Path(__file__).with_name("style.css"), head=_HEAD, run_history=False,
            footer_links=[], ssr_mode=False, show_error=False, i18n=gr.I18n(vi=words, en=words),
            max_file_size=settings.reading.max_mb * 1_000_000, enable_monitoring=False,
        )  # fmt: skip
        ready(f"http://{host}:{port}")
        pages.block_thread()


def _theme() -> gr.Theme:
    import gradio as gr

    theme = gr.themes.Soft(primary_hue="red", neutral_hue="gray", font=_FONTS, font_mono=["Consolas", "monospace"])
    label = {"background_fill": "transparent", "text_color": "#374151", "text_weight": "600"}
    return theme.set(
        **{f"block_title_{name}": value for name, value in label.items()},
        **{f"block_label_{name}": value for name, value in label.items()},
        block_title_padding="0", block_label_shadow="none", button_primary_background_fill="#9b1c1c",
        button_primary_background_fill_hover="#7f1d1d", body_background_fill="#f6f7f9", block_shadow="none",
        block_border_width="1px", block_border_color="#e5e7eb", input_border_color="#d1d5db", input_border_width="1px",
        button_large_text_size="15px", checkbox_label_shadow="none", slider_color="#9b1c1c",
    )  # fmt: skip


def _check_port(host: str, port: int) -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise StateError("port_busy", f"{host}:{port}", port=port, other=port + 1) from error
