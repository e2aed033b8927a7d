"""What strangers make the bot remember has an age: who was told that it is by invitation, and long lines of buttons."""

import sqlalchemy as sa
from alembic import op

revision = "0010_bounds"
down_revision = "0009_doubts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_table("notice")
    op.create_table(
        "notice",
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("told_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("key", name="pk_notice"),
    )
    op.create_index("ix_notice_told_at", "notice", ["told_at"])
    op.drop_table("shortcut")
    op.create_table(
        "shortcut",
        sa.Column("token", sa.String(length=40), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("kept_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("token", name="pk_shortcut"),
    )
    op.create_index("ix_shortcut_kept_at", "shortcut", ["kept_at"])
