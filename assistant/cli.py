"""The command line: ``assistant --help``."""

from __future__ import annotations

import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic import ValidationError

from assistant.asked_verbs import asked, report
from assistant.backup.verbs import back_up, database, restore
from assistant.batch_verbs import batches
from assistant.benchmarks.verbs import bench
from assistant.conversation_verbs import conversations
from assistant.faq_verbs import audit, faq
from assistant.figure_verbs import figures
from assistant.jobs.verbs import jobs, versions
from assistant.public_verbs import public
from assistant.settings import Only, Settings
from channels.roles import Role
from knowledge.errors import ReadableError

if TYPE_CHECKING:
    from assistant.evaluation.outcome import Outcome
    from knowledge.retrieval.searcher import Searcher

CONVERSATIONS = "conversations"
KINDS_HELP = "stations、jobs、lodgings、faqs、service_points 或 courses"
# Papers, by the name that they are imported under.
DOCUMENTS = "documents"

app = typer.Typer(
    help="暖驿：就业和社保问答助手", no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False
)
content = typer.Typer(help="内容（问答条目）", no_args_is_help=True)
app.add_typer(content, name="content")
app.add_typer(bench, name="bench")
token = typer.Typer(help="口令（查询接口用）", no_args_is_help=True)
app.add_typer(token, name="token")
staff = typer.Typer(help="坐席和管理员的登录账号", no_args_is_help=True)
app.add_typer(staff, name="staff")
notes = typer.Typer(help="坐席记下的“不对”“没有”", no_args_is_help=True)
app.add_typer(notes, name="notes")
hours = typer.Typer(help="工作人员在线接待的时间（转人工用）", no_args_is_help=True)
app.add_typer(hours, name="hours")
app.add_typer(faq, name="faq")
app.add_typer(audit, name="audit")
app.add_typer(public, name="public")
app.add_typer(conversations, name="conversations")
app.add_typer(asked, name="asked")
app.add_typer(batches, name="batches")
app.add_typer(report, name="report")
app.add_typer(figures, name="figures")
app.add_typer(versions, name="versions")
app.add_typer(jobs, name="jobs")
papers = typer.Typer(help="政策文件（按原文摘录来查）", no_args_is_help=True)
app.add_typer(papers, name="papers")
app.add_typer(database, name="database")
app.command("backup")(back_up)
app.command("restore")(restore)
NewPassword = Annotated[bool, typer.Option("--generate", help="生成一个密码并显示一次，不在终端里输入")]

LastDay = Annotated[datetime | None, typer.Option("--to", formats=["%Y-%m-%d"], help="到哪天止；不写就是只那一天")]


class TokenRole(StrEnum):
    """What a token may open."""

    HOTLINE = Role.HOTLINE.value
    ADMIN = Role.ADMIN.value


class TokenScope(StrEnum):
    """What of that."""

    LOOKUP = "lookup"
    METRICS = "metrics"


class Part(StrEnum):
    """A part of what is prepared."""

    KNOWLEDGE = "knowledge"
    ENGINE = "engine"
    RECORDS = "records"


@app.command()
def run(
    only: Annotated[Only | None, typer.Option(help="只跑网关或者只跑对话引擎，用在同一个助手的另一台机器上")] = None,
) -> None:
    """启动整个助手（前台运行，Ctrl-C 停止）。"""
    from assistant.steps import die_with_parent

    # Started in the background by a script, a process inherits that Ctrl-C is ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    settings = Settings()
    # In a process of its own, so that the supervisor does not keep what preparing loads.
    with subprocess.Popen([sys.executable, "-m", "assistant", "prepare"], preexec_fn=die_with_parent) as preparing:
        from assistant.supervisor import run as supervise  # meanwhile

        status = preparing.wait()
    if status:
        sys.exit(status)
    supervise(settings, only)


@app.command()
def chat(
    region: Annotated[str | None, typer.Option(help="在哪个城市，例如 兰溪市；不写就不限")] = None,
) -> None:
    """在终端里和运行着的助手说话，显示每条回答的类别和按钮，用来试。"""
    import readline  # noqa: F401 (the arrow keys)

    from assistant.chat import chat as talk

    talk(Settings(), region, _typed, print)


def _typed() -> str | None:
    """The next line from the keyboard; None where there are no more."""
    try:
        return input("您：")
    except EOFError:
        return None


