"""Every setting: read from the environment and from ``.env``, in groups, each documented where it is defined."""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal
from zoneinfo import available_timezones

from platformdirs import user_data_path, user_state_path
from pydantic import AfterValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

PLATFORMS = ("telegram", "discord")


class SettingsError(ValueError):
    """A setting is wrong; the sentence names it and the cure."""


def default_database_url() -> str:
    """A SQLite file under the platform's own directory for data."""
    return f"sqlite:///{user_data_path('daybrief', appauthor=False) / 'daybrief.db'}"


def default_heads_file() -> Path:
    """Where the audit log's heads are noted for a database on a server."""
    return user_data_path("daybrief", appauthor=False) / "daybrief.heads"


def history_file() -> Path:
    """Where the terminal keeps the lines that were typed."""
    return user_state_path("daybrief", appauthor=False) / "history"


def _group(prefix: str) -> SettingsConfigDict:
    return SettingsConfigDict(env_prefix=prefix, env_file_encoding="utf-8", env_ignore_empty=True, extra="ignore")


def _address(value: str) -> str:
    if not value.startswith(("http://", "https://", "ws://", "wss://")):
        raise ValueError("it must begin with https:// (or http:// for a server of your own)")
    return value.rstrip("/")


def _gateway_address(value: str) -> str:
    if not value.startswith(("ws://", "wss://")):
        raise ValueError("it must begin with wss:// (or ws:// for a server of your own)")
    return value


def _zone(value: str) -> str:
    if value not in available_timezones():
        raise ValueError("it must be an IANA time zone such as Europe/Kyiv")
    return value


def _owners(value: str) -> str:
    for owner in value.split(","):
        platform, _, number = owner.strip().partition(":")
        if owner.strip() and (platform not in PLATFORMS or not number.isdigit()):
            raise ValueError("write numeric ids such as telegram:1,discord:2")
    return value


def _chats(value: str) -> str:
    for platform, number in _pairs(value):
        if platform not in PLATFORMS or not number.removeprefix("-").isdigit():
            raise ValueError("write numeric ids of chats such as telegram:-1001,discord:12")
    return value


def _pairs(value: str) -> tuple[tuple[str, str], ...]:
    parts = (part.strip().partition(":") for part in value.split(",") if part.strip())
    return tuple((platform, number) for platform, _, number in parts)


def _networks(value: str) -> str:
    for part in filter(None, map(str.strip, value.split(","))):
        try:
            ip_network(part)
        except ValueError:
            raise ValueError("write networks such as 10.1.0.0/16, with commas between them") from None
    return value


Address = Annotated[str, AfterValidator(_address)]
GatewayAddress = Annotated[str, AfterValidator(_gateway_address)]


class DatabaseSettings(BaseSettings):
    """Where everything is kept."""

    model_config = _group("DAYBRIEF_DATABASE_")

    url: str = Field(
        default_factory=default_database_url,
        description="sqlite:///path or postgresql://user@host/name; a SQLite file in your data directory by default",
    )
    heads: Path | None = Field(
        None,
        description="file to which the audit log's head is noted at each publication; unset: beside the database",
    )


class TelegramSettings(BaseSettings):
    """The bot on Telegram."""

    model_config = _group("DAYBRIEF_TELEGRAM_")

    token: SecretStr | None = Field(None, description="the token that @BotFather gave you; unset: no Telegram")
    base_url: Address | None = Field(None, description="another Bot API server, such as http://localhost:8081/bot")
    base_file_url: Address | None = Field(None, description="where that server gives files, ending in /file/bot")
    webhook_url: Address | None = Field(None, description="public address for webhook mode; unset: polling")
    webhook_host: str = Field("127.0.0.1", description="address on which the webhook listens")
    webhook_port: int = Field(8443, ge=1, le=65535, description="port on which the webhook listens")
    webhook_secret: SecretStr | None = Field(None, description="secret of the webhook; made at each start when unset")


class DiscordSettings(BaseSettings):
    """The bot on Discord."""

    model_config = _group("DAYBRIEF_DISCORD_")

    token: SecretStr | None = Field(None, description="the token from the developer portal; unset: no Discord")
    api_base: Address | None = Field(None, description="another REST address, such as http://localhost:8082/api/v10")
    gateway: GatewayAddress | None = Field(
        None, description="another gateway address; by default the REST address is asked"
    )
    shard_count: int = Field(1, ge=1, description="how many gateway connections to open")


class HttpSettings(BaseSettings):
    """Health and metrics."""

    model_config = _group("DAYBRIEF_HTTP_")

    port: int | None = Field(None, ge=1, le=65535, description="port for /healthz and /metrics; unset: none")
    host: str = Field("127.0.0.1", description="address on which they listen")


class AccessSettings(BaseSettings):
    """Who runs the bot and who may use it."""

    model_config = _group("DAYBRIEF_")

    owners: Annotated[str, AfterValidator(_owners)] = Field(
        "", description="numeric ids of the owners, such as telegram:1,discord:2"
    )
    access: Literal["open", "invite"] = Field("open", description="open to everybody, or invite: only who was let in")

    def owner_ids(self) -> tuple[tuple[str, str], ...]:
        """The owners as pairs of platform and numeric id."""
        return _pairs(self.owners)


