"""What the gateway has to be told; every value may be set by an environment variable of the same name."""

from __future__ import annotations

import re
from typing import Self

from pydantic import Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_core import InitErrorDetails
from pydantic_settings import BaseSettings, SettingsConfigDict

from channels.roles import Role
from channels.transports.wechat.account import Account
from knowledge.settings import KnowledgeSettings


class PublicAddress(BaseSettings):
    """``host`` and ``port``: the one public address."""

    model_config = SettingsConfigDict(frozen=True)

    host: str = "127.0.0.1"
    port: int = Field(8080, ge=1, le=65535)

    @property
    def local_url(self) -> str:
        """Where this machine itself reaches it, without a final slash."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"


class PublicUrl(BaseSettings):
    """``public_url``: the assistant's own address for people, which links to papers begin with, and to which the office's
    login sends its staff back."""

    model_config = SettingsConfigDict(frozen=True)

    public_url: str = ""


class WeChatSettings(PublicUrl):
    """The WeChat official account, as its console shows it: served where ``wechat_token``, ``wechat_app_id``,
    ``wechat_aes_key`` and ``wechat_secret`` are all there, off where none is. ``wechat_region``: the city that it serves;
    ``wechat_api_url``: where WeChat's API is reached."""

    wechat_token: SecretStr | None = None
    wechat_app_id: str | None = None
    wechat_aes_key: SecretStr | None = None
    wechat_secret: SecretStr | None = None
    wechat_region: str = ""
    wechat_api_url: str = "https://api.weixin.qq.com"

    @field_validator("wechat_aes_key")
    @classmethod
    def _is_a_key(cls, key: SecretStr | None) -> SecretStr | None:
        if key and not re.fullmatch("[0-9A-Za-z+/]{43}", key.get_secret_value()):
            raise ValueError("not 43 characters of Base64")
        return key

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        names = ("wechat_token", "wechat_app_id", "wechat_aes_key", "wechat_secret")
        missing = [name for name in names if not getattr(self, name)]
        if 0 < len(missing) < len(names):
            faults = [InitErrorDetails(type="missing", loc=(name,), input=None) for name in missing]
            raise ValidationError.from_exception_data(type(self).__name__, faults)
        return self

    @property
    def wechat(self) -> Account | None:
        """The account, None where there is none."""
        if not (self.wechat_token and self.wechat_app_id and self.wechat_aes_key and self.wechat_secret):
            return None
        return Account(
            token=self.wechat_token.get_secret_value(),
            app_id=self.wechat_app_id,
            aes_key=self.wechat_aes_key.get_secret_value(),
            secret=self.wechat_secret.get_secret_value(),
            api_url=self.wechat_api_url.rstrip("/"),
            region=self.wechat_region,
            public_url=self.public_url.rstrip("/"),
        )


class LimitSettings(BaseSettings):
    """How much is taken from one side, and how much at once; 0 for no limit where something is counted by the minute.

    ``client_per_minute``: what one address may say or ask for; ``conversation_per_minute``: what one person may say;
    ``token_per_minute``: look-ups with one token; ``most_pending``: messages of one person that may wait for their answers;
    ``most_waiting``: of all together; ``most_queued``: people who may wait for a clerk. ``proxies_count``: how many proxies
    stand before the gateway, whose ``X-Forwarded-For`` is then believed; ``real_ip_header``: the header in which a proxy
    gives the one address, in place of that."""

    model_config = SettingsConfigDict(frozen=True)

    client_per_minute: int = Field(240, ge=0)
    conversation_per_minute: int = Field(60, ge=0)
    token_per_minute: int = Field(600, ge=0)
    most_pending: int = Field(8, ge=1)
    most_waiting: int = Field(300, ge=1)
    most_queued: int = Field(50, ge=1)
    proxies_count: int = Field(0, ge=0)
    real_ip_header: str = ""


class KeepingSettings(KnowledgeSettings):
    """What is kept of people, and how long. ``lines_url``: a database for transcripts in place of the file in ``data_dir``
    or of the server that keeps the rest;
    ``transcript_days``: how long they are kept, and the engine's part of them; ``call_back_days``: how long a number for a
    call-back is kept at most; ``note_days``: what clerks noted as wrong or missing; ``statistics_days``: what is counted of
    conversations, without a word of theirs."""

    lines_url: str | None = Field(None, repr=False)
    transcript_days: float = Field(30.0, gt=0)
    statistics_days: float = Field(800.0, gt=0)
    call_back_days: float = Field(7.0, gt=0)
    note_days: float = Field(365.0, gt=0)

    @property
    def lines_database(self) -> str:
        """The URL of the database of transcripts."""
        return self.lines_url or self.server or f"sqlite:///{self.data_dir.resolve() / 'lines.db'}"