@app.command()
def prepare(
    part: Annotated[
        Part | None, typer.Argument(help="只备一部分：knowledge（检索）、engine（对话引擎）或 records（自带的名单）")
    ] = None,
) -> None:
    """备好启动要用的一切：句向量模型、内容的向量、对话引擎。没有变化时一两秒。"""
    from assistant import preparation
    from assistant.engine_model import build_engine_model

    steps = {
        None: preparation.prepare,
        Part.KNOWLEDGE: preparation.prepare_knowledge,
        Part.ENGINE: build_engine_model,
        Part.RECORDS: preparation.prepare_records,
    }
    steps[part](Settings())


@app.command()
def train(
    ship: bool = typer.Option(False, "--ship", help="替换随程序附带的版本（给改程序、改练习数据的人）"),
    publish: bool = typer.Option(True, help="不比正在用的差就发布；--no-publish 只训练和比较"),
) -> None:
    """按现有内容和练习数据重新训练，和正在用的比过，不差才发布，不用重启（约十五分钟，要先 make tools）。"""
    if ship:
        from assistant.training import train_to_ship

        train_to_ship(Settings())
        return
    from assistant.jobs.asking import train as train_here

    train_here(Settings(), publish)


@content.command("check")
def check() -> None:
    """检查内容、自查和危险识别的文件：格式、数字有无出处、问法是否互相冲突。"""
    from knowledge.library.checks import check_all
    from knowledge.topics.danger.checks import check_danger
    from knowledge.topics.selfchecks.checks import check_selfchecks

    faults = [*check_all(), *check_selfchecks(), *check_danger()]
    for fault in faults:
        print(fault, file=sys.stderr)
    if faults:
        raise ContentFaults(f"共 {len(faults)} 处要改")
    print("内容没有问题")


@content.command("due")
def due(
    before: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="列出这天以前核对的，如 2026-06-30（不写就是半年前）")
    ] = None,
) -> None:
    """列出该再核对的：很久没核对的条目和数，依据的规定已被新规定改过的条目。"""
    from assistant.due import due_lines
    from knowledge import china_time
    from knowledge.library.due import USUAL, find_due

    today = china_time.today()
    day = before.date() if before else today - USUAL
    print("\n".join(due_lines(find_due(day, today), day)))


@content.command("coverage")
def coverage(
    write: Annotated[bool, typer.Option("--write", help="写进 docs/content-coverage.md，不在终端里列")] = False,
) -> None:
    """列出每个话题在全国、各省、各市有哪些回答（Markdown 表格）。"""
    from assistant.coverage import DOCUMENT, coverage_lines, with_table
    from knowledge.library.content import load
    from knowledge.library.coverage import find_coverage

    found = find_coverage(load())
    if write:
        DOCUMENT.write_text(with_table(DOCUMENT.read_text("utf-8"), found), "utf-8")
    else:
        print("\n".join(coverage_lines(found)))


@app.command("import")
def import_(
    kind: Annotated[str, typer.Argument(help=f"{KINDS_HELP}；或 {DOCUMENTS}（政策文件）")],
    files: Annotated[
        list[Path],
        typer.Argument(
            metavar="FILE...",
            help="XLSX 或 CSV（UTF-8、GB18030 等），数据上面有一行列名；政策文件是 .txt .md .html .docx .pdf",
        ),
    ],
    strict: Annotated[bool, typer.Option("--strict", help="只要有一行有误，就什么都不导入")] = False,
    column: Annotated[
        list[str] | None,
        typer.Option(help="说明哪一列是什么，如 站名=名称；不读的写 备注= ；可以写几次，同样的表下次不用再说"),
    ] = None,
    set_: Annotated[
        list[str] | None,
        typer.Option("--set", help="表里没写、整份表都一样的，如 城市=兰溪市、坐标系=高德；可以写几次"),
    ] = None,
    gate: Annotated[
        bool, typer.Option("--gate", help="问答：先检查、先问一遍，会让答话变差的不导入（几分钟）")
    ] = False,
    reason: Annotated[str, typer.Option(help="和 --gate 一起：变差也要导入，写明为什么；记进日志")] = "",
    preview: Annotated[bool, typer.Option("--preview", help="只看每一行会怎样，什么也不写")] = False,
    region: Annotated[str, typer.Option(help="政策文件：在哪里管用，例如 兰溪市、浙江省；不写是全国")] = "全国",
    source_title: Annotated[str | None, typer.Option(help="政策文件：题目（不写就从文件里读）")] = None,
    date: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="政策文件：发文日期")] = None,
) -> None:
    """导入驿站、岗位、住宿、问答等表格，编号相同的行会被替换；或者政策文件，和 papers add 一样。一行都不能用时返回 1。"""
    if kind == DOCUMENTS:
        add_papers(files, region, date, source_title)
        return
    if gate:
        from assistant.jobs.asking import import_gated

        import_gated(Settings(), kind, files, reason, column or (), set_ or ())
        return
    from assistant.records import import_into, preview_of

    if preview:
        print("\n".join(preview_of(Settings(), kind, files, column or (), set_ or ())))
        return
    if not import_into(Settings(), kind, files, strict, column or (), set_ or ()):
        sys.exit(1)


