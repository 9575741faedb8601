# groktop. `make run` opens the dashboard, `make test` runs everything that CI runs; both set up what is missing first.

.PHONY: run build install dist pictures format lint test test-python test-clients storm fuzz setup clean
.PHONY: soak test-thread-sanitizer test-address-sanitizer
.PHONY: replicate replicate-unselected replicate-scan bench-peers fit-lifecycle

ifeq ($(shell uname -s),Darwin)
# Homebrew keeps both out of the default search path.
export PKG_CONFIG_PATH := $(shell brew --prefix openblas 2>/dev/null)/lib/pkgconfig:$(shell brew --prefix ncurses 2>/dev/null)/lib/pkgconfig:$(PKG_CONFIG_PATH)
endif

# make run ARGS="--seed 137 --weight-decay 0"
run: build
	@.build/release/groktop $(or $(ARGS),watch)

build: setup
	@swift build -c release --product groktop

# make install PREFIX="$HOME/.local"
install: build
	@scripts/install .build/release/groktop $(or $(PREFIX),/usr/local)

dist: setup
	@scripts/dist

# make test ARGS="--filter Oracle"
test: setup lint
	@scripts/setup tmux sqlite3-command python3-venv
	@scripts/python-environment exports
	swift build -c release --build-tests
	@$(MAKE) --no-print-directory test-python
	swift test -c release --skip-build --disable-xctest $(ARGS)

# The Python package, with real PyTorch loops and the groktop that is built.
test-python: build
	@scripts/setup python3-venv
	@scripts/python-environment package
	@cd python && GROKTOP="$(CURDIR)/.build/release/groktop" ../.venv-package/bin/python -W error::ResourceWarning \
		-m unittest discover -s tests $(PYTHON_ARGS)

# The same with transformers, Lightning, JAX and optax: some 2 GB of packages. docs/long-runs.md has how long it takes.
test-clients: build
	@scripts/setup tmux python3-venv
	@scripts/python-environment clients
	@cd python && GROKTOP="$(CURDIR)/.build/release/groktop" GROKTOP_CLIENTS=1 ../.venv-package/bin/python \
		-m unittest discover -s tests -v

# The pictures of docs/pictures, of a run that is trained for them: half a minute.
pictures: build
	@scripts/pictures .build/release/groktop

# Lays out the Swift sources as .swift-format says.
format:
	@swift format --in-place --recursive --parallel Package.swift Sources Tests

# The layout of the sources, no circle of files in the executable, figures of the sources, and the documents.
lint:
	@swift format lint --strict --recursive --parallel Package.swift Sources Tests
	@scripts/structure
	@scripts/check-documents

# Kills at random moments, for as long as one likes: make storm SECONDS=600
storm: setup
	swift build -c release --build-tests
	GROKTOP_STORM_SECONDS=$(or $(SECONDS),600) swift test -c release --skip-build --disable-xctest --filter StormTests

# make fuzz SECONDS=600: seeds that were not tried before; GROKTOP_FUZZ_SEED=N begins with the seed that a failure named
fuzz: setup
	swift build -c release --build-tests
	GROKTOP_FUZZ_SECONDS=$(or $(SECONDS),60) swift test -c release --skip-build --disable-xctest --filter FuzzTests

# An hour on the real screen at full speed; memory has to stay within 2 %: make soak SECONDS=600
soak: build
	@scripts/soak .build/release/groktop $(or $(SECONDS),3600)

# The suites that need no second process, under a sanitizer, in a folder of their own: the first build takes as long as
# any. make test-thread-sanitizer ARGS='--filter TrainingTests'
SANITIZED_SUITES := KernelsTests|TasksTests|TransformerTests|SpectralEdgeTests|TrainingTests|ProbesTests|RecordingTests|RunsTests|RunEventsTests|SafetensorsTests|TerminalUITests|DashboardTests|HomeTests|BoardTests|SurveyTests|SweepsTests|AlertsTests|ConfigurationTests|LifecycleTests|ReplicationTests|ReportsTests
SANITIZED_TEST = swift build -c release --build-tests --scratch-path .build-$(1) --sanitize=$(1) && \
	.build-$(1)/release/groktopPackageTests.xctest --testing-library swift-testing \
	$(or $(ARGS),--filter '$(SANITIZED_SUITES)')

test-thread-sanitizer: setup
	TSAN_OPTIONS="exitcode=66 suppressions=$(CURDIR)/scripts/thread-sanitizer.supp $$TSAN_OPTIONS" bash -c "$(call SANITIZED_TEST,thread)"

# Leaks are not looked for: the process keeps what it needs to its end.
test-address-sanitizer: setup
	ASAN_OPTIONS="detect_leaks=0 $$ASAN_OPTIONS" bash -c "$(call SANITIZED_TEST,address)"

# The published seeds of Dyck-1 and modular addition: make replicate ARGS="--task dyck --seeds 42 --out DIR". This
# target and the next two go on where they were interrupted, and end with a report of all runs in the folder.
replicate: build
	@.build/release/groktop replicate $(ARGS)

# Twenty seeds of each that nothing was chosen for. The verdicts of the report come from them.
replicate-unselected: build
	@.build/release/groktop replicate --unselected $(ARGS)

# SCAN, three seeds with weight decay and two without: more than six hours on two cores.
replicate-scan: build
	@.build/release/groktop replicate --task scan $(ARGS)

# make bench-peers TASKS="dyck modadd" ROUNDS=3 SECONDS=5 JSON=figures.json PEERS_PYTHON=/path/to/python
bench-peers: build
	@python3 Benchmarks/peers/compare.py $(if $(TASKS),--tasks $(TASKS)) $(if $(ROUNDS),--rounds $(ROUNDS)) \
		$(if $(SECONDS),--seconds $(SECONDS)) $(if $(JSON),--json "$(JSON)") $(if $(PEERS_PYTHON),--python "$(PEERS_PYTHON)")

# The runs that the constants of the lifecycle estimate were fitted to, and the fit. About ten minutes on two cores.
fit-lifecycle: build
	@for task in dyck modadd; do for seed in 1 2 3; do for decay in 1 0; do \
		.build/release/groktop train --task $$task --seed $$seed --steps 5000 --weight-decay $$decay --curvature-size 0 \
			--response-every 0 --checkpoint-every 100 --runs fit-lifecycle >/dev/null || exit 1; done; done; done
	@python3 Benchmarks/lifecycle/fit.py fit-lifecycle

setup:
	@scripts/setup pkg-config ncursesw openblas sqlite3 libcrypto

clean:
	swift package clean
