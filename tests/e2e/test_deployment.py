"""What ships for running it for good: the image's own steps without a container engine, and the unit file."""

import asyncio
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.e2e.program import ROOT, Home
from tests.e2e.serving import answer_with, free_port, program, told_to_stop
from tests.fakes.telegram_api import TelegramApi

ANN = 1
PYTHON = "/opt/daybrief/bin/python"
APP = "/opt/daybrief/app"


@dataclass
class Image:
    """The last stage of the Dockerfile, and what the first one copies from the repository."""

    copied: dict[str, str] = field(default_factory=dict)
    environment: dict[str, str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "Image":
        image = cls()
        text = (ROOT / "Dockerfile").read_text(encoding="utf-8").replace("\\\n", " ")
        for line in text.splitlines():
            word, _, rest = line.partition(" ")
            if word == "FROM":
                image.environment.clear()
                image.words.clear()
            if word == "COPY" and not rest.startswith("--from"):
                source, target = rest.split()
                image.copied[source] = target
            elif word == "ENV":
                image.environment |= dict(pair.split("=", 1) for pair in shlex.split(rest))
            elif word.isupper():
                image.words[word] = rest
        return image

    def run_command(self) -> list[str]:
        """Entry point and command, by this test's interpreter."""
        words: list[str] = json.loads(self.words["ENTRYPOINT"]) + json.loads(self.words["CMD"])
        return [sys.executable if word == PYTHON else word for word in words]

    def health_command(self, port: int) -> list[str]:
        found = re.search(r"CMD (\[.*\])", self.words["HEALTHCHECK"])
        assert found is not None
        command: list[str] = json.loads(found[1])
        return [sys.executable if word == PYTHON else word.replace(":8080/", f":{port}/") for word in command]


@pytest.fixture
def image() -> Image:
    return Image.read()


@pytest.fixture
def unpacked(image: Image, tmp_path: Path) -> Path:
    """The application as the image holds it."""
    app = tmp_path / "app"
    for source, target in image.copied.items():
        if target.startswith(APP):
            shutil.copytree(
                ROOT / source, app / Path(target).relative_to(APP), ignore=shutil.ignore_patterns("__pycache__")
            )
    return app


@pytest.fixture
def api(telegram: TelegramApi) -> TelegramApi:
    telegram.people.person(ANN)
    return telegram


def is_well(image: Image, port: int) -> bool:
    return subprocess.run(image.health_command(port), capture_output=True, timeout=20, check=False).returncode == 0


async def test_what_the_image_holds_is_all_that_the_program_needs(
    image: Image, unpacked: Path, home: Home, api: TelegramApi
) -> None:
    port = free_port()
    settings = {
        **image.environment,
        "PYTHONPATH": str(unpacked),
        "DAYBRIEF_DATABASE_URL": f"sqlite:///{home.path}/daybrief.db",
        "DAYBRIEF_HTTP_PORT": str(port),
    }
    assert image.run_command()[1:] == ["-m", "bot", "run"]
    assert not is_well(image, port)
    async with program(home, api, **settings) as process:
        await api.people.say(ANN, ANN, "/start")
        await api.world.effect(answer_with("Daybrief"), timeout=40)
        async with asyncio.timeout(60):  # every part has to have started, the scheduler too
            while not await asyncio.to_thread(is_well, image, port):
                pass
        assert await told_to_stop(process) == 0
    assert not is_well(image, port)


def test_the_image_runs_without_rights_and_keeps_its_data_in_the_volume(image: Image) -> None:
    assert image.words["USER"] == "daybrief"
    assert image.words["STOPSIGNAL"] == "SIGTERM"
    assert image.environment["DAYBRIEF_DATABASE_URL"].removeprefix("sqlite:///").startswith(image.words["VOLUME"])
    assert image.environment["DAYBRIEF_HTTP_PORT"] == "8080"


def test_the_image_gets_nothing_but_what_it_copies(image: Image) -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert lines[0] == "*"
    assert {line.removeprefix("!") for line in lines if line.startswith("!")} == set(image.copied)
    assert "**/__pycache__" in lines


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="needs systemd-analyze")
def test_the_unit_is_one_that_systemd_takes_and_finds_hardened(tmp_path: Path) -> None:
    text = (ROOT / "deploy" / "daybrief.service").read_text(encoding="utf-8")
    unit = tmp_path / "daybrief.service"
    unit.write_text(text.replace("/opt/daybrief/.venv/bin/daybrief", shutil.which("true") or "/bin/true"))
    environment = {**os.environ, "SYSTEMD_LOG_LEVEL": "warning"}
    verified = subprocess.run(
        ["systemd-analyze", "verify", str(unit)],
        capture_output=True,
        text=True,
        env=environment,
        timeout=60,
        check=False,
    )
    assert verified.returncode == 0, verified.stderr
    assert "daybrief.service" not in verified.stderr
    judged = subprocess.run(
        ["systemd-analyze", "security", "--offline=true", "--threshold=20", str(unit)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert judged.returncode == 0, judged.stdout[-300:]


def test_the_unit_gives_the_program_its_ten_seconds_to_stop() -> None:
    text = (ROOT / "deploy" / "daybrief.service").read_text(encoding="utf-8")
    found = re.search(r"^TimeoutStopSec=(\d+)$", text, re.MULTILINE)
    assert found is not None
    assert int(found[1]) > 10
