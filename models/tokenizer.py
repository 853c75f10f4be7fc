"""Learns the tokenizer: a Unigram vocabulary of whole words, Chinese and English, and of pieces to spell the others.

The words of the sample are cut first (Chinese by jieba) and the commonest are taken as they are. Left to itself, a
Unigram trainer on running Chinese learns phrases of legal boilerplate, whose rows say nothing of the words in them,
and on single words it breaks common ones apart (变更 into 变 and 更). Nothing of this is needed to use the tokenizer:
it cuts running text by itself, into the likeliest row of words.
"""

import json
import logging
import math
from collections import Counter
from collections.abc import Iterable, Iterator

import jieba
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

#: The token of what the vocabulary cannot spell. Its row is zero: it takes no part in a text's direction.
UNKNOWN = "[UNK]"
#: Runs of Han, of other letters, of digits; all else (blanks, punctuation) is dropped.
_RUNS = r"\p{Han}+|[\p{L}&&\P{Han}]+|\p{N}+"
_PIECES = 6000
#: What a piece costs beside a word, in nats, so that a word in the vocabulary is not spelt with pieces.
_PIECE_PENALTY = 10.0


def _normalizer() -> normalizers.Normalizer:
    """One width, one case."""
    return normalizers.Sequence([normalizers.NFKC(), normalizers.Lowercase()])


def _runs() -> pre_tokenizers.PreTokenizer:
    return pre_tokenizers.Split(Regex(_RUNS), behavior="removed", invert=True)


def _is_han(run: str) -> bool:
    return "\u3400" <= run[0] <= "\u9fff"


def _words(texts: Iterable[str]) -> Iterator[str]:
    """The words of the texts: Han runs cut by jieba, other runs as they stand."""
    normalizer, runs = _normalizer(), _runs()
    for text in texts:
        for run, _ in runs.pre_tokenize_str(normalizer.normalize_str(text)):
            yield from jieba.cut(run) if _is_han(run) else (run,)


def _pieces(counts: Counter[str]) -> dict[str, float]:
    """Pieces of words in letters and digits, with their log probabilities, learnt by the Unigram trainer."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.pre_tokenizer = pre_tokenizers.Split("\n", behavior="removed")
    trainer = trainers.UnigramTrainer(
        vocab_size=_PIECES,
        unk_token=UNKNOWN,
        special_tokens=[UNKNOWN],
        max_piece_length=12,
        show_progress=False,
    )
    # Sorted and capped: the trainer is to learn how words are built, not the commonest words once more.
    words = sorted((word, min(count, 50)) for word, count in counts.items() if not _is_han(word))
    tokenizer.train_from_iterator(("\n".join([word] * count) for word, count in words), trainer)
    vocabulary: list[tuple[str, float]] = json.loads(tokenizer.to_str())["model"]["vocab"]
    return {piece: score for piece, score in vocabulary if piece != UNKNOWN}


def _spellings(counts: Counter[str]) -> dict[str, float]:
    """What every text can be spelt with, each well below a word in score: pieces, and each Han character."""
    scores = {piece: score - _PIECE_PENALTY for piece, score in _pieces(counts).items()}
    characters = Counter[str]()
    for word, count in counts.items():
        if _is_han(word):
            for character in word:
                characters[character] += count
    total = sum(counts.values())
    scores |= {each: math.log(0.1 * count / total) for each, count in characters.items() if count > 1}
    return scores


def _vocabulary(counts: Counter[str], size: int) -> list[tuple[str, float]]:
    """The spellings and, up to `size`, the commonest words, each with its log probability."""
    scores = _spellings(counts)
    total = sum(counts.values())
    for word, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        if word in scores or len(scores) < size - 1:
            scores[word] = max(math.log(count / total), scores.get(word, -math.inf))
    # Rounded, so that the file is small and reads back as it was written.
    rounded = {token: round(score, 3) for token, score in scores.items()}
    return [(UNKNOWN, 0.0), *sorted(rounded.items(), key=lambda item: (-item[1], item[0]))]


def learn(texts: Iterable[str], size: int) -> Tokenizer:
    """Learn a tokenizer of `size` tokens; the same texts in the same order give the same tokenizer."""
    jieba.setLogLevel(logging.WARNING)
    vocabulary = _vocabulary(Counter(_words(texts)), size)
    tokenizer = Tokenizer(models.Unigram(vocabulary, unk_id=0, byte_fallback=False))
    tokenizer.normalizer = _normalizer()
    tokenizer.pre_tokenizer = _runs()
    return tokenizer
