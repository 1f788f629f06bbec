"""Journeys, their versions, drafts, answers, and what is counted in a day."""

import sqlalchemy as sa
from alembic import op

revision = "v1"
down_revision = None


def _body_of(name: str, *, nullable: bool = False) -> sa.Column[bytes]:
    return sa.Column(name, sa.LargeBinary(32), nullable=nullable)


def _refers_to_bodies(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["bodies.sha256"], name=f"fk_{table}_{column}")


def upgrade() -> None:
    """Make all tables; written out, since the ones in tables.py will change."""
    op.create_table(
        "journeys",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("secret_sha256", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_journeys"),
    )
    op.create_table(
        "bodies",
        sa.Column("sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("body", sa.LargeBinary, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name="pk_bodies"),
    )
    op.create_table(
        "versions",
        sa.Column("journey", sa.String(32), nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("saved_at", sa.Double, nullable=False),
        _body_of("text"),
        _body_of("recording", nullable=True),
        sa.PrimaryKeyConstraint("journey", "number", name="pk_versions"),
        sa.ForeignKeyConstraint(
            ["journey"], ["journeys.id"], name="fk_versions_journey", ondelete="CASCADE"
        ),
        _refers_to_bodies("versions", "text"),
        _refers_to_bodies("versions", "recording"),
    )
    op.create_table(
        "drafts",
        sa.Column("key_sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("kept_at", sa.Double, nullable=False),
        _body_of("text"),
        _body_of("recording", nullable=True),
        sa.PrimaryKeyConstraint("key_sha256", name="pk_drafts"),
        _refers_to_bodies("drafts", "text"),
        _refers_to_bodies("drafts", "recording"),
    )
    for table, column in (
        ("versions", "text"),
        ("versions", "recording"),
        ("drafts", "text"),
        ("drafts", "recording"),
        ("drafts", "kept_at"),
    ):
        op.create_index(f"ix_{table}_{column}", table, [column])
    op.create_table(
        "answers",
        sa.Column("asked_sha256", sa.LargeBinary(32), nullable=False),
        sa.Column("answer", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("asked_sha256", name="pk_answers"),
    )
    op.create_table(
        "counts",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("what", sa.String(100), nullable=False),
        sa.Column("amount", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("day", "what", name="pk_counts"),
    )
    op.create_table(
        "day_keys",
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("key", sa.LargeBinary(32), nullable=False),
        sa.PrimaryKeyConstraint("day", name="pk_day_keys"),
    )
