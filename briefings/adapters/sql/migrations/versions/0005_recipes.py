"""A digest's recipe beside its messages, and messages found by the platform's id, for corrections."""

import sqlalchemy as sa
from alembic import op

revision = "0005_recipes"
down_revision = "0004_reminders"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("edition", sa.Column("recipe", sa.Text(), nullable=True))
    op.create_index(
        "ix_delivery_platform_chat_id_message_id", "delivery", ["platform", "chat_id", "message_id"], unique=False
    )
