"""Thirteen passages: the nation, 浙江省, 兰溪市, 上饶市 and one of its districts."""

from __future__ import annotations

import datetime as dt

import numpy as np

from knowledge.ngrams.model import NgramModel
from knowledge.retrieval.choice import ChoiceModel, Chooser, Likeness
from knowledge.retrieval.features import CONTINUATION_FEATURES, FEATURES
from knowledge.retrieval.thresholds import Thresholds
from knowledge.retrieval.topics import OFF_TOPIC, Topics

TODAY = dt.date(2026, 3, 1)

NATION = """
region: 全国
sources: {law: {title: 劳动合同法, date: 2012-12-28}}
entries:
- id: nation-contract-written
  category: 劳动合同
  kind: rule
  question: 单位多久之内要签书面劳动合同？
  similar: [上班多久要签合同, 入职几天内必须签书面合同, 进厂没签劳动合同怎么办]
  answer: 从用工那天起1个月内要签好书面劳动合同。
  source: law
  article: 第十条
  next: [nation-overtime-rest]
- id: nation-overtime-rest
  category: 工时休假
  kind: rule
  question: 休息日加班工资怎么算？
  similar: [周末加班给几倍工资, 星期天上班加班费多少]
  answer: 休息日加班又不能补休的，按工资的200%付加班费。
  source: law
- id: nation-injury-subsidy
  category: 工伤保险
  kind: rule
  question: 工伤离职的一次性就业补助金是多少？
  similar: [工伤走人能拿几个月补助金, 伤残就业补助金标准]
  answer: 一次性伤残就业补助金的标准由省级人民政府规定。
  source: law
- id: nation-pension-years
  category: 养老保险
  kind: rule
  question: 养老保险最少要交多少年才能领养老金？
  similar: [社保交几年能领退休金, 养老保险最低缴费年限]
  answer: 2029年及以前退休的，基础养老金要交满15年养老保险。
  source: law
- id: zhejiang-injury-subsidy
  region: 浙江省
  category: 工伤保险
  kind: rule
  question: 浙江工伤离职的一次性就业补助金是几个月？
  similar: [浙江伤残就业补助金标准, 省里工伤补助金几个月]
  answer: 浙江省五级伤残30个月，十级伤残2个月。
  source: law
  replaces: [nation-injury-subsidy]
"""

LANXI = """
region: 兰溪市
names: [零社有援, 两市都有]
sources: {paper: {title: 兰江导报, date: 2025-12-16}}
entries:
- id: lanxi-gig-where
  category: 零工市场
  kind: service
  question: 零工市场在哪里？
  similar: [零工市场地址, 打零工去哪找活, 兰溪零工市场怎么走]
  answer: 兰溪市零工市场在振兴路。
  source: paper
- id: lanxi-lodging
  category: 住宿
  kind: service
  question: 青年驿站可以免费住几天？
  similar: [求职住宿免费几晚, 来找工作住青年驿站要钱吗]
  answer: 求职青年可以在驿站免费住3天。
  source: paper
- id: lanxi-unemployment-before
  category: 失业保险
  kind: level
  question: 失业保险金每个月多少钱？
  similar: [失业金标准是多少, 失业了每月能领多少]
  answer: 失业保险金每月1500元。
  source: paper
  topic: lanxi-unemployment
  effective_from: 2024-01-01
  effective_to: 2025-06-30
  as_of: 2024-01-01
- id: lanxi-unemployment-now
  category: 失业保险
  kind: level
  question: 失业保险金现在每个月多少钱？
  similar: [失业金现在的标准, 失业金每月领多少]
  answer: 失业保险金每月1800元。
  source: paper
  topic: lanxi-unemployment
  effective_from: 2025-07-01
  as_of: 2025-07-01
"""

SHANGRAO = """
region: 上饶市
names: [饶城, 两市都有]
sources: {paper: {title: 上饶日报}}
entries:
- id: shangrao-gig-where
  category: 零工市场
  kind: service
  question: 零工市场在哪里？
  similar: [零工市场在什么地方, 上饶打零工去哪找活]
  answer: 上饶市零工市场在市人力资源市场里面。
  source: paper
- id: shangrao-jobs-2023
  category: 就业统计
  kind: statistic
  question: 上饶新增就业多少人？
  similar: [城镇新增就业人数, 一年新增就业几万人]
  answer: 全市城镇新增就业5万人。
  source: paper
  as_of: 2023-12-31
- id: shangrao-bus
  category: 就业服务
  kind: service
  question: 节后返岗有专列吗？
  similar: [务工专列怎么坐, 有去上海的专列吗]
  answer: 春节后开行去上海的务工专列。
  source: paper
- id: guangxin-legal
  region: 上饶市广信区
  category: 法律援助
  kind: service
  question: 法律援助热线能问什么？
  similar: [打官司没钱找谁, 公共法律服务中心做什么]
  answer: 广信区公共法律服务中心免费答复法律问题。
  source: paper
"""

FILES = {"lanxi.yml": LANXI, "nation.yml": NATION, "shangrao.yml": SHANGRAO}


def handmade_topics() -> Topics:
    """Topics that know one word: who says 天气 is off topic; there is no guide."""
    weights = np.array([[0.0, 4.0]], np.float32)
    return Topics(NgramModel(("guide", OFF_TOPIC), ("天气",), np.ones(1, np.float32), weights, np.zeros(2, np.float32)))


def handmade_choice() -> Chooser:
    """A decision that looks at the vectors and at the share of the words found."""
    weights = {"dense_best": 6.0, "covered_by_best": 2.0, "words_best": 1.0}
    return _handmade([weights.get(name, 0.0) for name in FEATURES], -6.5)


def handmade_followup() -> Chooser:
    """A decision about half sentences that looks at both readings alike."""
    return _handmade([0.5, 0.5, *[0.0] * 7, -20.0], 0.0)


def handmade_continuation() -> Chooser:
    """A decision about what continues a matter that looks at both readings alike."""
    weights = {"utility_alone": 0.5, "utility_together": 0.5, "is_context": -20.0}
    return _handmade([weights.get(name, 0.0) for name in CONTINUATION_FEATURES], 0.0)


def _handmade(weights: list[float], bias: float) -> Chooser:
    model = ChoiceModel(
        mean=np.zeros(len(weights), np.float32),
        scale=np.ones(len(weights), np.float32),
        hidden=np.array(weights, np.float32)[:, None],
        hidden_bias=np.array([bias], np.float32),
        output=np.array([6.0], np.float32),
        linear=np.zeros(len(weights), np.float32),
        none=2.5 if bias else 0.0,
    )
    return Chooser(model, model, Thresholds(0.5, 0.6), Likeness() if bias else None)
