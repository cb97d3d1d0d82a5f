# make demo · make test · make bench · make bench-speed · make bench-corpus · make peers · make reader. Needs Python 3.11 or newer and pip; make test also looks for chromium.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
SHARED ?= ../shared
VENV := .venv
BIN := $(VENV)/bin
WEIGHTS := communique/reading/weights/reader-3
RUNS := training/runs

.PHONY: demo test test-fast lint browser bench bench-peers bench-speed bench-corpus peers reader wheel wheel-test docs

# The environment, brought up to date whenever what it is made from changes.
$(VENV)/installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $@

demo: $(VENV)/installed
	$(BIN)/communique demo

test: $(VENV)/installed browser lint
	$(BIN)/python -m pytest

test-fast: $(VENV)/installed lint
	$(BIN)/python -m pytest -n 2 --dist worksteal -m 'not slow'

lint: $(VENV)/installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# One test looks at the HTML in a real browser. It skips, and says so, where there is none and we may not install one.
browser:
	@command -v chromium >/dev/null || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null \
	  && apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } \
	  || echo "make: no chromium here, the browser test will skip itself"

# Figures against their floors; needs the gold data beside the checkout (or SHARED=...). Speed is a ratio to spaCy's
# small pipeline run beside the reader: `make bench-peers bench` has it, `make bench` alone says that it has not.
bench: $(VENV)/installed
	$(BIN)/python benchmarks/bench.py --shared $(SHARED)

bench-peers: .venv-bench/installed

.venv-bench/installed: pyproject.toml
	$(PYTHON) -m venv .venv-bench
	.venv-bench/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	touch $@

# How fast a corpus is read, beside the yardsticks of `make bench-peers`; what memory, kills and hostile files do to a run.
bench-speed: $(VENV)/installed .venv-bench/installed
	$(BIN)/python benchmarks/corpus/speed.py --shared $(SHARED)

bench-corpus: $(VENV)/installed
	$(BIN)/python benchmarks/corpus/kills.py --kills 20
	$(BIN)/python benchmarks/corpus/kills_of_nodes.py --kills 20
	$(BIN)/python benchmarks/corpus/hostile.py --count 5000
	$(BIN)/python benchmarks/corpus/memory.py --pages 20000

# Figures of the peers through the same scorers (the table in benchmarks/README.md).
peers: $(VENV)/installed .venv-bench/installed
	$(BIN)/python benchmarks/peers/table.py --shared $(SHARED)
	$(BIN)/python benchmarks/peers/facts_table.py --shared $(SHARED)

# The reader from its starting weights and the gold data: train, export, choose thresholds, write the reference outputs.
.venv-train/installed: pyproject.toml
	$(PYTHON) -m venv .venv-train
	.venv-train/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,train]'
	touch $@

# Three stages: six layers learn sentences, syntax, names and attribution from MiniLM; five of them go on with all heads,
# the two lowest fixed, on which the event branch stands; the first teaches the second what it makes of other news. The
# branch is the mean of its fifteen cross-validated trainings. Links of mentions and the deeds in running text
# are learned last, on what the reader sees, then which mentions tell of one happening. Each goes on from its checkpoint when stopped.
# The allocator settings keep freed memory mapped: a fifth of a step went into page faults without them.
TRAIN := MALLOC_MMAP_MAX_=0 MALLOC_TRIM_THRESHOLD_=100000000000 MALLOC_TOP_PAD_=500000000 .venv-train/bin/python -m
GOLD := --gold $(SHARED)/gold --knowledge $(SHARED)/knowledge
reader: .venv-train/installed
	$(TRAIN) training.train --stage first $(GOLD) --out $(RUNS)/first
	$(TRAIN) training.train --stage second --begin $(RUNS)/first $(GOLD) --out $(RUNS)/second
	$(TRAIN) training.train --stage third --begin $(RUNS)/second --teacher $(RUNS)/first --head-rate 4e-4 $(GOLD) --out $(RUNS)/third
	.venv-train/bin/python -m training.export --run $(RUNS)/third --gold $(SHARED)/gold --to $(WEIGHTS)
	$(TRAIN) training.events.crossval --gold $(SHARED)/gold --weights $(WEIGHTS) --work $(RUNS)/events \
	  --out benchmarks/results/events-crossval.json
	$(TRAIN) training.events.ship --work $(RUNS)/events --out $(RUNS)/events
	.venv-train/bin/python -m training.events.export --no-bottom --checkpoint $(RUNS)/first/checkpoint.pt \
	  --branch $(RUNS)/events/branch.pt --to $(WEIGHTS)
	.venv-train/bin/python -m training.links.ends $(SHARED) --to $(WEIGHTS)
	.venv-train/bin/python -m training.links.train $(SHARED) --to $(WEIGHTS)
	.venv-train/bin/python -m training.deeds.train $(SHARED) --to $(WEIGHTS)
	.venv-train/bin/python -m training.deeds.same $(SHARED)
	.venv-train/bin/python -m training.reference --weights $(WEIGHTS)

wheel: $(VENV)/installed
	rm -rf build dist
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .
	ls -l dist

# The wheel in a clean environment, read from with the network off (where the machine lets us turn it off).
wheel-test: wheel
	bash tests/clean_install.sh "$(PYTHON)" dist/communique-*.whl

docs: $(VENV)/installed
	$(BIN)/python docs/write_cli.py
	$(BIN)/python docs/write_kinds.py
	$(BIN)/python docs/write_example.py
