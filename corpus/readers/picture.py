"""Read a scan: decode the picture, recognise its lines, and lay them out as the glyphs of a sheet."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from typing import Any

from corpus.readers.content import Content, not_installed, unreadable
from corpus.readers.layout.layout import lay_out
from corpus.readers.ocr import is_there, recognise

FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "WEBP")
MOST_PIXELS = 150_000_000  # an A3 sheet at 800 dpi
MOST_FRAMES = 2_000
_LEAST_SIDE, _MOST_SIDE = 1_600, 3_600  # pixels of the longer side: an A4 sheet at 140 and at 300 dpi


def read_picture(data: bytes, name: str) -> Content:
    """Read the bytes of a scanned picture; a TIFF may hold several pages. Needs the extra ``ocr``.

    Raises SourceError for what is damaged, too large or no picture, and where the extra is missing.
    """
    require_recogniser(name, "a picture", "这是图片")
    sheets = [recognise(picture, number) for number, picture in enumerate(_frames(data, name), 1)]
    return lay_out(sheets)


def require_recogniser(name: str, english: str, chinese: str) -> None:
    """Raise SourceError with the command that installs the recogniser, where it is missing; say why it is needed."""
    if not is_there():
        raise not_installed(
            name,
            f"{english}: its characters must be recognised; expected the extra `ocr`: pip install 'gongbao[ocr]'",
            f"{chinese}，需要文字识别；应已安装附加组件 ocr：pip install 'gongbao[ocr]'",
        )


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
    return unreadable(
        name,
        f"not a picture that can be decoded; expected {', '.join(FORMATS)} of at most {MOST_PIXELS} pixels: scan anew",
        f"图片无法解码；应为 {'、'.join(FORMATS)}，至多 {MOST_PIXELS} 像素：请重新扫描",
    )
