"""Indexes that answer what each new attempt asks (its number, and whether the problem is solved) without reading the
learner's other attempts, whose reports are large; and one for the order of the history."""

from alembic import op

revision = "0003"
down_revision = "0002"

NEW = {
    "attempts_by_number": ["learner", "problem", "number"],
    "attempts_by_verdict": ["learner", "problem", "mode", "verdict"],
    "attempts_by_time": ["learner", "created"],
}


def upgrade() -> None:
    for name, columns in NEW.items():
        op.create_index(name, "attempts", columns)
    op.drop_index("attempts_by_learner", "attempts")


def downgrade() -> None:
    op.create_index("attempts_by_learner", "attempts", ["learner", "problem", "created"])
    for name in NEW:
        op.drop_index(name, "attempts")
