# make demo    install, index samples/, answer two questions, serve the page until Ctrl-C (SERVE=0: don't)
# make test    install everything and run every check
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.PHONY: help install demo test test-light soak lint bench serve retake schemas clean

PYTHON ?= python3
PORT ?= 7860
SERVE ?= 1
DEMO_HOME ?= .demo-home
GONGBAO = .venv/bin/gongbao --home $(DEMO_HOME)
PIP_INSTALL = -m pip install -qq --disable-pip-version-check -c constraints.txt

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# A stamp per set of extras: pip runs again only when a dependency may have changed.
.venv/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv
	.venv/bin/python $(PIP_INSTALL) -e .
	touch $@

.venv/.installed-dev: .venv/.installed
	.venv/bin/python $(PIP_INSTALL) -e '.[ocr,transformers,dev]'
	touch $@

.venv-light/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv .venv-light
	.venv-light/bin/python $(PIP_INSTALL) -e '.[test]'
	touch $@

install: .venv/.installed ## Install the command into .venv

demo: .venv/.installed ## Index samples/, answer two questions, serve the page
	$(GONGBAO) index samples
	@echo
	$(GONGBAO) search "who approves IT project changes" --limit 3
	@echo
	$(GONGBAO) search "信息化项目变更由谁审批" --limit 3
ifneq ($(SERVE),0)
	@echo
	-$(GONGBAO) serve --port $(PORT)
endif

serve: .venv/.installed ## Serve the page over the home of the demo
	-$(GONGBAO) serve --port $(PORT)

lint: .venv/.installed-dev ## Check style and types
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

test: lint ## Run every check, once also without the extras
	.venv/bin/pytest -n auto --dist loadfile
	$(MAKE) --no-print-directory test-light

soak: .venv/.installed-dev ## Kill, damage, fill and fuzz for an hour or two (GONGBAO_SOAK_SEED=N: again as then)
	GONGBAO_SOAK=1 .venv/bin/pytest -v tests/soak

# What could need an extra by mistake: the models, the search, the command. The rest has just run.
LIGHT = tests/models tests/search tests/view tests/index/embedders/test_embedder.py tests/test_cli.py tests/test_imports.py

test-light: .venv-light/.installed ## Run the tests that need no extra, in an environment without them
	.venv-light/bin/python -m pytest -q -n auto --dist loadfile -m 'not ocr and not transformers and not browser and not slow' $(LIGHT)

bench: .venv/.installed-dev ## Measure speed and quality
	.venv/bin/python -m benchmarks quick

retake: .venv/.installed-dev ## Retake the README's transcripts and its picture of the page
	.venv/bin/python docs/retake.py

schemas: .venv/.installed ## Write docs/schemas from the records of web/wire
	.venv/bin/python docs/schemas.py

clean: ## Remove what the targets above made
	rm -rf .venv .venv-light $(DEMO_HOME) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
