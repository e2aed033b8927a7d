"""No log line has a place that was left unfilled: of an error of ours it tells the whole sentence."""

import ast
from collections.abc import Iterator
from pathlib import Path

from briefings.domain import errors

_ROOT = Path(__file__).resolve().parents[2]
_OURS = {name for name in vars(errors) if name.endswith("Error")} | {"refusals"}


def _caught(handler: ast.ExceptHandler) -> set[str]:
    kinds = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    return {kind.id if isinstance(kind, ast.Name) else getattr(kind, "attr", "") for kind in kinds}


def _unfilled(tree: ast.AST) -> Iterator[int]:
    """Lines in handlers that take the bare template of an error of ours, without its values."""
    for handler in (node for node in ast.walk(tree) if isinstance(node, ast.ExceptHandler)):
        if handler.name is None or not _caught(handler) & _OURS:
            continue
        for call in (node for part in handler.body for node in ast.walk(part) if isinstance(node, ast.Call)):
            given = [*call.args, *(keyword.value for keyword in call.keywords)]
            taken = {
                node.attr
                for argument in given
                for node in ast.walk(argument)
                if isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id == handler.name
            }
            if _asks_by_name(call, handler.name) or ("message" in taken and "values" not in taken):
                yield call.lineno


def _asks_by_name(call: ast.Call, name: str) -> bool:
    return ast.unparse(call).startswith(f"getattr({name}, 'message'")


def test_the_rule_sees_a_bare_template_and_lets_a_filled_one_pass() -> None:
    planted = "try: pass\nexcept TemporaryError as e:\n    log('x', extra={'reason': e.message})\n"
    assert list(_unfilled(ast.parse(planted))) == [3]
    assert list(_unfilled(ast.parse(planted.replace("e.message", "getattr(e, 'message')")))) == [3]
    assert list(_unfilled(ast.parse(planted.replace("e.message", "str(e)")))) == []
    assert list(_unfilled(ast.parse(planted.replace("e.message", "t(e.message, **e.values)")))) == []


def test_whatever_is_logged_or_remembered_of_an_error_is_its_whole_sentence() -> None:
    files = [path for room in ("bot", "briefings", "config") for path in (_ROOT / room).rglob("*.py")]
    found = [
        f"{path.relative_to(_ROOT)}:{line}"
        for path in files
        for line in _unfilled(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert len(files) > 200
    assert found == []
