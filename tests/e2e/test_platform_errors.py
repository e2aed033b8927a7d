"""Every refusal of both platforms, through the real libraries: the short form of ``make torture ARGS=errors``."""

import pytest

from tests.torture.errors import try_case
from tests.torture.refusals import CASES, Case


@pytest.mark.parametrize("case", CASES, ids=[f"{case.name} x{case.times}" for case in CASES])
async def test_a_refusal_is_the_chats_own_and_is_told(case: Case) -> None:
    outcome = await try_case(case)
    assert outcome.faults == ()


def test_there_are_enough_of_them() -> None:
    assert len({case.name for case in CASES}) >= 20
