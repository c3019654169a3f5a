"""What Alembic runs: our tables, on the connection it was given, within the transaction that is open there."""

from alembic import context

from folkmoot.store.migrations.own import is_ours
from folkmoot.store.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,
    transactional_ddl=True,
    include_object=is_ours,
    compare_type=True,
)
with context.begin_transaction():
    context.run_migrations()
