"""Word pieces of words: what the encoder reads."""

from __future__ import annotations

from collections.abc import Sequence

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from transforms.events.analyser.shapes import plain

#: Pieces of a word that are read; the rest of longer ones is left out.
MAX_PIECES = 6
#: Words whose pieces are kept in mind.
_KEPT = 100_000


class WordPieces:
    """Pieces of single words by a vocabulary (that of BERT, uncased): its pieces in the order of their numbers."""

    def __init__(self, vocabulary: Sequence[str]) -> None:
        ids = {piece: number for number, piece in enumerate(vocabulary)}
        self._tokenizer = Tokenizer(WordPiece(ids, unk_token="[UNK]"))
        self._tokenizer.normalizer = BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = BertPreTokenizer()
        self.start, self.end, self.unknown, self.mask = (ids[f"[{mark}]"] for mark in ("CLS", "SEP", "UNK", "MASK"))
        self._known: dict[str, tuple[int, ...]] = {}

    def of(self, word: str) -> tuple[int, ...]:
        """The numbers of a word's pieces, at least one and at most MAX_PIECES."""
        found = self._known.get(word)
        if found is None:
            ids = self._tokenizer.encode(plain(word), add_special_tokens=False).ids
            found = tuple(ids[:MAX_PIECES]) or (self.unknown,)
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[word] = found
        return found
