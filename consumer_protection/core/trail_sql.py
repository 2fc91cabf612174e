"""The trail's triggers, as SQL and as migration operations.

Hash input: every part as its length in characters, a colon and the text, so that
no two entries share an input; times in UTC with microseconds. ``trail.entry_hash``
computes the same in Python, so the database cannot vouch for itself.
"""

from django.db.migrations import RunSQL

from consumer_protection.core.pii import PERSONAL

INSTALL = """
CREATE FUNCTION trail_part(part text) RETURNS text LANGUAGE sql IMMUTABLE AS
$$ SELECT length(coalesce(part, ''))::text || ':' || coalesce(part, '') $$;

CREATE FUNCTION trail_time(at timestamptz) RETURNS text LANGUAGE sql STABLE AS
$$ SELECT to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') $$;

CREATE FUNCTION trail_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    before core_trailentry%ROWTYPE;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(NEW.noun || NEW.record_id, 7));
    SELECT * INTO before FROM core_trailentry
        WHERE noun = NEW.noun AND record_id = NEW.record_id
        ORDER BY sequence DESC LIMIT 1;
    NEW.recorded_at := clock_timestamp();
    NEW.txid := txid_current();
    NEW.sequence := coalesce(before.sequence, 0) + 1;
    NEW.previous_hash := coalesce(before.hash, '');
    NEW.hash := encode(sha256(convert_to(
        trail_part(NEW.noun) || trail_part(NEW.record_id::text)
        || trail_part(NEW.action) || trail_part(NEW.actor_id::text)
        || trail_part(NEW.note) || trail_part(NEW.changes::text)
        || trail_part(trail_time(NEW.happened_at))
        || trail_part(trail_time(NEW.recorded_at))
        || trail_part(NEW.txid::text) || trail_part(NEW.sequence::text)
        || trail_part(NEW.previous_hash), 'UTF8')), 'hex');
    RETURN NEW;
END $$;

CREATE FUNCTION trail_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the trail is only ever added to' USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION capture_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    now_is jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    differences jsonb;
BEGIN
    SELECT coalesce(jsonb_object_agg(key, jsonb_build_array(was -> key, now_is -> key)), '{}')
        INTO differences
        FROM (SELECT jsonb_object_keys(was || now_is) AS key) AS keys
        WHERE was -> key IS DISTINCT FROM now_is -> key
            AND key NOT IN ('password', 'code_hash', 'last_login');
    IF TG_OP = 'UPDATE' AND differences = '{}' THEN
        RETURN NULL;
    END IF;
    INSERT INTO core_trailentry (noun, record_id, action, actor_id, note, changes, happened_at)
    VALUES (
        TG_ARGV[0], coalesce((now_is ->> 'id')::bigint, (was ->> 'id')::bigint),
        TG_ARGV[0] || '.row_' || lower(TG_OP),
        nullif(current_setting('trail.actor', true), '')::bigint, '', differences, now());
    RETURN NULL;
END $$;

CREATE TRIGGER trail_chain BEFORE INSERT ON core_trailentry
    FOR EACH ROW EXECUTE FUNCTION trail_chain();
CREATE TRIGGER trail_keep_rows BEFORE UPDATE OR DELETE ON core_trailentry
    FOR EACH ROW EXECUTE FUNCTION trail_refuse();
CREATE TRIGGER trail_keep_table BEFORE TRUNCATE ON core_trailentry
    FOR EACH STATEMENT EXECUTE FUNCTION trail_refuse();
ALTER TABLE core_trailentry ENABLE ALWAYS TRIGGER trail_chain;
ALTER TABLE core_trailentry ENABLE ALWAYS TRIGGER trail_keep_rows;
ALTER TABLE core_trailentry ENABLE ALWAYS TRIGGER trail_keep_table;

DO $$ BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'app') AND current_user <> 'app' THEN
        REVOKE ALL ON core_trailentry FROM app;
        GRANT SELECT ON core_trailentry TO app;
        GRANT INSERT (noun, record_id, action, actor_id, note, changes, happened_at)
            ON core_trailentry TO app;
        REVOKE UPDATE, DELETE, TRUNCATE ON core_trailseal FROM app;
    END IF;
END $$;
"""

