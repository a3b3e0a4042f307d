"""What was never sent, and what a process that died left behind, is swept."""

from __future__ import annotations

import os
import time
from pathlib import Path

from tests.people import Person, message
from tests.uploads import kept, send

OLD = time.time() - 2 * 3600


def test_only_what_is_nobodys_goes(alice: Person) -> None:
    site = alice.site
    unsent, sent, fresh = (send(alice, f"{name}.txt", name.encode()).json()["id"] for name in ("one", "two", "three"))
    asked = {**message("Look"), "attachments": [sent]}
    alice.settled(next(alice.events("threads.create", input=asked)).data["thread"]["id"])
    for path in kept(site):
        os.utime(path, (OLD, OLD))
    folder = Path(site.environment["TEST_FILES"]) / "chatkit"
    stray, coming = folder / "stray", folder / "coming"
    stray.write_text("Its process died.")
    os.utime(stray, (OLD, OLD))
    coming.write_text("Its row comes in a moment.")
    site.python(
        "from django.utils import timezone; from datetime import timedelta",
        f"Attachment.objects.filter(pk='{unsent}').update(created_at=timezone.now() - timedelta(hours=25))",
    )
    said = site.manage("chatkit_sweep")
    assert "Files without one: 1." in said
    assert (stray.exists(), coming.exists()) == (False, True)
    shown = [alice.http.get(f"/chat/files/{one}/").status_code for one in (unsent, sent, fresh)]
    assert shown == [404, 200, 200]
    coming.unlink()
