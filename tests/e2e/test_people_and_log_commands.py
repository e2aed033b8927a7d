"""daybrief team and daybrief log, as whoever has the shell uses them."""

import json
import sqlite3

from tests.fakes.command_line import CommandLine

STORY = 'Harbour opens again\n\n"We will rebuild the port," Mayor Olena Koval said on Monday.\n'
DETAILS = ("--publisher", "Port News", "--date", "2025-02-24")


def test_people_are_appointed_linked_and_dismissed_and_the_log_names_each(command_line: CommandLine) -> None:
    assert "Nobody is appointed yet" in command_line.run("team", "list").out
    assert command_line.run("team", "add", "telegram:7").out == "telegram:7: editor (telegram:7)\n"
    assert command_line.run("team", "add", "telegram:8", "reviewer", "Олена", "Koval").code == 0
    joined = command_line.run("team", "link", "telegram:8", "discord:80")
    assert joined.out == "Олена Koval: reviewer (telegram:8, discord:80)\n"
    assert command_line.run("team", "remove", "discord:80", "reviewer").out.startswith("Олена Koval: no role")
    people = [json.loads(line) for line in command_line.run("team", "list", "--json").out.splitlines()]
    assert {person["name"]: person["roles"] for person in people} == {"telegram:7": ["editor"], "Олена Koval": []}
    acts = [json.loads(line) for line in command_line.run("log", "--json").out.splitlines()]
    assert [act["act"] for act in acts] == ["dismiss", "link", "appoint", "appoint"]
    assert {act["actor"] for act in acts} == {"console:owner"}


def test_mistakes_about_people_are_one_sentence(command_line: CommandLine) -> None:
    command_line.run("team", "add", "telegram:7")
    command_line.run("team", "add", "telegram:8")
    for arguments, says in (
        (("add", "anna"), "A name proves nothing"),
        (("add", "console:owner"), "A name proves nothing"),
        (("add", "telegram:7", "editor"), "is editor already"),
        (("remove", "telegram:9"), "has no such role"),
        (("remove", "telegram:7", "owner"), "has no such role"),
        (("link", "telegram:7", "telegram:7"), "are one account"),
        (("link", "telegram:7", "telegram:8"), "has a role of its own"),
    ):
        ran = command_line.run("team", *arguments)
        assert (ran.code, ran.out, ran.err.count("\n")) == (1, "", 1), arguments
        assert says in ran.err
    command_line.run("team", "remove", "telegram:8")
    assert "has no such role" in command_line.run("team", "remove", "telegram:8").err
    assert command_line.run("team", "add", "telegram:7", "king").code == 2


def test_the_log_is_verified_and_a_changed_row_is_named(command_line: CommandLine) -> None:
    for number in range(1, 4):
        command_line.run("team", "add", f"telegram:{number}")
    whole = command_line.run("log", "verify")
    assert (whole.code, "3 entries" in whole.out) == (0, True)
    head = whole.out.split()[-1]
    assert command_line.run("log", "verify", "--against", head).code == 0
    checked = json.loads(command_line.run("log", "verify", "--json").out)
    assert checked == {"entries": 3, "broken_at": None, "head": head.partition(":")[2]}
    with sqlite3.connect(command_line.home / "news.db") as database:
        database.execute("UPDATE audit SET detail = 'owner Eve' WHERE number = 2")
    broken = command_line.run("log", "verify")
    assert (broken.code, broken.err) == (1, "")
    assert "broken at entry 2" in broken.out
    assert json.loads(command_line.run("log", "verify", "--json").out)["broken_at"] == 2
    assert "broken at entry 2" in command_line.run("ask", "/log").out
    wrong = command_line.run("log", "verify", "--against", "2:beef")
    assert (wrong.code, wrong.err.count("\n")) == (1, 1)


def test_the_log_of_one_briefing(command_line: CommandLine) -> None:
    assert command_line.run("log").out == "Nothing was done yet.\n"
    command_line.run("add", "-", "--publish", *DETAILS, typed=STORY)
    command_line.run("team", "add", "telegram:7")
    assert len(command_line.run("log").out.splitlines()) == 3
    assert command_line.run("log", "--limit", "1").out.startswith("3  ")
    assert [line.split()[4] for line in command_line.run("log", "--briefing", "1").out.splitlines()] == [
        "publish",
        "add",
    ]
    assert command_line.run("log", "--limit", "0").code == 2


def test_four_eyes_bind_every_way_of_the_command_line(command_line: CommandLine) -> None:
    four_eyes = {"DAYBRIEF_EDITORIAL_FOUR_EYES": "true"}
    assert command_line.run("add", "-", *DETAILS, typed=STORY).code == 0
    for line, says in (
        ("/approve 1", "somebody else has to approve"),
        ("/publish 1", "second pair of eyes"),
        ('/publish 1 at "2099-01-01 09:00"', "second pair of eyes"),
    ):
        ran = command_line.run("ask", line, **four_eyes)
        assert ran.code == 1, line
        assert says in ran.out
    assert command_line.run("add", "-", "--publish", *DETAILS, typed=STORY, **four_eyes).code == 1
    assert "Nothing is published yet" in command_line.run("ask", "/brief").out
    assert [line.split()[4] for line in command_line.run("log").out.splitlines()] == ["setting", "setting", "add"]


def test_whoever_has_the_shell_and_writes_in_a_chat_is_made_one_person(command_line: CommandLine) -> None:
    assert command_line.run("add", "-", *DETAILS, typed=STORY).code == 0
    command_line.run("team", "add", "telegram:7", "editor", "Ana")
    assert "console:owner" in command_line.run("team", "link", "telegram:7", "console:owner").out
    refused = command_line.run("ask", "/approve 1", DAYBRIEF_EDITORIAL_FOUR_EYES="true")
    assert "somebody else has to approve" in refused.out
    assert "m-telegram:7  setting" not in command_line.run("log").out
    command_line.run("ask", "/review 1 headline Harbour opens")
    assert "m-telegram:7  edit" in command_line.run("log", "--limit", "1").out


def test_rules_that_change_between_two_starts_stand_in_the_log(command_line: CommandLine) -> None:
    command_line.run("add", "-", *DETAILS, typed=STORY)
    command_line.run("ask", "/brief", DAYBRIEF_EDITORIAL_FOUR_EYES="true")
    command_line.run("ask", "/brief", DAYBRIEF_EDITORIAL_FOUR_EYES="true")
    assert command_line.run("add", "-", "--publish", *DETAILS, typed=STORY).code == 0
    told = [line.split("  ")[2:] for line in reversed(command_line.run("log").out.splitlines())]
    assert told == [
        ["console:owner", "add", "briefing 1"],
        ["daybrief", "setting", "setting DAYBRIEF_EDITORIAL_FOUR_EYES", "true"],
        ["daybrief", "setting", "setting DAYBRIEF_EDITORIAL_FOUR_EYES", "false"],
        ["console:owner", "publish", "briefing 1", "r1"],
    ]