class NewsroomSettings(BaseSettings):
    """The newsroom's own time."""

    model_config = _group("DAYBRIEF_")

    zone: Annotated[str, AfterValidator(_zone)] = Field(
        "UTC", description="time zone in which the newsroom's days begin"
    )


class EditorialSettings(BaseSettings):
    """How the newsroom works."""

    model_config = _group("DAYBRIEF_EDITORIAL_")

    four_eyes: bool = Field(False, description="true: nobody approves or publishes what they wrote alone")
    edit_answers: bool = Field(True, description="whether corrections also edit answers that commands gave before")
    review_chats: Annotated[str, AfterValidator(_chats)] = Field(
        "", description="chats where reviewers work, such as telegram:-1001,discord:12; unset: their private chats"
    )
    summary_sentences: int = Field(3, ge=1, le=10, description="how many sentences a draft's summary has")
    fetch_networks: Annotated[str, AfterValidator(_networks)] = Field(
        "", description="networks that links may also lead to, such as 10.1.0.0/16 for an archive of your own"
    )

    def rooms(self) -> tuple[tuple[str, str], ...]:
        """The newsroom's chats as pairs of platform and chat id."""
        return _pairs(self.review_chats)

    def networks(self) -> tuple[IPv4Network | IPv6Network, ...]:
        """The networks that links may lead to although they are not public."""
        return tuple(ip_network(part.strip()) for part in self.fetch_networks.split(",") if part.strip())


class DeliverySettings(BaseSettings):
    """How digests are carried."""

    model_config = _group("DAYBRIEF_DELIVERY_")

    in_doubt: Literal["hold", "resend"] = Field(
        "hold",
        description="a digest that Telegram may have taken: hold it for the next one to cover, or resend it (it may "
        "arrive twice)",
    )
    takeover: int = Field(20, ge=4, le=600, description="seconds until another process sends for one that died")
    catch_up: float = Field(
        6, ge=0.5, le=48, description="hours by which a digest may be late; after that the next one covers it"
    )
    keep_days: int = Field(90, ge=14, description="days for which messages and planned times are kept, for /why")
    keep_receipts: int = Field(400, ge=14, description="days for which corrections still find the messages they edit")


class LogSettings(BaseSettings):
    """What is logged."""

    model_config = _group("DAYBRIEF_LOG_")

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field("INFO", description="how much is logged")
    format: Literal["text", "json"] = Field("text", description="lines for people, or JSON for machines")


@dataclass(frozen=True, slots=True)
class Settings:
    """All groups together."""

    database: DatabaseSettings
    telegram: TelegramSettings
    discord: DiscordSettings
    http: HttpSettings
    access: AccessSettings
    newsroom: NewsroomSettings
    editorial: EditorialSettings
    delivery: DeliverySettings
    log: LogSettings

    GROUPS: ClassVar[dict[str, type[BaseSettings]]] = {
        "database": DatabaseSettings,
        "telegram": TelegramSettings,
        "discord": DiscordSettings,
        "access": AccessSettings,
        "newsroom": NewsroomSettings,
        "editorial": EditorialSettings,
        "delivery": DeliverySettings,
        "http": HttpSettings,
        "log": LogSettings,
    }

    @property
    def has_token(self) -> bool:
        """Whether any platform can be started."""
        return self.telegram.token is not None or self.discord.token is not None

    def secrets(self) -> Iterator[str]:
        """Every secret that must appear nowhere."""
        for name in self.GROUPS:
            for value in getattr(self, name).__dict__.values():
                if isinstance(value, SecretStr):
                    yield value.get_secret_value()


def read_settings(env_file: Path | None = Path(".env")) -> Settings:
    """Read every group; the environment goes before the file.

    Raises:
        SettingsError: the first wrong setting, by its name, and never its value.
    """
    return Settings(**{name: _read(group, env_file) for name, group in Settings.GROUPS.items()})


def wrong_settings(env_file: Path | None = Path(".env")) -> Iterator[str]:
    """One sentence for each group of settings that holds a wrong one."""
    for group in Settings.GROUPS.values():
        try:
            _read(group, env_file)
        except SettingsError as error:
            yield str(error)


def _read(group: type[BaseSettings], env_file: Path | None) -> Any:
    try:
        return group(_env_file=env_file)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        reason = first["msg"].removeprefix("Value error, ")
        sentence = f"{variable_of(group, str(first['loc'][0]))} is wrong: {reason[:1].lower()}{reason[1:]}."
    except (UnicodeDecodeError, OSError):
        sentence = f"{env_file} cannot be read: save it as plain text in UTF-8."
    raise SettingsError(sentence)


def variable_of(group: type[BaseSettings], field: str) -> str:
    """The environment variable of a setting."""
    return f"{group.model_config['env_prefix']}{field}".upper()
