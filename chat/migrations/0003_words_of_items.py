"""PostgreSQL finds items by their words. What is too long for an index is found by its beginning."""

from django.db import migrations

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
    dependencies = [("chatkit", "0002_audit_is_added_only")]
    operations = [migrations.RunPython(on_postgresql(INDEX), on_postgresql(UNINDEX))]
