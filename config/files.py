"""Where people's files are kept: in a folder of this machine, or in a bucket of any S3-compatible store."""

from __future__ import annotations

from pathlib import Path
from typing import Any

IN_MEMORY = 1024 * 1024
"""Bytes of a file that may be in memory; the rest of it is on the disk."""


def storage(bucket: str, folder: Path) -> dict[str, Any]:
    """The entry of STORAGES. Who asks, and where the store is, boto3 reads from its own variables (`AWS_…`)."""
    if not bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": folder}}
    from botocore.config import Config  # noqa: PLC0415 - it is large, and most sites have a folder

    patience = Config(connect_timeout=2, read_timeout=20, retries={"total_max_attempts": 2})
    options = {"bucket_name": bucket, "default_acl": None, "max_memory_size": IN_MEMORY, "client_config": patience}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
