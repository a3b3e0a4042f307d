"""PostgreSQL refuses to change the audit trail, whoever asks it: a shell, another program, a fault of ours."""

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


def on_postgresql(sql):
    def run(apps, schema_editor):
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(sql)

    return run


class Migration(migrations.Migration):
    dependencies = [("chatkit", "0001_initial")]
    operations = [migrations.RunPython(on_postgresql(GUARD), on_postgresql(UNGUARD))]
