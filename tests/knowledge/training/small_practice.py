"""Practice data for the small content: enough that every stage has something to learn from."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from knowledge.training.recipe import (
    AdapterRecipe,
    DecisionRecipe,
    PracticeRecipe,
    Recipe,
    ThresholdRecipe,
)

# Some steps of everything, and no share so small that nothing is drawn.
RECIPE = Recipe(
    today=dt.date(2026, 3, 1),
    adapter=AdapterRecipe(sentence_steps=5, sentence_batch=6, token_steps=3, token_batch=4),
    practice=PracticeRecipe(kept_back_every=2, imports_per_city=4, wider_per_city=4, foreign_per_city=2, parts=2),
    decision=DecisionRecipe(steps=8, batch=16, folds=2, hidden=4),
    thresholds=ThresholdRecipe(),
)

ASKED = "asked/some.yml"
FILES = {
    ASKED: """
- {text: 进厂两个礼拜了还没签那张纸, region: 兰溪市, answers: [nation-contract-written]}
- {text: 礼拜天叫我上班给几倍, region: 上饶市, answers: [nation-overtime-rest]}
- {text: 想打零工去哪块找, region: 兰溪市, answers: [lanxi-gig-where]}
- {text: 刚下车没地方住能白住几晚, region: 兰溪市, answers: [lanxi-lodging]}
- {text: 社保要交够几年才有得领, region: null, answers: [nation-pension-years]}
- {text: 上饶哪里有零活做, region: 上饶市, answers: [shangrao-gig-where]}
- {text: 没有这一条的答案, region: null, answers: [no-such-entry]}
""",
    "unanswerable.yml": """
- {text: 明天下雨吗, region: null}
- {text: 红烧肉怎么做, region: null}
- {text: 护照丢了怎么补, region: 兰溪市}
- {text: 房子过户交什么税, region: 上饶市}
- {text: 今晚吃什么, region: null}
- {text: 驾照分扣完了咋办, region: 兰溪市}
- {text: 孩子上小学要什么材料, region: 上饶市}
""",
    "off-topic.yml": """
- {text: 哪支股票能买, region: null}
- {text: 天气怎么样, region: null}
- {text: 猫不吃饭了, region: null}
- {text: 星座准不准, region: null}
""",
    "followups.yml": """
- {after: lanxi-lodging, region: 兰溪市, text: 那几晚要钱不, answers: [lanxi-lodging]}
- {after: nation-contract-written, region: 兰溪市, text: 那加班呢, answers: [nation-overtime-rest]}
- {after: lanxi-gig-where, region: 兰溪市, text: 有地方住没, answers: [lanxi-lodging]}
- {after: shangrao-gig-where, region: 上饶市, text: 火车怎么坐, answers: [shangrao-bus]}
- {after: lanxi-gig-where, region: 兰溪市, text: 明天冷不冷, answers: []}
""",
    "continuations.yml": """
- {after: nation-contract-written, region: 兰溪市, text: 我周末都在上班, answers: [nation-overtime-rest]}
- {after: lanxi-gig-where, region: 兰溪市, text: 我今晚没地方去, answers: [lanxi-lodging]}
- {after: lanxi-gig-where, region: 兰溪市, text: 我老家是贵州的, answers: []}
""",
    "callers.yml": """
- after: [nation-contract-written, lanxi-gig-where]
  region: 兰溪市
  said: 干了半年没签过东西
  then:
  - {text: 周末都要去, answers: [nation-overtime-rest]}
  - {text: 跟我老乡一起来的, answers: []}
""",
    "talks.yml": """
- region: 兰溪市
  turns:
  - {text: 想找点零工, answers: [lanxi-gig-where]}
  - {text: 在火车站附近, answers: [lanxi-gig-where], told: [lanxi-gig-where, lanxi-lodging]}
  - text: 加班费有没有
    answers: [nation-overtime-rest]
    told: [nation-overtime-rest]
    others:
    - {text: 今晚睡哪里, answers: [lanxi-lodging]}
    - {text: 我记一下, answers: []}
  - {text: 一个月五千}
""",
    "offices/one.yml": """
region: 温州市
faqs:
- {question: 求职登记在哪里办？, answer: 到市民中心一楼办。, asks: [找工作去哪登记, 登记求职哪个窗口]}
- {question: 招聘会几点开始？, answer: 每周六上午九点。, asks: [招聘会啥时候, 周六几点有招聘会]}
unanswerable: [结婚证去哪领, 地铁几点收班]
""",
    "offices/two.yml": """
region: 洛阳市
faqs:
- {question: 培训班学费多少？, answer: 培训班免费。, asks: [学手艺要交钱不, 上课收费吗]}
- {question: 失业登记要带什么？, answer: 带身份证。, asks: [失业了去登记拿啥, 登记失业材料]}
unanswerable: [牡丹花会门票, 医院几点上班]
""",
}


def write(folder: Path) -> Path:
    """The files in ``folder``, which is given back."""
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return folder


def asked_about(content_folder: Path, folder: Path) -> Path:
    """A content with what was asked about it, in a new ``folder``, which is given back."""
    shutil.copytree(content_folder, folder)
    (folder / ASKED).parent.mkdir()
    (folder / ASKED).write_text(FILES[ASKED], "utf-8")
    return folder
