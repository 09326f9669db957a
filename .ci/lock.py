"""Write requirements.lock and requirements-dev.lock: exact versions with hashes, for Linux and Windows, 3.11–3.13.

Run in a virtual environment that holds pip-tools: ``python .ci/lock.py``. pip-compile sees only the platform it runs
on, so the few packages that other platforms need are added here with their markers, and those that only this
platform needs are marked. torch is left out: its CPU build has no entry in the public index for Linux, so the
Makefile installs it by its exact version.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

ELSEWHERE = {"colorama==0.4.6": 'sys_platform == "win32"', "audioop-lts==0.2.2": 'python_version >= "3.13"'}
ONLY = {"uvloop": 'sys_platform != "win32"'}
TARGETS = [("3.13", "win_amd64"), ("3.13", "manylinux_2_28_x86_64"), ("3.13", "manylinux_2_28_aarch64")]


def hashes(requirement: str) -> set[str]:
    """Hashes of the wheels of ``requirement`` on every target."""
    found = set()
    for python, platform in TARGETS:
        with tempfile.TemporaryDirectory() as folder:
            command = [sys.executable, "-m", "pip", "install", "--quiet", "--dry-run", "--no-deps", "--report", "-",
                       "--ignore-installed", "--only-binary=:all:", "--python-version", python, "--platform", platform,
                       "--target", folder, requirement]  # fmt: skip
            report = subprocess.run(command, capture_output=True, text=True, check=False)
        if report.returncode == 0:
            found.add(json.loads(report.stdout)["install"][0]["download_info"]["archive_info"]["hashes"]["sha256"])
    return found


def compile_lock(target: Path, *options: str) -> None:
    """Resolve pyproject.toml into ``target``."""
    command = [sys.executable, "-m", "piptools", "compile", "--quiet", "--generate-hashes", "--strip-extras",
               "--no-header", "--no-emit-index-url", "--no-emit-find-links", "--no-emit-trusted-host", "--no-annotate",
               "--unsafe-package", "torch", "--output-file", str(target), *options, "pyproject.toml"]  # fmt: skip
    subprocess.run(command, check=True)
    text = target.read_text("utf-8").split("\n# WARNING: ")[0].rstrip()
    text = text.split("\n# The following packages are considered to be unsafe")[0].rstrip()
    for name, marker in ONLY.items():
        text = re.sub(rf"^({name}==\S+)( \\)$", rf"\1 ; {marker}\2", text, flags=re.MULTILINE)
    for requirement, marker in ELSEWHERE.items():
        if requirement.split("==")[0] + "==" not in text:
            lines = [f"{requirement} ; {marker}", *(f"--hash=sha256:{value}" for value in sorted(hashes(requirement)))]
            text += "\n" + " \\\n    ".join(lines)
    target.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    compile_lock(Path("requirements.lock"))
    compile_lock(Path("requirements-dev.lock"), "--extra", "dev", "--constraint", "requirements.lock")
