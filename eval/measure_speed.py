"""Measure what a user waits for, each as a whole process, and print a table.

    python eval/measure_speed.py            # uses the installed `tienle` of this environment

Bars, on two cores: --help ≤ 0.3 s, interface ≤ 15 s, review of a 12-page DOCX ≤ 10 s cold, sample corpus ≤ 60 s.
"""

from __future__ import annotations

import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DRAFT = ROOT / "corpus" / "drafts" / "du-thao-1-so-ket-giua-nhiem-ky.docx"
RUNS = 3


def run(home: str, *arguments: str) -> float:
    """Wall-clock seconds of one command."""
    command = [sys.executable, "-m", "assistant", "--home", home, *arguments]
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def first_answer(home: str) -> float:
    """Seconds from `tienle serve` to the first page."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "--home", home, "serve", "--port", str(port)]
    started = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            while time.perf_counter() - started < 120:
                try:
                    urllib.request.urlopen(f"http://127.0.0.1:{port}", timeout=1).read()
                    return time.perf_counter() - started
                except OSError:
                    time.sleep(0.05)
        finally:
            server.terminate()
    return float("nan")


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [
            ("tienle --help", 0.3, statistics.median(run(folder, "--help") for _ in range(RUNS))),
            ("tienle ingest corpus/sample", 60, run(folder, "ingest", str(ROOT / "corpus" / "sample"))),
            ("tienle search", 5, statistics.median(run(folder, "search", "liên kết vùng") for _ in range(RUNS))),
            ("tienle diagnose", 10, statistics.median(run(folder, "diagnose", str(DRAFT)) for _ in range(RUNS))),
            ("tienle review", 10, statistics.median(run(folder, "review", str(DRAFT)) for _ in range(RUNS))),
            ("tienle serve, first page", 15, statistics.median(first_answer(folder) for _ in range(RUNS))),
        ]
    print(f"{'command':<32}{'bar, s':>10}{'measured, s':>14}")
    for name, bar, seconds in rows:
        print(f"{name:<32}{bar:>10}{seconds:>14.2f}{'' if seconds <= bar else '   over'}")


if __name__ == "__main__":
    main()
