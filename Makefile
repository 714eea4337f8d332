# make demo    set everything up and build the example case
# make test    set everything up, then lint, types, import contracts, quality gate, tests
# make gate    quality against the pinned floors          make bench   speed and memory
# make mutate  2,000 mutated files of each input format
# make format  lay out the code                           make lock    pin the newest versions again

PYTHON ?= $(or $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done),python3)
BIN := .venv/bin
UV ?= uv
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

.PHONY: demo test lint types contracts unit gate bench mutate format lock run-environment dev-environment

demo: run-environment
	$(BIN)/counterclaim build examples/aleppo-2018 --out out/aleppo-2018

test: lint types contracts gate unit

lint: dev-environment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: dev-environment
	$(BIN)/mypy

contracts: dev-environment
	$(BIN)/lint-imports

unit: dev-environment
	$(BIN)/pytest

gate: dev-environment
	$(BIN)/python benchmarks/gate.py

bench: dev-environment
	$(BIN)/python benchmarks/bench.py

mutate: dev-environment
	$(BIN)/python benchmarks/mutate.py

format: dev-environment
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	$(LOCK) -o requirements/run.lock pyproject.toml requirements/build.in
	$(LOCK) -o requirements/dev.lock -c requirements/run.lock --group pyproject.toml:dev pyproject.toml requirements/build.in

run-environment:
	@$(PYTHON) tools/environment.py run

dev-environment:
	@$(PYTHON) tools/environment.py dev
