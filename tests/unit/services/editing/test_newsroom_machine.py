"""Two editors do anything in any order, with restarts between: the newsroom keeps every promise all the time.

Nothing unpublished or under embargo is visible to readers, nobody publishes what they wrote alone, nothing that is not
verbatim goes out, revisions have no holes, the log's chain is whole, the second editor is told, nothing is lost.
"""

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from briefings.adapters.sql.store import open_store
from briefings.ports.store import Store
from tests.unit.services.editing.newsroom_machine import NewsroomMachine


class SqliteNewsroomMachine(NewsroomMachine):
    """The same over a file, which a restart closes and opens again."""

    reopens = True
    template: Path

    def opened(self) -> Store:
        self.file = Path(tempfile.mkdtemp(prefix="daybrief-machine-")) / "store.db"
        shutil.copyfile(self.template, self.file)
        return self.run(open_store(f"sqlite:///{self.file}", migrating=False))

    def reopened(self) -> Store:
        self.run(self.store.close())
        return self.run(open_store(f"sqlite:///{self.file}", migrating=False))

    def teardown(self) -> None:
        super().teardown()
        shutil.rmtree(self.file.parent)


@pytest.fixture(autouse=True, scope="module")
def template(migrated_file: Path) -> None:
    """Give the machine, which hypothesis builds, a file with all tables to copy."""
    SqliteNewsroomMachine.template = migrated_file


_CHECKS = (HealthCheck.too_slow, HealthCheck.filter_too_much)
TestNewsroomInMemory = NewsroomMachine.TestCase
TestNewsroomInMemory.settings = settings(
    max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=_CHECKS
)
TestNewsroomOnSqlite = SqliteNewsroomMachine.TestCase
TestNewsroomOnSqlite.settings = settings(
    max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=_CHECKS
)