# Takes the place of the first trail_chain. An advisory lock per record fills the
# server's lock table (an import of 40,000 rows failed); a row lock on the chain's last
# entry costs no memory. What was read before waiting may no longer be the last: hence
# the loop. Only a record without entries that is not new needs the advisory lock.
CHAIN_BY_ROW = """
CREATE OR REPLACE FUNCTION trail_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp AS $$
DECLARE
    before core_trailentry%ROWTYPE;
    held int := -1;
BEGIN
    LOOP
        SELECT * INTO before FROM core_trailentry
            WHERE noun = NEW.noun AND record_id = NEW.record_id
            ORDER BY sequence DESC LIMIT 1 FOR NO KEY UPDATE;
        IF NOT FOUND AND held < 0 AND NEW.action NOT LIKE '%.row_insert' THEN
            PERFORM pg_advisory_xact_lock(hashtextextended(NEW.noun || NEW.record_id, 7));
        END IF;
        EXIT WHEN coalesce(before.sequence, 0) = held;
        held := coalesce(before.sequence, 0);
    END LOOP;
    NEW.recorded_at := clock_timestamp();
    NEW.txid := txid_current();
    NEW.sequence := coalesce(before.sequence, 0) + 1;
    NEW.previous_hash := coalesce(before.hash, '');
    NEW.hash := encode(sha256(convert_to(
        trail_part(NEW.noun) || trail_part(NEW.record_id::text)
        || trail_part(NEW.action) || trail_part(NEW.actor_id::text)
        || trail_part(NEW.note) || trail_part(NEW.changes::text)
        || trail_part(trail_time(NEW.happened_at))
        || trail_part(trail_time(NEW.recorded_at))
        || trail_part(NEW.txid::text) || trail_part(NEW.sequence::text)
        || trail_part(NEW.previous_hash), 'UTF8')), 'hex');
    RETURN NEW;
END $$;
"""

# Free text that holds a phone, an identity or card number enters the trail without
# it: an entry cannot be taken out again. Numbers and hashes that name things stay.
HIDE_NUMBERS = """
CREATE FUNCTION trail_hidden(field text, given jsonb) RETURNS jsonb
LANGUAGE sql IMMUTABLE SET search_path = public, pg_temp AS $$
    SELECT CASE
        WHEN jsonb_typeof(given) = 'string' AND length(given #>> '{}') > 9
            AND field !~ '(_sealed|_index|sha256|digest|hash|uid|stored_as|marked_as|number|code)$'
        THEN to_jsonb(regexp_replace(given #>> '{}', 'PERSONAL_NUMBERS', '***', 'g'))
        ELSE given END
$$;

CREATE OR REPLACE FUNCTION capture_change() RETURNS trigger LANGUAGE plpgsql
SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    was jsonb := CASE WHEN TG_OP = 'INSERT' THEN '{}' ELSE to_jsonb(OLD) END;
    now_is jsonb := CASE WHEN TG_OP = 'DELETE' THEN '{}' ELSE to_jsonb(NEW) END;
    differences jsonb;
BEGIN
    SELECT coalesce(jsonb_object_agg(key, jsonb_build_array(
            trail_hidden(key, was -> key), trail_hidden(key, now_is -> key))), '{}')
        INTO differences
        FROM (SELECT jsonb_object_keys(was || now_is) AS key) AS keys
        WHERE was -> key IS DISTINCT FROM now_is -> key
            AND key NOT IN ('password', 'code_hash', 'last_login');
    IF TG_OP = 'UPDATE' AND differences = '{}' THEN
        RETURN NULL;
    END IF;
    INSERT INTO core_trailentry (noun, record_id, action, actor_id, note, changes, happened_at)
    VALUES (
        TG_ARGV[0], coalesce((now_is ->> 'id')::bigint, (was ->> 'id')::bigint),
        TG_ARGV[0] || '.row_' || lower(TG_OP),
        nullif(current_setting('trail.actor', true), '')::bigint, '', differences, now());
    RETURN NULL;
END $$;
""".replace("PERSONAL_NUMBERS", PERSONAL)

# Back to the first capture_change, as INSTALL has it.
SHOW_NUMBERS = (
    INSTALL[INSTALL.index("CREATE FUNCTION capture_change") :]
    .partition("CREATE TRIGGER")[0]
    .replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
    + "DROP FUNCTION trail_hidden(text, jsonb);"
)

REMOVE = """
DROP TRIGGER trail_keep_table ON core_trailentry;
DROP TRIGGER trail_keep_rows ON core_trailentry;
DROP TRIGGER trail_chain ON core_trailentry;
DROP FUNCTION capture_change();
DROP FUNCTION trail_refuse();
DROP FUNCTION trail_chain();
DROP FUNCTION trail_time(timestamptz);
DROP FUNCTION trail_part(text);
"""


def capture(table: str, noun: str) -> RunSQL:
    """A migration operation: every changed row of ``table`` enters the trail."""
    return RunSQL(
        f"CREATE TRIGGER capture_change AFTER INSERT OR UPDATE OR DELETE ON {table}"
        f" FOR EACH ROW EXECUTE FUNCTION capture_change('{noun}');"
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER capture_change;",
        f"DROP TRIGGER capture_change ON {table};",
    )
