"""Read a scan: decode the picture, recognise its lines, and lay them out as the glyphs of a sheet."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from corpus.messages import listed, message
from corpus.readers.content import Content, unreadable
from corpus.readers.layout.layout import lay_out
from corpus.readers.ocr import is_there, recognise
from corpus.records import MissingReaderError

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
MOST_PIXELS = 150_000_000  # an A3 sheet at 800 dpi
MOST_FRAMES = 2_000
_LEAST_SIDE, _MOST_SIDE = 1_600, 3_600  # pixels of the longer side: an A4 sheet at 140 and at 300 dpi


def read_picture(data: bytes, name: str) -> Content:
    """Read the bytes of a scanned picture; a TIFF may hold several pages. Needs the extra ``ocr``.

    Raises SourceError for what is damaged, too large or no picture, and where the extra is missing.
    """
    require_recogniser(name, "reading.is_picture")
    sheets = [recognise(picture, number) for number, picture in enumerate(_frames(data, name), 1)]
    return lay_out(sheets)


def require_recogniser(name: str, why: str) -> None:
    """Raise SourceError with the command that installs the recogniser, where it is missing.

    ``why`` is the message that says why it is needed.
    """
    if not is_there():
        said = message("reading.no_recogniser", why=message(why))
        raise MissingReaderError(*message("place.labelled", label=name, value=said))


def _frames(data: bytes, name: str) -> Iterator[Any]:
    """Decode the pages of a picture one by one, as arrays of rows, columns and RGB."""
    import numpy as np
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(data), formats=FORMATS) as picture:
                count = min(getattr(picture, "n_frames", 1), MOST_FRAMES) if picture.format == "TIFF" else 1
                for frame in range(count):
                    picture.seek(frame)
                    if picture.width * picture.height > MOST_PIXELS or min(picture.size) < 8:
                        raise _damaged(name)
                    upright = ImageOps.exif_transpose(picture)
                    yield np.asarray(_flat(upright))
    except (UnidentifiedImageError, Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise _damaged(name) from None
    except (OSError, ValueError, SyntaxError, EOFError, Warning):
        raise _damaged(name) from None


def _flat(picture: Any) -> Any:
    """Return a picture on white, in RGB, of a size that is recognised well."""
    from PIL import Image

    if picture.mode in ("RGBA", "LA", "PA") or "transparency" in picture.info:
        picture = picture.convert("RGBA")
        white = Image.new("RGBA", picture.size, "white")
        picture = Image.alpha_composite(white, picture)
    picture = picture.convert("RGB")
    side = max(picture.size)
    scale = min(max(side, _LEAST_SIDE), _MOST_SIDE) / side
    if scale != 1:
        size = (max(1, round(picture.width * scale)), max(1, round(picture.height * scale)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return picture


def _damaged(name: str) -> Exception:
    return unreadable(name, "reading.no_picture", formats=listed(FORMATS), most=MOST_PIXELS)
