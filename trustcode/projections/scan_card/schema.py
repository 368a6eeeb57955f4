"""What SQLAlchemy cannot say of the scan card: its index of words, and triggers that follow every change of a card.

The statements are plain SQL, used both when the tables are created and by migrations. The index of words is not part
of the metadata: whoever compares the two (Alembic's autogenerate) leaves out the names that `is_own` knows.

Words are cut at spaces and nowhere else, on both engines, so that no parser of theirs and no locale has a say in what
a Han character is: SQLite by the tokenizer `ascii` (which keeps every character above 127), PostgreSQL by writing the
tsvector out instead of parsing text.

`scan_change` counts changes so that no reader misses one. SQLite has one writer at a time, so a counter follows the
order of commits. On PostgreSQL the stamp is the number of the writing transaction: one that was still running at the
last look has a number from that look's horizon on, and is found at the next, however long it ran.
"""

from __future__ import annotations

from sqlalchemy import Connection, Table, event

WORDS = "scan_card_words"

_SQLITE = [
    f"CREATE VIRTUAL TABLE {WORDS} USING fts5(words, initials, tokenize = \"ascii tokenchars '_'\", prefix = '1 2')",
    """CREATE TRIGGER scan_card_added AFTER INSERT ON scan_card BEGIN
    {words_in} {stamp_new} END""",
    """CREATE TRIGGER scan_card_altered AFTER UPDATE ON scan_card BEGIN
    {words_out} {words_in} {stamp_old} {stamp_new} END""",
    """CREATE TRIGGER scan_card_dropped AFTER DELETE ON scan_card BEGIN
    {words_out} {stamp_old} END""",
]
_SQLITE_PARTS = {
    "words_in": f"INSERT INTO {WORDS} (rowid, words, initials) VALUES (new.number, new.search_text, new.initials);",
    "words_out": f"DELETE FROM {WORDS} WHERE rowid = old.number;",
    **{
        f"stamp_{row[:3]}": f"""INSERT INTO scan_change (number, stamp)
    VALUES ({row}.number, (SELECT coalesce(max(stamp), 0) + 1 FROM scan_change))
    ON CONFLICT (number) DO UPDATE SET stamp = excluded.stamp;"""
        for row in ("new", "old")
    },
}

_POSTGRESQL = [
    (
        f"CREATE TABLE {WORDS} (number bigint CONSTRAINT pk_{WORDS} PRIMARY KEY, words tsvector NOT NULL, "
        "initials tsvector NOT NULL)"
    ),
    f"CREATE INDEX ix_{WORDS}_words ON {WORDS} USING gin (words)",
    f"CREATE INDEX ix_{WORDS}_initials ON {WORDS} USING gin (initials)",
    r"""CREATE FUNCTION scan_card_vector(text) RETURNS tsvector IMMUTABLE LANGUAGE sql AS $$
    SELECT coalesce(string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || ''':' || place, ' '), '')
        ::tsvector
    FROM (SELECT word, row_number() OVER (ORDER BY n) AS place
        FROM unnest(string_to_array($1, ' ')) WITH ORDINALITY AS split (word, n) WHERE word <> '') AS words $$""",
    f"""CREATE FUNCTION scan_card_follow() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE stamp_now bigint := pg_current_xact_id()::text::bigint;
    BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM {WORDS} WHERE number = OLD.number;
        INSERT INTO scan_change (number, stamp) VALUES (OLD.number, stamp_now)
            ON CONFLICT (number) DO UPDATE SET stamp = excluded.stamp;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO {WORDS} VALUES (NEW.number, scan_card_vector(NEW.search_text), scan_card_vector(NEW.initials));
        INSERT INTO scan_change (number, stamp) VALUES (NEW.number, stamp_now)
            ON CONFLICT (number) DO UPDATE SET stamp = excluded.stamp;
    END IF;
    RETURN NULL; END $$""",
    (
        "CREATE TRIGGER scan_card_changed AFTER INSERT OR UPDATE OR DELETE ON scan_card "
        "FOR EACH ROW EXECUTE FUNCTION scan_card_follow()"
    ),
]
_SQLITE_DOWN = [
    "DROP TRIGGER IF EXISTS scan_card_added",
    "DROP TRIGGER IF EXISTS scan_card_altered",
    "DROP TRIGGER IF EXISTS scan_card_dropped",
    f"DROP TABLE IF EXISTS {WORDS}",
]
_POSTGRESQL_DOWN = [
    "DROP FUNCTION IF EXISTS scan_card_follow() CASCADE",
    "DROP FUNCTION IF EXISTS scan_card_vector(text)",
    f"DROP TABLE IF EXISTS {WORDS}",
]


def statements(dialect: str) -> list[str]:
    """What to run after `scan_card` and `scan_change` exist, on `sqlite` or `postgresql`."""
    if dialect == "sqlite":
        return [_filled(statement) for statement in _SQLITE]
    return list(_POSTGRESQL)


def drop_statements(dialect: str) -> list[str]:
    """The reverse, before the two tables go; harmless when there is nothing to drop."""
    return list(_SQLITE_DOWN if dialect == "sqlite" else _POSTGRESQL_DOWN)


def is_own(name: str | None) -> bool:
    """Whether a table or index belongs to the index of words, shadow tables of SQLite included."""
    return name is not None and (name.startswith((WORDS, f"ix_{WORDS}")))


def install(card: Table, change: Table) -> None:
    """Run the statements whenever SQLAlchemy creates these tables, and the reverse when it drops them."""

    def create(_target: Table, connection: Connection, **_: object) -> None:
        for statement in statements(connection.dialect.name):
            connection.exec_driver_sql(statement)

    def drop(_target: Table, connection: Connection, **_: object) -> None:
        for statement in drop_statements(connection.dialect.name):
            connection.exec_driver_sql(statement)

    # Triggers of the card write to both tables, so they are made with whichever comes last.
    card.add_is_dependent_on(change)
    event.listen(card, "after_create", create)
    event.listen(card, "before_drop", drop)


def _filled(statement: str) -> str:
    for name, part in _SQLITE_PARTS.items():
        statement = statement.replace("{" + name + "}", part)
    return statement
