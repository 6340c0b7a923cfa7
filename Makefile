# make demo   builds the five instruments from a fresh clone; make help lists the rest.
# Needs git, make and python3 (3.11 or later) with venv. A stamp in .venv/ records each step of the
# set-up, so that a second run does nothing again and needs no network.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.ONESHELL:
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
# No download but what a lock names, and none of a build's own.
LOCKED := $(PIP) install -qq --require-hashes --no-build-isolation

# What `make demo` builds where Pango is missing, and more arguments for pytest and the benchmarks: make test ARGS="-k diff"
WITHOUT_PANGO ?= html,md
ARGS ?=
# For how many seconds `make fuzz` looks.
FUZZ ?= 60
# How many processes run the tests; 0 for one, as --accept needs: make test WORKERS=0 ARGS=--accept
WORKERS ?= 2
# Neighbours stay together, since they share what is dear to make; who has finished takes from who has not.
PYTEST := $(BIN)/pytest -n $(WORKERS) --dist worksteal

.PHONY: help demo test slow hunt fuzz lint format bench lock clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(VENV)/.installed ## build the instruments into build/ and print the paths
	@if [ -e $(VENV)/.pango ] || { tools/pango.sh && touch $(VENV)/.pango; }; then
		$(BIN)/travaux build
	else
		echo "Going on without PDFs: $(WITHOUT_PANGO)." >&2
		$(BIN)/travaux build --format $(WITHOUT_PANGO)
	fi

test: $(VENV)/.developed ## run the tests, the slow ones apart
	@$(PYTEST) $(ARGS)

slow: $(VENV)/.developed ## run the slow tests
	@$(PYTEST) -m slow $(ARGS) || { code=$$?; [ $$code = 5 ] || exit $$code; }

hunt: $(VENV)/.developed ## run the property tests on examples never drawn before
	@$(PYTEST) --hypothesis-profile=hunt -m "slow or not slow" tests/property $(ARGS)

fuzz: $(VENV)/.fuzzing ## look for inputs that break a reader or a pass: make fuzz FUZZ=600
	@$(BIN)/python tests/fuzz/atheris_target.py --seconds $(FUZZ)

lint: $(VENV)/.developed ## check style, types and the layers of imports
	@$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict src
	$(BIN)/lint-imports

format: $(VENV)/.developed ## rewrite the code in the project's format
	@$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.developed ## measure beside the peers (installed into .venv-peers) and print one table
	@$(BIN)/python benchmarks/table.py $(ARGS)

lock: ## remake the lock files (tools/lock.sh --upgrade takes newer versions)
	@PYTHON=$(PYTHON) tools/lock.sh

clean: ## remove the environment, the caches and what was built
	@rm -rf $(VENV) .venv-peers dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find build -mindepth 1 -maxdepth 1 ! -name README.md ! -name .gitignore -exec rm -rf {} +

# ---------------------------------------------------------------- set-up

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "travaux needs Python 3.11 or later: make PYTHON=/path/to/python3 …" >&2; exit 1; }
	echo "Setting up $(VENV) (once)" >&2
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV) || { echo "On Debian and Ubuntu: sudo apt-get install python3-venv" >&2; exit 1; }
	touch $@

$(VENV)/.built: requirements-build.lock $(VENV)/.made
	@$(LOCKED) -r requirements-build.lock
	touch $@

$(VENV)/.locked: requirements.lock $(VENV)/.built
	@$(LOCKED) -r requirements.lock
	touch $@

$(VENV)/.installed: pyproject.toml $(VENV)/.locked
	@$(PIP) install -qq --no-index --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.developed: requirements-dev.lock $(VENV)/.installed
	@$(LOCKED) -r requirements-dev.lock
	touch $@

$(VENV)/.fuzzing: tests/fuzz/requirements.lock $(VENV)/.developed
	@$(LOCKED) -r tests/fuzz/requirements.lock
	touch $@