@app.command()
def withdraw(
    kind: Annotated[str, typer.Argument(help=KINDS_HELP)],
    ids: Annotated[
        list[str], typer.Argument(metavar="ID...", help="编号，可以写几个；faqs 也可以写程序自带问答的编号")
    ],
    undo: Annotated[bool, typer.Option("--undo", help="恢复撤下的程序自带问答")] = False,
) -> None:
    """撤下驿站、岗位、住宿、问答等，两秒内不再出现在回答里。"""
    from assistant.records import restore
    from assistant.records import withdraw as take_out

    if not (restore if undo else take_out)(Settings(), kind, ids):
        sys.exit(1)


@app.command()
def export(
    kind: Annotated[str, typer.Argument(help=f"{KINDS_HELP}；或 conversations（全部对话，已遮蔽号码）")],
    file: Annotated[Path, typer.Argument(metavar="FILE", help="以 .csv 或 .xlsx 结尾")],
    template: Annotated[bool, typer.Option("--template", help="只要一份空表，填好就能导入")] = False,
) -> None:
    """导出表格，格式和导入的一样；或者导出全部对话。"""
    if kind == CONVERSATIONS:
        from assistant.asked import Terminal
        from assistant.who import by

        print(f"对话：导出 {Terminal(Settings()).numbers.export(file, by())} 条到 {file}")
        return
    from knowledge.records.database import open_database
    from knowledge.records.exporting import export_file
    from knowledge.records.kinds import kind_of
    from knowledge.records.template import write_template

    if template:
        write_template(kind_of(kind), file)
        print(f"{kind}：空表写到 {file}")
        return
    count = export_file(open_database(Settings().database), kind, file)
    print(f"{kind}：导出 {count} 行到 {file}")


@app.command()
def batch(
    file: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="CSV 或 XLSX：一列“问题”，可以再有“应答编号”（不该答的写 不答）和“地区”"),
    ],
    out: Annotated[Path | None, typer.Option(help="结果写到哪里，以 .csv 或 .xlsx 结尾")] = None,
) -> None:
    """批量测试：一份表里的问题全问一遍，看答得对不对，和上次比。"""
    from assistant.batch import ask_all
    from assistant.batches import summary

    print("\n".join(summary(ask_all(Settings(), file, out))))


@app.command()
def evaluate(
    questions: Annotated[
        Path | None, typer.Option(help="只测这个文件或文件夹里的题（默认 tests/heldout/blind 和 seen）")
    ] = None,
    skip_chain: bool = typer.Option(False, "--skip-chain", help="只测检索和对话，不启动整个助手"),
) -> None:
    """用留出的问题测效果：各部分和整条链路，结果存成网页。"""
    from actions.dialogue import Dialogue
    from assistant.evaluation.chain import assistant_running, through_chain
    from assistant.evaluation.heldout import BLIND, SEEN, load_cases
    from assistant.evaluation.imported import imported_cases, through_imported
    from assistant.evaluation.neutral import neutral_faqs, neutral_scores
    from assistant.evaluation.parts import through_parts
    from assistant.evaluation.report import print_scores, print_search, print_table, write_page

    settings = Settings()
    dialogue = Dialogue(_searcher(settings))
    names = {questions: "指定的题"} if questions else {SEEN: "看过错题的题（只供参考）", BLIND: "没人看过错题的题"}
    parts = {}
    for folder, name in names.items():
        cases = load_cases(folder)
        parts[folder] = list(track(through_parts(cases, dialogue), "检索与对话", len(cases)))
        print_table(f"检索与对话，{name}", parts[folder])
        print_search(parts[folder])
    for folder in () if questions else (SEEN, BLIND):
        count = len(imported_cases(folder))
        imported = list(track(through_imported(dialogue.searcher, folder), "导入的问答", count))
        print_table(f"导入的问答（内容不认识的城市），{names[folder]}", imported)
        print_search(imported)
    if not questions:
        made = list(neutral_faqs())
        title = f"导入的 {len(made):,} 条别的部门的问答，按坐席的查法"
        print_scores(title, neutral_scores(dialogue.searcher, made))
    if skip_chain:
        return
    reported = questions or BLIND
    cases = load_cases(reported)
    with assistant_running(settings) as url:
        chain = list(track(through_chain(cases, url), "整条链路", len(cases)))
    print_table(f"整条链路，{names[reported]}", chain)
    print(f"报告：{write_page(settings.data_dir.resolve() / 'reports', parts[reported], chain)}")


