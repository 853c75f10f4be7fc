"""Questions written for articles find them again, and teach the rows to."""

import json
import lzma
from pathlib import Path

import numpy as np
import pytest

from models.laws import Article
from models.questions import BLOCKS, WRITTEN, Asked, read_questions
from models.tokenizer import learn

HEARD = Article("物业条例", "", "业主应当交纳物业费。", "第三条")
OTHERS = [
    Article("物业条例", "", f"第{n}类设施由专人维护，每年检查一次。", f"第{n}条") for n in "四五六七八九"
]


def test_questions_are_paired_with_their_article(tmp_path: Path) -> None:
    path = tmp_path / "questions.tsv"
    path.write_text(
        "物业条例\t第三条\t不交物业费会怎样\t物业费 交纳\tmust I pay the fee\n"
        "物业条例\t第三条\t欠费\t欠费 业主\tunpaid fee\n"
        "没有的条例\t第一条\t甲\t乙\tc\n",
        encoding="utf-8",
    )
    newer = Article(HEARD.law, "", "另一版本。", HEARD.number)
    asked = read_questions(path, [*OTHERS, HEARD, newer])
    assert [one.question for one in asked] == [
        "不交物业费会怎样", "物业费 交纳", "must I pay the fee", "欠费", "欠费 业主", "unpaid fee",
    ]  # fmt: skip
    assert {one.article for one in asked} == {HEARD}


def test_a_line_with_other_cells_is_named(tmp_path: Path) -> None:
    path = tmp_path / "questions.tsv"
    path.write_text("物业条例\t第三条\t问一\t问二\task\n物业条例\t第三条\t问一\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2: 3 cells, expected law, article and three questions"):
        read_questions(path, [HEARD])


def test_what_was_written_is_whole() -> None:
    lines = [line.split("\t") for line in WRITTEN.read_text(encoding="utf-8").splitlines()]
    assert all(len(cells) == 5 and all(cells) for cells in lines)
    assert all(cells[1].startswith("第") and "条" in cells[1] for cells in lines)
    assert lines == sorted(lines, key=lambda cells: cells[:2])  # so that a change is seen as one
    assert all(
        cells[4].isascii() or not any("\u4e00" <= char <= "\u9fff" for char in cells[4]) for cells in lines
    )


@pytest.mark.transformers
def test_the_rows_learn_to_tell_the_article_from_those_it_resembles() -> None:
    torch = pytest.importorskip("torch")
    from models.measure import encode
    from models.tune import Tuning, make_task, mine, tune

    asked = [Asked("欠物业钱", HEARD), Asked("欠物业钱", HEARD), Asked("检查设施", OTHERS[0])]
    articles = [HEARD, *OTHERS]
    tokenizer = learn([article.text for article in articles] * 3 + ["欠物业钱 检查设施"] * 3, 300)
    torch.manual_seed(0)
    rows = torch.randn(tokenizer.get_vocab_size(), 8) * 0.1
    rows[0] = 0
    tuning = Tuning(passes=40, batch=3, negatives=3, mined=4, rate=0.05)
    task = make_task(tokenizer, asked, articles, tuning)
    before = rows.clone()
    learned = tune(rows, task, tuning)
    torch.testing.assert_close(rows, before)  # what was given is not touched
    near = (
        encode(tokenizer, learned.numpy(), [one.question for one in asked[:2]])
        @ encode(tokenizer, learned.numpy(), [article.in_context for article in articles]).T
    )
    assert near.argmax(axis=1).tolist() == [0, 0]
    assert task.gold[0] not in mine(learned, task, len(articles))[:2]  # what is right is no negative
    assert not torch.equal(learned, rows)
    assert not learned[0].any()
    np.testing.assert_array_equal(learned.numpy(), tune(rows, task, tuning).numpy())


@pytest.mark.transformers
def test_judged_questions_come_with_every_answer_and_less_one_block(tmp_path: Path) -> None:
    pytest.importorskip("torch")
    from models.judged import read_judged

    corpus, questions = tmp_path / "corpus.jsonl.xz", tmp_path / "questions.jsonl"
    rows = [
        {
            "id": n,
            "law": "物业条例",
            "article": f"第{n}条",
            "heading": "总则 / 附则",
            "text": f"第{n}类设施。",
        }
        for n in range(5)
    ]
    with lzma.open(corpus, "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    questions.write_text(
        "".join(
            json.dumps({"query": f"问{n}", "gold": [{"id": n % 5}, {"id": 0}]}) + "\n" for n in range(10)
        ),
        encoding="utf-8",
    )
    asked, articles = read_judged(corpus, questions)
    assert len(articles) == 5
    assert articles[0].in_context == "物业条例 总则 附则 第0类设施。"
    assert [one.article.number for one in asked[:4]] == ["第0条", "第0条", "第1条", "第0条"]
    left = [{one.question for one in read_judged(corpus, questions, block)[0]} for block in range(BLOCKS)]
    assert [len(each) for each in left] == [8] * BLOCKS
    assert left[0] == {f"问{n}" for n in range(2, 10)}
