# `make help` lists the targets. Everything installs into .venv, at the versions of constraints.txt.
SHELL := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
PIP := $(BIN)/pip install --quiet --disable-pip-version-check --constraint constraints.txt
DEMO_OUTPUT ?= demo-output
.DEFAULT_GOAL := help
.PHONY: help install install-test install-browser demo test test-all check format benchmark clean
.PHONY: metadata image template run-dataflow nightly

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-16s %s\n", $$1, $$2}'

.venv/.installed: setup.py constraints.txt
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@echo "Installing Narrate into .venv (a few minutes the first time) ..."
	@$(PIP) --editable .
	@touch $@

.venv/.installed-test: .venv/.installed
	@echo "Installing what the tests need into .venv ..."
	@$(PIP) --editable '.[test]'
	@$(PIP) --no-deps kokoro  # one module of it is compared with; the rest would bring a front end for every language
	@touch $@

install: .venv/.installed ## make .venv and install Narrate, pinned

install-test: .venv/.installed-test ## install what the tests and checks need, too

install-browser: .venv/.installed-test ## install axe-core; with Debian's chromium, the tests of the pages need it
	@npm install --silent --no-save --no-audit --no-fund --prefix .venv/npm axe-core@4.14.1

demo: .venv/.installed ## narrate the sample catalogue; a second run reuses everything
	@$(BIN)/narrate run --input tests/data/catalogue.parquet --output $(DEMO_OUTPUT)

# The tests of a file run in one process, which makes what they share once; the file that is found first begins.
SPREAD := --numprocesses auto --dist loadfile --no-loadscope-reorder

test: .venv/.installed-test ## run the tests (minutes, on 2 cores)
	@$(BIN)/python -m pytest $(SPREAD)

test-all: .venv/.installed-test ## run the tests, the slow ones too
	@$(BIN)/python -m pytest $(SPREAD) -m ''

check: .venv/.installed-test ## lint, format check, types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy

format: .venv/.installed-test ## put the code into the house format
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

benchmark: .venv/.installed-test ## measure the pipeline against its budgets on the sample catalogue
	@$(BIN)/python -m tests.benchmarks.end_to_end --input tests/data/catalogue.parquet

metadata: .venv/.installed ## render the template's metadata.json from the options
	@$(BIN)/python -m dataflow_templates.metadata

# Google Cloud: PROJECT and BUCKET must be given, as in `make image PROJECT=my-project BUCKET=my-bucket`.
REGION ?= us-central1
IMAGE ?= $(REGION)-docker.pkg.dev/$(PROJECT)/narrate/narrate:$(shell git rev-parse --short=12 HEAD)
BAKED_VOICES ?= hibari:heart kokoro:af_heart
SERVICE_ACCOUNT ?= narrate@$(PROJECT).iam.gserviceaccount.com
TEMPLATE := gs://$(BUCKET)/templates/narrate.json
PARAMETERS ?= input=gs://$(BUCKET)/catalogue/*.parquet~output=gs://$(BUCKET)/narrated~voices=en=kokoro:af_heart~gpu_type=nvidia-l4
given = @test -n "$(PROJECT)" -a -n "$(BUCKET)" || { echo "name both, as in: make $@ PROJECT=my-project BUCKET=my-bucket"; exit 2; }

image: ## build and push the image of launcher and workers, on Cloud Build
	$(given)
	gcloud builds submit . --project=$(PROJECT) --config=dataflow_templates/cloudbuild.yaml \
	  --substitutions='_IMAGE=$(IMAGE),_VOICES=$(BAKED_VOICES)'

template: metadata ## write the flex template of the image to the bucket
	$(given)
	gcloud dataflow flex-template build $(TEMPLATE) --project=$(PROJECT) --image=$(IMAGE) \
	  --sdk-language=PYTHON --metadata-file=dataflow_templates/metadata.json

run-dataflow: ## launch the template once; PARAMETERS are NAME=VALUE, with ~ between them
	$(given)
	gcloud dataflow flex-template run narrate-$(shell date -u +%Y%m%d-%H%M%S) --project=$(PROJECT) --region=$(REGION) \
	  --template-file-gcs-location=$(TEMPLATE) --service-account-email=$(SERVICE_ACCOUNT) --parameters='^~^$(PARAMETERS)'

nightly: .venv/.installed ## deploy the workflow of a night, and the schedule that starts it at 02:00 UTC
	$(given)
	gcloud workflows deploy narrate-nightly --project=$(PROJECT) --location=$(REGION) \
	  --source=dataflow_templates/nightly/workflow.yaml --service-account=$(SERVICE_ACCOUNT)
	sed 's/REGION/$(REGION)/; s/BUCKET/$(BUCKET)/; s/PROJECT/$(PROJECT)/' dataflow_templates/nightly/arguments.json \
	  | $(BIN)/python -c 'import json, sys; print(json.dumps({"argument": sys.stdin.read()}))' > .nightly-message.json
	gcloud scheduler jobs describe narrate-nightly --project=$(PROJECT) --location=$(REGION) > /dev/null 2>&1 \
	  && verb=update || verb=create; \
	gcloud scheduler jobs $$verb http narrate-nightly --project=$(PROJECT) --location=$(REGION) \
	  --schedule='0 2 * * *' --time-zone=Etc/UTC --oauth-service-account-email=$(SERVICE_ACCOUNT) \
	  --uri=https://workflowexecutions.googleapis.com/v1/projects/$(PROJECT)/locations/$(REGION)/workflows/narrate-nightly/executions \
	  --message-body-from-file=.nightly-message.json
	@rm .nightly-message.json

clean: ## remove what the demo and the tools have written, not .venv
	@rm -rf $(DEMO_OUTPUT) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +
