# make run   sets up, builds the sample knowledge base if there is none, opens the interface
# make test  sets up and runs everything CI runs
# Both may be run again at any time. PYTHON=python3.12 chooses another Python (3.11 to 3.13).
# On Linux, TORCH_INDEX=https://download.pytorch.org/whl/cpu fetches the small CPU build of torch.

PYTHON ?= python3
TORCH_INDEX ?=
PORT ?= 7860
VENV := .venv
ifeq ($(OS),Windows_NT)
BIN := $(VENV)/Scripts
else
BIN := $(VENV)/bin
endif
PIP := $(BIN)/python -m pip --disable-pip-version-check

.PHONY: run test set-up check format clean
.DEFAULT_GOAL := run

run: $(VENV)/.installed
	$(BIN)/tienle serve --sample --port $(PORT)

test: $(VENV)/.installed-dev $(if $(CI),ci-packages)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n 2 --dist loadfile

set-up: $(VENV)/.installed-dev

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -c "import sys; ok = (3, 11) <= sys.version_info < (3, 14); sys.exit(0 if ok else 'Cần Python 3.11, 3.12 hoặc 3.13; ví dụ: make PYTHON=python3.12')"
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --require-hashes --no-deps -r requirements.lock
	$(PIP) install --quiet $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) torch==2.13.0
	$(PIP) install --quiet --no-deps --editable .
	touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.lock
	$(PIP) install --quiet --require-hashes --no-deps -r requirements-dev.lock
	touch $@

# A CI machine is bare: the browser test needs Chromium, reading needs LibreOffice and Tesseract.
.PHONY: ci-packages
ci-packages:
	sh .ci/packages

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache
