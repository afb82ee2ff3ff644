# Needs Python 3.11 or newer, Node 20 and make; everything else is installed below this directory.
# The newest Python that really runs: a version manager has names for some that do not. The functions run on its version.
PYTHON ?= $(shell tools/dev/newest_python.sh)
PORT ?= 4566
# Processes that share the tests. One more than the usual two cores, because the end-to-end tests mostly wait.
WORKERS ?= 3
BIN := .venv/bin
CLI := $(BIN)/laporctl
# Says why something could not be installed in one line.
QUIETLY := $(PYTHON) -m tools.dev.quietly

DEV := .venv/.installed
EMULATOR := .venv-emulator/.installed
AUDIT_TOOLS := .venv-audit/.installed
RULES_TOOL := .venv-rules/.installed
WEB := web/node_modules/.installed
READERS := .node-apispec/node_modules/.installed
READER := .node-apispec/node_modules/.bin
DESCRIPTION := chalicelib/data/openapi.json
DATA := build/.data

.DEFAULT_GOAL := help
.PHONY: help run demo test test-fast test-deep mutants lint audit rules pins package bench clean
.DELETE_ON_ERROR:

help:
	@echo "make run       the whole system on this machine (PORT=4566; STACKS=\"jatim sulsel\" others; FRESH=1 forgets what was kept)"
	@echo "make demo      play the story of some complaints against the running system, or one of its own"
	@echo "make test      every test: unit, property, contract, template, end to end, browser (a quarter of an hour on two cores)"
	@echo "make test-fast the rules, use cases, API and commands in memory, properties with few examples (half a minute)"
	@echo "make test-deep every test, with ten times the examples and ten minutes of random requests (an hour)"
	@echo "make mutants   small changes of the rules that no test notices, a score per module (some minutes; ALL=1: all, some hours)"
	@echo "make lint      ruff, mypy, cfn-lint on the packaged template, layers, TypeScript, the API's description, audit"
	@echo "make audit     known vulnerabilities of what is shipped; AUDIT=required fails if the advisories do not answer"
	@echo "make rules     checkov on the templates; what is left as it is stands in rules-allowed.toml, with the reason"
	@echo "make pins      requirements.in -> requirements.txt, with the hashes of all files"
	@echo "make package   build/deployment.zip and build/template.yaml"
	@echo "make bench     cold start, capacity units, and (LAPOR_ROUTING_DATA=file) the text model"
	@echo "make clean     everything generated, except what make run keeps in .local/"

run: $(DEV) $(EMULATOR) $(WEB) $(DATA)
	@exec $(CLI) run --port $(PORT) --stacks "$(STACKS)" $(if $(filter-out 0,$(FRESH)),--fresh)

demo: $(DEV) $(EMULATOR) $(WEB) $(DATA)
	@exec $(CLI) demo

package: $(DEV)
	@$(CLI) package

test: $(DEV) $(EMULATOR) $(WEB) $(READERS) $(DATA) chromium php
	@$(MAKE) --no-print-directory --jobs 2 .pytest .vitest

test-fast: $(DEV) $(DATA)
	$(BIN)/pytest --numprocesses 2 --hypothesis-profile fast $(FAST)

test-deep: export FUZZ_SECONDS = 600
test-deep: DEPTH = --hypothesis-profile deep --timeout 3600
test-deep: $(DEV) $(EMULATOR) $(WEB) $(READERS) $(DATA) chromium php
	@$(MAKE) --no-print-directory --jobs 2 DEPTH="$(DEPTH)" .pytest .vitest

# What needs neither the emulator nor a browser, a database engine or the package, and builds no data or model.
FAST := $(addprefix tests/,domain services api workers runtime laporctl tools/apispec test_architecture.py)

.PHONY: .pytest .vitest
.pytest:
	$(BIN)/pytest --numprocesses $(WORKERS) $(DEPTH)

.vitest:
	@cd web && output=$$(npm test --silent 2>&1); code=$$?; printf '%s\n' "$$output"; exit $$code

# A sample of all modules, or all of some: MODULES="chalicelib/domain/cases". SAMPLE and SEED choose, JOBS at a time.
SAMPLE := 400
SEED := 1
JOBS := 2
mutants: $(DEV) $(DATA)
	@nice -n 10 $(BIN)/python -m tools.dev.mutants $(MODULES) --seed $(SEED) --jobs $(JOBS) $(if $(filter-out 0,$(ALL)),,--sample $(SAMPLE))

