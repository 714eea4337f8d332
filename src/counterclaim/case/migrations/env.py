"""Run the steps on the connection that the program hands over; Alembic executes this file."""

from alembic import context

connection = context.config.attributes["connection"]
context.configure(connection=connection, transaction_per_migration=False)
context.run_migrations()
