"""How Alembic reaches the database: on the connection that `app.database.migrate` hands it."""

from alembic import context

from app import models  # noqa: F401  (the tables register themselves)
from app.database import Base, connect

connection = context.config.attributes.get("connection")
if connection is None:  # the alembic command: `alembic -x url=sqlite:///data/torchyard.db revision --autogenerate`
    connection = connect(context.get_x_argument(as_dictionary=True)["url"]).connect()

# SQLite cannot alter columns in place; batch mode copies the table.
context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
with context.begin_transaction():
    context.run_migrations()
