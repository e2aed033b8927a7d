"""A digest's recipe as plain JSON values, and back."""

from datetime import date, time
from typing import Any

from briefings.domain.editions import DigestRecipe, Mark
from briefings.domain.subscriptions import Style


def recipe_form(recipe: DigestRecipe) -> dict[str, Any]:
    """Write a recipe."""
    return {
        "day": recipe.day.isoformat(),
        "style": recipe.style.value,
        "items": [[i, mark.value if mark else None, shown, since] for i, mark, shown, since in recipe.items],
        "more": recipe.more,
        "ahead": [list(pair) for pair in recipe.ahead],
        "planned": recipe.planned.isoformat() if recipe.planned else None,
        "planned_day": recipe.planned_day.isoformat() if recipe.planned_day else None,
        "mention_role": recipe.mention_role,
        "speakers": list(recipe.speakers),
    }


def recipe_of(form: dict[str, Any]) -> DigestRecipe:
    """Read what ``recipe_form`` wrote."""
    planned, planned_day = form["planned"], form["planned_day"]
    return DigestRecipe(
        day=date.fromisoformat(form["day"]),
        style=Style(form["style"]),
        items=tuple((i, Mark(mark) if mark else None, shown, since) for i, mark, shown, since in form["items"]),
        more=form["more"],
        ahead=tuple((briefing_id, start) for briefing_id, start in form["ahead"]),
        planned=time.fromisoformat(planned) if planned else None,
        planned_day=date.fromisoformat(planned_day) if planned_day else None,
        mention_role=form["mention_role"],
        speakers=tuple(form.get("speakers", ())),
    )
