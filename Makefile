# make demo    install, index samples/, answer two questions, serve the page until Ctrl-C (SERVE=0: don't)
# make test    install everything and run every check
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
# What is imported is compiled once, also where the environment says otherwise.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help install demo test test-light soak lint bench serve retake schemas clean

PYTHON ?= python3
PORT ?= 7860
SERVE ?= 1
DEMO_HOME ?= .demo-home
GONGBAO = .venv/bin/gongbao --home $(DEMO_HOME)
, := ,
PIP_INSTALL = -m pip install -qq --disable-pip-version-check -c constraints.txt

help: ## List the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# A stamp per set of extras: pip runs again only when a dependency may have changed. It would compile file after file
# on one processor, and thousands that nothing here imports.
UNUSED = transformers/models/|/tests/
define install
$(PYTHON) -m venv $(1)
$(1)/bin/python $(PIP_INSTALL) --no-compile -e '.$(2)'
$(1)/bin/python -m compileall -q -j 0 -x '$(UNUSED)' $(1)/lib >/dev/null || true
endef

.venv/.installed: pyproject.toml constraints.txt
	$(call install,.venv)
	touch $@

.venv/.installed-dev: pyproject.toml constraints.txt
	$(call install,.venv,[ocr$(,)transformers$(,)dev])
	touch .venv/.installed $@

.venv-light/.installed: pyproject.toml constraints.txt
	$(call install,.venv-light,[test])
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

test: .venv/.installed-dev .venv-light/.installed ## Run every check, once also without the extras
	$(MAKE) --no-print-directory -j 2 --output-sync=target lint test-light
	.venv/bin/pytest -n auto --dist loadfile --no-loadscope-reorder

soak: .venv/.installed-dev ## Kill, damage, fill and fuzz for an hour or two (GONGBAO_SOAK_SEED=N: again as then)
	GONGBAO_SOAK=1 .venv/bin/pytest -v tests/soak
	GONGBAO_SOAK=1 .venv/bin/pytest -q -m hypothesis tests/corpus tests/search tests/view

# In .venv the extras are hidden from every test that isn't marked to need one (tests/conftest.py). Where they are
# truly absent, the command, the models and what says that an extra is missing are asked again.
LIGHT = tests/models tests/index/embedders tests/corpus/readers/test_ocr.py tests/test_cli.py tests/test_imports.py

test-light: .venv-light/.installed ## Run the tests that an extra may matter to, in an environment without them
	.venv-light/bin/python -m pytest -q -n auto --dist loadfile -m 'not ocr and not transformers and not browser' $(LIGHT)

bench: .venv/.installed-dev ## Measure speed and quality
	.venv/bin/python -m benchmarks quick

retake: .venv/.installed-dev ## Retake the README's transcripts and its picture of the page
	.venv/bin/python docs/retake.py

schemas: .venv/.installed ## Write docs/schemas from the records of web/wire
	.venv/bin/python docs/schemas.py

clean: ## Remove what the targets above made
	rm -rf .venv .venv-light $(DEMO_HOME) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
