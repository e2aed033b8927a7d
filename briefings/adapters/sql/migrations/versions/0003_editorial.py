"""Members, the audit log, conversations, reviews, reports and the copies to correct."""

import sqlalchemy as sa
from alembic import op

revision = "0003_editorial"
down_revision = "0002_delivery"
branch_labels = None
depends_on = None

GROWING = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _make_team()
    _make_log()
    _make_reviews()
    _make_corrections()


def _make_team() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_member"),
    )
    op.create_table(
        "member_identity",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("member_id", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["member.id"], name="fk_member_identity_member_id_member", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("platform", "user_id", name="pk_member_identity"),
    )
    op.create_index("ix_member_identity_member_id", "member_identity", ["member_id"], unique=False)
    op.create_table(
        "link_code",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("code_hash", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "user_id", name="pk_link_code"),
        sa.UniqueConstraint("code_hash", name="uq_link_code_code_hash"),
    )


def _make_log() -> None:
    op.create_table(
        "audit",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("act", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_audit"),
    )
    op.create_index("ix_audit_subject_number", "audit", ["subject", "number"], unique=False)


def _make_reviews() -> None:
    op.create_table(
        "conversation",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("user_id", sa.String(length=64), nullable=False),
        sa.Column("chat_id", sa.String(length=64), nullable=False),
        sa.Column("thread_id", sa.String(length=64), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.Column("parts", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "user_id", "chat_id", "thread_id", name="pk_conversation"),
    )
    op.create_index("ix_conversation_updated_at", "conversation", ["updated_at"], unique=False)
    op.create_table(
        "kept_item",
        sa.Column("briefing_id", sa.String(length=64), nullable=False),
        sa.Column("item", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(["briefing_id"], ["briefing.id"], name="fk_kept_item_briefing_id_briefing"),
        sa.PrimaryKeyConstraint("briefing_id", "item", name="pk_kept_item"),
    )
    op.create_table(
        "review",
        sa.Column("briefing_id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("reviewer", sa.String(length=128), nullable=False),
        sa.Column("verdict", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["briefing_id"], ["briefing.id"], name="fk_review_briefing_id_briefing"),
        sa.PrimaryKeyConstraint("briefing_id", "revision", "reviewer", name="pk_review"),
    )
    op.create_table(
        "planned_publication",
        sa.Column("briefing_id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("planned_by", sa.String(length=128), nullable=False),
        sa.ForeignKeyConstraint(["briefing_id"], ["briefing.id"], name="fk_planned_publication_briefing_id_briefing"),
        sa.PrimaryKeyConstraint("briefing_id", name="pk_planned_publication"),
    )
    op.create_index("ix_planned_publication_due_at", "planned_publication", ["due_at"], unique=False)


def _make_corrections() -> None:
    op.create_table(
        "error_report",
        sa.Column("id", GROWING, autoincrement=False, nullable=False),
        sa.Column("briefing_number", sa.Integer(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("reporter_platform", sa.String(length=16), nullable=True),
        sa.Column("reporter_id", sa.String(length=64), nullable=True),
        sa.Column("settled_at", sa.BigInteger(), nullable=True),
        sa.Column("settled_by", sa.String(length=128), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_error_report"),
    )
    op.create_index(
        "ix_error_report_reporter_platform_reporter_id_at",
        "error_report",
        ["reporter_platform", "reporter_id", "at"],
        unique=False,
    )
    op.create_index("ix_error_report_settled_at", "error_report", ["settled_at"], unique=False)
    op.create_table(
        "copy_edit",
        sa.Column("platform", sa.String(length=16), nullable=False),
        sa.Column("chat_id", sa.String(length=64), nullable=False),
        sa.Column("thread_id", sa.String(length=64), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=False),
        sa.Column("briefing_id", sa.String(length=64), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=True),
        sa.Column("done_at", sa.BigInteger(), nullable=True),
        sa.Column("problem", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["briefing_id"], ["briefing.id"], name="fk_copy_edit_briefing_id_briefing"),
        sa.PrimaryKeyConstraint("platform", "chat_id", "message_id", "briefing_id", name="pk_copy_edit"),
    )
    op.create_index("ix_copy_edit_briefing_id", "copy_edit", ["briefing_id"], unique=False)
    op.create_index("ix_copy_edit_platform_state_due_at", "copy_edit", ["platform", "state", "due_at"], unique=False)
