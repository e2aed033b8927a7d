"""The store on SQLite and PostgreSQL: the same tables and statements, by SQLAlchemy Core.

How to add a repository:

1. Write its Protocol in ``briefings/ports/store/<name>.py`` and give ``Unit`` (``ports/store/__init__.py``) a property.
2. Put its tables into ``tables/<area>.py`` on the shared ``metadata``, built of the columns in ``tables/columns.py``
   (``Instant`` keeps an aware UTC datetime as whole microseconds, ``Json`` plain values), and name the module in
   ``tables/__init__.py``.
3. Write a migration in ``migrations/versions/<revision>.py`` that makes the same tables in the same words (take it
   from ``tests/adapters/sql/test_migrations.py``, which fails while the two differ).
4. Write the repository over one ``AsyncConnection`` in ``<name>.py`` and name it in ``unit.py``. Statements are Core
   and know no database; what only one of them can do belongs into ``search.py`` or behind a construct compiled for
   both. No statement commits: the unit of work does.
5. Write its twin in ``tests/fakes/memory/<name>.py`` over fields of ``memory/state.py``, name it in
   ``memory/unit.py``.
6. Name its tables in ``record_kinds.py``, so that exports carry them, and describe their fields in
   ``docs/data-format.md``; where they hold a person's account, forget it in ``readers.py``. Tests fail while one lacks.
7. Test all of them in ``tests/contract/test_<name>.py`` with the ``store`` fixture, which runs each test over memory,
   SQLite and PostgreSQL.
"""
