"""Train and publish a version: ``python -m knowledge.training ENCODER_FOLDER VERSIONS_FOLDER``."""

import sys
from pathlib import Path

from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from knowledge.errors import ReadableError
from knowledge.training.train import train
from knowledge.versions.folder import Versions


def main() -> None:
    encoder, versions = map(Path, sys.argv[1:])
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

        trained = train(encoder, report)
    print(f"知识版本已发布：{Versions(versions).publish(trained).name}", flush=True)


if __name__ == "__main__":
    try:
        main()
    except ReadableError as error:
        sys.exit(f"出错了：{error}")
