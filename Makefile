# Gege. `make help` lists what there is to say.

VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/.runtime
DEV := $(VENV)/.dev
PYTHON ?= python3
UV := $(shell command -v uv)
ARGS ?=
# Tests start the program dozens of times: what one process has compiled is there for the next.
export PYTHONDONTWRITEBYTECODE :=
# Tests write databases by the thousand, each change down to the disk: in memory where there is room.
MEMORY := $(shell test "$$(df -Pm /dev/shm 2>/dev/null | awk 'END { print $$4 }')" -ge 2000 2>/dev/null && echo /dev/shm)
# One more than there are processors: browsers and processes that start leave theirs idle at times.
WORKERS := $(shell expr $$(getconf _NPROCESSORS_ONLN) + 1)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo run test check lint format docs eval learn bench prove audit lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: $(RUNTIME) ## example district, sandbox and bot; prints the web address (ARGS="--port 8080 --fresh")
	$(VENV)/bin/gege demo $(ARGS)

install: $(RUNTIME) ## the environment in .venv, with the gege command

run: $(RUNTIME) ## the bot, by the settings in .env
	$(VENV)/bin/gege run $(ARGS)

test: $(DEV) ## four minutes of tests, on SQLite and a PostgreSQL of their own (ARGS=--all: every story; ARGS="-k clue"; COVERAGE=yes)
	$(if $(MEMORY),TMPDIR=$(MEMORY)) $(PY) $(if $(COVERAGE),$(COVER)) -m pytest --numprocesses $(WORKERS) --dist worksteal $(ARGS)

# Counts the lines of the bot that tests reach, for a sixth of the time again.
COVER := -m slipcover --silent --source bot --omit "bot/storage/migrations/*"

check: lint ## style, types, import contracts, messages
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo
	$(PY) -m bot.texts --check

lint: $(DEV) ## style alone
	$(VENV)/bin/ruff check
	$(VENV)/bin/ruff format --check

format: $(DEV) ## mend the style where a machine can
	$(VENV)/bin/ruff check --fix-only
	$(VENV)/bin/ruff format

docs: $(DEV) ## write the pages of docs/ that are made from the program
	$(PY) -m tests.docs

eval: $(DEV) ## how well the intake understands residents
	$(PY) -m tests.intake.evaluate $(ARGS)

learn: $(DEV) ## what texts of each kind are like, anew from the labelled examples
	$(PY) -m tests.intake.learn

bench: $(DEV) ## how fast we are beside what Telegram allows, about fifteen minutes (bench-NAME: one part, see docs/bench.md)
	$(PY) -m tests.bench

bench-%: $(DEV)
	$(PY) -m tests.bench $* $(ARGS)

audit: ## known holes in what the bot depends on; asks PyPI, so it needs the internet
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet pip-audit
	build/audit/bin/pip-audit --requirement requirements.lock --disable-pip --require-hashes --strict $(ARGS)

prove: $(DEV) ## that nothing is lost when processes die, disks fill and databases go away (ten minutes)
	$(PY) -m pytest tests/prove --timeout 600 $(ARGS)

lock: $(if $(UV),,build/uv/bin/uv) ## pin what pyproject.toml asks for (ARGS=--upgrade: the newest releases)
	$(LOCK) --group build --output-file requirements.lock
	$(LOCK) --group build --group dev --constraints requirements.lock --output-file requirements-dev.lock

# One release holds wheels for many platforms and Pythons: --universal pins for all of them at once.
LOCK = $(or $(UV),build/uv/bin/uv) pip compile pyproject.toml --quiet --universal --generate-hashes \
	--no-annotate --custom-compile-command "make lock" $(ARGS)

build/uv/bin/uv:
	$(need_python)
	$(PYTHON) -m venv build/uv
	build/uv/bin/python -m pip install --quiet uv


# The environment: made once, and again when a lock changes. What the tests need holds all that the bot needs.

ifdef UV
INSTALL := uv pip install --quiet --compile-bytecode --python $(PY)
else
INSTALL := $(PY) -m pip --disable-pip-version-check install --quiet
endif

define need_python
@command -v $(PYTHON) >/dev/null && $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	echo "Python's venv is missing:  sudo apt install python3-venv" >&2; exit 1; }
@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	echo "$(PYTHON) is older than 3.11:  sudo apt install python3.11-venv && make PYTHON=python3.11 $(MAKECMDGOALS)" >&2; exit 1; }
endef

define fill_environment
@echo "Filling $(VENV) from $< ..."
@$(INSTALL) --no-deps --require-hashes -r $<
@$(INSTALL) --no-deps --no-build-isolation --editable .
endef

$(RUNTIME): requirements.lock $(PY)
	$(fill_environment)
	@touch $(RUNTIME)

$(DEV): requirements-dev.lock $(PY)
	$(fill_environment)
	@touch $(RUNTIME) $(DEV)

$(PY):
ifdef UV
	@uv venv --quiet --clear --python ">=3.11" $(VENV)
else
	$(need_python)
	@$(PYTHON) -m venv --clear --upgrade-deps $(VENV)
endif
