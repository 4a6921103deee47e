# Two commands for a newcomer: `make demo` shows the tool at work, `make test` runs its tests.
# Each does all its set-up: a virtual environment in .venv with the locked versions.
PYTHON ?= python3.11
VENV := .venv
COVERAGE ?= 96
BIN := $(VENV)/bin
READY := $(VENV)/.ready
COMPILE := build/lock/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url

.PHONY: demo test lint format coverage schemas tutorials docs lock wheel self-check clean

demo: $(READY) ## Check the repositories of the bundled example organisation
	$(BIN)/python examples/demo.py

test: $(READY) ## Run the tests, with branch coverage
	$(BIN)/coverage erase
	$(BIN)/coverage run -m pytest -n auto --dist worksteal
	$(BIN)/coverage combine --quiet
	$(BIN)/coverage report --fail-under=$(COVERAGE)

lint: $(READY) ## Style, types, layers, licences, workflows, and our own packs on this repository
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet || $(BIN)/reuse lint
	$(BIN)/yamllint --strict policies .github action.yml templates/*.yml .pre-commit-hooks.yaml
	$(BIN)/zizmor --offline --quiet .github action.yml
	$(MAKE) docs
	$(MAKE) self-check

self-check: $(READY) ## This repository passes its own packs
	$(BIN)/ospo-policy check . --fail-on may

format: $(READY)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schemas: $(READY) ## Write schemas/, the reference and the manual page anew from the code
	$(BIN)/python -m tests.write_schemas
	$(BIN)/python -m tests.write_reference

tutorials: $(READY) ## Write into the tutorials what their commands answer now
	$(BIN)/python -m tests.write_tutorials

docs: $(READY) ## The site of the documentation, in build/site
	$(BIN)/python -m tools.site.build

wheel: $(READY)
	$(BIN)/python -m build --no-isolation --outdir dist .

lock: ## Lock the dependencies anew: those of development, and those that the action and the container install
	$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet uv
	$(COMPILE) --group dev pyproject.toml --output-file requirements-dev.txt
	$(COMPILE) --group build --extra audit pyproject.toml --constraints requirements-dev.txt --output-file requirements.txt

$(READY): requirements-dev.txt pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $(READY)

clean:
	rm -rf $(VENV) build dist .coverage* .mypy_cache .ruff_cache .pytest_cache
