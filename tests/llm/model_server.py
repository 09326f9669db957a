"""An OpenAI-compatible server in a thread, well-behaved or not; it keeps every request it was sent."""

from __future__ import annotations

import contextlib
import json
import re
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

Answer = Callable[[str, int], str]
POINT = re.compile(r"^\[(\w+)\] (.+)$", re.MULTILINE)


def reworded(prompt: str, number: int) -> str:
    """A good answer: every point reworded without a new fact."""
    del number
    points = [{"id": name, "text": re.sub("([Đđ]ề nghị)", r"\1 cơ quan soạn thảo", text)} for name, text in
              POINT.findall(prompt)]  # fmt: skip
    return json.dumps({"points": points, "merge": [], "added": []}, ensure_ascii=False)


def every(text: str) -> Answer:
    """The same words for every point."""

    def answer(prompt: str, number: int) -> str:
        del number
        return json.dumps({"points": [{"id": name, "text": text} for name, _ in POINT.findall(prompt)]})

    return answer


class ModelServer:
    """Use as a context manager. ``cut`` ends the stream half way, ``wait_s`` delays it, ``statuses`` come first."""

    def __init__(
        self, answer: Answer = reworded, *, cut: bool = False, wait_s: float = 0, statuses: tuple[int, ...] = ()
    ) -> None:
        self.requests: list[dict[str, Any]] = []
        waiting = list(statuses)
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                outer.requests.append(body)
                if waiting:
                    self.send_response(waiting.pop(0))
                    self.send_header("Content-Length", "2")
                    self.end_headers()
                    self.wfile.write(b"{}")
                    return
                time.sleep(wait_s)
                self.send_response(200)
                self.send_header("Content-Type", "text/event-stream")
                self.end_headers()
                text = answer(body["messages"][-1]["content"] if len(body["messages"]) < 3 else
                              body["messages"][1]["content"], len(outer.requests))  # fmt: skip
                pieces = [text[i : i + 200] for i in range(0, len(text), 200)]
                for piece in pieces[: 1 if cut else None]:
                    self._send({"content": piece}, None)
                if not cut:
                    self._send({}, "stop")
                    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                        self.wfile.write(b"data: [DONE]\n\n")

            def _send(self, delta: dict[str, str], finish: str | None) -> None:
                event = {"id": "x", "object": "chat.completion.chunk", "created": 0, "model": "m",
                         "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}  # fmt: skip
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the client's patience ended
                    self.wfile.write(f"data: {json.dumps(event)}\n\n".encode())

            def log_message(self, format: str, *args: object) -> None:
                del format, args

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.block_on_close = False
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
