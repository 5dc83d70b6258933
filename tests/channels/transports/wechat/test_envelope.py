"""What one side seals, the other opens; whatever is not sealed for this account stays shut."""

from __future__ import annotations

import base64
from dataclasses import replace

import pytest
from wechatpy.crypto import PrpCrypto
from wechatpy.utils import check_signature

from channels.transports.wechat.envelope import BadEnvelope, Envelope
from tests.channels.transports.wechat.conftest import AES_KEY, APP_ID, TOKEN, account_at

ACCOUNT = account_at("")
OURS, THEIRS = Envelope(ACCOUNT), PrpCrypto(base64.b64decode(AES_KEY + "="))


@pytest.mark.parametrize("length", [0, 1, 11, 12, 13, 31, 32, 33, 2047])
def test_each_side_opens_what_the_other_seals(length: int) -> None:
    message = "工" * (length // 3) + "a" * (length % 3)
    assert THEIRS.decrypt(OURS.seal(message.encode()), APP_ID) == message
    if message:  # wechatpy can't seal nothing
        assert OURS.open(THEIRS.encrypt(message, APP_ID).decode()) == message.encode()
    assert OURS.open(OURS.seal(message.encode())) == message.encode()


def test_nothing_is_sealed_twice_alike() -> None:
    assert OURS.seal(b"a") != OURS.seal(b"a")


def test_signatures() -> None:
    signature = OURS.sign("1409659813", "1372623149")
    check_signature(TOKEN, signature, "1409659813", "1372623149")
    OURS.check(signature, "1372623149", "1409659813")
    for wrong in ("", signature[:-1], signature.upper(), "é" * 40):
        with pytest.raises(BadEnvelope):
            OURS.check(wrong, "1409659813", "1372623149")


def broken() -> dict[str, str]:
    sealed = base64.b64decode(OURS.seal(b"<xml/>"))
    others = Envelope(replace(ACCOUNT, aes_key="z" * 43)).seal(b"<xml/>")
    elsewhere = Envelope(replace(ACCOUNT, app_id="wx-of-another")).seal(b"<xml/>")
    return {
        "empty": "",
        "no base64": "工资",
        "not whole": base64.b64encode(sealed[:-1]).decode(),
        "a block short": base64.b64encode(sealed[:-32]).decode(),
        "changed": base64.b64encode(sealed[:-1] + bytes([sealed[-1] ^ 1])).decode(),
        "another key": others,
        "another account": elsewhere,
    }


@pytest.mark.parametrize("sealed", broken().values(), ids=broken().keys())
def test_what_is_not_sealed_for_the_account_stays_shut(sealed: str) -> None:
    with pytest.raises(BadEnvelope):
        OURS.open(sealed)


def test_nothing_secret_is_shown_of_an_account() -> None:
    assert all(part not in repr(ACCOUNT) for part in (TOKEN, AES_KEY, ACCOUNT.secret))


def test_the_name_of_a_line_tells_nobody_who_it_is_and_stays_the_same() -> None:
    assert ACCOUNT.sender("o-1") == account_at("elsewhere").sender("o-1") != ACCOUNT.sender("o-2")
    assert "o-1" not in ACCOUNT.sender("o-1")
    assert replace(ACCOUNT, aes_key="z" * 43).sender("o-1") != ACCOUNT.sender("o-1")