@token.command("create")
def create_token(
    role: Annotated[TokenRole, typer.Option(help="hotline（坐席查询）或 admin（管理）")],
    name: Annotated[str, typer.Option(help="给谁用的，便于以后停用")],
    scope: Annotated[list[TokenScope] | None, typer.Option(help="只开哪些；不写按角色；可以写几次")] = None,
    expires: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="用到哪天为止（当天还能用）；不写就一直能用")
    ] = None,
) -> None:
    """生成口令。只显示这一次，请马上交给使用的人。"""
    from channels.tokens import Scope
    from channels.tokens import create_token as create
    from knowledge.china_time import end_of_day
    from knowledge.records.database import open_database

    until = end_of_day(expires.date()) if expires else None
    print(create(open_database(Settings().database), Role(role), name, [Scope(one) for one in scope or ()], until))


@token.command("list")
def list_tokens() -> None:
    """列出还能用的口令：给谁的、角色、开什么、用到什么时候。"""
    from channels.tokens import list_tokens as listed
    from knowledge.china_time import of_utc
    from knowledge.records.database import open_database

    for one in listed(open_database(Settings().database)):
        until = f"{of_utc(one.expires_at):%Y-%m-%d %H:%M}" if one.expires_at else "不限"
        print("\t".join((one.name, one.role, one.scope, until)))


@token.command("revoke")
def revoke_token(name: Annotated[str, typer.Option(help="生成时写的名字")]) -> None:
    """停用这个名字的全部口令。"""
    from channels.tokens import revoke_tokens
    from knowledge.records.database import open_database

    print(f"已停用 {revoke_tokens(open_database(Settings().database), name)} 个口令")


@staff.command("add")
def add_staff(
    role: Annotated[Role, typer.Option(help="hotline（坐席）、editor（编辑）、auditor（只看）或 admin（管理）")],
    name: Annotated[str, typer.Option(help="登录用的账号名")],
    generate: NewPassword = False,
    region: Annotated[str, typer.Option(help="编辑只能改哪个地区（连同下级）的问答")] = "",
    category: Annotated[str, typer.Option(help="编辑只能改哪个分类的问答")] = "",
) -> None:
    """添加账号，密码在终端里输两遍。"""
    from channels.staff.accounts import add_account
    from knowledge.records.database import open_database

    add_account(open_database(Settings().database), name, role, _new_password(generate), region, category)
    print(f"已添加账号“{name}”")


@staff.command("password")
def set_staff_password(name: Annotated[str, typer.Option(help="账号名")], generate: NewPassword = False) -> None:
    """重设密码；这个账号会退出登录，锁定也会解除。"""
    from channels.staff.accounts import find_account, set_password
    from knowledge.records.database import open_database

    database = open_database(Settings().database)
    find_account(database, name)
    set_password(database, name, _new_password(generate))
    print(f"“{name}”的密码已改")


@staff.command("totp")
def set_staff_code(
    name: Annotated[str, typer.Option(help="账号名")],
    remove: Annotated[bool, typer.Option("--remove", help="不再要动态码（手机丢了也用它）")] = False,
) -> None:
    """让账号登录时还要手机上的六位动态码；这个账号会退出登录。"""
    from channels.staff.second_factor import give_code, take_code
    from knowledge.records.database import open_database

    database = open_database(Settings().database)
    if remove:
        take_code(database, name)
        print(f"“{name}”登录不再要动态码")
        return
    secret, address = give_code(database, name)
    print(
        f"在手机的动态码应用（如 FreeOTP、微信小程序“腾讯身份验证器”）里手动添加，只显示这一次：\n密钥：{secret}\n{address}"
    )


