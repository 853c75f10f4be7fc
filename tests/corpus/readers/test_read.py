"""Files of every encoding, and what is refused in one line."""

import codecs
import random
from hashlib import sha256
from pathlib import Path

import pytest

from corpus import parse, read
from corpus.readers.read import KINDS
from corpus.records import SourceError

TEXT = (
    "云岭州节约用水办法\n\n第一条 为了节约用水，保护水源，制定本办法。\n第二条 本办法自2025年8月1日起施行。\n"
)

ENCODED = {
    "UTF-8": TEXT.encode("utf-8"),
    "UTF-8 with BOM": codecs.BOM_UTF8 + TEXT.encode("utf-8"),
    "GB18030": TEXT.encode("gb18030"),
    "GB18030, four bytes": (TEXT + "𠮷㐂").encode("gb18030"),
    "UTF-16 LE with BOM": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "UTF-16 BE with BOM": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "UTF-16 LE": TEXT.encode("utf-16-le"),
    "UTF-16 BE": TEXT.encode("utf-16-be"),
    "CRLF": TEXT.replace("\n", "\r\n").encode("utf-8"),
    "CR": TEXT.replace("\n", "\r").encode("utf-8"),
    "CRLF in UTF-16": TEXT.replace("\n", "\r\n").encode("utf-16"),
    "CRLF in GB18030": TEXT.replace("\n", "\r\n").encode("gb18030"),
}

_noise = random.Random(7).randbytes(4000)

# (name, bytes, what the message says)
REFUSED = [
    ("empty.txt", b"", "the file is empty"),
    ("blank.txt", "\n\u3000 \n".encode(), "the file is empty"),
    ("bom.txt", codecs.BOM_UTF8, "the file is empty"),
    ("noise.txt", _noise, "binary|not known"),
    ("noise.md", _noise.replace(b"\0", b"x"), "binary|not known"),
    ("zeros.txt", b"\0" * 1000, "binary"),
    ("program.txt", b"\x7fELF\x02\x01\x01" + b"\0" * 60 + TEXT.encode() + _noise, "binary|not known"),
    ("controls.txt", ("第一条\x01\x02\x03" * 100).encode(), "binary"),
    (
        "shift-jis.txt",
        ("これは節水に関する規則です。みんなで水を大切にしましょう。" * 20).encode("shift-jis"),
        "not known",
    ),
    ("big5.txt", ("第一條 為了節約用水，保護水源，制定本辦法。" * 20).encode("big5"), "not known"),
    ("latin.txt", "Règlement général sur l'économie d'eau".encode("latin-1"), "not known"),
    ("cut.txt", codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le")[:-1], "not known"),
    ("issue.xlsx", TEXT.encode(), r"files of type \.xlsx are not read; expected one of \.bmp \.docx"),
    ("issue.txt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + _noise, r"save it as \.docx"),
    ("issue", TEXT.encode(), r"files of type \(none\) are not read"),
]

# text that is decoded, and is nothing that is cited
FOREIGN = [
    "This is a note about the weather.\nIt holds no clause.\n",
    "今天天气很好，我们去公园散步。\n明天也许下雨。\n",
    "会议时间：2025年5月1日\n地点：三楼会议室\n",
    "共3页，约500字。\n3.5米\n2025年\n15岁\n",
    "按照第三条的规定办理。\n",
    '{\n  "a": [1, 2]\n}\n',
    "*****\n-----\n",
    "第三方服务\n第一批名单\n",
]


@pytest.mark.parametrize("encoding", ENCODED)
def test_every_encoding(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_bytes(ENCODED[encoding])
    source = read(path)
    assert source.text.removesuffix("𠮷㐂") == TEXT
    assert source.name == "law.txt"
    assert source.sha256 == sha256(ENCODED[encoding]).hexdigest()
    assert [clause.locator for clause in parse(source).documents[0].clauses] == ["第一条", "第二条"]


@pytest.mark.parametrize("suffix", [".txt", ".md", ".markdown", ".TXT"])
def test_every_suffix(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"law{suffix}"
    path.write_text(TEXT, encoding="utf8")
    assert read(path, name="地方性法规/law").name == "地方性法规/law"


@pytest.mark.parametrize(("name", "data", "message"), REFUSED, ids=[row[0] for row in REFUSED])
def test_refused(name: str, data: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(SourceError, match=message) as refusal:
        read(path)
    assert str(refusal.value).startswith(f"{name}: ")
    assert "expected" in str(refusal.value)
    assert "\n" not in str(refusal.value)


def test_too_large(tmp_path: Path) -> None:
    path = tmp_path / "year.txt"
    with path.open("wb") as file:
        file.truncate(KINDS["plain"].largest + 1)
    with pytest.raises(
        SourceError, match=r"year\.txt: 67108865 bytes; expected at most 67108864: split the file"
    ):
        read(path)


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"law\.txt"):
        read(tmp_path / "law.txt")


@pytest.mark.parametrize("text", FOREIGN)
def test_no_gazette_and_no_law(text: str, tmp_path: Path) -> None:
    path = tmp_path / "note.txt"
    path.write_text(text, encoding="utf8")
    with pytest.raises(
        SourceError, match="neither masthead nor document number nor numbered clause"
    ) as refusal:
        parse(read(path))
    assert str(refusal.value).startswith("note.txt: ")
    assert "\n" not in str(refusal.value)