class ClusterSettings(BaseSettings):
    """Several gateways behind one address. ``redis_url``: where they find each other, ``redis://HOST``; ``gateway_url``:
    where the others reach this one, ``http://HOST:PORT``; ``engine_urls``: engines, with commas between them."""

    model_config = SettingsConfigDict(frozen=True)

    redis_url: str | None = Field(None, repr=False, pattern=r"^(rediss?|unix)://")
    gateway_url: str = Field("", pattern=r"^(https?://[^/]+)?$")
    engine_urls: str = ""

    @property
    def engines(self) -> tuple[str, ...]:
        """``engine_urls`` one by one."""
        return _parts(self.engine_urls)


class StaffSettings(BaseSettings):
    """``secure_cookies``: people reach the gateway by https only, so cookies must go no other way; ``admins_need_code``: an
    admin without a second factor cannot log in."""

    model_config = SettingsConfigDict(frozen=True)

    secure_cookies: bool = False
    admins_need_code: bool = False


class OidcSettings(PublicUrl):
    """The office's own login (OpenID Connect), beside names and passwords: served where ``oidc_issuer`` names a provider.
    ``oidc_client_id``, ``oidc_client_secret``: as it knows this program; ``oidc_role_claim``: the claim with somebody's
    groups; ``oidc_roles``: which of them may do what, as ``rsj-admin=admin,rsj-12333=hotline``."""

    oidc_issuer: str = ""
    oidc_client_id: str = ""
    oidc_client_secret: SecretStr | None = None
    oidc_role_claim: str = "groups"
    oidc_roles: str = ""

    @field_validator("oidc_issuer")
    @classmethod
    def _is_safe(cls, issuer: str) -> str:
        if issuer and not re.match(r"https://|http://(127\.0\.0\.1|localhost)[:/]", issuer):
            raise ValueError("no https:// address")
        return issuer

    @field_validator("oidc_roles")
    @classmethod
    def _are_roles(cls, written: str) -> str:
        _roles(written)
        return written

    @model_validator(mode="after")
    def _has_all(self) -> Self:
        needed = ("oidc_client_id", "oidc_client_secret", "oidc_roles", "public_url")
        missing = [name for name in needed if not getattr(self, name)] if self.oidc_issuer else []
        if missing:
            faults = [InitErrorDetails(type="missing", loc=(name,), input=None) for name in missing]
            raise ValidationError.from_exception_data(type(self).__name__, faults)
        return self

    @property
    def roles(self) -> dict[str, Role]:
        """What each group may do."""
        return _roles(self.oidc_roles)

    @property
    def oidc_return_url(self) -> str:
        """Where the provider sends people back to; it has to be told this address."""
        return f"{self.public_url.rstrip('/')}/staff/single/back"


def _roles(written: str) -> dict[str, Role]:
    """Raises ValueError."""
    pairs = (pair.rpartition("=") for pair in written.split(",") if pair.strip())
    return {group.strip(): Role(role.strip()) for group, _, role in pairs}


class GatewaySettings(
    PublicAddress, WeChatSettings, LimitSettings, ClusterSettings, StaffSettings, OidcSettings, KeepingSettings
):
    """``engine_urls`` and ``actions_url``: the processes behind the gateway (``http://127.0.0.1:PORT``, no final slash);
    ``engine_token``: what the engine's HTTP API asks for; ``engine_timeout``: seconds a person waits for a reply before
    being asked to try again; ``allowed_origins``: web sites that may show the widget besides our own, such as
    ``https://www.lanxi.gov.cn``, with commas between them."""

    engine_urls: str
    actions_url: str
    engine_token: SecretStr
    engine_timeout: float = 20.0
    allowed_origins: str = ""

    @field_validator("allowed_origins")
    @classmethod
    def _are_origins(cls, written: str) -> str:
        # They become part of a header: nothing but scheme, host and port.
        if not all(re.fullmatch(r"https?://[0-9A-Za-z.\-]+(:\d+)?", origin) for origin in _parts(written)):
            raise ValueError("not origins")
        return written

    @property
    def origins(self) -> tuple[str, ...]:
        """``allowed_origins`` one by one."""
        return _parts(self.allowed_origins)


def _parts(written: str) -> tuple[str, ...]:
    return tuple(part.strip().rstrip("/") for part in written.split(",") if part.strip())
