# 知城 ipcity. `make run` is all a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
export IPCITY_HOME ?= $(CURDIR)/var
export PORT ?= 8000
WHEELS ?=
ROWS ?= 200000
PARTS ?= load size law web
BIN := .venv/bin
# one process more than cores, as some tests wait for others; each with a data folder and a database of its own; a file's tests stay together
PYTEST := -n $(shell expr $$(nproc) + 1) --maxprocesses 4 --dist loadfile --no-loadscope-reorder
SETUP := $(PYTHON) scripts/setup.py $(if $(WHEELS),--wheels "$(WHEELS)")

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev run serve test test-postgresql check bench bench-full pictures bundle clean

help:
	@echo 'make run      启动（首次会安装并装入样例城市）/ install, load the sample city, serve on PORT (8000)'
	@echo 'make setup    只安装到 .venv / only make .venv; WHEELS=folder: without a network'
	@echo 'make serve    正式运行，不装样例 / serve without the sample city'
	@echo 'make test     全部测试 / all tests'
	@echo 'make test-postgresql   凡涉及数据库的测试，换成 PostgreSQL 再做一遍 / all tests that touch the database, on a private PostgreSQL'
	@echo 'make check    静态检查 / format, lint, types, floors, law cases, docs, migrations'
	@echo 'make bench    速度 / speed, as ratios; ROWS=1000000 PARTS="size" 可改 / may be given'
	@echo 'make bench-full   一千万条 / ten million records'
	@echo 'make pictures  把所有页面照成图片（先在另一窗口 make run）/ pictures of all pages in build/pictures, from a server on PORT'
	@echo 'make bundle   制作离线安装包 / wheels and checksums for a machine without a network'
	@echo 'make clean    删除 .venv 与缓存，不动数据 / remove .venv and caches; data in var/ stay'

setup:
	@$(SETUP)

setup-dev:
	@$(SETUP) --dev

run: setup
	@exec $(BIN)/ipcity start --end-with-parent $$PPID

serve: setup
	@exec $(BIN)/ipcity serve --end-with-parent $$PPID

test: export IPCITY_HOME := $(CURDIR)/build/test
test: setup-dev
	@$(BIN)/python -m pytest $(PYTEST)

test-postgresql: export IPCITY_HOME := $(CURDIR)/build/test
test-postgresql: setup-dev
	@$(BIN)/python -m tests.postgresql $(PYTEST)

check: setup-dev
	@$(BIN)/python scripts/check.py

bench: setup-dev
	@$(BIN)/python -m bench --rows $(ROWS) $(PARTS)

bench-full: setup-dev
	@$(BIN)/python -m bench --rows 10000000 size

pictures: setup-dev
	@$(BIN)/python scripts/shots.py http://127.0.0.1:$(PORT) build/pictures

bundle: setup
	@$(BIN)/python scripts/bundle.py

clean:
	rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +
