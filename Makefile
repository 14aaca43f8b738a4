# Everything a person or a CI does with Torchyard, one word each: `make help`.
# Variables: PYTHON (3.11 or later, default python3), TORCH_INDEX (a package index to take torch alone from, for a
# CPU-only build), and TORCHYARD_* (settings, passed through to the server).

PYTHON ?= python3
TORCH_INDEX ?=
WORKERS ?= 2
FUZZ ?= 2000

VENV := .venv
BIN := $(VENV)/bin
RUN_READY := $(VENV)/.ready-run
DEV_READY := $(VENV)/.ready-dev
PIP := $(BIN)/python -m pip --disable-pip-version-check

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: run test fuzz check lint format bench lock containers clean help

run: $(RUN_READY) ## serve on http://127.0.0.1:8000 (TORCHYARD_PORT, TORCHYARD_DATA … change it)
	@exec $(BIN)/python -m app serve

test: $(DEV_READY) ## run every test, a real browser's included
	@$(BIN)/python scripts/ensure_browser.py
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder $(ARGS)

fuzz: $(DEV_READY) ## hold references and solutions against torch on 2000 random inputs each (FUZZ=200 for fewer)
	FUZZ_EXAMPLES=$(FUZZ) $(BIN)/python -m pytest -n $(WORKERS) tests/problems/test_references.py $(ARGS)

check: $(RUN_READY) ## prove every problem (PROBLEM=slug for one)
	$(BIN)/python -m app check $(PROBLEM)

lint: $(DEV_READY) ## ruff and mypy --strict
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(DEV_READY) ## let ruff lay out the code and mend what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(RUN_READY) ## measure submit → verdict, memory, cold start; saves a table in bench/results/
	$(BIN)/python -m bench.latency $(ARGS)

lock: $(DEV_READY) ## write the lock files anew from what .venv holds (see CONTRIBUTING.md)
	$(BIN)/python scripts/lock.py

containers: ## build both images, run them, judge a right and a wrong answer in them
	scripts/try-containers $(ARGS)

clean: ## remove .venv, caches and bench results; the data folder stays
	rm -rf $(VENV) bench/results .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find app tests bench scripts problems migrations -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

help: ## this list
	@echo "Torchyard. make …"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# A stamp is newer than its lock file when .venv holds what the lock says: then nothing is installed.
$(RUN_READY): requirements.lock | $(BIN)/python
	@$(call install,requirements.lock)
	@touch $@

$(DEV_READY): requirements-dev.lock $(RUN_READY)
	@$(call install,requirements-dev.lock)
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || \
		{ echo "Torchyard needs Python 3.11 or later, and '$(PYTHON)' is not found: make … PYTHON=/path/to/python3" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Torchyard needs Python 3.11 or later, and $$($(PYTHON) --version) is too old: make … PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "This Python cannot make virtual environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

# torch comes first when it has an index of its own, and alone: no other package is looked for there. pip's own
# configuration is respected; torch's remaining dependencies (CUDA's libraries, in the default build for Linux) are
# for pip to resolve, since they differ between builds.
define install
echo "Installing $(1); torch is large, the first time takes some minutes"; \
$(if $(TORCH_INDEX),$(PIP) install --quiet --no-deps --index-url "$(TORCH_INDEX)" "$$(grep '^torch==' requirements.lock)" &&) \
$(PIP) install --quiet -r $(1)
endef
