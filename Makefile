# `make help` lists the targets. Everything installs into .venv, at the versions of constraints.txt.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt
DEMO_OUTPUT ?= demo-output
.DEFAULT_GOAL := help
.PHONY: help install install-test install-browser demo test test-all check format benchmark clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.venv/.installed: setup.py constraints.txt
	@test -d .venv || $(PYTHON) -m venv .venv
	@echo "Installing Narrate into .venv (a few minutes the first time) ..."
	@$(PIP) --editable .
	@touch $@

.venv/.installed-test: .venv/.installed
	@echo "Installing what the tests need into .venv ..."
	@$(PIP) --editable '.[test]'
	@$(PIP) --no-deps kokoro  # one module of it is compared with; the rest would bring a front end for every language
	@touch $@

install: .venv/.installed ## make .venv and install Narrate, pinned

install-test: .venv/.installed-test ## install what the tests and checks need, too

install-browser: .venv/.installed-test ## install axe-core; with Debian's chromium, the tests of the pages need it
	@npm install --silent --no-save --no-audit --no-fund --prefix .venv/npm axe-core@4.14.1

demo: .venv/.installed ## narrate the sample catalogue; a second run reuses everything
	@$(BIN)/narrate run --input tests/data/catalogue.parquet --output $(DEMO_OUTPUT)

test: .venv/.installed-test ## run the tests (minutes, on 2 cores)
	@$(BIN)/python -m pytest --numprocesses auto

test-all: .venv/.installed-test ## run the tests, the slow ones too
	@$(BIN)/python -m pytest --numprocesses auto -m ''

check: .venv/.installed-test ## lint, format check, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

format: .venv/.installed-test ## put the code into the house format
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

benchmark: .venv/.installed-test ## measure the pipeline against its budgets on the sample catalogue
	@$(BIN)/python -m tests.benchmarks.end_to_end --input tests/data/catalogue.parquet

clean: ## remove what the demo and the tools have written, not .venv
	@rm -rf $(DEMO_OUTPUT) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
