# make run    the app at http://localhost:8501; with WATCH=auto pages reload when a file changes
# make test   everything: style, types, unit tests, pages, a real browser; WORKERS=4 on a larger machine
# make test-long  the long versions of some tests: 200 processes killed, 10,000 trips, 10,000 files
# make types  checks the front end's form and types alone (needs Node.js with npm)
# make bench  the tracks, and the app beside three usual ones (needs Node.js with npm)
# make pictures  makes the screenshots in docs/, by the browser tests
# make data   makes the base map, the railway tables and the gazetteer again, from their sources

PYTHON ?= python3
WATCH ?= none
# Each runs its own server and browser.
WORKERS ?= 2
BIN := .venv/bin

.PHONY: run test test-long types bench pictures data browser

run: .venv/runtime
	$(BIN)/streamlit run app.py --server.fileWatcherType $(WATCH)

test: .venv/dev browser types
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest -n $(WORKERS) --dist worksteal --durations 15

types:
ifneq ($(shell command -v npm),)
	test node_modules/.package-lock.json -nt package-lock.json || npm ci --silent --no-audit --no-fund
	node_modules/.bin/prettier --check --log-level warn 'journeymap/frontend/**/*.js' 'tests/frontend/**/*.mjs'
	node_modules/.bin/tsc
else
	@echo "The front end's types are not checked: that needs Node.js with npm." >&2
endif

test-long: .venv/dev
	$(BIN)/pytest -m long -n $(WORKERS) --dist worksteal --durations 15

bench: .venv/dev browser
	$(BIN)/python bench/tracks.py
	$(BIN)/python bench/run.py

pictures: .venv/dev browser
	JOURNEYMAP_PICTURES=docs $(BIN)/pytest tests/browser/test_pictures.py

data: .venv/dev
	$(BIN)/python tools/make_railway.py
	$(BIN)/python tools/make_basemap.py
	$(BIN)/python tools/make_gazetteer.py

browser: .venv/dev
	$(BIN)/python tests/support/chromium.py

.venv/runtime: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; choose one with make PYTHON=..." if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/dev: .venv/runtime requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
