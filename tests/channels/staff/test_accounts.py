"""Accounts: added, changed, removed."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from channels.roles import Role
from channels.staff.accounts import WrongName, add_account, list_accounts, remove_account, set_password
from channels.staff.login import LockedOut, log_in
from channels.staff.passwords import WeakPassword
from channels.staff.sessions import find_session, open_session
from tests.channels.staff.conftest import NAME, PASSWORD
from tests.databases import in_files

OTHER = "春天的第一趟列车到站"


def test_names_are_one_of_a_kind(database: Engine) -> None:
    add_account(database, " 管理员 ", Role.ADMIN, OTHER)
    assert [(account.name, account.role) for account in list_accounts(database)] == [
        (NAME, Role.HOTLINE),
        ("管理员", Role.ADMIN),
    ]
    with pytest.raises(WrongName, match=NAME):
        add_account(database, NAME, Role.ADMIN, OTHER)
    assert log_in(database, NAME, PASSWORD)


@pytest.mark.parametrize("name", ["", "  ", "长" * 41, "换\n行", "零\u200b宽"])
def test_no_name(database: Engine, name: str) -> None:
    with pytest.raises(WrongName):
        add_account(database, name, Role.ADMIN, OTHER)


def test_a_weak_password_changes_nothing(database: Engine) -> None:
    with pytest.raises(WeakPassword):
        add_account(database, "小李", Role.ADMIN, "小李小李小李小李小李")
    with pytest.raises(WeakPassword):
        set_password(database, NAME, "1234")
    assert len(list_accounts(database)) == 1 and log_in(database, NAME, PASSWORD)


def test_a_new_password_ends_sessions_and_the_lock(database: Engine) -> None:
    account = log_in(database, NAME, PASSWORD)
    assert account
    token = open_session(database, account)
    for _ in range(5):
        log_in(database, NAME, "不对的密码")
    with pytest.raises(LockedOut):
        log_in(database, NAME, PASSWORD)
    set_password(database, NAME, OTHER)
    assert find_session(database, token) is None
    assert log_in(database, NAME, PASSWORD) is None and log_in(database, NAME, OTHER) == account


def test_a_removed_account_is_out_at_once(database: Engine) -> None:
    account = log_in(database, NAME, PASSWORD)
    assert account
    token = open_session(database, account)
    remove_account(database, NAME)
    assert find_session(database, token) is None and log_in(database, NAME, PASSWORD) is None
    with pytest.raises(WrongName):
        remove_account(database, NAME)


@in_files
def test_neither_password_nor_cookie_is_on_the_disk(database: Engine) -> None:
    account = log_in(database, NAME, PASSWORD)
    assert account
    token = open_session(database, account)
    database.dispose()
    stored = Path(str(database.url.database)).read_bytes()
    assert NAME.encode() in stored and PASSWORD.encode() not in stored and token.encode() not in stored
