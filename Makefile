# Every target sets up what it needs. `make` alone says what there is.
PYTHON ?= python3
BIN := .venv/bin
NAME ?= read
BENCHMARKS = $(filter-out servers hear_%,$(basename $(notdir $(wildcard benchmarks/*.py))))

.PHONY: help setup run serve test check bench docs clean

help:  ## Say what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | sort | awk -F'\t' '{printf "  make %-8s %s\n", $$1, $$2}'

setup: .venv/ready  ## Make the environment in .venv, with the front end built

.venv/ready: pyproject.toml constraints.txt hatch_build.py $(shell find frontend -type f -not -path '*/node_modules/*' 2>/dev/null)
	@echo "Folkmoot: making the environment (about a minute the first time) …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check uv
	@echo "Folkmoot: installing what it needs, and building the front end …"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --constraint constraints.txt --editable '.[dev]'
	@touch $@
	@echo "Folkmoot: ready."

run: setup  ## Open the demo newspaper with its discussion
	@$(BIN)/folkmoot demo

serve: setup  ## Run a newsroom's server
	@$(BIN)/folkmoot serve

test: setup  ## Run every check and test
	@$(BIN)/python -m tests.prepare
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m pytest -n 2

check: setup  ## Style, types, imports
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet . && $(BIN)/mypy && $(BIN)/lint-imports

bench: setup  ## Run one of benchmarks/: make bench NAME=read
	@test -f benchmarks/$(NAME).py || { echo "There is no benchmark $(NAME). There are: $(BENCHMARKS)."; exit 2; }
	@$(BIN)/python benchmarks/$(NAME).py

docs: setup  ## Write the generated reference anew
	@$(BIN)/python -m docs.generate && echo "docs/reference/commands.md is written."

clean:  ## Remove what was made, but for the data
	rm -rf .venv build dist src/folkmoot/web/static frontend/node_modules
