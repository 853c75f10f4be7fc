"""Laws in markdown, in both ways they are written, become articles with title and chapter."""

from pathlib import Path

from models.laws import Article, articles_of_text, distinct, read_laws

PARAGRAPHS = """# 某市湿地保护条例

2015年9月24日 某市人民代表大会常务委员会通过

<!-- INFO END -->

## 第一章  总 则

第一条 为了保护湿地，制定本条例。

第二条　湿地的保护适用本条例，包括：

（一）沼泽；

第三条所称湿地不在此列。

## 第二章 附则

第三条 本条例自公布之日起施行。
"""

HEADINGS = """# 某市湿地保护条例

- 2015年9月24日通过

<!-- INFO END -->

#### 第一章 总 则

###### 第一条

为了保护湿地，制定本条例。

###### 第一条之一

湿地属于国家所有。
"""


def test_articles_as_paragraphs() -> None:
    assert list(articles_of_text(PARAGRAPHS)) == [
        Article("某市湿地保护条例", "总则", "为了保护湿地，制定本条例。", "第一条"),
        # A line that only begins with a reference stays in its article.
        Article(
            "某市湿地保护条例",
            "总则",
            "湿地的保护适用本条例，包括：\n（一）沼泽；\n第三条所称湿地不在此列。",
            "第二条",
        ),
        Article("某市湿地保护条例", "附则", "本条例自公布之日起施行。", "第三条"),
    ]


def test_articles_as_headings() -> None:
    assert list(articles_of_text(HEADINGS)) == [
        Article("某市湿地保护条例", "总则", "为了保护湿地，制定本条例。", "第一条"),
        Article("某市湿地保护条例", "总则", "湿地属于国家所有。", "第一条之一"),
    ]


def test_an_article_is_read_once(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(PARAGRAPHS, encoding="utf-8")
    (tmp_path / "b.md").write_text(HEADINGS, encoding="utf-8")
    texts = [article.text for article in distinct(read_laws([tmp_path]))]
    assert len(texts) == len(set(texts)) == 3  # 湿地属于国家所有。 is too short to learn from
