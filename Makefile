# 暖驿: `make` lists what there is.
SHELL := /bin/sh
PYTHON ?= $(shell command -v python3.11 || command -v python3)
# Where to get a CPU build of torch: pip's own settings, or e.g. TORCH_INDEX=https://download.pytorch.org/whl/cpu
TORCH_INDEX ?=
BIN := .venv/bin
# Python compiles what it uses when it is first used; kept, even where the shell says otherwise, no start does it again.
unexport PYTHONDONTWRITEBYTECODE
SYNC := $(BIN)/uv sync --frozen --inexact --quiet

.DEFAULT_GOAL := help
.PHONY: help run test unit fast lint train evaluate tools clean engine knowledge

help: ## 列出可用的命令
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: .venv-engine/.ready ## 安装（首次）并启动整个助手，Ctrl-C 停止
	@exec $(BIN)/assistant run

test: tools .venv-engine/.ready ## 安装（首次）并运行全部测试
	@$(BIN)/assistant prepare
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -m "not stack" -n auto --dist loadfile
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -m stack

# In one process: to collect them costs each further one nearly as much as it would save.
unit: tools ## 只跑不用模型、不用数据库、不起进程的测试（二十秒左右）
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -m unit

fast: tools ## 只跑不用启动整个助手的测试（一两分钟）
	@OMP_NUM_THREADS=1 $(BIN)/python -m pytest -m "not stack" -n auto --dist loadfile

lint: tools ## 检查代码风格、类型和模块之间的层次
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

train: tools .venv-engine/.ready ## 用现有内容和练习数据重新训练（约十五分钟），不比正在用的差就发布
	@$(BIN)/assistant train

evaluate: tools .venv-engine/.ready ## 用留出的问题测一遍，生成报告
	@$(BIN)/assistant evaluate

tools: .venv/.tools ## 安装训练、评测和开发用的组件（日常运行用不着）

clean: ## 删除安装和模型（不动对话、导入的数据和自己训练的版本）
	rm -rf .venv .venv-engine models/encoder

.venv/.ready: pyproject.toml uv.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11) and "需要 Python 3.11，当前是 " + sys.version.split()[0] + "。请安装后用 make PYTHON=/路径/python3.11 再试")'
	@echo "安装 1/2：主环境"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@test -x $(BIN)/uv || $(BIN)/pip install -qq --disable-pip-version-check uv==0.13.9
	@$(SYNC) --no-dev --extra encoder
	@touch $@

.venv/.tools: .venv/.ready
	@echo "安装训练和测试用的组件（torch 用 CPU 版）"
	@$(BIN)/python -c 'import importlib.metadata as m; m.version("torch")' 2>/dev/null || \
		$(BIN)/pip install -qq --disable-pip-version-check $(if $(TORCH_INDEX),--index-url $(TORCH_INDEX)) torch==2.13.0
	@$(SYNC) --extra train --extra evaluate
	@touch $@

# The one waits for network and disk, the other for the processor.
.venv-engine/.ready: assistant/engine/pyproject.toml assistant/engine/uv.lock | .venv/.ready
	@$(MAKE) --no-print-directory --jobs=2 engine knowledge
	@touch $@

engine:
	@echo "安装 2/2：对话引擎环境（Rasa，约 2 GB，需要一两分钟），同时编码内容"
	@UV_PROJECT_ENVIRONMENT=$(CURDIR)/.venv-engine $(SYNC) --project assistant/engine --python $(BIN)/python
	@$(BIN)/assistant prepare engine
	@$(BIN)/assistant prepare records

knowledge:
	@$(BIN)/assistant prepare knowledge
