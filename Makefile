# Every target works in .venv at the project's root and sets it up where it is missing.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
DEMO   := build/newsroom
DATA   ?= ../shared
ENGINES := athena bigquery clickhouse duckdb snowflake spark

.DEFAULT_GOAL := help
.PHONY: help run serve test check format generate bench lock wheel deploy-check clean

help:  ## what there is to make
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(STAMP)  ## poll the sample newsroom, code its events, print what was found
	@rm -rf $(DEMO)
	$(BIN)/python -m tests.newsroom run --out $(DEMO) --format table

serve: $(STAMP)  ## browse the sample newsroom by hand
	$(BIN)/python -m tests.newsroom serve

test: $(STAMP)  ## all tests that need no other data than the project's own
	$(BIN)/python -m pytest -n auto --dist loadgroup

check: $(STAMP)  ## format, lint, types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

format: $(STAMP)  ## put the code into ruff's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

generate: $(STAMP)  ## renew what derives from the schemas and options: pages of docs/, files of deploy/
	$(BIN)/python -m schemas.describe docs
	for engine in $(ENGINES); do $(BIN)/sitrep ddl --engine $$engine >deploy/ddl/$$engine.sql || exit; done

bench: $(STAMP)  ## the benchmarks, with the development data in DATA=../shared
	$(BIN)/python -m benchmarks --data $(DATA)

lock: $(STAMP)  ## renew constraints.txt, the versions that CI installs
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --all-extras --python-version 3.11 --upgrade --no-annotate \
	  --no-header --no-emit-index-url --no-emit-find-links --output-file constraints.txt

wheel: $(STAMP)  ## build the wheel into dist/
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

clean:  ## remove the environment and everything that was built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(STAMP): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13)))' || \
	  { echo "sitrep needs Python 3.11 to 3.13, $(PYTHON) is $$($(PYTHON) --version 2>&1); try: make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@
