"""What PostgreSQL does besides.

It refuses to change the audit trail, whoever asks it: a shell, another program, a fault of ours. And it finds items by
their words; what is too long for an index, by its beginning.
"""

from django.db import migrations

GUARD = """
CREATE FUNCTION chatkit_audit_is_added_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'Audit entries are only ever added.';
END $$;
CREATE TRIGGER chatkit_audit_is_added_only BEFORE UPDATE OR DELETE ON chatkit_auditentry
    FOR EACH ROW EXECUTE FUNCTION chatkit_audit_is_added_only();
"""
UNGUARD = """
DROP TRIGGER chatkit_audit_is_added_only ON chatkit_auditentry;
DROP FUNCTION chatkit_audit_is_added_only();
"""

INDEX = """
CREATE FUNCTION chatkit_words(content jsonb) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT CASE
        WHEN octet_length(words::text) <= 300000 THEN pg_catalog.to_tsvector('pg_catalog.simple'::regconfig, words)
        ELSE pg_catalog.to_tsvector('pg_catalog.simple'::regconfig, pg_catalog.left(words::text, 100000))
    END
    FROM pg_catalog.jsonb_path_query_array(content, 'strict $.** ? (@.type() == "object").keyvalue() ?
        (@.key like_regex "^(text|value|title|label|content|query|question)$" && @.value.type() == "string").value'
    ) AS words
$$;
CREATE INDEX chatkit_item_words ON chatkit_item USING gin (chatkit_words(content));
"""
UNINDEX = """
DROP INDEX chatkit_item_words;
DROP FUNCTION chatkit_words(jsonb);
"""


def on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    dependencies = [("chatkit", "0001_initial")]
    operations = [
        migrations.RunPython(on_postgresql(GUARD), on_postgresql(UNGUARD)),
        migrations.RunPython(on_postgresql(INDEX), on_postgresql(UNINDEX)),
    ]
