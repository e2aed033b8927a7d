"""What each editor looked at last, so that what is typed without a card is checked against it too."""

import sqlalchemy as sa
from alembic import op

revision = "0008_seen"
down_revision = "0007_outbox"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "seen_revision",
        sa.Column("briefing_id", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=128), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["briefing_id"], ["briefing.id"], name="fk_seen_revision_briefing_id_briefing"),
        sa.PrimaryKeyConstraint("briefing_id", "person", name="pk_seen_revision"),
    )
