"""Plans, slots, the outbox, receipts, leases and reminders."""

import sqlalchemy as sa
from alembic import op

revision = "0002_delivery"
down_revision = "0001_core"
branch_labels = None
depends_on = None

GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _make_plans()
    _make_editions()
    _make_slots()
    _make_outbox()
    _make_rest()


def _make_plans() -> None:
    op.create_table(
        "subscription",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.String(length=64), nullable=False),
        sa.Column("thread_id", sa.String(length=64), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.Column("profile", sa.String(length=32), nullable=False),
        sa.Column("watermark", sa.BigInteger(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("alerts", sa.String(length=16), nullable=False),
        sa.Column("paused", sa.String(length=16), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_subscription"),
        sa.UniqueConstraint("platform", "chat_id", name="uq_subscription_platform_chat_id"),
    )
    op.create_table(
        "plan_entry",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("subscription_id", sa.String(length=64), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("next_run_at", sa.BigInteger(), nullable=True),
        sa.Column("next_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("retired", sa.Boolean(), nullable=False),
        sa.Column("batch", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(
            ["subscription_id"], ["subscription.id"], name="fk_plan_entry_subscription_id_subscription"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_plan_entry"),
    )
    op.create_index("ix_plan_entry_batch", "plan_entry", ["batch"], unique=False)
    op.create_index("ix_plan_entry_next_run_at", "plan_entry", ["next_run_at"], unique=False)
    op.create_index("ix_plan_entry_subscription_id", "plan_entry", ["subscription_id"], unique=False)


def _make_editions() -> None:
    op.create_table(
        "edition",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("made_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_edition"),
    )
    op.create_index("ix_edition_made_at", "edition", ["made_at"], unique=False)
    op.create_table(
        "edition_message",
        sa.Column("edition_id", sa.String(length=64), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("shows", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_edition_message_edition_id_edition"),
        sa.PrimaryKeyConstraint("edition_id", "part", name="pk_edition_message"),
    )
    op.create_table(
        "release",
        sa.Column("number", GROWING, nullable=False),
        sa.Column("briefing_id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("noted_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_release"),
        sa.UniqueConstraint("briefing_id", "revision", name="uq_release_briefing_id_revision"),
    )
    op.create_table(
        "receipt",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("briefing_id", sa.String(length=64), nullable=False),
        sa.Column("thread_id", sa.String(length=64), nullable=True),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "chat_id", "message_id", "briefing_id", name="pk_receipt"),
    )
    op.create_index("ix_receipt_briefing_id_sent_at", "receipt", ["briefing_id", "sent_at"], unique=False)
    op.create_index("ix_receipt_sent_at", "receipt", ["sent_at"], unique=False)


def _make_slots() -> None:
    op.create_table(
        "slot",
        sa.Column("entry_id", sa.String(length=64), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("subscription_id", sa.String(length=64), nullable=False),
        sa.Column("planned_at", sa.BigInteger(), nullable=False),
        sa.Column("decided_at", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.String(length=5), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("edition_id", sa.String(length=64), nullable=True),
        sa.Column("batch", sa.String(length=32), nullable=True),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_slot_edition_id_edition"),
        sa.ForeignKeyConstraint(["entry_id"], ["plan_entry.id"], name="fk_slot_entry_id_plan_entry"),
        sa.ForeignKeyConstraint(["subscription_id"], ["subscription.id"], name="fk_slot_subscription_id_subscription"),
        sa.PrimaryKeyConstraint("entry_id", "day", name="pk_slot"),
    )
    op.create_index("ix_slot_edition_id", "slot", ["edition_id"], unique=False)
    op.create_index("ix_slot_planned_at", "slot", ["planned_at"], unique=False)
    op.create_index("ix_slot_subscription_id_planned_at", "slot", ["subscription_id", "planned_at"], unique=False)


def _make_outbox() -> None:
    op.create_table(
        "delivery",
        sa.Column("id", GROWING, nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.String(length=64), nullable=False),
        sa.Column("thread_id", sa.String(length=64), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("edition_id", sa.String(length=64), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("parts", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.Column("subscription_id", sa.String(length=64), nullable=True),
        sa.Column("entry_id", sa.String(length=64), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("watermark", sa.BigInteger(), nullable=False),
        sa.Column("silent", sa.Boolean(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=True),
        sa.Column("claim", sa.BigInteger(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("sending_at", sa.BigInteger(), nullable=True),
        sa.Column("sent_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.Column("series", sa.String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["edition_id"], ["edition.id"], name="fk_delivery_edition_id_edition"),
        sa.PrimaryKeyConstraint("id", name="pk_delivery"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_delivery_edition_id", "delivery", ["edition_id"], unique=False)
    op.create_index("ix_delivery_entry_id_day", "delivery", ["entry_id", "day"], unique=False)
    op.create_index("ix_delivery_platform_state_turn_id", "delivery", ["platform", "state", "turn", "id"], unique=False)
    op.create_index("ix_delivery_series_part", "delivery", ["series", "part"], unique=False)
    op.create_index("ix_delivery_settled_at", "delivery", ["settled_at"], unique=False)
    op.create_index("ix_delivery_subscription_id_state", "delivery", ["subscription_id", "state"], unique=False)


def _make_rest() -> None:
    op.create_table(
        "lease",
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("holder", sa.String(length=64), nullable=True),
        sa.Column("fence", sa.BigInteger(), nullable=False),
        sa.Column("until", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_lease"),
    )
    op.create_table(
        "reminder",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.String(length=64), nullable=False),
        sa.Column("thread_id", sa.String(length=64), nullable=True),
        sa.Column("briefing_number", sa.Integer(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
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
