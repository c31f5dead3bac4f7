# Every target does its own set-up: a virtual environment, Node and a browser where the machine has none.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DELETE_ON_ERROR:

# The first Python of this list that is new enough and has a numba; PYTHON=/path/to/python3.12 chooses another.
PYTHONS := python3 python3.14 python3.13 python3.12 python3.11 python
PYTHON ?= $(shell for p in $(PYTHONS); do $$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
NODE := .cache/node/bin/node
READY_TO_CHECK := .cache/node/.ready-to-check
TSC := $(NODE) .cache/node/node_modules/typescript/bin/tsc
READY_TO_RUN := .venv/.ready-to-run
READY_TO_TEST := .venv/.ready-to-test
PEERS := .cache/peers/bin
READY_TO_COMPARE := .cache/peers/.ready-to-compare

# Compiled kernels are kept beside the code, so that the second start takes a second.
export NUMBA_CACHE_DIR := $(CURDIR)/.cache/numba
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help run test test-all check style types page kernels suite claims bundle wheel boundscheck fuzz faults peers golden bench format clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 16

run: $(READY_TO_RUN) ## serve the page at http://127.0.0.1:8000 (HOST and PORT choose another address)
	@$(BIN)/ravine serve

test: $(READY_TO_TEST) $(READY_TO_CHECK) ## lint, types and all tests, those in a browser included
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target check kernels
	@$(MAKE) --no-print-directory suite

test-all: export RAVINE_TEST_ALL = 1
test-all: test ## the same with every pair of units, the thorough browser tests, every language at every size, more seeds

check: style types page

style: $(READY_TO_TEST)
	@echo "ruff"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "make: make format lays these files out"; exit 1; }

types: $(READY_TO_TEST)
	@echo "mypy"
	@$(BIN)/mypy --no-error-summary

page: $(READY_TO_TEST) $(READY_TO_CHECK)
	@echo "tsc, node"
	@$(TSC) --project jsconfig.json
	@$(TSC) --project tests/page/jsconfig.json
	@$(NODE) --test --test-reporter=dot tests/page/*.test.js

# Compiled before the tests begin, so that their processes do not compile the same kernels side by side.
kernels: $(READY_TO_TEST)
	@$(BIN)/python -m app.web.warm

# Three processes on two cores: a browser test waits a third of its time.
suite: $(READY_TO_TEST) $(READY_TO_CHECK)
	@$(BIN)/python tests/setup/browser.py
	@PYTHONWARNDEFAULTENCODING=1 $(BIN)/pytest -n 3 --dist worksteal

claims: $(READY_TO_TEST) ## what the lessons and the seeds say, on this processor, with more seeds
	@RAVINE_TEST_ALL=1 PYTHONWARNDEFAULTENCODING=1 $(BIN)/pytest -n 2 --dist worksteal tests/lessons tests/test_phenomena.py

bundle: $(READY_TO_TEST) $(READY_TO_CHECK) ## make the page's bundle, which is served until one of its sources changes (the wheel and the image hold one)
	@$(BIN)/python -m tests.setup.bundle

wheel: bundle ## build the wheel and try it where it is installed alone
	@tests/setup/wheel $(abspath $(BIN))/python

boundscheck: export NUMBA_BOUNDSCHECK = 1
boundscheck: export NUMBA_CACHE_DIR := $(CURDIR)/.cache/numba-checked
boundscheck: $(READY_TO_TEST) $(READY_TO_CHECK) ## the tests of what is compiled with every index checked; checked kernels have a cache of their own
	@$(BIN)/python -m app.web.warm
	@$(BIN)/pytest -n 2 --dist worksteal tests/engine tests/exports tests/fuzz tests/web/test_stream.py tests/web/test_stream_parts.py

fuzz: $(READY_TO_TEST) $(READY_TO_CHECK) ## send COUNT=10000 messages, requests, formulas, links and labels, then numbers with every index checked (SEED=7 the same again)
	@$(BIN)/python -m app.web.warm
	@$(BIN)/python -m tests.fuzz.every $(or $(COUNT),10000) $(SEED)
	@NUMBA_BOUNDSCHECK=1 $(BIN)/python -m tests.fuzz $(or $(COUNT),10000) $(SEED) few

faults: kernels ## kill workers, fill the disk, break kernels, move the clock and say what the user sees (NAMES="disk_full" only these)
	@$(BIN)/python tests/setup/browser.py
	@$(BIN)/python -m tests.faults $(NAMES)

peers: $(READY_TO_COMPARE) ## compare live with torch, optax and Keras, on settings drawn at random (SEED=7 draws the same again)
	@$(PEERS)/python -m tests.golden.live $(SEED)
	@$(PEERS)/python -m tests.golden.scripts $(SEED)

golden: $(READY_TO_COMPARE) ## have torch and optax make the golden files again
	@$(PEERS)/python -m tests.golden.make

bench: $(READY_TO_COMPARE) ## measure engine, frames, server and page against their targets and peers (TOPICS="engine frames" only these)
	@$(PEERS)/python tests/setup/browser.py
	@$(PEERS)/python -m tests.bench $(TOPICS)

format: $(READY_TO_TEST) ## format the Python code and put right what ruff can
	@$(BIN)/ruff check --quiet --fix . || true
	@$(BIN)/ruff format .

clean: ## remove the virtual environment and everything cached
	rm -rf .venv .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache dist
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "make: Ravine needs Python 3.11 to 3.14, and none of $(PYTHONS) is."; exit 1; }
	@$(PYTHON) tests/setup/machine.py
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "make: this Python cannot make virtual environments; on Debian: apt-get install python3-venv"; exit 1; }
	$(PYTHON) -m venv .venv

$(READY_TO_RUN): pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	@touch $@

$(READY_TO_TEST): pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test]'
	@touch $@ $(READY_TO_RUN)

# torch is a large download where the registry has its build for GPUs; only make peers, golden and bench ask for it.
$(READY_TO_COMPARE): pyproject.toml constraints.txt | .venv/bin/python
	$(BIN)/python -m venv .cache/peers
	$(PEERS)/python -m pip install --quiet --no-deps --constraint constraints.txt torch
	$(PEERS)/python -m pip install --quiet --constraint constraints.txt --editable '.[peers,test]'
	@touch $@

# A file of its own, for make looks at what a link leads to, and the machine's own Node is older than any script here.
$(READY_TO_CHECK): tests/setup/node.py | $(READY_TO_TEST)
	$(BIN)/python tests/setup/node.py
	@touch $@
