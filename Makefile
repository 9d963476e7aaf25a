# Every target prepares what it needs; nothing but Python 3.11+ (with venv), make and git is assumed.
SHELL = /bin/sh
.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help setup serve test lint types contracts catalogues catalogues-check unit machine bench wheel faults format clean

BIN := .venv/bin
PACKAGES := helpcenter_build form_service
CATALOGUES = $(wildcard $(PACKAGES:%=%/translations/*/LC_MESSAGES/*.po))
COMPILED = $(CATALOGUES:.po=.mo)
export NO_MKDOCS_2_WARNING = 1
export DISABLE_MKDOCS_2_WARNING = true

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-12s %s\n", $$1, $$2}' Makefile

setup:  ## .venv from the lock file, the project in it, catalogues compiled
	@PYTHON="$(PYTHON)" sh requirements/setup.sh
	@$(if $(COMPILED),$(MAKE) --no-print-directory --silent $(COMPILED),:)

%.mo: %.po
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

serve: setup  ## the whole help center on http://127.0.0.1:8000, rebuilt on every save
	@exec $(BIN)/helpcenter serve

test: setup machine  ## everything CI runs; every part, even when one has failed
	@$(MAKE) --keep-going --no-print-directory lint types contracts catalogues-check unit

machine: setup
	@sh requirements/machine.sh

lint: setup  ## style of the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: setup  ## put the style right where it is certain
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: setup  ## mypy --strict on both packages
	$(BIN)/mypy $(PACKAGES)

contracts: setup  ## who may import whom
	$(BIN)/lint-imports --no-cache

catalogues: setup  ## bring the .po files up to date with the strings in the code
	@sh requirements/catalogues.sh update

catalogues-check: setup
	@sh requirements/catalogues.sh check

unit: setup  ## every test, on all cores; one file: .venv/bin/pytest tests/...
	$(BIN)/pytest --numprocesses auto --dist loadfile

bench: setup  ## the benchmark tables
	@$(BIN)/python -m benchmarks

wheel: setup  ## the installable package with compiled catalogues, in dist/
	@$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .

faults: setup  ## the long fault experiments; one file of them: make faults FAULTS=tests/faults/test_floods.py
	@sh requirements/machine.sh faults
	$(BIN)/pytest $(or $(FAULTS),tests/faults) --run-faults

clean:  ## remove what was generated; var/ with the database stays
	rm -rf .venv site bundle dist .pytest_cache .mypy_cache .ruff_cache .cache
	find $(PACKAGES) tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
	find $(PACKAGES) -name '*.mo' -exec rm -f {} +
