# Every target works in .venv at the project's root and sets it up where it is missing.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
DEMO   := build/newsroom
DATA   ?= ../shared
AIRFLOW := build/airflow/bin/python
PROMTOOL := build/promtool/usr/bin/promtool
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
	$(BIN)/python -m pytest -n auto --dist loadgroup -m 'not slow'

check: $(STAMP)  ## format, lint, types, and deploy/ with what is at hand; deploy-check takes all tools
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/deploy -m 'not slow' -n auto --dist loadgroup

format: $(STAMP)  ## put the code into ruff's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

generate: $(STAMP)  ## renew what derives from the schemas and options: pages of docs/, files of deploy/
	$(BIN)/python -m schemas.describe docs
	$(BIN)/python -m pipelines.template >deploy/dataflow/metadata.json
	for engine in $(ENGINES); do $(BIN)/sitrep ddl --engine $$engine >deploy/ddl/$$engine.sql || exit; done

bench: $(STAMP)  ## the benchmarks, with the development data in DATA=../shared
	$(BIN)/python -m benchmarks --data $(DATA)

lock: $(STAMP)  ## renew constraints.txt, the versions that CI installs
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --universal --all-extras --python-version 3.11 --upgrade --no-annotate \
	  --no-header --no-emit-index-url --no-emit-find-links --output-file constraints.txt

deploy-check: $(STAMP) $(AIRFLOW) $(PROMTOOL)  ## check deploy/ with the tools that know its files; install the wheel in a clean environment
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,deploy]'
	PATH="$(CURDIR)/$(dir $(PROMTOOL)):$$PATH" AIRFLOW_PYTHON="$(CURDIR)/$(AIRFLOW)" \
	  $(BIN)/python -m pytest -rs tests/deploy tests/pipelines/test_wheel.py tests/pipelines/test_worker_pool.py \
	  -n 2 --dist loadgroup

# Airflow has an environment of its own: its versions are not ours.
$(AIRFLOW):
	$(PYTHON) -m venv build/airflow
	build/airflow/bin/python -m pip install --quiet 'apache-airflow-task-sdk>=1.1,<2' 'apache-airflow-providers-standard>=1.5,<2'

# Debian's package holds promtool; elsewhere install Prometheus. Without it the alert rules are not checked.
$(PROMTOOL):
	@mkdir -p build/promtool/usr/bin
	-cd build/promtool && command -v promtool || { apt-get download prometheus && dpkg -x prometheus_*.deb .; }

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
