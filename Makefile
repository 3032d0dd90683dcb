# The commands of the project. `make help` lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.PHONY: help env env-dev demo demo-reset test lint types unit assets screenshots bench lock doctor

BIN := .venv/bin

# Set on some machines; without compiled modules each start takes several seconds longer.
unexport PYTHONDONTWRITEBYTECODE
# A variable of another environment would change what ours imports.
unexport PYTHONPATH
unexport PYTHONHOME

# The machine's own Python, in a version that we run on. make_environment.py says what is wrong when there is none.
FIND_PYTHON = for python in $(PYTHON) python3 python3.13 python3.12 python3.11; do \
	"$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && break; python=; done

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

env: ## make the environment in .venv, with the program utvag
	@$(FIND_PYTHON); "$${python:-python3}" tools/make_environment.py demo

env-dev: ## the same, with what the tests need
	@$(FIND_PYTHON); "$${python:-python3}" tools/make_environment.py dev

demo: env ## start a made-up municipality on this machine; Ctrl-C stops it
	@UTVAG_WITH_PARENT=1 exec $(BIN)/utvag demo

demo-reset: env ## remove the demo's data
	@exec $(BIN)/utvag demo-reset

doctor: env ## say what is missing on this machine, and what mends it
	@exec $(BIN)/utvag doctor

test: env-dev lint types unit ## run everything that CI runs

lint: env-dev ## rules of style and of the house's floors
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/lint-imports --no-logo

types: env-dev ## check all types
	@$(BIN)/mypy

# Last, so that the last line is pytest's own.
unit: env-dev ## the tests themselves; ARGS="-k word" chooses
	@exec $(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

assets: env-dev ## rebuild styles, scripts and fonts from their sources
	@exec $(BIN)/python assets/build.py

screenshots: env-dev ## take the README's pictures anew; needs Chromium
	@UTVAG_PICTURES=docs/images exec $(BIN)/python -m pytest -q tests/browser/test_screens.py -k picture

bench: env-dev ## measure what things cost, beside what a user would pick instead
	@for name in misuse wall rls key_service engine_process log_proof reveal search_timing sign_in_timing; do \
		echo "== $$name"; $(BIN)/python -m bench.$$name || exit 1; done

lock: env-dev ## write the lock and the requirements that follow from it
	@$(BIN)/uv lock --quiet
	@$(BIN)/python tools/export_requirements.py
