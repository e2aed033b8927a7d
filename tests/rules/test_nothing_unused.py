"""Everything that has a name is used somewhere: no function, class, constant or setting stands there for nobody."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from config.settings import Settings

ROOT = Path(__file__).parents[2]
MODULES = {
    path: path.read_text(encoding="utf-8")
    for room in ("bot", "briefings", "config")
    for path in ROOT.glob(f"{room}/**/*.py")
}
WORDS = Counter(word for text in MODULES.values() for word in re.findall(r"\w+", text))
CALLED_BY_OTHERS = {
    "LEFT_OUT": "the export's own account of what it leaves out, which its tests read",
}


def names_of(text: str) -> Iterator[str]:
    """What a module names at its top, but for what a decorator hands to somebody."""
    for node in ast.parse(text).body:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() if not node.decorator_list:
                yield node.name
            case ast.ClassDef():
                yield node.name
            case ast.Assign():
                yield from (target.id for target in node.targets if isinstance(target, ast.Name))
            case ast.AnnAssign(target=ast.Name() as target):
                yield target.id


def test_every_name_is_used() -> None:
    named = {
        name: path.relative_to(ROOT)
        for path, text in MODULES.items()
        if "migrations" not in path.parts  # Alembic calls them by name
        for name in names_of(text)
    }
    assert len(named) > 1000
    lonely = {name: str(path) for name, path in named.items() if WORDS[name] == 1}
    assert lonely.keys() - CALLED_BY_OTHERS.keys() == set(), lonely
    assert CALLED_BY_OTHERS.keys() <= lonely.keys()


def test_what_nobody_uses_is_found() -> None:
    assert list(names_of("@cli.command\ndef f(): ...\ndef g(): ...\nH = 1\nI: int = 2")) == ["g", "H", "I"]


def test_every_setting_is_read() -> None:
    readers = "\n".join(text for path, text in MODULES.items() if path.name != "settings.py")
    own = MODULES[ROOT / "config" / "settings.py"]
    for group in Settings.GROUPS.values():
        for field in group.model_fields:
            read = re.search(rf"\.{field}\b", readers) or re.search(rf"self\.{field}\b", own)
            assert read, f"{group.__name__}.{field} is read by nobody"
