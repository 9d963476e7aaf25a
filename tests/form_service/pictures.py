"""Pictures as shoppers and attackers send them, made on the spot."""

import io
import struct
import zlib
from pathlib import Path

from PIL import ExifTags, Image

GPS_TEXT = b"SECRETPLACE"
HEIC = Path(__file__).with_name("photo.heic").read_bytes()
"""64 by 48 pixels, with GPS_TEXT in its EXIF; nothing here could write one."""


def jpeg(width: int = 640, height: int = 480, *, exif: bool = False) -> bytes:
    out = io.BytesIO()
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    if exif:
        tags = Image.Exif()
        tags[ExifTags.Base.ImageDescription] = GPS_TEXT.decode()
        tags[ExifTags.Base.Orientation] = 6
        tags.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
        picture.save(out, "JPEG", exif=tags)
    else:
        picture.save(out, "JPEG")
    return out.getvalue()


def png(width: int = 64, height: int = 64) -> bytes:
    out = io.BytesIO()
    Image.new("RGBA", (width, height), (255, 0, 0, 128)).save(out, "PNG")
    return out.getvalue()


def webp() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (50, 40), "blue").save(out, "WEBP")
    return out.getvalue()


def png_bomb(width: int, height: int) -> bytes:
    """A small file that claims a huge picture and delivers it, all black."""
    row = zlib.compressobj(9)
    body = b"".join(row.compress(bytes(width * 3 + 1)) for _ in range(height)) + row.flush()
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND")


def _chunk(kind: bytes, content: bytes = b"") -> bytes:
    checksum = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + checksum


HOSTILE = {
    "svg": b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    "html-with-jpeg-head": b"\xff\xd8\xff\xe0<html><script>alert(1)</script></html>",
    "pdf": b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
    "empty": b"",
    "text": b"no picture at all",
    "truncated": jpeg()[:900],
    "bomb": png_bomb(12000, 12000),
    "gif": b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff!\xf9\x04\x01\x00\x00\x00"
    b"\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;",
}
POLYGLOT = jpeg() + b"<script>alert(1)</script>"
