# make run    set everything up and open the dashboard, on example data when the store is empty
# make test   set everything up and run all checks and tests
# make help   the other targets

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8501
export OPENBLAS_NUM_THREADS ?= 1

.PHONY: run test quick check unit browser benchmark pictures example words lock clean help

help:
	@grep -E '^# make' Makefile | sed 's/^# //'
	@echo "make quick      checks and tests of what changed, for while you work"
	@echo "make check      ruff, the order of the packages, and the type checker"
	@echo "make unit       the tests without a browser"
	@echo "make browser    the journeys in a real browser"
	@echo "make benchmark  speed, as ratios to a floor"
	@echo "make pictures   take the pictures of README and handbook from the running tool"
	@echo "make example    generate the example exports anew"
	@echo "make words      bring the Dutch catalogue up to date with the code"
	@echo "make lock       lock the versions of all dependencies"

$(VENV)/run: requirements.txt requirements.lock
	$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Python 3.11 or newer is needed')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -r requirements.txt -c requirements.lock
	$(BIN)/python -m compileall -q -j 0 $(VENV)/lib || true
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.txt
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check -r requirements-dev.txt -c requirements.lock
	$(BIN)/python -m compileall -q -j 0 $(VENV)/lib || true
	@touch $@

run: $(VENV)/run
	$(BIN)/python -m pages.frame.launch --open --server.port $(PORT)

test: check unit browser

check: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/mypy

quick: $(VENV)/dev
	$(BIN)/python tests/quick.py

unit: $(VENV)/dev
	$(BIN)/python -m pytest -n 2 -m "not browser"

# A browser of the system; on Debian and Ubuntu: apt-get install chromium
browser: $(VENV)/dev
	$(BIN)/python -m pytest -m browser

benchmark: $(VENV)/dev
	$(BIN)/python -m benchmarks

# Needs a browser of the system, as the journeys do.
pictures: $(VENV)/dev
	$(BIN)/python -m docs.pictures

example: $(VENV)/run
	$(BIN)/python -m data.example.generator

words: $(VENV)/dev
	$(BIN)/python -m measurement.locale.catalogue

lock: $(VENV)/dev
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --no-header --python-version 3.11 requirements-dev.txt -o requirements.lock

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .hypothesis
