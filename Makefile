# TrustCode 放心码. `make` alone explains itself. Needs Python 3.11 or newer and make; uv is used when it is there.

SHELL := /bin/sh
.DEFAULT_GOAL := help
PORT ?= 8000
ARGS ?=
PY := .venv/bin/python
LISTS := requirements.txt tests/requirements.txt
# The stamp carries the checksum of both lists: the same lists again cost nothing, new lists are installed at once.
STAMP := .venv/.installed-$(shell cat $(LISTS) | cksum | tr -d ' ')

.PHONY: help setup run test check fmt bench lock

help: ## Show what each target does
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: $(STAMP) ## Create .venv with the pinned, hashed requirements (second time: nothing to do)

$(STAMP):
	@$(PY) -c 'import pip' 2>/dev/null || { \
	  for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && found="$$python" && break; \
	  done; \
	  test -n "$$found" || { echo "No Python 3.11 or newer found. Install one and try again." >&2; exit 1; }; \
	  echo "Making .venv with $$("$$found" --version)."; \
	  "$$found" -m venv .venv || uv venv -q --seed --python "$$found" .venv; }
	@echo "Installing the pinned requirements; this takes a minute the first time."
	@{ command -v uv >/dev/null 2>&1 && uv pip install -q --python $(PY) --require-hashes -r requirements.txt -r tests/requirements.txt; } \
	  || $(PY) -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt -r tests/requirements.txt
	@rm -f .venv/.installed-*
	@touch $@

run: setup ## Serve on http://127.0.0.1:8000 with demo data (PORT=8080 for another port)
	@exec $(PY) -m flask trustcode serve --port $(PORT)

test: setup ## Run the tests (ARGS="tests/kernel -x" for some of them)
	@$(PY) -m tests.run $(ARGS)

check: setup ## Format, lint, contracts, types, then the tests
	@echo "Format";    $(PY) -m ruff format --check --output-format concise . || { echo "Run make fmt." >&2; exit 1; }
	@echo "Lint";      $(PY) -m ruff check --quiet .
	@echo "Contracts"; .venv/bin/lint-imports --no-cache --no-logo
	@echo "Types";     $(PY) -m mypy
	@echo "Tests";     $(PY) -m tests.run $(ARGS)

fmt: setup ## Put the code in its format and mend what lint can mend
	@$(PY) -m ruff check --quiet --fix-only .
	@$(PY) -m ruff format --quiet .

bench: setup ## Measure, as ratios; writes benchmarks/results/
	@$(PY) benchmarks/run.py $(ARGS)

lock: ## Pin every requirement anew from the two short lists (needs uv)
	@command -v uv >/dev/null 2>&1 || { echo "make lock needs uv." >&2; exit 1; }
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o requirements.txt deploy/requirements.in
	uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url -o tests/requirements.txt tests/requirements.in
