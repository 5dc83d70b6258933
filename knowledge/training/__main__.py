"""Train a version into a folder: ``python -m knowledge.training FOLDER``."""

import argparse
import sys
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from knowledge.china_time import today
from knowledge.errors import ReadableError
from knowledge.settings import KnowledgeSettings
from knowledge.training.recipe import Recipe
from knowledge.training.train import train
from knowledge.versions.learned import replace


def main(folder: Path) -> None:
    settings = KnowledgeSettings()
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    with Progress(*columns) as progress:
        tasks: dict[str, TaskID] = {}

        def report(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = progress.add_task(step, total=total)
            progress.update(tasks[step], completed=done, total=total)

        learned = train(settings, Recipe(today()), report)
    replace(folder, learned)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m knowledge.training", description="Train a version into a folder.")
    parser.add_argument("folder", type=Path)
    try:
        main(parser.parse_args().folder)
    except ReadableError as error:
        sys.exit(f"出错了：{error}")
