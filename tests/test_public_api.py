"""The table of contents of the package: sorted, complete, and free of cost until a name is used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import assistant


def test_the_list_is_sorted_and_without_repeats() -> None:
    assert assistant.__all__ == sorted(set(assistant.__all__))


@pytest.mark.parametrize("name", assistant.__all__)
def test_every_listed_name_is_there_and_documented(name: str) -> None:
    assert getattr(assistant, name).__doc__


def test_every_name_with_a_home_is_listed() -> None:
    assert sorted([*assistant._HOME_OF, "pipeline"]) == assistant.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        assistant.nothing  # noqa: B018


def test_importing_the_package_loads_no_room() -> None:
    program = "import sys, assistant; print([name for name in sys.modules if name.startswith('assistant.')])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
