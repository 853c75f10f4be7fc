"""Sentences of a notice of appointments, taken apart: which verb, which persons, which words are the posts."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from corpus.appointments.posts import Flat, Note, is_post, read_posts
from corpus.markers import POSTING_MARKS
from corpus.records import Clause, Kind, Span
from corpus.vocabulary import APPOINT, REMOVE


@dataclass(frozen=True, slots=True)
class Person:
    """Hold a name without blanks; ``span`` is its place in the clause's text, None where 其 stands for it."""

    name: str
    span: Span | None


@dataclass(frozen=True, slots=True)
class Statement:
    """Hold one verb with its persons and what stands behind them, which are the posts.

    ``persons`` is empty where ``body`` holds name and post together, and where the persons are those of the statement
    before; then ``others`` are the words with the 其 that says so, for a name may begin with it (其美).
    """

    clause: str
    action: Kind
    persons: tuple[Person, ...]
    body: Flat
    others: Flat | None = None
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Hold what stands between two commas of a sentence, and the statement before it in the same clause."""

    sentence: Flat
    start: int
    end: int
    clause: Clause
    before: Statement | None

    @property
    def masked(self) -> str:
        return self.sentence.masked[self.start : self.end]

    def since(self, start: int) -> _Chunk:
        """Return it from a place of the sentence on."""
        return replace(self, start=start)

    def flat(self) -> Flat:
        return self.sentence.cut(self.start, self.end)


#: Kinds of clauses that are postings as a whole.
POSTED = frozenset({Kind.APPOINTMENT, Kind.REMOVAL})
_CJK = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff"
_NAME = re.compile(rf"[{_CJK}]{{2,8}}|[{_CJK}]{{1,8}}(?:[·•．・‧∙][{_CJK}]{{1,8}})+")
_NO_NAME = re.compile(
    r"程序|方式|条件|时间|期限|机关|权限|干部|人员|结果|文件|名单|事项|范围|对象|单位|部门|领导|职务|职位|政府|委员会|决定|通知"
    r"|同志|同时|并且|继续|仍然|人选|以下|下列|上述|以上|有关|原任|所任|担任|任命|免去|免职|聘任|任期|试用|经.{0,4}研究|一名|本人|其他|以及|办公"
)
_OF_BODIES = re.compile("[局委办厅处院校]|政府|中心")  # 其水利局的局长职务: no name begins with 其 there
_REASON = re.compile("因.{1,12}$")
_AND = re.compile("[、，,]|和|及|与")
_LEAD = re.compile(
    r"(?:[▲△●○■□◆★*•-]|[（(]?[一二三四五六七八九十\d]{1,3}[)）.．、]|经[^任免聘]{0,30}?(?:研究|审议|批准|决定|通过)|(?:研究)?决定|现将?|兹|同意"
    r"|同时|并(?!任)|另|即日起|自即日起|.{0,40}?[：:](?=.))+"
)
_VERB = re.compile(rf"(?P<appoint>{APPOINT})|(?P<remove>{REMOVE})")
_LINK = re.compile("担任|兼任|出任|挂任|(?<![主责])任|为")
_SAME = re.compile(r"(?:其|该同志|本人)(?:同志)?(?:的|所任|原任|担任)*")
_GOES_ON = re.compile(r"(?:并|同时)*(?P<verb>兼任|担任|兼|任)(?=\S{3})")
_NO_LONGER = re.compile(r"(?:同志)?不再(?:担任|兼任|任)")
_LAPSES = re.compile(r"(?:的)?职务(?:自然|自行|同时|随之|予以|相应)?(?:免除|免去|免职)$")
_PROPOSED = re.compile("拟|建议|提请|提名|推荐|暂缓|如|若|应当|可以|不得|必须|依法|按照|根据")
_NOTED = re.compile(
    r"(?:聘期|任期|试用|挂职|援[疆藏青]|任职|免职|保留|级别|享受|时间|期限|结束|正式|退休|原任|原职务|其原|自\d|从\d|正[县处厅科]级|副[县处厅科]级)"
)


def find_statements(clause: Clause) -> list[Statement]:
    """Return what a clause says of appointments and removals, in order."""
    statements: list[Statement] = []
    start = 0
    for line in clause.text.split("\n"):
        flat = Flat.of(line, start)
        start += len(line) + 1
        for sentence in re.finditer("[^；;。]+", flat.masked):
            _read_sentence(flat.cut(*sentence.span()), clause, statements)
    return statements


def _read_sentence(sentence: Flat, clause: Clause, statements: list[Statement]) -> None:
    """Add what a sentence states; what goes on behind a comma is a further post or a note of the statement before."""
    begun: int | None = None  # where the posts of the last statement begin in this sentence
    why: Span | None = None  # 因退休，免去…
    meant: tuple[Person, ...] = ()  # 张三同志因退休，免去其…
    for chunk in re.finditer("[^，,]+", sentence.masked):
        start, end = chunk.span()
        if lead := _LEAD.match(sentence.masked, start, end):
            start = lead.end()
        if start == end:
            continue
        statement = _read_chunk(_Chunk(sentence, start, end, clause, statements[-1] if statements else None))
        if statement is not None:
            if statement.others and meant:
                statement = replace(statement, persons=meant, others=None)
            statements.append(_noted(statement, sentence, why) if why else statement)
            begun, why, meant = end - len(statement.body.text), None, ()
        elif reason := _REASON.search(sentence.masked, start, end):
            meant, why = persons_in(sentence.cut(start, end)), reason.span()
        elif statements:
            statements[-1], begun = _continued(statements[-1], sentence, begun, (start, end))


def _continued(
    statement: Statement, sentence: Flat, begun: int | None, span: Span
) -> tuple[Statement, int | None]:
    """Return a statement with what stands behind a comma: another post, else a note where it is one."""
    start, end = span
    told = sentence.masked[start:end]
    bare = re.sub("(?:等)?职务□*$", "", told)
    if begun is not None and is_post(bare) and not re.match("[曾原现历前]任", told):
        return replace(statement, body=sentence.cut(begun, end)), begun
    if _NOTED.match(told) and not told.startswith(("以上", "上述")):
        return _noted(statement, sentence, span), None
    return statement, None


def _noted(statement: Statement, sentence: Flat, span: Span) -> Statement:
    note = Note(sentence.text[slice(*span)], sentence.span(*span))
    return replace(statement, notes=(*statement.notes, note))


def _read_chunk(chunk: _Chunk) -> Statement | None:
    """Read what stands between two commas as a statement; None where it is none."""
    masked = chunk.masked
    verb = _VERB.search(masked)
    if verb and not _PROPOSED.search(masked[: verb.start()]) and _may_precede(masked[: verb.start()]):
        return _by_verb(chunk, verb)
    if _PROPOSED.match(masked) or (chunk.before and _NOTED.match(masked)):
        return None
    if longer := _NO_LONGER.search(masked):
        return _no_longer(chunk, chunk.start + longer.start(), chunk.start + longer.end())
    if lapses := _LAPSES.search(masked.rstrip("□")):
        behind = chunk.start + lapses.start()
        statement = _removed(replace(chunk, end=behind))
        return statement and _noted(statement, chunk.sentence, (behind, chunk.end))
    if chunk.before:
        return _appointed(chunk, strict=True) or _goes_on(chunk)
    if chunk.clause.kind is Kind.REMOVAL:
        return _removed(chunk)
    return _appointed(chunk, strict=chunk.clause.kind is not Kind.APPOINTMENT) or _together(chunk)


def _may_precede(before: str) -> bool:
    """Tell if these are words before a verb: who decides, who is meant, why."""
    return not before or bool(
        re.search("政府|决定|会议?|研究|党委|党组|同时|并|退休|调动|原因|同志$", before)
    )


def _by_verb(chunk: _Chunk, verb: re.Match[str]) -> Statement | None:
    behind = chunk.since(chunk.start + verb.end())
    if verb["appoint"]:
        return _appointed(behind) or _together(behind)
    start = chunk.start + verb.start()
    if before := persons_in(chunk.sentence.cut(chunk.start, start)):
        return _with_reason(Statement(chunk.clause.id, Kind.REMOVAL, before, behind.flat()), chunk, start)
    return _removed(behind, worded=True)


def _no_longer(chunk: _Chunk, start: int, end: int) -> Statement | None:
    """Read 张三不再担任…; without a name before it the persons are those of the statement before."""
    persons = persons_in(chunk.sentence.cut(chunk.start, start))
    same = chunk.before is not None and (start == chunk.start or _SAME.match(chunk.masked) is not None)
    body = chunk.since(end).flat()
    if not persons and not same:
        return None
    statement = Statement(chunk.clause.id, Kind.REMOVAL, persons, body, None if persons else body)
    return _with_reason(statement, chunk, start)


def _with_reason(statement: Statement, chunk: _Chunk, end: int) -> Statement:
    """Note the reason between the persons and the verb: 张三同志因退休不再担任…."""
    why = _REASON.search(chunk.sentence.masked, chunk.start + 2, end)
    return _noted(statement, chunk.sentence, why.span()) if why else statement


def _goes_on(chunk: _Chunk) -> Statement | None:
    """Read 并兼任…: the persons are those of the statement before."""
    on = _GOES_ON.match(chunk.masked)
    if not on:
        return None
    body = chunk.since(chunk.start + on.end()).flat()
    statement = Statement(chunk.clause.id, Kind.APPOINTMENT, (), body, body)
    if not on["verb"].startswith("兼"):
        return statement
    first, last = on.span("verb")
    return _noted(statement, chunk.sentence, (chunk.start + first, chunk.start + last))


def _appointed(chunk: _Chunk, strict: bool = False) -> Statement | None:
    """Part persons and posts by 为 or 任. ``strict``: the post must end as posts do."""
    sentence = chunk.sentence
    fitting: list[Statement] = []
    for link in _LINK.finditer(sentence.masked, chunk.start, chunk.end):
        body = sentence.cut(link.end(), chunk.end)
        if (
            not body.masked.strip("□")
            or body.text[0] in "为任"
            or sentence.text[link.start() - 1] in "拟曾原现"
        ):
            continue
        persons = persons_in(sentence.cut(chunk.start, link.start()))
        if persons and (not strict or is_post(body.text)):
            statement = Statement(chunk.clause.id, Kind.APPOINTMENT, persons, body)
            if link[0] in ("兼任", "挂任"):
                statement = _noted(statement, sentence, link.span())
            fitting.append(statement)
    named = [statement for statement in fitting if statement.persons[0].name == chunk.clause.name]
    return next(iter(named + fitting), None)


def _removed(chunk: _Chunk, worded: bool = False) -> Statement | None:
    """Part persons and posts by 其, 同志 or 的; else they stay together. None where there is no post."""
    masked, clause = chunk.masked, chunk.clause
    same = _SAME.match(masked) if worded or chunk.before else None
    for parting in re.finditer("同志(?:的|担任的?|所任的?|原任的?)?|的", masked[:60]):
        persons = persons_in(chunk.sentence.cut(chunk.start, chunk.start + parting.start()))
        body = chunk.since(chunk.start + parting.end()).flat()
        if persons and not (same and _OF_BODIES.search(persons[0].name)) and read_posts(body)[0]:
            return Statement(clause.id, Kind.REMOVAL, persons, body)
    if same:
        body = chunk.since(chunk.start + same.end()).flat()
        return Statement(clause.id, Kind.REMOVAL, (), body, chunk.flat()) if read_posts(body)[0] else None
    if clause.name and chunk.flat().text.startswith(clause.name):
        end = chunk.start + len(clause.name)
        body = chunk.since(end).flat()
        if read_posts(body)[0]:
            person = Person(clause.name, chunk.sentence.span(chunk.start, end))
            return Statement(clause.id, Kind.REMOVAL, (person,), body)
    return _together(chunk)


def _together(chunk: _Chunk) -> Statement | None:
    """Return a statement of name and post together; where no mark says that it is one, only what ends as a post."""
    body, clause = chunk.flat(), chunk.clause
    listed = clause.kind in POSTED and (clause.text[0] in POSTING_MARKS or is_post(body.text))
    if not listed and not re.search("职务□*$", body.masked):
        return None
    kind = clause.kind if clause.kind in POSTED else Kind.REMOVAL
    return Statement(clause.id, kind, (), body) if len(body.text) > 3 and read_posts(body)[0] else None


def persons_in(flat: Flat) -> tuple[Person, ...]:
    """Return the persons that a text names, () where it says anything else."""
    if len(flat.text) > 400:
        return ()
    masked = flat.masked
    if why := _REASON.search(masked, 2):
        masked = masked[: why.start()]
    found: list[Person] = []
    at = 0
    for part in [*_AND.finditer(masked), None]:
        stop = part.start() if part else len(masked)
        name = masked[at:stop].strip("□").removesuffix("同志").strip("□").removesuffix("的")
        if not _NAME.fullmatch(name) or _NO_NAME.search(name):
            return ()
        first = masked.index(name, at)
        found.append(Person(name, flat.span(first, first + len(name))))
        at = part.end() if part else stop
    return tuple(found)
