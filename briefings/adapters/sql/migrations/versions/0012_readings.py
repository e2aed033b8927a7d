"""Each source keeps the digests of what was read out of it."""

import sqlalchemy as sa
from alembic import op

revision = "0012_readings"
down_revision = "0011_promises"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("source", sa.Column("reading", sa.Text(), nullable=False, server_default=""))
