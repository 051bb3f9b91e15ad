# For developers. Everybody else: ./kith and ./kith test
PYTHON = .kith/bin/python
.PHONY: check test format prove bench models docs parts lock audit wheels

check: .kith/installed-dev  ## about a minute: lint, types, import rules, quick tests
	$(PYTHON) tests/run.py --quick

test:  ## everything, with the browser
	./kith test

format: .kith/installed-dev
	.kith/bin/ruff check -q --fix src tests bench; .kith/bin/ruff format -q src tests bench

prove: .kith/installed-dev  ## the long proofs: about an hour; N=0.01 for a look, ONLY=word, SEED=1
	$(if $(ONLY),,$(PYTHON) -m pytest -q -m long || exit 1; \
	  KITH_LOOKS=all $(PYTHON) -m pytest -q -n 2 -m browser -k looks_right tests/browser || exit 1;) \
	  $(PYTHON) tests/prove.py --n $(or $(N),1) --seed $(or $(SEED),1) --only "$(ONLY)"; \
	  ended=$$?; $(PYTHON) docs/make_promises.py; exit $$ended

bench: .kith/installed-dev  ## what is measured, and against what
	for f in bench/*.py; do echo "== $$f"; $(PYTHON) $$f || exit 1; done

models: .kith/installed-dev  ## the weights of talk, to the byte; needs KITH_DATA, a quarter of an hour
	$(PYTHON) bench/talk/make.py

docs: .kith/installed-dev  ## what is written from the code
	$(PYTHON) docs/make_commands.py; $(PYTHON) docs/make_tables.py; $(PYTHON) docs/make_sbom.py; \
	  $(PYTHON) docs/make_messages.py

parts: .kith/installed-dev  ## what is not translated yet, for translators: FOLDER=where
	$(PYTHON) docs/translate_parts.py out es $(FOLDER)

lock:  ## pin what requirements/*.in ask for
	for n in run dev; do uv pip compile -q --universal --generate-hashes --python-version 3.11 \
	  --no-emit-index-url --no-header requirements/$$n.in -o requirements/$$n.txt; done

audit:  ## is a library that ships overdue, and known faults; asks the network
	python3 -m venv .kith/audit && .kith/audit/bin/pip install -q uv pip-audit
	PATH="$$PWD/.kith/audit/bin:$$PATH" $(PYTHON) docs/make_components.py
	.kith/audit/bin/pip-audit -r requirements/run.txt --require-hashes --disable-pip --strict

wheels:  ## the wheel built twice: the same bytes?
	$(PYTHON) docs/make_wheels.py

.kith/installed-dev: requirements/dev.txt requirements/run.txt
	./kith test --help >/dev/null
