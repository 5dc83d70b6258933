"""Plain text and Markdown."""

from __future__ import annotations

from knowledge.papers.blocks import Heading, Paragraph, Table
from knowledge.papers.text_file import read_text

MARKDOWN = """# 某市求职补贴办法

<!-- 内部
注释 -->
> 文号：某人社〔2026〕1号
## 标准
　　每人**1500**元，见[附表](https://example.com/a)。

| 人员 | 金额 |
| --- | ---: |
| 毕业生 | 1500元 |
| 退役军人 |

---
"""


def test_markdown() -> None:
    assert read_text(MARKDOWN) == [
        Heading("某市求职补贴办法", 1),
        Paragraph("文号：某人社〔2026〕1号"),
        Heading("标准", 2),
        Paragraph("每人1500元，见附表。", indented=True),
        Table((("人员", "金额"), ("毕业生", "1500元"), ("退役军人", ""))),
    ]