@staff.command("remove")
def remove_staff(name: Annotated[str, typer.Option(help="账号名")]) -> None:
    """删除账号，马上退出登录。"""
    from channels.staff.accounts import remove_account
    from knowledge.records.database import open_database

    remove_account(open_database(Settings().database), name)
    print(f"已删除账号“{name}”")


@staff.command("list")
def list_staff() -> None:
    """列出账号。"""
    from channels.staff.accounts import list_accounts
    from knowledge.records.database import open_database

    for account in list_accounts(open_database(Settings().database)):
        code = "动态码" if account.has_code else ""
        print("\t".join((account.role, account.name, account.region, account.category, code)).rstrip())


@notes.command("list")
def list_notes() -> None:
    """列出还没处理的。"""
    from channels.desk.notes import open_notes
    from knowledge.records.database import open_database

    words = {"wrong": "不对", "missing": "没有"}
    for note in open_notes(open_database(Settings().database)):
        about = (note.region or "不限", note.question, note.entry_question, note.remark)
        print("\t".join(map(str, (note.id, f"{note.created_at:%Y-%m-%d}", note.staff, words[note.kind], *about))))


@notes.command("settle")
def settle_note(number: Annotated[int, typer.Argument(help="编号")]) -> None:
    """标为已处理。"""
    from channels.desk.notes import settle
    from knowledge.records.database import open_database

    settle(open_database(Settings().database), number)
    print(f"{number} 已处理")


@hours.command("show")
def show_hours() -> None:
    """列出平时、节假日和调休上班的时间，并说明现在接不接待。"""
    from assistant.hours import hours_lines
    from channels.line.hours import load_hours
    from knowledge import china_time
    from knowledge.records.database import open_database

    print("\n".join(hours_lines(load_hours(open_database(Settings().database)), china_time.now())))


@hours.command("set")
def set_hours(
    hours: Annotated[str, typer.Argument(help="如 周一至周五8:30-12:00，13:30-17:00；不接待写 休息")],
    first: Annotated[
        datetime | None, typer.Option("--from", formats=["%Y-%m-%d"], help="从哪天起，如 2027-02-05；不写就是平时")
    ] = None,
    last: LastDay = None,
    name: Annotated[str, typer.Option(help="叫什么，如 春节、调休上班")] = "",
    why: Annotated[str, typer.Option(help="为什么，记进日志")] = "",
) -> None:
    """改接待时间，马上生效：平时的，或者某几天的（天数少的一行优先）。"""
    from assistant.hours import days
    from assistant.who import by
    from channels.line.hours import Row
    from channels.line.hours import set_hours as put
    from knowledge.records.database import open_database

    put(open_database(Settings().database), Row(hours, *days(first, last), name), by(why))
    show_hours()


@hours.command("remove")
def remove_hours(
    first: Annotated[datetime, typer.Option("--from", formats=["%Y-%m-%d"], help="从哪天起")],
    last: LastDay = None,
    why: Annotated[str, typer.Option(help="为什么，记进日志")] = "",
) -> None:
    """去掉某几天的特别安排，改回平时的时间。"""
    from assistant.hours import days
    from assistant.who import by
    from channels.line.hours import remove_hours as take_away
    from knowledge.records.database import open_database

    take_away(open_database(Settings().database), *days(first, last), by(why))
    show_hours()


@papers.command("add")
def add_papers(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help=".txt .md .html .docx 或 .pdf，可以写几个")],
    region: Annotated[str, typer.Option(help="在哪里管用，例如 兰溪市、浙江省、全国")],
    date: Annotated[
        datetime | None, typer.Option(formats=["%Y-%m-%d"], help="发文日期（不写就从文件名和开头里读）")
    ] = None,
    title: Annotated[str | None, typer.Option(help="题目（不写就从文件里读；一次只加一个文件时才能写）")] = None,
    whole: Annotated[bool, typer.Option("--whole", help="后面像是另一篇文章的也留下")] = False,
) -> None:
    """加入政策文件，马上能按原文摘录查到；同名同地区的文件会被替换。"""
    from assistant.papers import add
    from knowledge.papers.paper import Wanted

    if not add(Settings(), files, Wanted(region, date.date() if date else None, title, whole)):
        sys.exit(1)


@papers.command("list")
def list_papers() -> None:
    """列出加入的政策文件。"""
    from assistant.papers import lines

    print("\n".join(lines(Settings())))


