"""Messages in doubt are found without a look at all the others that are ready."""

import sqlalchemy as sa
from alembic import op

revision = "0009_doubts"
down_revision = "0008_seen"
branch_labels = None
depends_on = None


def upgrade() -> None:
    in_doubt = sa.text("sending_at IS NOT NULL AND settled_at IS NULL")
    by_turn = ["platform", "state", "turn", "id"]
    op.create_index("ix_delivery_in_doubt", "delivery", by_turn, sqlite_where=in_doubt, postgresql_where=in_doubt)
