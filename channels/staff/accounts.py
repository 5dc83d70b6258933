"""Who may log in: added, given a new password and removed on the command line; or known by the office's provider."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from sqlalchemy import Engine, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from channels.roles import Role
from channels.staff.passwords import check_strength, hash_password
from channels.tokens import utc_now
from knowledge.errors import ReadableError
from knowledge.places.regions import UnknownRegion, all_regions
from knowledge.records.database import readable_errors
from knowledge.records.tables import LoginFailure, StaffAccount, StaffSession

LONGEST_NAME = 40


class WrongName(ReadableError):
    """No name for an account, a name that is taken, or a name that nobody has."""


@dataclass(frozen=True)
class Account:
    """Somebody who may log in; ``region``, ``category``: where an editor may write ("": anywhere); ``has_code``: a second
    factor is asked for."""

    id: int
    name: str
    role: Role
    region: str = ""
    category: str = ""
    has_code: bool = False


class WrongScope(ReadableError):
    """A region that is none, or a limit for somebody who is no editor."""


def add_account(database: Engine, name: str, role: Role, password: str, region: str = "", category: str = "") -> None:
    """A new account. Raises WrongName, WrongScope, WeakPassword, DatabaseError."""
    name = _checked(name)
    if (region or category) and role is not Role.EDITOR:
        raise WrongScope("只有编辑（editor）能限定地区或分类")
    check_strength(password, name)
    row = {
        "name": name,
        "role": role.value,
        "password_hash": hash_password(password),
        "created_at": utc_now(),
        "region": _region(region),
        "category": category.strip(),
    }
    with readable_errors(), database.begin() as connection:
        try:
            connection.execute(insert(StaffAccount).values(row))
        except IntegrityError as error:
            raise WrongName(f"账号“{name}”已经有了；改密码用 assistant staff password") from error


def keep_account(database: Engine, subject: str, name: str, role: Role) -> Account:
    """The account of somebody whom the office's provider knows by ``subject``, with the role that it gives them today; made
    when they come for the first time, under a name of their own where another has theirs. Raises DatabaseError."""
    whose = StaffAccount.subject == subject
    with readable_errors(), database.begin() as connection:
        connection.execute(update(StaffAccount).where(whose).values(role=role.value))
        found = connection.execute(select(StaffAccount.id, StaffAccount.name).where(whose)).one_or_none()
    if found:
        return Account(found.id, found.name, role)
    name = _shown(name)
    with readable_errors(), database.begin() as connection:
        if connection.execute(select(StaffAccount.id).where(StaffAccount.name == name)).first():
            name = f"{name[: LONGEST_NAME - 9]}·{subject[:8]}"
        row = {
            "name": name,
            "role": role.value,
            "password_hash": hash_password(secrets.token_urlsafe(32)),  # nobody's
            "created_at": utc_now(),
            "subject": subject,
        }
        id_: int = connection.execute(insert(StaffAccount).values(row).returning(StaffAccount.id)).scalar_one()
    return Account(id_, name, role)


def set_password(database: Engine, name: str, password: str) -> None:
    """A new password; ends the account's sessions and its lock-out. Raises WrongName, WeakPassword, DatabaseError."""
    account = find_account(database, name)
    check_strength(password, account.name)
    changed = update(StaffAccount).where(StaffAccount.id == account.id).values(password_hash=hash_password(password))
    with readable_errors(), database.begin() as connection:
        connection.execute(changed)
        connection.execute(delete(StaffSession).where(StaffSession.account_id == account.id))
        connection.execute(delete(LoginFailure).where(LoginFailure.name == account.name))


def remove_account(database: Engine, name: str) -> None:
    """End an account and its sessions. Raises WrongName, DatabaseError."""
    account = find_account(database, name)
    with readable_errors(), database.begin() as connection:
        connection.execute(delete(StaffSession).where(StaffSession.account_id == account.id))
        connection.execute(delete(StaffAccount).where(StaffAccount.id == account.id))


def list_accounts(database: Engine) -> list[Account]:
    """All accounts, by name. Raises DatabaseError."""
    names = (StaffAccount.id, StaffAccount.name, StaffAccount.role, StaffAccount.region, StaffAccount.category)
    rows = select(*names, StaffAccount.code_secret != "").order_by(StaffAccount.name)
    with readable_errors(), database.connect() as connection:
        found = connection.execute(rows)
        return [
            Account(id_, name, Role(role), region, category, has_code)
            for id_, name, role, region, category, has_code in found
        ]


def find_account(database: Engine, name: str) -> Account:
    """The account of this name. Raises WrongName, DatabaseError."""
    for account in list_accounts(database):
        if account.name == name.strip():
            return account
    raise WrongName(f"没有账号“{name}”")


def _region(name: str) -> str:
    try:
        if name.strip():
            all_regions().get(name.strip())
    except UnknownRegion as error:
        raise WrongScope(f"{error}，请写全称，如“上饶市广信区”") from error
    return name.strip()


def _shown(name: str) -> str:
    """What the provider calls somebody, as far as it can be shown."""
    return "".join(filter(str.isprintable, name)).strip()[:LONGEST_NAME] or "工作人员"


def _checked(name: str) -> str:
    name = name.strip()
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise WrongName(f"账号名要 1 到 {LONGEST_NAME} 个字")
    return name
