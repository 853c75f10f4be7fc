"""The bundled Chinese-English embedding; the scripts that train it stand beside it and are not imported here."""

from pathlib import Path

#: The folder of the bundled model, in sentence-transformers format; README.md beside it is its card.
BUNDLED: Path = Path(__file__).resolve().parent / "bundled"

__all__ = ["BUNDLED"]
