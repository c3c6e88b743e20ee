# Every command of the project. `make help` lists them. Needs Python 3.11+ and make.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE ?= examples/kemitraan-rusia-iran.txt
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt
# A stamp is as old as the installation it stands for: nothing is installed twice.
RUN := $(VENV)/installed-to-run
TEST := $(VENV)/installed-to-test
TRAIN := $(VENV)/installed-to-train
BROWSER := src/foedera/web/static/built/world.json

needs = @$(foreach name,$(1),$(if $($(name)),,echo 'Say $(name)=…: see make help' >&2; exit 2;)) true

# The parser's matrices are small: more threads would only wait for one another.
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1

.DEFAULT_GOAL := help
.PHONY: thorough help demo test lint format unit screens browser picture reference bench bench-ledger bench-reading train clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-15s %s\n", $$1, $$2}' Makefile

demo: $(RUN) ## Set up, and read a sample report
	@$(BIN)/foedera read $(SAMPLE)

test: $(TEST) lint unit ## Set up, and run every check and test

lint: $(TEST) ## Check style, types, the order of the rooms, and licences
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/reuse lint --quiet || { $(BIN)/reuse lint; exit 1; }

format: $(TEST) ## Lay out the code as the linter wants it
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

unit: $(TEST) $(BROWSER) ## Run the tests alone, on as many cores as there are
	$(BIN)/pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

screens: $(TEST) $(BROWSER) ## Try every page in every look, and keep a picture of each in build/screens
	FOEDERA_THOROUGH=1 FOEDERA_SCREENS=build/screens FOEDERA_EVERY_WIDTH=1 FOEDERA_REQUIRE_BROWSER=1 \
	  $(BIN)/pytest tests/web/test_accessibility.py --numprocesses auto

thorough: $(TEST) $(BROWSER) ## Run every test of the web, samples of nothing (a quarter of an hour)
	FOEDERA_THOROUGH=1 FOEDERA_INJECTIONS=1000 $(BIN)/pytest --numprocesses auto --dist loadfile tests/web

browser: $(BROWSER) ## Build what the pages bring to a browser (needs Node 20 and npm)

picture: $(RUN) ## Draw the pictures of docs/images anew
	$(BIN)/python docs/images/draw.py $(SAMPLE) docs/images/dossier.svg
	$(BIN)/python docs/images/law.py

reference: $(TEST) ## Write the generated pages, and the output in README.md, anew
	$(BIN)/python docs/reference/generate.py

bench: $(RUN) ## Print what is read of the samples, speed, memory, the law room, tables and install size
	$(BIN)/python evaluation/examples.py
	@test ! -e ../shared/data/seed/article.txt || $(BIN)/python evaluation/founding.py
	$(BIN)/python evaluation/speed.py
	$(BIN)/python evaluation/law.py
	$(BIN)/python evaluation/tables.py
	$(BIN)/python evaluation/writers.py
	$(BIN)/python evaluation/size.py

bench-ledger: $(TEST) ## Print how quick and how safe the ledger is (about half an hour)
	$(BIN)/python evaluation/adding.py
	$(BIN)/python evaluation/ledger.py --verify
	$(BIN)/python evaluation/releases.py
	$(BIN)/python evaluation/hostile.py
	$(BIN)/python evaluation/reliability.py

bench-reading: $(RUN) ## Write predictions for GOLD=… TEXTS=… into PREDICTIONS=…
	$(call needs,GOLD TEXTS PREDICTIONS)
	$(BIN)/python evaluation/reading.py $(GOLD) $(TEXTS) $(PREDICTIONS)

train: $(TRAIN) ## Train both parsers anew from the treebanks in TREEBANKS=…
	$(call needs,TREEBANKS)
	@for language in id en; do \
	  $(BIN)/python training/train_lemmas.py --language $$language --treebanks $(TREEBANKS) && \
	  $(BIN)/python training/train_parsers.py --language $$language --treebanks $(TREEBANKS) || exit 1; \
	done

clean: ## Remove the environment and every cache
	rm -rf browser/node_modules src/foedera/web/static/built tests/web/built
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "foedera needs Python 3.11 or newer: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Setting up $(VENV): this takes a minute or two, once."
	@$(PYTHON) -m venv $(VENV)

$(RUN): pyproject.toml constraints.txt | $(BIN)/python
	@$(INSTALL) pip
	@$(INSTALL) --editable .
	@touch $@

$(TEST): $(RUN)
	@$(INSTALL) --editable '.[llm,parquet,postgres,stata]' --group test --group lint
	@touch $@

$(BROWSER): $(wildcard browser/*.*js* browser/vendor.lock browser/notices/*)
	@command -v npm >/dev/null || { echo "Building for the browser needs Node 20 or newer, and npm." >&2; exit 1; }
	@npm ci --prefix browser --silent
	@npm run build --prefix browser --silent

$(TRAIN): $(RUN)
	@$(INSTALL) --group train
	@touch $@
