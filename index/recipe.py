"""What a home remembers of how it was made; what would be made otherwise by now is refused."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

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
    if meta.get("tokenizer") != tokenizer_identity():
        raise HomeError(
            f"{path} was made with the tokenizer {meta.get('tokenizer')!r}, this program has "
            f"{tokenizer_identity()!r}: `gongbao verify --repair` cuts its texts anew",
            f"{path} 建立时用的分词器是 {meta.get('tokenizer')}，本程序用 {tokenizer_identity()}："
            "请运行 gongbao verify --repair 重新分词",
        )
    chunks = meta.get("chunks", "1")  # the first version was not recorded
    if chunks != str(CHUNKS_VERSION):
        raise HomeError(
            f"{path} holds vectors of passages as version {chunks} cut them, this program has version "
            f"{CHUNKS_VERSION}: `gongbao verify --repair` embeds its clauses anew",
            f"{path} 的向量按第 {chunks} 版切分的段落计算，本程序用第 {CHUNKS_VERSION} 版："
            "请运行 gongbao verify --repair 重新计算向量",
        )


def check_model(path: Path, meta: Mapping[str, str], embedder: Embedder) -> None:
    """Raise HomeError when a home was made with another model than this one."""
    made = meta.get("fingerprint", ""), meta.get("dimension", "")
    given = embedder.fingerprint, str(embedder.dimension)
    if made != given:
        raise HomeError(
            f"{path} was made with the model {meta.get('model')} as it was then ({made[1]} dimensions, {made[0][:8]}), "
            f"this one has {given[1]} ({given[0][:8]}): give --model as when the home was made, or let "
            "`gongbao verify --repair` embed it anew",
            f"{path} 建立时用的模型是 {meta.get('model')}（{made[1]} 维，{made[0][:8]}），"
            f"现在的是 {given[1]} 维（{given[0][:8]}）：请用建立时的 --model，"
            "或运行 gongbao verify --repair 重新计算向量",
        )
