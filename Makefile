# Two commands do everything on a fresh machine: `make run` and `make test`.
# They need Python 3.11 and make; `make test` installs PostgreSQL, Redis, nginx and Chromium by apt where it may.

PYTHON ?= python3.11
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test check fix faults screenshots bench soak matrix wheel frontend messages settings lock

run: export DEBUG ?= true
run: $(VENV)/run
	$(BIN)/python manage.py migrate --verbosity 0
	$(BIN)/python manage.py load_handbook
	@echo "Sign in at http://127.0.0.1:$(PORT)/ as"
	@$(BIN)/python manage.py demo_sign_ins
	$(BIN)/daphne --verbosity 0 -e tcp:$(PORT):interface=127.0.0.1:backlog=1024 config.asgi:application

test: $(VENV)/dev
	tests/run

check: export DEBUG := true
check: $(VENV)/dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run
	cd frontend && npm ci --silent && npm run --silent types && npm test --silent && npm run --silent build
	git diff --stat --exit-code -- chat/static/chatkit

fix: $(VENV)/dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

faults: $(VENV)/dev
	tests/install
	$(BIN)/python -m pytest tests/faults

screenshots: $(VENV)/dev
	tests/install
	$(BIN)/python -m tests.screenshots

bench: $(VENV)/dev
	tests/install
	$(BIN)/python -m tests.postgres $(BIN)/python -m benchmarks $(PARTS)

# The package with another Django, or another of what it needs: make matrix PACKAGED_PYTHON=python3.13 PACKAGED_WITH=Django~=6.0
matrix: export PACKAGED_PYTHON ?= $(PYTHON)
matrix: export PACKAGED_WITH ?=
matrix: $(VENV)/dev
	tests/install
	$(BIN)/python -m pytest tests/packaging

wheel: $(VENV)/dev
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .

soak: $(VENV)/dev
	tests/install
	$(BIN)/python -m tests.postgres $(BIN)/python -m benchmarks.soak

frontend:
	cd frontend && npm ci && npm run build

# The sentences of the code into the catalogues, and those into what Django reads. It needs gettext. A new language is a
# new folder in both. The headers that go are those that differ from day to day and from machine to machine.
COLLECT := makemessages --all --no-location --no-obsolete --ignore .venv --ignore node_modules
CATALOGUES := chat/locale/*/LC_MESSAGES/django.po locale/*/LC_MESSAGES/django.po

messages: export DEBUG := true
messages: $(VENV)/dev
	cd chat && env -u DJANGO_SETTINGS_MODULE $(abspath $(BIN))/django-admin $(COLLECT)
	$(BIN)/python manage.py $(COLLECT) --ignore chat --ignore tests --ignore benchmarks
	sed -i -E '/^"(Report-Msgid-Bugs-To|POT-Creation-Date|PO-Revision-Date|Last-Translator|Language-Team):/d' $(CATALOGUES)
	$(BIN)/python manage.py compilemessages --ignore .venv --ignore node_modules

# The table of docs/settings.md, from the code.
settings: export DEBUG := true
settings: $(VENV)/dev
	sed -i '/^| key | default | meaning/,$$d' docs/settings.md
	$(BIN)/python manage.py chatkit_settings >> docs/settings.md

lock: $(VENV)/dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate -c requirements.txt requirements-dev.in -o requirements-dev.txt

$(VENV)/run: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(VENV)/dev: requirements-dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
