"""What a password must be like, and its hash."""

from __future__ import annotations

import pytest
from argon2 import PasswordHasher

from channels.staff.passwords import WeakPassword, check_strength, hash_password, is_outdated, matches


@pytest.mark.parametrize(
    "password", ["", "短一点的密码", "x" * 10, "1212121212", "我是小王的密码呀请记", "小王" * 5, "长" * 201]
)
def test_weak(password: str) -> None:
    with pytest.raises(WeakPassword):
        check_strength(password, "小王")


@pytest.mark.parametrize("password", ["窗口边的桂花八月开了", "correct horse", "Zq7#mw-2Lp"])
def test_strong(password: str) -> None:
    check_strength(password, "小王")


@pytest.mark.usefixtures("lengthy")
def test_only_the_password_matches_its_hash_which_is_never_the_same() -> None:
    kept = hash_password("窗口边的桂花八月开了")
    assert kept.startswith("$argon2id$") and kept != hash_password("窗口边的桂花八月开了")
    assert matches("窗口边的桂花八月开了", kept) and not matches("窗口边的桂花九月开了", kept)
    assert not matches("the account that does not exist", None)


@pytest.mark.usefixtures("lengthy")
def test_a_hash_of_weaker_parameters_is_outdated() -> None:
    assert is_outdated(PasswordHasher(time_cost=1, memory_cost=8192).hash("窗口边的桂花"))
    assert not is_outdated(hash_password("窗口边的桂花"))
