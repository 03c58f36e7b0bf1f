# make run   opens the app on the demo company      make test   installs and passes everything
# make check lint, types, layers (before a commit)  make quick  the tests but the slow ones  make screens  redraws docs/screens
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run install test check lint types layers quick tests wheel screens bench clean

run: $(VENV)/.app
	$(BIN)/portevoix demo

install: $(VENV)/.app

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Porte-voix needs Python 3.11 or later: install it, or run 'make PYTHON=/path/to/python3'." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; rm -rf $(VENV); exit 1; }

$(VENV)/.app: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(READY): pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.app

test: check tests wheel

check: lint types layers

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports

tests: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not wheel"

quick: $(READY)
	$(BIN)/python -m pytest -n 2 --dist worksteal -m "not wheel and not slow"

wheel: $(READY)
	$(BIN)/python -m pytest -m wheel

screens: $(READY)
	$(BIN)/python docs/screens/make.py

bench: $(READY)
	for script in tests/bench/[a-z]*.py; do echo "== $$script"; $(BIN)/python $$script || exit 1; done

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
