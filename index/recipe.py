"""What a home remembers of how it was made; what would be made otherwise by now is refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.messages import message
from index.embedders.embedder import Embedder, model_name
from index.errors import HomeError
from index.lexical.tokenizer import tokenizer_identity
from index.vectors.chunks import CHUNKS_VERSION


def recipe(model: str | Path | None, embedder: Embedder) -> dict[str, str]:
    """Return what a home that is made now remembers."""
    return {
        "tokenizer": tokenizer_identity(),
        "chunks": str(CHUNKS_VERSION),
        "model": model_name(model),
        "fingerprint": embedder.fingerprint,
        "dimension": str(embedder.dimension),
    }


def check_versions(path: Path, meta: Mapping[str, str]) -> None:
    """Raise HomeError when this program cuts texts into words, or clauses into passages, in another way."""
    then, now = meta.get("tokenizer"), tokenizer_identity()
    if then != now:
        raise HomeError(*message("home.other_tokenizer", path=path, then=then, now=now))
    chunks = meta.get("chunks", "1")  # the first version was not recorded
    if chunks != str(CHUNKS_VERSION):
        raise HomeError(*message("home.other_chunks", path=path, then=chunks, now=CHUNKS_VERSION))


def check_model(path: Path, meta: Mapping[str, str], embedder: Embedder) -> None:
    """Raise HomeError when a home was made with another model than this one."""
    made = meta.get("fingerprint", ""), meta.get("dimension", "")
    given = embedder.fingerprint, str(embedder.dimension)
    if made != given:
        prints = {"made_print": made[0][:8], "given_print": given[0][:8]}
        model = meta.get("model")
        raise HomeError(
            *message("home.other_model", path=path, model=model, made=made[1], given=given[1], **prints)
        )