# No tool says anything to its maker.
lint: export REDOCLY_TELEMETRY = off
lint: export REDOCLY_SUPPRESS_UPDATE_NOTICE = true
lint: $(DEV) $(WEB) $(READERS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@$(CLI) package
	$(BIN)/cfn-lint --regions ap-southeast-3 --template build/template.yaml account.yaml
	$(BIN)/cfn-lint --regions us-east-1 --template budget.yaml
	$(BIN)/pytest tests/test_architecture.py
	cd web && npm run check --silent
	@$(READER)/redocly lint --config tools/apispec/redocly.yaml --format stylish $(DESCRIPTION)
	@$(READER)/spectral lint --ruleset tools/apispec/spectral.yaml --fail-severity warn --quiet $(DESCRIPTION)
	@$(MAKE) --no-print-directory audit

audit: $(DEV) $(WEB)
	@$(MAKE) --no-print-directory $(AUDIT_TOOLS) || echo "pip-audit could not be installed"
	@$(BIN)/python -m tools.dev.audit

rules: $(DEV) $(RULES_TOOL)
	@$(CLI) package
	@$(BIN)/python -m tools.dev.rules

pins: $(AUDIT_TOOLS)
	@.venv-audit/bin/pip-compile --quiet --generate-hashes --no-header --no-annotate --no-emit-index-url --no-emit-find-links \
	  --strip-extras --output-file build/pins.txt requirements.in
	@{ sed -n '/^#/p;/^[^#]/q' requirements.txt; cat build/pins.txt; } > build/requirements.txt && mv build/requirements.txt requirements.txt

bench: $(DEV) $(EMULATOR)
	@$(CLI) package
	$(BIN)/python -m bench
	$(BIN)/python -m bench.textmodel
	$(BIN)/python -m bench.textmodel --shipped

clean:
	rm -rf build web/dist .chalice/deployments .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Environments that were made with another Python than the one that is asked for are made anew.
ifneq ($(origin PYTHON),file)
$(shell test -x .venv/bin/python && $(PYTHON) -V >/dev/null 2>&1 \
  && test "$$(.venv/bin/python -V)" != "$$($(PYTHON) -V)" && rm -rf .venv .venv-*)
endif

# ---- installed once, and again when what is required changes -----------------------------------------------------------

$(DEV): requirements.txt requirements-dev.txt pyproject.toml
	@tools/dev/newest_python.sh $(PYTHON) >/dev/null || { echo "Python 3.11 to 3.14 is needed: $(PYTHON) is not there or another (choose one with PYTHON=)"; exit 1; }
	@echo "installing what development needs into .venv"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(QUIETLY) "installing Python packages" $(BIN)/pip install --disable-pip-version-check --require-hashes -r requirements.txt
	@$(QUIETLY) "installing Python packages" $(BIN)/pip install --disable-pip-version-check -r requirements-dev.txt
	@$(QUIETLY) "installing Python packages" $(BIN)/pip install --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(EMULATOR): requirements-emulator.txt | $(DEV)
	@echo "installing the embedded AWS into .venv-emulator"
	@test -x .venv-emulator/bin/python || $(PYTHON) -m venv .venv-emulator
	@$(QUIETLY) "installing Python packages" .venv-emulator/bin/pip install --disable-pip-version-check -r requirements-emulator.txt
	@touch $@

$(AUDIT_TOOLS): requirements-audit.txt | $(DEV)
	@echo "installing what audits dependencies into .venv-audit"
	@test -x .venv-audit/bin/python || $(PYTHON) -m venv .venv-audit
	@$(QUIETLY) "installing Python packages" .venv-audit/bin/pip install --disable-pip-version-check -r requirements-audit.txt
	@touch $@

$(RULES_TOOL): requirements-rules.txt | $(DEV)
	@echo "installing what reads the templates by other people's rules into .venv-rules"
	@test -x .venv-rules/bin/python || $(PYTHON) -m venv .venv-rules
	@$(QUIETLY) "installing Python packages" .venv-rules/bin/pip install --disable-pip-version-check -r requirements-rules.txt
	@touch $@

$(WEB): web/package-lock.json
	@command -v npm >/dev/null && node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' || { echo "Node 20 or newer with npm is needed: https://nodejs.org"; exit 1; }
	@echo "installing what the site is built with into web/node_modules"
	@$(QUIETLY) "installing npm packages" npm ci --prefix web --no-fund --no-audit
	@touch $@

# In a folder of its own: one of its packages needs another TypeScript than the pages, and `tools` stays readable.
$(READERS): tools/apispec/package-lock.json | $(WEB)
	@echo "installing what reads the API's description into .node-apispec"
	@mkdir -p .node-apispec && cp tools/apispec/package.json tools/apispec/package-lock.json tools/apispec/.npmrc .node-apispec/
	@$(QUIETLY) "installing npm packages" npm ci --prefix .node-apispec --ignore-scripts --no-fund --no-audit
	@touch $@

$(DATA): $(shell find tools/refdata stacks -type f -not -name '*.pyc' 2>/dev/null) laporctl/commands/data.py | $(DEV)
	@$(CLI) data build
	@touch $@

.PHONY: chromium
chromium:
	@for name in chromium chromium-browser google-chrome google-chrome-stable; do command -v $$name >/dev/null && exit 0; done; \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "installing chromium for the browser tests"; apt-get install --yes --quiet=2 chromium >/dev/null; \
	  else echo "the browser tests need chromium: install it with your system's package manager"; exit 1; fi

# Asked for and not required: without it the tests of programs in PHP are skipped, and say so.
.PHONY: php
php:
	@command -v php >/dev/null \
	  || { [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null && apt-get install --yes --quiet=2 php-cli >/dev/null 2>&1; } \
	  || echo "php is not here: the tests of programs in PHP are skipped"
