"""Pictures people bring: checked, made small, written anew without what came along."""

import warnings
from io import BytesIO

from PIL import Image, ImageOps

BYTES = 2 * 1024 * 1024
_PIXELS = 10_000_000
_LONGEST_SIDE = 512
# How whole files end. Whether Pillow itself takes half a picture is a switch of the
# process that other libraries turn.
_ENDS = {"PNG": b"IEND", "JPEG": b"\xff\xd9"}


class PictureUnfit(ValueError):
    """No PNG or JPEG, or too large; the argument is ``kind`` or ``size``."""


def clean_picture(content: bytes) -> bytes:
    """A PNG of at most 512 pixels a side. The size is read from the head of the file
    before any pixel is unpacked."""
    if len(content) > BYTES:
        raise PictureUnfit("size")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _written_anew(content)
    except PictureUnfit:
        raise
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureUnfit("kind") from error


def _written_anew(content: bytes) -> bytes:
    with Image.open(BytesIO(content), formats=("PNG", "JPEG")) as picture:
        if picture.width * picture.height > _PIXELS:
            raise PictureUnfit("size")
        if _ENDS[picture.format or "PNG"] not in content:
            raise PictureUnfit("kind")
        plain = ImageOps.exif_transpose(picture).convert("RGBA")
    plain.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    bare = Image.new("RGBA", plain.size)
    bare.paste(plain)
    out = BytesIO()
    bare.save(out, "PNG", optimize=True)
    return out.getvalue()
