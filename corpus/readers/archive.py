"""Open zip archives and the XML in them (Word, OFD) within bounds; names inside are only looked up, never paths."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from corpus.readers.content import unreadable
from corpus.records import SourceError

if TYPE_CHECKING:
    from lxml.etree import _Element

_MOST_MEMBERS = 20_000
_LARGEST_DIRECTORY = 4 * 1024 * 1024  # bytes that list the members
_LARGEST_PART = 64 * 1024 * 1024  # bytes of one part unpacked: a year of a gazette in one file has 40 MB
_MOST_TAGS = 5_000_000  # in one part
_MOST_PACKED = 250  # times that a part may be larger unpacked; text and tables come to 10 to 50 times
_END = b"PK\x05\x06"
_LONGEST_END = 65_557  # bytes at the end of an archive that say where its list of parts stands
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, struct.error)


class Archive:
    """Hold an open archive; what is read from it counts against one bound."""

    def __init__(self, data: bytes, name: str, cure: tuple[str, str], total: int = 2 * _LARGEST_PART) -> None:
        """Open the bytes of an archive; ``cure`` says in both languages what to do with a damaged one.

        ``total`` is how many bytes are unpacked at most, all parts together.
        """
        self._name, self._cure, self._left = name, cure, total
        if not _is_bounded(data[-_LONGEST_END:]):
            raise self.refuse("its list of parts is damaged or too long", "其部件目录已损坏或过长")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            members = self._archive.infolist()
        except _BROKEN as error:
            raise self.refuse("it is no complete zip archive", "不是完整的 zip 文件") from error
        if len(members) > _MOST_MEMBERS:
            raise self.refuse(f"it has {len(members)} parts", f"部件多达 {len(members)} 个")
        self._members = {member.filename.lstrip("/"): member for member in members}

    def __contains__(self, part: str) -> bool:
        return part in self._members

    def read(self, part: str) -> bytes:
        """Return a part unpacked; raises SourceError for one that is missing, encrypted, damaged or too large."""
        member = self._members.get(part)
        if member is None:
            raise self.refuse(f"it has no {part}", f"缺少 {part}")
        if member.flag_bits & 1:
            raise self.refuse("it is encrypted", "文件已加密")
        largest = min(_LARGEST_PART, self._left)
        if member.file_size > max(1024 * 1024, _MOST_PACKED * member.compress_size):
            raise self.refuse(f"{part} is packed too densely", f"{part} 压缩率异常")
        if member.file_size > largest:
            raise self.refuse(
                f"{part} unpacks to {member.file_size} bytes", f"{part} 解压后有 {member.file_size} 字节"
            )
        try:
            with self._archive.open(member) as stream:
                data = stream.read(largest + 1)  # what the list says of its size need not be true
        except (*_BROKEN, RuntimeError) as error:
            raise self.refuse(f"{part} is damaged", f"{part} 已损坏") from error
        if len(data) > largest:
            raise self.refuse(
                f"{part} unpacks to more than {largest} bytes", f"{part} 解压后超过 {largest} 字节"
            )
        self._left -= len(data)
        return data

    def read_xml(self, part: str) -> _Element:
        """Return the root of an XML part; raises SourceError also for a DTD, which these formats don't have."""
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip
        data = self.read(part)
        if b"<!DOCTYPE" in data:
            raise self.refuse(f"{part} has a DTD", f"{part} 含有 DTD")
        if data.count(b"<") > _MOST_TAGS:
            raise self.refuse(f"{part} has more than {_MOST_TAGS} tags", f"{part} 的标签超过 {_MOST_TAGS} 个")
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            what = " ".join(str(error).split())[:100]
            raise self.refuse(f"{part} is damaged: {what}", f"{part} 已损坏：{what}") from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.refuse(f"{part} has a DTD", f"{part} 含有 DTD")
        return root

    def refuse(self, english: str, chinese: str) -> SourceError:
        """Return the error for this archive: what is wrong with it, and its cure."""
        return unreadable(self._name, f"{english}; {self._cure[0]}", f"{chinese}；{self._cure[1]}")


def names_in(stream: BinaryIO) -> frozenset[str]:
    """Return the names of the parts of an archive, none where their list is damaged or too long."""
    try:
        stream.seek(-min(_LONGEST_END, stream.seek(0, io.SEEK_END)), io.SEEK_END)
        if not _is_bounded(stream.read()):
            return frozenset()
        with zipfile.ZipFile(stream) as archive:
            return frozenset(archive.namelist())
    except _BROKEN:
        return frozenset()


def _is_bounded(tail: bytes) -> bool:
    """Tell by the last bytes of an archive if its list of parts is short enough to be read at all."""
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return False
    count, size = struct.unpack_from("<HL", tail, at + 10)
    return bool(count <= _MOST_MEMBERS and size <= _LARGEST_DIRECTORY)
