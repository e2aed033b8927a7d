"""Answers to pressed buttons and to inline queries."""

from tests.fakes.telegram_api.keyboards import checked_markup, decoded
from tests.fakes.telegram_api.messages import read_text
from tests.fakes.telegram_api.world import Json, Refused, World


async def answer_callback_query(world: World, sent: Json) -> bool:
    asked = str(sent.get("callback_query_id"))
    if world.callbacks.get(asked, {}) is not None:
        raise Refused(
            400,
            "Bad Request: query is too old and response timeout expired or query ID is invalid",
        )
    if len(str(sent.get("text", ""))) > 200:
        raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
    world.callbacks[asked] = sent
    await world.record("answerCallbackQuery", sent)
    return True


async def answer_inline_query(world: World, sent: Json) -> bool:
    asked = str(sent.get("inline_query_id"))
    if world.queries.get(asked, {}) is not None:
        raise Refused(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
    results = decoded(sent.get("results", "[]"))
    ids = [str(result["id"]) for result in results]
    if len(results) > 50:
        raise Refused(400, "Bad Request: RESULTS_TOO_MUCH")
    if len(set(ids)) < len(ids) or not all(1 <= len(name.encode()) <= 64 for name in ids):
        raise Refused(400, "Bad Request: RESULT_ID_DUPLICATE")
    if len(str(sent.get("next_offset", "")).encode()) > 64:
        raise Refused(400, "Bad Request: NEXT_OFFSET_INVALID")
    for result in results:
        content = result["input_message_content"]
        read_text({"text": content["message_text"], "parse_mode": content.get("parse_mode")})
        checked_markup(result.get("reply_markup"))
    world.queries[asked] = {**sent, "results": results}
    await world.record("answerInlineQuery", {**sent, "results": results})
    return True
