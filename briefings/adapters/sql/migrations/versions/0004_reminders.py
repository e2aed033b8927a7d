"""Reminders remember the day, the lead and the local time that their instant was made of."""

import sqlalchemy as sa
from alembic import op

revision = "0004_reminders"
down_revision = "0003_editorial"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """No reminder could be set before, so the empty table is made anew."""
    op.drop_table("reminder")
    op.create_table(
        "reminder",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.String(length=64), nullable=False),
        sa.Column("thread_id", sa.String(length=64), nullable=True),
        sa.Column("briefing_number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("lead", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint(
            "platform",
            "chat_id",
            "briefing_number",
            "start",
            "due_at",
            name="uq_reminder_platform_chat_id_briefing_number_start_due_at",
        ),
    )
    op.create_index("ix_reminder_due_at", "reminder", ["due_at"], unique=False)
