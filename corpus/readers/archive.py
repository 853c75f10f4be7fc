"""Open zip archives and the XML in them (Word, OFD) within bounds; names inside are only looked up, never paths."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from corpus.messages import message
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

    def __init__(self, data: bytes, name: str, cure: str, total: int = 2 * _LARGEST_PART) -> None:
        """Open the bytes of an archive; ``cure`` is the message that says what to do with a damaged one.

        ``total`` is how many bytes are unpacked at most, all parts together.
        """
        self._name, self._cure, self._left = name, cure, total
        if not _is_bounded(data[-_LONGEST_END:]):
            raise self.refuse("archive.list")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            members = self._archive.infolist()
        except _BROKEN as error:
            raise self.refuse("archive.no_zip") from error
        if len(members) > _MOST_MEMBERS:
            raise self.refuse("archive.parts", count=len(members))
        self._members = {member.filename.lstrip("/"): member for member in members}

    def __contains__(self, part: str) -> bool:
        return part in self._members

    def read(self, part: str) -> bytes:
        """Return a part unpacked; raises SourceError for one that is missing, encrypted, damaged or too large."""
        member = self._members.get(part)
        if member is None:
            raise self.refuse("archive.no_part", part=part)
        if member.flag_bits & 1:
            raise self.refuse("archive.encrypted")
        largest = min(_LARGEST_PART, self._left)
        if member.file_size > max(1024 * 1024, _MOST_PACKED * member.compress_size):
            raise self.refuse("archive.dense", part=part)
        if member.file_size > largest:
            raise self.refuse("archive.large", part=part, size=member.file_size)
        try:
            with self._archive.open(member) as stream:
                data = stream.read(largest + 1)  # what the list says of its size need not be true
        except (*_BROKEN, RuntimeError) as error:
            raise self.refuse("archive.damaged", part=part) from error
        if len(data) > largest:
            raise self.refuse("archive.larger", part=part, most=largest)
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
            raise self.refuse("archive.dtd", part=part)
        if data.count(b"<") > _MOST_TAGS:
            raise self.refuse("archive.tags", part=part, most=_MOST_TAGS)
        try:
            root = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as error:
            what = " ".join(str(error).split())[:100]
            raise self.refuse("archive.damaged_so", part=part, what=what) from error
        if root.getroottree().docinfo.internalDTD is not None:
            raise self.refuse("archive.dtd", part=part)
        return root

    def refuse(self, key: str, /, **values: object) -> SourceError:
        """Return the error for this archive: what is wrong with it, and its cure."""
        what = message(key, **values)
        return unreadable(self._name, "archive.refused", what=what, cure=message(self._cure))


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
