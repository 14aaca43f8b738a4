"""Attempts, drafts and given-up problems."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.String(32), primary_key=True),
        sa.Column("learner", sa.String(64), nullable=False),
        sa.Column("problem", sa.String(80), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("revision", sa.String(16), nullable=False),
        sa.Column("mode", sa.String(8), nullable=False),
        sa.Column("device", sa.String(8), nullable=False),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("scratch", sa.Text),
        sa.Column("status", sa.String(8), nullable=False),
        sa.Column("verdict", sa.String(16)),
        sa.Column("sentence", sa.Text, nullable=False),
        sa.Column("passed", sa.Integer),
        sa.Column("total", sa.Integer),
        sa.Column("wall", sa.Double),
        sa.Column("report", sa.JSON),
        sa.Column("tries", sa.Integer, nullable=False),
        sa.Column("created", sa.DateTime, nullable=False),
        sa.Column("started", sa.DateTime),
        sa.Column("finished", sa.DateTime),
    )
    op.create_index("attempts_by_learner", "attempts", ["learner", "problem", "created"])
    op.create_index("attempts_by_status", "attempts", ["status"])
    op.create_table(
        "drafts",
        sa.Column("learner", sa.String(64), primary_key=True),
        sa.Column("problem", sa.String(80), primary_key=True),
        sa.Column("code", sa.Text, nullable=False),
        sa.Column("scratch", sa.Text, nullable=False),
        sa.Column("updated", sa.DateTime, nullable=False),
    )
    op.create_table(
        "give_ups",
        sa.Column("learner", sa.String(64), primary_key=True),
        sa.Column("problem", sa.String(80), primary_key=True),
        sa.Column("created", sa.DateTime, nullable=False),
    )


def downgrade() -> None:
    for table in ("give_ups", "drafts", "attempts"):
        op.drop_table(table)
