"""Prepare the content for searching: ``python -m knowledge.live``."""

import os
import sys

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from knowledge.errors import ReadableError
from knowledge.live.opening import prepare_content
from knowledge.settings import KnowledgeSettings


def main() -> None:
    columns = (TextColumn("编码内容"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as progress:
        task = progress.add_task("")
        prepare_content(
            KnowledgeSettings(),
            os.cpu_count() or 1,
            lambda done, total: progress.update(task, completed=done, total=total),
        )


if __name__ == "__main__":
    try:
        main()
    except ReadableError as error:
        sys.exit(f"出错了：{error}")
    except OSError as error:
        sys.exit(f"出错了：存不下编码好的内容（{error.strerror}），请看磁盘满没满、文件夹能不能写")
