"""Photographs as they are kept: upright, of a bounded size, without where and when they
were taken."""

from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from consumer_protection.core.attachments import FileUnfit, Upload

# A photograph of more points than this is no photograph of an activity.
MOST_POINTS = 50_000_000
# The longer side of what is kept, in points: a page of paper at 200 dpi.
LONGEST = 1600
_QUALITY = 82
_TAKEN = ("JPEG", "PNG", "WEBP")
# What a HEIC file tells of itself in its first bytes.
_HEIC = (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"heif")


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG without any record of place or device; sides in points."""

    content: bytes
    width: int
    height: int


def picture_of(upload: Upload) -> Picture:
    """Raises FileUnfit for what is no photograph, or too large a one."""
    if upload.content[4:8] == b"ftyp" and upload.content[8:12] in _HEIC:
        raise FileUnfit(
            _(
                "%(name)s is a HEIC photo, which Word and browsers cannot show. Set the phone's camera to “most compatible” (JPEG), or send the photo to yourself as JPEG, and choose that file."
            )
            % {"name": _named(upload)}
        )
    try:
        with Image.open(BytesIO(upload.content), formats=_TAKEN) as opened:
            if opened.width * opened.height > MOST_POINTS:
                raise FileUnfit(
                    _("%(name)s has more than 50 million points: choose a smaller one.")
                    % {"name": _named(upload)}
                )
            return _kept(opened)
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,
        Image.DecompressionBombError,
    ) as error:
        if isinstance(error, FileUnfit):
            raise
        raise FileUnfit(
            _("%(name)s is no photo, or a broken one: choose a JPEG or PNG file.")
            % {"name": _named(upload)}
        ) from error


def _kept(opened: Image.Image) -> Picture:
    """Turned upright before what says so is left out."""
    opened.draft("RGB", (LONGEST, LONGEST))
    upright = ImageOps.exif_transpose(opened)
    flat = Image.new("RGB", upright.size, "white")
    shown = upright.convert("RGBA") if upright.mode != "RGB" else upright
    flat.paste(shown, mask=shown.getchannel("A") if shown.mode == "RGBA" else None)
    flat.thumbnail((LONGEST, LONGEST))
    target = BytesIO()
    flat.save(target, "JPEG", quality=_QUALITY, optimize=True)
    return Picture(target.getvalue(), *flat.size)


def _named(upload: Upload) -> str:
    return PurePath(upload.name).name[-60:]
