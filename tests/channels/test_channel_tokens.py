"""Tokens in the database."""

from __future__ import annotations

import datetime as dt

import pytest
from sqlalchemy import Engine

from channels.roles import Role
from channels.tokens import Past, Scope, UnknownToken, create_token, opens, revoke_tokens, utc_now
from knowledge.records.database import open_database
from tests.databases import Place


@pytest.fixture
def engine(place: Place) -> Engine:
    return open_database(place.migrated())


def looks_up(engine: Engine, token: str) -> bool:
    return opens(engine, token, Scope.LOOKUP)


def test_a_token_opens_what_its_role_does(engine: Engine) -> None:
    tokens = {role: create_token(engine, role, "同名") for role in Role}
    assert all(looks_up(engine, token) for token in tokens.values())
    assert [role for role, token in tokens.items() if opens(engine, token, Scope.METRICS)] == [Role.ADMIN]
    assert len(set(tokens.values())) == len(Role) and all(len(token) >= 43 for token in tokens.values())


@pytest.mark.parametrize("token", ["", "x", "工" * 100, "' OR 1=1 --"])
def test_an_unknown_token_has_none(engine: Engine, token: str) -> None:
    create_token(engine, Role.ADMIN, "甲")
    assert not looks_up(engine, token)


def test_a_name_ends_with_all_its_tokens_and_no_other(engine: Engine) -> None:
    first, second, other = (create_token(engine, Role.HOTLINE, name) for name in ("甲", "甲", "乙"))
    assert revoke_tokens(engine, "甲") == 2
    assert [looks_up(engine, token) for token in (first, second, other)] == [False, False, True]
    with pytest.raises(UnknownToken, match="甲"):
        revoke_tokens(engine, "甲")
    assert looks_up(engine, create_token(engine, Role.ADMIN, "甲"))


def test_tokens_outlive_the_process(place: Place) -> None:
    url = place.migrated()
    token = create_token(open_database(url), Role.HOTLINE, "甲")
    assert looks_up(open_database(url), token)


def test_scope_and_expiry(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    until = utc_now() + dt.timedelta(days=1)
    token = create_token(engine, Role.ADMIN, "监控", [Scope.METRICS], until)
    assert opens(engine, token, Scope.METRICS) and not looks_up(engine, token)
    monkeypatch.setattr("channels.tokens.utc_now", lambda: until)
    assert not opens(engine, token, Scope.METRICS)
    with pytest.raises(Past):
        create_token(engine, Role.ADMIN, "监控", expires=until)
