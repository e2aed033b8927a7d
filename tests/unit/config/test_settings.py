from pathlib import Path

import pytest

from config.settings import Settings, SettingsError, read_settings, variable_of, wrong_settings


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for group in Settings.GROUPS.values():
        for name in group.model_fields:
            monkeypatch.delenv(variable_of(group, name), raising=False)
    monkeypatch.chdir(tmp_path)


def test_everything_has_a_default() -> None:
    settings = read_settings(None)
    assert settings.database.url.startswith("sqlite:///")
    assert not settings.has_token
    assert settings.access.owner_ids() == ()


def test_the_environment_goes_before_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("DAYBRIEF_ZONE=Europe/Kyiv\nDAYBRIEF_OWNERS=telegram:1, discord:2\nDAYBRIEF_TELEGRAM_TOKEN=\n")
    monkeypatch.setenv("DAYBRIEF_ZONE", "Europe/Paris")
    settings = read_settings(file)
    assert settings.newsroom.zone == "Europe/Paris"
    assert settings.access.owner_ids() == (("telegram", "1"), ("discord", "2"))
    assert settings.telegram.token is None


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DAYBRIEF_ZONE", "Mars/Olympus"),
        ("DAYBRIEF_OWNERS", "telegram:@me"),
        ("DAYBRIEF_OWNERS", "signal:1"),
        ("DAYBRIEF_ACCESS", "closed"),
        ("DAYBRIEF_HTTP_PORT", "99999"),
        ("DAYBRIEF_HTTP_PORT", "http"),
        ("DAYBRIEF_TELEGRAM_BASE_URL", "localhost:8081"),
        ("DAYBRIEF_DISCORD_SHARD_COUNT", "0"),
        ("DAYBRIEF_LOG_LEVEL", "LOUD"),
    ],
)
def test_a_wrong_setting_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SettingsError) as caught:
        read_settings(None)
    assert str(caught.value).startswith(f"{variable} is wrong: ")
    assert value not in str(caught.value).removeprefix(variable)
    assert list(wrong_settings(None)) == [str(caught.value)]


def test_a_file_in_another_encoding_is_named(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_bytes("DAYBRIEF_ZONE=\xff".encode("latin-1"))
    with pytest.raises(SettingsError, match="UTF-8"):
        read_settings(file)


def test_secrets_are_known_to_the_log_and_hidden_from_reprs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAYBRIEF_TELEGRAM_TOKEN", "canary-telegram")
    monkeypatch.setenv("DAYBRIEF_DISCORD_TOKEN", "canary-discord")
    settings = read_settings(None)
    assert set(settings.secrets()) == {"canary-telegram", "canary-discord"}
    assert "canary" not in repr(settings)


def test_every_setting_says_what_it_is() -> None:
    for group in Settings.GROUPS.values():
        assert group.__doc__
        for name, field in group.model_fields.items():
            assert field.description, variable_of(group, name)
