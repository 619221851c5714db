# The two commands of the README are `make run` and `make test`; the others are for developers.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
CORPUS ?= ../shared/corpus
GOLD   ?= ../shared/gold
SHOW   ?= 0
SPLIT  ?= all
PORT   ?= 8000

.PHONY: run test lint corpus coverage score score-labels bench compiled serve browser clean

$(VENV)/.run: pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.run
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

run: $(VENV)/.run          ## build the bundled library into build/
	@$(BIN)/monograph build library --output build

test: $(VENV)/.dev browser ## run the tests
	@$(BIN)/python -m pytest

lint: $(VENV)/.dev         ## style, types, floors
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

corpus: $(VENV)/.dev       ## everything on the real monographs
	@$(BIN)/python -m pytest tests -m corpus --corpus=$(CORPUS)

score: $(VENV)/.dev        ## claims against the hand-read ones: SHOW=20 prints misses, SPLIT=open|closed a part of them
	@$(BIN)/python tools/score.py --corpus $(CORPUS) --gold $(GOLD) --show $(SHOW) --split $(SPLIT)

coverage: $(VENV)/.dev     ## numbers with a unit in Dosage sections that no reader accounts for, by form: SHOW=40
	@$(BIN)/python tools/coverage.py --corpus $(CORPUS) --show $(SHOW)

score-labels: $(VENV)/.dev ## effects and interactions against labels that people annotated: SHOW=20 prints the faults
	@$(BIN)/python tools/score_labels.py --labels $(CORPUS)/../labels --show $(SHOW) --split $(SPLIT)

bench: $(VENV)/.dev        ## speed beside a plain copy of the same files, as written and compiled, and beside hugo where they are installed
	@$(BIN)/python tools/bench.py --corpus $(CORPUS)
	@if command -v cc >/dev/null; then $(MAKE) --no-print-directory compiled && \
	  PYTHONPATH=dist/compiled $(BIN)/python tools/bench.py --corpus $(CORPUS) --parts; \
	else echo "no C compiler: the compiled readers are not measured"; fi
	@$(BIN)/python tools/seed_errors.py

compiled: $(VENV)/.dev     ## a wheel in dist/ whose readers are machine code, unpacked in dist/compiled
	@rm -f dist/*.whl
	@HATCH_BUILD_HOOK_ENABLE_CUSTOM=1 $(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	@$(BIN)/python tools/compiled.py dist/*.whl library --into dist/compiled

serve: run                 ## the built site on http://127.0.0.1:8000
	@$(BIN)/python -m http.server $(PORT) --bind 127.0.0.1 --directory build/site

# Pages are looked at in a real browser; where it cannot be installed those tests say so and are skipped.
browser:
	@command -v chromium >/dev/null || command -v google-chrome >/dev/null || \
	  { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get update -qq && apt-get install -y -qq chromium >/dev/null; } || \
	  echo "no chromium: the tests that look at pages are skipped"

clean:
	rm -rf build dist $(VENV)
