"""A plan has each local time once, whoever else adds it at the same moment."""

from alembic import op

revision = "0015_one_time_once"
down_revision = "0009_doubts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_plan_entry_subscription_id", "plan_entry")
    op.create_index("ix_plan_entry_subscription_id_at", "plan_entry", ["subscription_id", "at"], unique=True)
