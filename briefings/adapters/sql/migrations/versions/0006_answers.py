"""The line that an answer answers, so that a correction can give the answer again."""

import sqlalchemy as sa
from alembic import op

revision = "0006_answers"
down_revision = "0005_recipes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("receipt", sa.Column("line", sa.Text(), nullable=True))
