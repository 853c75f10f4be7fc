"""Make records, law files and tiny models, so that no test needs anything outside."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from corpus.records import (
    Clause,
    Document,
    Issue,
    Kind,
    Part,
    Passage,
    Piece,
    Problem,
    Reading,
    Source,
    Span,
)
from index.catalog import schema
from index.catalog.catalog import Catalog
from index.catalog.codec import checksum
from index.embedders.embedder import Embedder
from index.lexical.tokenizer import Tokenizer

GAZETTE = "测试自治州人民政府公报"


def reading(
    *texts: str,
    key: str = "issue-1",
    name: str = "issue-1.txt",
    title: str = "信息化项目管理办法",
    number: str = "测政办发〔2025〕1号",
    issue: Issue | None = None,
    headings: tuple[str, ...] = (),
) -> Reading:
    """Make a reading of one document with a clause per text; every character has its piece."""
    source_text = "\n".join(texts)
    clauses: list[Clause] = []
    start = 0
    for line, text in enumerate(texts, 1):
        span = start, start + len(text)
        uid = f"{key}/{number or 1}/instrument/第{line}条"
        clauses.append(clause(text, uid, f"第{line}条", title, span, line, headings))
        start += len(text) + 1
    printed = number.replace("〔", "[").replace("〕", "]")
    document = Document(
        ordinal=1, number=number, number_printed=printed, title=f"关于印发〈{title}〉的通知", instrument_title=title,
        issuer="测试自治州人民政府办公室", date="2025-06-01", section="州政府文件",
        page=9, clauses=tuple(clauses),
    )  # fmt: skip
    source = Source(name, hashlib.sha256(source_text.encode()).hexdigest(), source_text)
    pieces = tuple(Piece(item.kind, item.spans, 1) for item in clauses)
    return Reading(source, key, issue, (document,), pieces, (Problem(1, "a test problem"),))


def clause(
    text: str, uid: str, locator: str, title: str, span: Span, line: int, headings: tuple[str, ...]
) -> Clause:
    """Make one clause whose passages are its sentences."""
    passages: list[Passage] = []
    start = 0
    for number, sentence in enumerate(text.split("。"), 1):
        if sentence:
            passages.append(Passage(f"{locator}第{number}款", (start, start + len(sentence))))
        start += len(sentence) + 1
    return Clause(
        id=uid, part=Part.INSTRUMENT, kind=Kind.ARTICLE, title=title, locator=locator, headings=headings,
        text=text, passages=tuple(passages), lines=(line, line), spans=(span,),
    )  # fmt: skip


def rewrite(catalog: Catalog, statement: str) -> None:
    """Change rows of a catalog as if they had been written so: their checksums fit."""
    connection = catalog._sql
    connection.execute(statement)
    for table in ("issue", "document", "place", "clause"):
        columns: tuple[str, ...] = getattr(schema, table.upper())
        for row in connection.execute(f"SELECT {', '.join(columns)} FROM {table}").fetchall():
            connection.execute(f"UPDATE {table} SET checksum = ? WHERE id = ?", (checksum(row), row[0]))


TOPICS = ("信息化项目变更", "应急物资储备", "冰雪旅游发展", "足球场地建设", "污水排放许可", "学前教育收费")


def law(number: int, articles: int = 8) -> str:
    """Return the text of an invented law, other for each number."""
    topic = TOPICS[number % len(TOPICS)]
    lines = [
        f"# 测试市{topic}条例第{number}版",
        "",
        "2020年1月1日 测试市人民代表大会常务委员会通过",
        "",
        "<!-- INFO END -->",
        "",
    ]
    lines += ["## 第一章 总则", ""]
    numerals = "一二三四五六七八九十"
    for index in range(min(articles, 10)):
        lines += [
            f"第{numerals[index]}条 {topic}由第{number}号主管部门审批，编号为{number * 100 + index}，不得擅自{topic}。",
            "",
        ]
    return "\n".join(lines)


def write_laws(folder: Path, count: int, articles: int = 8) -> Path:
    """Write law files into a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        (folder / f"law-{number:03d}.md").write_text(law(number, articles), encoding="utf-8")
    return folder


def write_static_model(folder: Path, *, seed: int = 0, dimension: int = 32) -> Path:
    """Write a StaticEmbedding with a character vocabulary and random rows, in half precision."""
    from safetensors.numpy import save_file
    from tokenizers import Regex
    from tokenizers import Tokenizer as Units
    from tokenizers.models import WordLevel
    from tokenizers.normalizers import NFKC
    from tokenizers.pre_tokenizers import Sequence as Steps
    from tokenizers.pre_tokenizers import Split, WhitespaceSplit

    letters = sorted(set("".join(law(number) for number in range(6))) | set("abcdefghijklmnopqrstuvwxyz"))
    vocabulary = {"[UNK]": 0} | {
        letter: 1 + place for place, letter in enumerate(letters) if not letter.isspace()
    }
    vocabulary = {token: place for place, token in enumerate(vocabulary)}
    tokenizer = Units(WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = NFKC()
    tokenizer.pre_tokenizer = Steps([WhitespaceSplit(), Split(Regex("."), "isolated")])
    inner = folder / "0_StaticEmbedding"
    inner.mkdir(parents=True)
    tokenizer.save(str(inner / "tokenizer.json"))
    rows = np.random.default_rng(seed).normal(size=(len(vocabulary), dimension)).astype(np.float16)
    save_file({"embedding.weight": rows}, inner / "model.safetensors")
    module = {
        "idx": 0,
        "name": "0",
        "path": "0_StaticEmbedding",
        "type": "sentence_transformers.models.StaticEmbedding",
    }
    (folder / "modules.json").write_text(json.dumps([module]), encoding="utf-8")
    config: dict[str, object] = {"prompts": {}, "default_prompt_name": None, "similarity_fn_name": "cosine"}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


@dataclass(frozen=True)
class HashEmbedder:
    """Give every text a vector drawn from its hash: equal texts are equal, others are far."""

    dimension: int = 16
    fingerprint: str = "hash"
    step: int = 10_000
    folder: Path | None = None

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return rows of length 1, of length 0 for empty texts."""
        rows = np.zeros((len(texts), self.dimension), np.float32)
        for row, text in zip(rows, texts, strict=True):
            if text:
                seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4])
                row[:] = np.random.default_rng(seed).normal(size=self.dimension)
                row /= np.linalg.norm(row)
        return rows

    def encode_query(self, text: str) -> NDArray[np.float32]:
        """Return the vector of one text."""
        row: NDArray[np.float32] = self.encode([text])[0]
        return row


@dataclass
class LooseParts:
    """Be the parts of a home (:class:`index.store.Parts`) that is nothing but the catalog of a folder."""

    folder: Path
    embedder: Embedder = field(default_factory=HashEmbedder)
    tokenizer: Tokenizer = field(default_factory=lambda: Tokenizer(Path("nowhere")))

    @property
    def meta(self) -> Mapping[str, str]:
        """How it was made."""
        return {"fingerprint": self.embedder.fingerprint}

    @cached_property
    def catalog(self) -> Catalog:
        """The catalog."""
        return Catalog(self.folder / "catalog.sqlite")
