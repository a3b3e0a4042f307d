import chat.files
import chat.models.thread
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Label",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=40, unique=True, verbose_name="name")),
            ],
            options={
                "verbose_name": "label",
                "verbose_name_plural": "labels",
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.CharField(max_length=255, primary_key=True, serialize=False, verbose_name="id")),
                ("key", models.CharField(blank=True, max_length=255, verbose_name="the client's key")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("running", "running"),
                            ("finished", "finished"),
                            ("stopped", "stopped"),
                            ("failed", "failed"),
                            ("interrupted", "interrupted"),
                        ],
                        default="running",
                        max_length=12,
                        verbose_name="state",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=60, verbose_name="reason of the state")),
                ("worker", models.CharField(blank=True, max_length=255, verbose_name="channel of its process")),
                ("leased_until", models.DateTimeField(verbose_name="leased until")),
                (
                    "kept_as",
                    models.JSONField(blank=True, default=list, verbose_name="ids under which the provider keeps it"),
                ),
                ("started_at", models.DateTimeField(verbose_name="started")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                (
                    "asked_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "settled_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="stopped by",
                    ),
                ),
            ],
            options={
                "verbose_name": "answer",
                "verbose_name_plural": "answers",
                "ordering": ["-started_at"],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("act", models.CharField(max_length=30, verbose_name="act")),
                ("thread_id", models.CharField(blank=True, max_length=255, verbose_name="thread")),
                ("item_id", models.CharField(blank=True, max_length=255, verbose_name="item")),
                ("tenant", models.CharField(blank=True, max_length=255, verbose_name="organisation")),
                ("actor_id", models.CharField(max_length=255, verbose_name="id of the staff member")),
                ("actor", models.CharField(max_length=255, verbose_name="staff member")),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                ("detail", models.JSONField(blank=True, default=dict, verbose_name="details")),
                ("batch", models.UUIDField(verbose_name="batch")),
                ("at", models.DateTimeField(auto_now_add=True, verbose_name="time")),
            ],
            options={
                "verbose_name": "audit entry",
                "verbose_name_plural": "audit trail",
                "ordering": ["-at", "-id"],
                "default_permissions": ("view",),
                "indexes": [
                    models.Index(fields=["thread_id", "at"], name="chatkit_audit_thread"),
                    models.Index(fields=["tenant", "at"], name="chatkit_audit_tenant"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Leftover",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("file", "file"), ("response", "answer at the provider")],
                        max_length=10,
                        verbose_name="kind",
                    ),
                ),
                ("name", models.CharField(max_length=255, verbose_name="name there")),
                ("attempts", models.PositiveIntegerField(default=0, verbose_name="attempts")),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="next attempt")),
            ],
            options={
                "verbose_name": "leftover",
                "verbose_name_plural": "leftovers",
                "default_permissions": (),
                "indexes": [models.Index(fields=["due_at"], name="chatkit_leftover_due")],
            },
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.CharField(max_length=255, primary_key=True, serialize=False, verbose_name="id")),
                ("tenant", models.CharField(blank=True, max_length=255, verbose_name="organisation")),
                ("title", models.CharField(blank=True, max_length=200, verbose_name="title")),
                (
                    "status",
                    models.CharField(
                        choices=[("active", "active"), ("locked", "locked"), ("closed", "closed")],
                        default="active",
                        max_length=10,
                        verbose_name="status",
                    ),
                ),
                ("status_reason", models.TextField(blank=True, verbose_name="reason of the status")),
                ("rest", models.JSONField(blank=True, default=dict, verbose_name="the SDK's other fields")),
                ("last_sequence", models.PositiveBigIntegerField(default=0, verbose_name="number of its last item")),
                ("is_held", models.BooleanField(default=False, verbose_name="kept")),
                ("created_at", models.DateTimeField(verbose_name="created")),
                ("updated_at", models.DateTimeField(verbose_name="last activity")),
                (
                    "assignee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="handled by",
                    ),
                ),
                (
                    "labels",
                    models.ManyToManyField(
                        blank=True, related_name="threads", to="chatkit.label", verbose_name="labels"
                    ),
                ),
                (
                    "owner",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=chat.models.thread.cascade_unless_held,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="taken over by",
                    ),
                ),
            ],
            options={
                "verbose_name": "thread",
                "verbose_name_plural": "threads",
                "ordering": ["-updated_at", "-id"],
                "permissions": [
                    ("view_content", "Can read what people wrote"),
                    ("search_content", "Can search in what people wrote"),
                    ("moderate", "Can lock, close, flag, assign, label, hold and note threads"),
                    ("reply", "Can take over threads and write in them"),
                    ("redact", "Can redact items"),
                    ("export", "Can export threads"),
                    ("erase", "Can erase threads"),
                    ("suspend", "Can suspend people"),
                ],
                "default_permissions": ("view",),
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(verbose_name="text")),
                ("written_at", models.DateTimeField(auto_now_add=True, verbose_name="written")),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="author",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notes",
                        to="chatkit.thread",
                        verbose_name="thread",
                    ),
                ),
            ],
            options={
                "verbose_name": "note",
                "verbose_name_plural": "notes",
                "ordering": ["-written_at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveBigIntegerField(verbose_name="place in the thread")),
                ("item_id", models.CharField(max_length=255, verbose_name="id")),
                ("type", models.CharField(max_length=40, verbose_name="type")),
                ("content", models.JSONField(verbose_name="content")),
                (
                    "withheld",
                    models.CharField(
                        blank=True,
                        choices=[("refused", "refused"), ("hidden", "hidden"), ("redacted", "redacted")],
                        max_length=10,
                        verbose_name="kept from the model",
                    ),
                ),
                ("created_at", models.DateTimeField(verbose_name="created")),
                (
                    "answer",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="items",
                        to="chatkit.answer",
                        verbose_name="answer",
                    ),
                ),
                (
                    "replaced_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="replaces",
                        to="chatkit.answer",
                        verbose_name="replaced by",
                    ),
                ),
                (
                    "written_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="items",
                        to="chatkit.thread",
                        verbose_name="thread",
                    ),
                ),
            ],
            options={
                "verbose_name": "item",
                "verbose_name_plural": "items",
                "ordering": ["thread", "sequence"],
            },
        ),
        migrations.CreateModel(
            name="Flag",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item_id", models.CharField(blank=True, max_length=255, verbose_name="item")),
                (
                    "source",
                    models.CharField(
                        choices=[("staff", "staff"), ("person", "report"), ("guardrail", "guardrail")],
                        default="staff",
                        max_length=10,
                        verbose_name="source",
                    ),
                ),
                ("reason", models.TextField(verbose_name="reason")),
                ("raised_at", models.DateTimeField(auto_now_add=True, verbose_name="raised")),
                ("settled_at", models.DateTimeField(blank=True, null=True, verbose_name="settled")),
                (
                    "raised_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="raised by",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="flags",
                        to="chatkit.thread",
                        verbose_name="thread",
                    ),
                ),
            ],
            options={
                "verbose_name": "flag",
                "verbose_name_plural": "reports and flags",
                "ordering": ["-raised_at"],
                "default_permissions": (),
            },
        ),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.CharField(max_length=255, primary_key=True, serialize=False, verbose_name="id")),
                ("tenant", models.CharField(blank=True, max_length=255, verbose_name="organisation")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("pending", "pending"),
                            ("scanning", "being looked at"),
                            ("ready", "ready"),
                            ("refused", "refused"),
                        ],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("size", models.PositiveBigIntegerField(default=0, verbose_name="bytes")),
                ("content", models.JSONField(verbose_name="content")),
                ("pages", models.JSONField(blank=True, default=list, verbose_name="its text")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=255,
                        storage=chat.files.storage,
                        upload_to=chat.files.place,
                        verbose_name="file",
                    ),
                ),
                ("created_at", models.DateTimeField(auto_now_add=True, verbose_name="created")),
                (
                    "owner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="owner",
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="chatkit.thread",
                        verbose_name="thread",
                    ),
                ),
            ],
            options={
                "verbose_name": "attachment",
                "verbose_name_plural": "attachments",
            },
        ),
        migrations.CreateModel(
            name="Approval",
            fields=[
                (
                    "id",
                    models.CharField(max_length=255, primary_key=True, serialize=False, verbose_name="id of its item"),
                ),
                (
                    "state",
                    models.CharField(
                        choices=[("pending", "pending"), ("decided", "decided"), ("dropped", "dropped")],
                        default="pending",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("run", models.JSONField(verbose_name="the run as it waits")),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked")),
                ("expires_at", models.DateTimeField(verbose_name="expires")),
                ("decided_at", models.DateTimeField(blank=True, null=True, verbose_name="decided")),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="approvals",
                        to="chatkit.thread",
                        verbose_name="thread",
                    ),
                ),
            ],
            options={
                "verbose_name": "approval",
                "verbose_name_plural": "approvals",
                "ordering": ["-asked_at"],
            },
        ),
        migrations.AddField(
            model_name="answer",
            name="thread",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="answers",
                to="chatkit.thread",
                verbose_name="thread",
            ),
        ),
        migrations.CreateModel(
            name="Usage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tenant", models.CharField(blank=True, max_length=255, verbose_name="organisation")),
                ("day", models.DateField(verbose_name="day")),
                ("model", models.CharField(blank=True, max_length=255, verbose_name="model")),
                (
                    "outcome",
                    models.CharField(
                        choices=[
                            ("running", "running"),
                            ("finished", "finished"),
                            ("stopped", "stopped"),
                            ("failed", "failed"),
                            ("interrupted", "interrupted"),
                        ],
                        max_length=12,
                        verbose_name="outcome",
                    ),
                ),
                ("input_tokens", models.PositiveIntegerField(default=0, verbose_name="tokens read")),
                (
                    "cached_tokens",
                    models.PositiveIntegerField(default=0, verbose_name="of these from the provider’s cache"),
                ),
                ("output_tokens", models.PositiveIntegerField(default=0, verbose_name="tokens written")),
                ("cost", models.DecimalField(decimal_places=6, default=0, max_digits=14, verbose_name="cost")),
                (
                    "first_token_seconds",
                    models.FloatField(blank=True, null=True, verbose_name="seconds to the first word"),
                ),
                ("seconds", models.FloatField(blank=True, null=True, verbose_name="seconds in all")),
                ("tools", models.JSONField(blank=True, default=list, verbose_name="tools called")),
                (
                    "answer",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="usage",
                        to="chatkit.answer",
                        verbose_name="answer",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "usage",
                "verbose_name_plural": "usage",
                "ordering": ["-day", "-id"],
            },
        ),
        migrations.CreateModel(
            name="Allowance",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(editable=False, max_length=275, unique=True, verbose_name="whose")),
                ("tenant", models.CharField(blank=True, max_length=255, verbose_name="organisation")),
                ("per_minute", models.PositiveIntegerField(blank=True, null=True, verbose_name="messages a minute")),
                ("at_once", models.PositiveIntegerField(blank=True, null=True, verbose_name="answers at once")),
                ("tokens", models.PositiveBigIntegerField(blank=True, null=True, verbose_name="tokens a day")),
                (
                    "cost",
                    models.DecimalField(
                        blank=True, decimal_places=6, max_digits=14, null=True, verbose_name="cost a day"
                    ),
                ),
                ("minute_began", models.DateTimeField(editable=False, null=True, verbose_name="minute began")),
                (
                    "minute_used",
                    models.PositiveIntegerField(default=0, editable=False, verbose_name="used this minute"),
                ),
                ("day", models.DateField(editable=False, null=True, verbose_name="day")),
                ("tokens_used", models.BigIntegerField(default=0, editable=False, verbose_name="tokens used today")),
                (
                    "cost_used",
                    models.DecimalField(
                        decimal_places=6, default=0, editable=False, max_digits=14, verbose_name="cost today"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "allowance",
                "verbose_name_plural": "allowances",
                "ordering": ["subject"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("user", None), ("tenant", ""), _connector="OR"),
                        name="chatkit_allowance_of_one",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Announcement",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ("text", models.TextField(blank=True, verbose_name="text")),
                ("is_closed", models.BooleanField(default=False, verbose_name="closed for maintenance")),
                ("written_at", models.DateTimeField(auto_now=True, verbose_name="written")),
                (
                    "written_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="written by",
                    ),
                ),
            ],
            options={
                "verbose_name": "announcement",
                "verbose_name_plural": "announcements",
                "default_permissions": ("change",),
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="chatkit_announcement_only_one")
                ],
            },
        ),
        migrations.CreateModel(
            name="DataRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("copy", "a copy"), ("erasure", "erasure")], max_length=10, verbose_name="what"
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="reason")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "waiting"), ("running", "running"), ("done", "done")],
                        default="waiting",
                        max_length=10,
                        verbose_name="state",
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0, verbose_name="threads done")),
                ("total", models.PositiveIntegerField(default=0, verbose_name="threads in all")),
                ("kept", models.PositiveIntegerField(default=0, verbose_name="threads that have to be kept")),
                (
                    "file",
                    models.FileField(
                        blank=True,
                        max_length=255,
                        storage=chat.files.storage,
                        upload_to=chat.files.place,
                        verbose_name="file",
                    ),
                ),
                ("leased_until", models.DateTimeField(null=True, verbose_name="leased until")),
                ("asked_at", models.DateTimeField(auto_now_add=True, verbose_name="asked")),
                ("ended_at", models.DateTimeField(null=True, verbose_name="ended")),
                (
                    "asked_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="asked by",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "data request",
                "verbose_name_plural": "data requests",
                "ordering": ["-asked_at"],
                "default_permissions": ("view",),
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("user", "kind"),
                        name="chatkit_data_request_once",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("positive", "good"), ("negative", "bad")], max_length=10, verbose_name="kind"
                    ),
                ),
                ("given_at", models.DateTimeField(auto_now=True, verbose_name="given")),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="feedback",
                        to="chatkit.item",
                        verbose_name="item",
                    ),
                ),
            ],
            options={
                "verbose_name": "feedback",
                "verbose_name_plural": "feedback",
                "constraints": [models.UniqueConstraint(fields=("item", "user"), name="chatkit_feedback_once")],
            },
        ),
        migrations.CreateModel(
            name="Suspension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("tenant", models.CharField(blank=True, max_length=255, null=True, verbose_name="organisation")),
                ("until", models.DateTimeField(verbose_name="until")),
                (
                    "user",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="person",
                    ),
                ),
            ],
            options={
                "verbose_name": "suspension",
                "verbose_name_plural": "suspensions",
                "default_permissions": (),
                "indexes": [models.Index(fields=["user", "until"], name="chatkit_suspension_now")],
            },
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(fields=["owner", "tenant", "updated_at", "id"], name="chatkit_thread_recent"),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(fields=["updated_at", "id"], name="chatkit_thread_newest"),
        ),
        migrations.AddIndex(
            model_name="thread",
            index=models.Index(fields=["tenant", "updated_at", "id"], name="chatkit_thread_tenant"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("thread", "item_id"), name="chatkit_item_once"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("thread", "sequence"), name="chatkit_item_place"),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(condition=models.Q(("settled_at", None)), fields=["thread"], name="chatkit_flag_open"),
        ),
        migrations.AddIndex(
            model_name="flag",
            index=models.Index(
                condition=models.Q(("settled_at", None)), fields=["raised_at", "id"], name="chatkit_flag_queue"
            ),
        ),
        migrations.AddConstraint(
            model_name="flag",
            constraint=models.UniqueConstraint(
                condition=models.Q(("settled_at", None), ("source", "person")),
                fields=("thread", "item_id", "raised_by"),
                name="chatkit_flag_reported_once",
            ),
        ),
        migrations.AddIndex(
            model_name="attachment",
            index=models.Index(
                condition=models.Q(("thread", None)), fields=["created_at"], name="chatkit_attachment_loose"
            ),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(fields=["thread", "started_at"], name="chatkit_answer_latest"),
        ),
        migrations.AddIndex(
            model_name="answer",
            index=models.Index(
                condition=models.Q(("state", "running")), fields=["leased_until"], name="chatkit_answer_lease"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state", "running")), fields=("thread",), name="chatkit_answer_one_at_a_time"
            ),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(
                condition=models.Q(("key", ""), _negated=True), fields=("asked_by", "key"), name="chatkit_answer_key"
            ),
        ),
        migrations.AddIndex(
            model_name="usage",
            index=models.Index(fields=["user", "day"], name="chatkit_usage_person"),
        ),
        migrations.AddIndex(
            model_name="usage",
            index=models.Index(fields=["tenant", "day"], name="chatkit_usage_tenant"),
        ),
    ]
