"""A plan has each local time once; what the audit log says can be erased, and its chain holds."""

import sqlalchemy as sa
from alembic import op

revision = "0011_promises"
down_revision = "0010_bounds"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_plan_entry_subscription_id", "plan_entry")
    op.create_index("ix_plan_entry_subscription_id_at", "plan_entry", ["subscription_id", "at"], unique=True)
    op.create_table(
        "secret",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("value", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_secret"),
    )
    op.add_column("audit", sa.Column("keys", sa.String(length=128), nullable=False))
    op.add_column("audit", sa.Column("marks", sa.String(length=256), nullable=False))
