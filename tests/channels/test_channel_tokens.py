"""Tokens in SQLite."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine

from channels.roles import Role
from channels.tokens import UnknownToken, create_token, revoke_tokens, role_of
from knowledge.records.database import open_database


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return open_database(f"sqlite:///{tmp_path / 'records.db'}")


def test_a_token_has_its_role(engine: Engine) -> None:
    tokens = {role: create_token(engine, role, "同名") for role in Role}
    assert {role: role_of(engine, token) for role, token in tokens.items()} == {role: role for role in Role}
    assert len(set(tokens.values())) == len(Role) and all(len(token) >= 43 for token in tokens.values())


@pytest.mark.parametrize("token", ["", "x", "工" * 100, "' OR 1=1 --"])
def test_an_unknown_token_has_none(engine: Engine, token: str) -> None:
    create_token(engine, Role.ADMIN, "甲")
    assert role_of(engine, token) is None


def test_a_name_ends_with_all_its_tokens_and_no_other(engine: Engine) -> None:
    first, second, other = (create_token(engine, Role.HOTLINE, name) for name in ("甲", "甲", "乙"))
    assert revoke_tokens(engine, "甲") == 2
    assert (role_of(engine, first), role_of(engine, second)) == (None, None)
    assert role_of(engine, other) is Role.HOTLINE
    with pytest.raises(UnknownToken, match="甲"):
        revoke_tokens(engine, "甲")
    assert role_of(engine, create_token(engine, Role.ADMIN, "甲")) is Role.ADMIN


def test_tokens_outlive_the_process(engine: Engine, tmp_path: Path) -> None:
    token = create_token(engine, Role.HOTLINE, "甲")
    engine.dispose()
    assert role_of(open_database(f"sqlite:///{tmp_path / 'records.db'}"), token) is Role.HOTLINE
