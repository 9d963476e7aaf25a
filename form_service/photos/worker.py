"""Runs apart, with limits: reads a picture from standard input, writes it anew to standard output.

Only the pixels survive: no EXIF, no position, no bytes of the original. Out comes one line of JSON,
`{"width", "height", "content", "preview"}` with the lengths of the two JPEGs that follow it; a
picture that cannot be taken ends the process with status 3.
"""

import importlib
import io
import json
import resource
import sys
import warnings
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image

MEMORY_BYTES = 480 * 1024 * 1024
CPU_SECONDS = 8
LARGEST_EDGE = 2000
PREVIEW_EDGE = 240
PIXELS = 30_000_000
"""Of a PNG or WebP, which are decoded at full size: 30 megapixels need about 250 MB."""
JPEG_PIXELS = 220_000_000
"""A JPEG is decoded at an eighth of its size where that is enough."""
REFUSED = 3
HEIC_READER = "pi_heif"
"""Optional: reads HEIC, the pictures of telephones, and cannot write it."""


def main() -> None:
    """Set the limits before a single byte is decoded."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        answer = reencode(sys.stdin.buffer.read())
    except Exception:  # noqa: BLE001  # whatever a hostile file provokes, it is not a picture
        sys.exit(REFUSED)
    sys.stdout.buffer.write(answer)


def reencode(data: bytes) -> bytes:
    """The picture as described above; raises whatever Pillow raises, or ValueError."""
    from PIL import Image as images  # noqa: N813  # after the limits are set
    from PIL import ImageOps

    warnings.simplefilter("error")
    images.MAX_IMAGE_PIXELS = JPEG_PIXELS
    picture: Image = images.open(io.BytesIO(data), formats=formats())
    width, height = picture.size
    if width * height > (JPEG_PIXELS if picture.format in {"JPEG", "MPO"} else PIXELS):
        raise ValueError("too many pixels")
    picture.draft("RGB", (LARGEST_EDGE, LARGEST_EDGE))
    picture.thumbnail((LARGEST_EDGE, LARGEST_EDGE))
    upright = _on_white(ImageOps.exif_transpose(picture))
    content = _jpeg(upright, 85)
    upright.thumbnail((PREVIEW_EDGE, PREVIEW_EDGE))
    preview = _jpeg(upright, 70)
    width, height = images.open(io.BytesIO(content)).size
    head = {"width": width, "height": height, "content": len(content), "preview": len(preview)}
    return json.dumps(head).encode() + b"\n" + content + preview


def formats() -> list[str]:
    """What may come in."""
    importlib.import_module("PIL.WebPImagePlugin")  # Pillow loads only the commonest by itself
    known = ["JPEG", "PNG", "WEBP"]
    try:
        heif = importlib.import_module(HEIC_READER)
    except ImportError:
        return known
    heif.register_heif_opener()
    return [*known, "HEIF"]


def _on_white(picture: "Image") -> "Image":
    """Without transparency; a fresh picture, so that nothing but pixels comes along."""
    from PIL import Image as images  # noqa: N813

    plain = images.new("RGB", picture.size, "white")
    layer = picture.convert("RGBA")
    plain.paste(layer, mask=layer.getchannel("A"))
    return plain


def _jpeg(picture: "Image", quality: int) -> bytes:
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


if __name__ == "__main__":
    main()