@papers.command("show")
def show_paper(number: Annotated[int, typer.Argument(metavar="ID", help="编号，见 assistant papers list")]) -> None:
    """看一份政策文件分成了哪些段。"""
    from assistant.papers import excerpt_lines

    print("\n\n".join(excerpt_lines(Settings(), number)))


@papers.command("drafts")
def draft_from_paper(
    number: Annotated[int, typer.Argument(metavar="ID", help="编号，见 assistant papers list")],
    save: Annotated[int | None, typer.Option(help="把第几段拟的存成问答库的草稿，再用 faq edit 改")] = None,
) -> None:
    """从一份政策文件里拟问答：答案是原文，要核对的数字、日期、地名列在后面。"""
    from assistant.papers import draft_lines, save_draft

    if save is not None:
        print(f"{save_draft(Settings(), number, save)}：已存成草稿，请核对后用 assistant faq edit 改，再发布")
    else:
        print("\n\n".join(draft_lines(Settings(), number)))


@papers.command("search")
def search_papers(
    question: Annotated[str, typer.Argument(help="要查的问题")],
    region: Annotated[str | None, typer.Option(help="哪个地区，例如 兰溪市；不写就查全部文件")] = None,
    limit: Annotated[int, typer.Option(min=1, max=20, help="最多几段")] = 3,
) -> None:
    """按问题查原文摘录。"""
    from assistant.papers import found

    print("\n\n".join(found(Settings(), question, region, limit)))


@papers.command("remove")
def remove_paper(number: Annotated[int, typer.Argument(metavar="ID", help="编号，见 assistant papers list")]) -> None:
    """撤掉一份政策文件，马上查不到。"""
    from assistant.who import by
    from knowledge.papers.listing import remove
    from knowledge.records.database import open_database

    remove(open_database(Settings().database), number, by())
    print(f"已撤掉 {number}")


def _new_password(generate: bool) -> str:
    """Asked for twice, unseen; or made up and shown once. Raises Unattended."""
    if generate:
        password = secrets.token_urlsafe(12)
        print(f"密码（只显示这一次）：{password}")
        return password
    if not sys.stdin.isatty():
        raise Unattended("要在终端里输入密码；不在终端里时请加 --generate")
    entered: str = typer.prompt("密码", hide_input=True, confirmation_prompt="再输一遍")
    return entered


@app.command()
def lookup(
    question: Annotated[str, typer.Argument(help="要查的问题")],
    region: Annotated[str | None, typer.Option(help="哪个地区，例如 兰溪市")] = None,
    limit: Annotated[int, typer.Option(min=1, max=20, help="最多几条")] = 5,
) -> None:
    """在终端里查：和对话同一个检索、同样的分数和判断。"""
    from actions.live import Live
    from actions.lookup import look_up
    from knowledge.records.database import open_database

    settings = Settings()
    live = Live(open_database(settings.database), _searcher(settings))
    live.refresh()
    found = look_up(live.dialogue.searcher, question, region, limit)
    decisions = {"answer": "可以直接答", "choose": "有几种可能", "refuse": "没有可靠答案，请转12333或窗口"}
    print(f"判断：{decisions[found.decision]}（{found.took_ms:.0f} 毫秒）")
    for number, hit in enumerate(found.hits, 1):
        source = hit.source
        print(f"\n{number}. {hit.question}　{hit.score:.2f}　[{hit.region}]\n   {hit.answer}")
        print(f"   来源：《{source.title}》{source.article or ''} {source.date or ''}".rstrip())


def _searcher(settings: Settings) -> Searcher:
    from knowledge.live.opening import open_searcher

    return open_searcher(settings)


def track(outcomes: Iterator[Outcome], what: str, total: int) -> Iterator[Outcome]:
    """The outcomes, with a progress bar."""
    from rich.progress import track as follow

    return iter(follow(outcomes, what, total))


class Unattended(ReadableError):
    """There is no terminal to ask on."""


class ContentFaults(ReadableError):
    """The content has faults, which have been listed."""


def main() -> None:
    """Run a command; whatever goes wrong is told in one readable line."""
    try:
        app()
    except ValidationError as error:
        names = "、".join(str(fault["loc"][0]).upper() for fault in error.errors() if fault["loc"])
        sys.exit(f"设置不对，请检查：{names}")
    except (ReadableError, OSError) as error:
        sys.exit(f"出错了：{error}")
    except KeyboardInterrupt:
        sys.exit(130)
