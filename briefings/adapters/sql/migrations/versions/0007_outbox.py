"""What 10,000 digests at one instant need not pay for.

A slot's plan is its entry's, which the database checks; and what has no message yet need not be found by it.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007_outbox"
down_revision = "0006_answers"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("slot") as slot:
        slot.drop_constraint("fk_slot_subscription_id_subscription", type_="foreignkey")
    for columns in (["settled_at"], ["platform", "chat_id", "message_id"]):
        name, known = f"ix_delivery_{'_'.join(columns)}", sa.text(f"{columns[-1]} IS NOT NULL")
        op.drop_index(name, "delivery")
        op.create_index(name, "delivery", columns, sqlite_where=known, postgresql_where=known)
