"""Images made anew: upright, without what cameras and programs wrote into them, and with a small one to look at."""

from __future__ import annotations

import base64
import io
import warnings
from pathlib import Path

from PIL import Image, ImageOps

FORMATS = {"PNG": "PNG", "JPEG": "JPEG", "GIF": "PNG", "WEBP": "WEBP"}
"""What is read, and what it is kept as: of an animation, the first picture."""
PREVIEW = 160
"""Pixels of the longer side of the preview, which is part of the message."""


def cleaned(path: Path, folder: Path, *, pixels: int) -> dict[str, object]:
    """Write `kept` into the folder; its type, and a preview as a data URL. Raises whatever Pillow raises."""
    warnings.simplefilter("error")
    Image.MAX_IMAGE_PIXELS = pixels
    with Image.open(path, formats=list(FORMATS)) as given:
        if given.width * given.height > pixels:
            raise Image.DecompressionBombError
        kept_as = FORMATS[str(given.format)]
        image = ImageOps.exif_transpose(given)
        image = image.convert("RGB" if kept_as == "JPEG" or not image.has_transparency_data else "RGBA")
    image.info.clear()
    image.save(folder / "kept", kept_as, quality=90)
    return {"mime_type": f"image/{kept_as.lower()}", "preview": _preview(image)}


def _preview(image: Image.Image) -> str:
    image.thumbnail((PREVIEW, PREVIEW))
    made = io.BytesIO()
    image.save(made, "WEBP", quality=60)
    return f"data:image/webp;base64,{base64.b64encode(made.getvalue()).decode()}"
