"""The gateway's settings: an account is there whole or not at all."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from channels.settings import GatewaySettings, PublicAddress, WeChatSettings

WHOLE = {"wechat_token": "t", "wechat_app_id": "wx1", "wechat_aes_key": "k" * 43, "wechat_secret": "s"}


def test_an_account() -> None:
    account = WeChatSettings(**WHOLE, wechat_api_url="http://front/", public_url="https://n.cn/").wechat  # type: ignore[arg-type]
    assert account and (account.token, account.app_id, account.secret) == ("t", "wx1", "s")
    assert (account.api_url, account.public_url, len(account.key)) == ("http://front", "https://n.cn", 32)


@pytest.mark.parametrize("settings", [{}, dict.fromkeys(WHOLE, ""), {"wechat_region": "兰溪市"}])
def test_no_account(settings: Any) -> None:
    assert WeChatSettings(**settings).wechat is None


@pytest.mark.parametrize("missing", WHOLE)
def test_what_is_missing_is_named(missing: str) -> None:
    with pytest.raises(ValidationError) as raised:
        WeChatSettings(**{**WHOLE, missing: ""})  # type: ignore[arg-type]
    assert [fault["loc"] for fault in raised.value.errors()] == [(missing,)]


@pytest.mark.parametrize("key", ["k" * 42, "k" * 44, "工" * 43, "-" * 43])
def test_a_key_that_is_none(key: str) -> None:
    with pytest.raises(ValidationError, match="wechat_aes_key"):
        WeChatSettings(**WHOLE | {"wechat_aes_key": key})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("127.0.0.1", "http://127.0.0.1:8080"),
        ("0.0.0.0", "http://127.0.0.1:8080"),
        ("::", "http://[::1]:8080"),
        ("10.0.0.7", "http://10.0.0.7:8080"),
    ],
)
def test_where_the_machine_itself_reaches_it(host: str, url: str) -> None:
    assert PublicAddress(host=host, port=8080).local_url == url


def gateway(allowed_origins: str) -> GatewaySettings:
    return GatewaySettings(engine_urls="", actions_url="", engine_token=SecretStr(""), allowed_origins=allowed_origins)


def test_origins() -> None:
    named = gateway(" https://www.lanxi.gov.cn/ ,http://10.0.0.7:8081,")
    assert named.origins == ("https://www.lanxi.gov.cn", "http://10.0.0.7:8081")


@pytest.mark.parametrize(
    "origin", ["www.lanxi.gov.cn", "https://a.cn/path", "https://a.cn; script-src *", "*", "https://a b"]
)
def test_what_is_no_origin_gets_into_no_header(origin: str) -> None:
    with pytest.raises(ValidationError, match="allowed_origins"):
        gateway(origin)
