# Everything runs in .venv, which is made on first use. Needs: make and Python 3.11, 3.12 or 3.13.
#   make demo    builds a graph from examples/articles and writes exports/
#   make test    all tests, those in a real browser included
#   make check   format, lint, types, imports and the quick tests: run it before every commit
#   make format  puts the code in shape
#   make bench   speed and memory, as a Markdown table
#   make clean   removes caches and the demo store; exports/ and .venv stay (rm -rf .venv to begin anew)

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := demo
.DELETE_ON_ERROR:
.PHONY: demo test check format bench clean chromium

BIN := .venv/bin
KG := $(BIN)/kg
STORE := demo.sqlite

# The first Python on the path that kg can run on.
PYTHON ?= $(shell for name in python3.11 python3.12 python3.13 python3; do \
	$$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$name && break; done)

# apt-get as root, or through sudo where that asks for no password; false elsewhere.
define APT
apt() { \
  if ! command -v apt-get >/dev/null; then return 1; fi; \
  if [ "$$(id -u)" = 0 ]; then local sudo=; elif sudo -n true 2>/dev/null; then local sudo="sudo -n"; else return 1; fi; \
  export DEBIAN_FRONTEND=noninteractive; \
  $$sudo apt-get update -qq && $$sudo apt-get install -y -qq --no-install-recommends "$$@" >/dev/null; \
}
endef

demo: export KG_STORE := $(STORE)
# The bytes of exports/ must be the same on every machine: the learned reader computes with floats of the machine at hand.
demo: export KG_ENGINE := rules
demo: .venv/.installed
	@rm -f $(STORE) $(STORE)-wal $(STORE)-shm
	@mkdir -p exports
	@echo "Reading the articles of examples/articles:"
	@$(KG) build examples/articles
	@printf '\n%s\n' 'How does ByteDance depend on the Ascend 910B?  kg path ByteDance "Ascend 910B"'
	@$(KG) path ByteDance "Ascend 910B" --html exports/path-bytedance-ascend-910b.html
	@printf '\n%s\n' "Writing the whole graph:"
	@$(KG) view -o exports/graph.html
	@$(KG) view --overview -o exports/overview.html
	@$(KG) view --around Huawei --hops 1 -o exports/around-huawei.html
	@$(KG) view --timeline "US export controls" -o exports/timeline-us-export-controls.html
	@for format in ttl trig graphml; do $(KG) export --format $$format -o exports/graph.$$format; done
	@printf '\n%s\n' "Open the pages of exports/ in a browser, overview.html first; they need no network."
	@echo "Then ask on:  $(KG) show Huawei --store $(STORE)"

test: .venv/.installed chromium
	$(BIN)/pytest -q

check: .venv/.installed
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -q -m 'not slow and not browser'

format: .venv/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/.installed
	@$(BIN)/python benchmarks/speed.py

clean:
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	rm -f $(STORE) $(STORE)-wal $(STORE)-shm
	find kg tests benchmarks examples -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.installed: pyproject.toml
	@if [ -z "$(PYTHON)" ]; then \
	  echo "kg needs Python 3.11, 3.12 or 3.13 on the path; on Debian: apt-get install python3 python3-venv" >&2; exit 1; fi
	@$(APT); \
	if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
	  echo "Making .venv with $(PYTHON)"; \
	  if ! $(PYTHON) -m venv --clear .venv >/dev/null 2>&1; then \
	    echo "$(PYTHON) has no venv module; installing it"; \
	    version=$$($(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])'); \
	    { apt python$$version-venv || apt python3-venv; } 2>/dev/null && $(PYTHON) -m venv --clear .venv >/dev/null 2>&1 \
	      || { rm -rf .venv; echo "Cannot make a virtual environment: install python$$version-venv (as root) and run make again" >&2; exit 1; }; \
	  fi; \
	fi
	@echo "Installing kg and its dependencies into .venv (once, a minute or two)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

# The browser tests look for Chromium; without it, and without the right to install it, they skip and say so.
chromium:
	@$(APT); \
	[ -n "$${KG_CHROMIUM:-}" ] || command -v chromium >/dev/null || command -v chromium-browser >/dev/null \
	  || { echo "Installing chromium for the browser tests"; apt chromium 2>/dev/null; } \
	  || echo "No chromium here: the browser tests will be skipped (install it, or set KG_CHROMIUM to its path)"
