"""Texts of megabytes that repeat what the grammar looks for: none comes near the minute that a file has."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from index.ingest.files import SourceFile
from index.ingest.read import Outcome, read_parcel

HEAD = "云岭州人民政府公报\n2025年第2期\n"
DOCUMENT = f"{HEAD}岭政发〔2025〕9号\n关于做好节水工作的通知\n各县市人民政府：\n"
LAW = "云岭州节约用水办法\n第一条 为了节水，制定本办法。\n"
SIZE = 2_000_000  # bytes of UTF-8

REPEATED: list[tuple[str, str, str]] = [
    # (before, what is repeated, after)
    (LAW, "第一条 甲乙丙丁，\n", ""),
    (LAW, "第二条 甲乙丙丁\n", ""),
    (DOCUMENT, "一、甲乙丙丁\n（一）戊己。\n1.庚辛\n", ""),
    (DOCUMENT, "甲乙丙丁戊己\n", ""),
    (DOCUMENT, "附件：1.甲\n", "乙。"),
    (DOCUMENT, "2025年6月5日\n", "甲。"),
    (DOCUMENT + "附件\n序号\t名称\t文号\n1\t关于\t岭政\n", "\t甲乙丙丁\n", ""),
    (f"{HEAD}目录\n", "关于做好节水工作的通知\n岭政发〔2025〕8号\n", "关于甲的通知5\n岭政发〔2025〕9号\n甲。"),
    (f"{HEAD}目录\n关于", ".", "甲\n关于做好.....3\n岭政发〔2025〕9号\n甲。"),
    (f"{HEAD}目录\n关于", " ", "甲\n关于做好.....3\n岭政发〔2025〕9号\n甲。"),
    (HEAD, "关于做好节水工作的通知\n岭政发〔2025〕9号\n甲。\n", ""),
    (HEAD, "云岭州人民政府令\n第12号\n甲。\n", ""),
    (f"{LAW}第二条 令", " ", "甲。"),
    (f"{LAW}第二条 ", "根据岭政发〔2025〕9号和", "。"),
    (LAW, "①甲\n②乙\n", ""),
    (LAW, "《", ""),
    (LAW, "\n", "甲"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "repeated", "after"), REPEATED)
def test_a_text_of_megabytes(before: str, repeated: str, after: str, tmp_path: Path) -> None:
    path = tmp_path / "text.txt"
    path.write_text(before + repeated * (SIZE // len(repeated.encode())) + after, encoding="utf-8")
    outcome: Outcome = pickle.loads(read_parcel([SourceFile(path, path.name)]))  # noqa: S301 - from our own fork
    assert outcome.refused is None or "longer than" not in outcome.refused.why
