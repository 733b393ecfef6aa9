"""What the analysis of a sentence gives: verb groups with their phrases, and the parse as a whole."""

from __future__ import annotations

from dataclasses import dataclass, field

from transforms.events.chunks import Chunk
from transforms.events.tagging import Word


@dataclass(slots=True)
class Group:
    """A verb group. Positions are word indices of the sentence.

    `kind` is finite, infinitive, gerund or participle (a reduced relative or adverbial one); `passive`, `negated`,
    `modal` (will, would, could, ... or "") and `perfect` describe the group; `subject` is None where none was found,
    `relative` marks a subject reached through who, which or that.
    """

    start: int
    end: int
    head: int
    lemma: str
    form: str
    kind: str = "finite"
    passive: bool = False
    negated: bool = False
    modal: str = ""
    perfect: bool = False
    relative: bool = False
    subject: Chunk | None = None
    object: Chunk | None = None
    phrases: list[tuple[str, Chunk]] = field(default_factory=list)
    clause: tuple[int, int] = (0, 0)
    governor: int | None = None
    complement: bool = False


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence analysed: words, noun phrases, verb groups, and for each word whether it stands in quotes."""

    words: tuple[Word, ...]
    chunks: tuple[Chunk, ...]
    groups: tuple[Group, ...]
    quoted: tuple[int, ...]

    def chunk_at(self, position: int) -> Chunk | None:
        """The noun phrase that covers a word."""
        for piece in self.chunks:
            if piece.start <= position < piece.end:
                return piece
        return None

    def conjuncts(self, piece: Chunk) -> list[Chunk]:
        """A noun phrase and those joined to it: "Egypt, Qatar and the United States"."""
        found = [piece]
        position = self.chunks.index(piece)
        for following in self.chunks[position + 1 :]:
            between = [w.tag for w in self.words[found[-1].end : following.start]]
            texts = [w.token.lower for w in self.words[found[-1].end : following.start]]
            joined = between in (["CC"], [",", "CC"]) and texts[-1] in ("and", "or")
            listed = between == [","] and self._list_continues(following)
            if not (joined or listed) or following.temporal or following.pronoun:
                break
            # "soldiers stormed the town and rebels fled": the second phrase has its own verb
            if self._has_own_verb(following) and not self._has_own_verb(piece):
                break
            found.append(following)
            if joined and between == ["CC"]:
                break
        return found

    def _list_continues(self, piece: Chunk) -> bool:
        following = [w.tag for w in self.words[piece.end : piece.end + 2]]
        return bool(following) and (following[0] == "CC" or following == [",", "CC"])

    def _has_own_verb(self, piece: Chunk) -> bool:
        return any(g.subject is not None and g.subject.start == piece.start for g in self.groups)

    def complements(self, piece: Chunk) -> list[tuple[str, Chunk]]:
        """The prepositional phrases that hang on a noun phrase, in order: "of" Hajin, "by" the SDF."""
        found: list[tuple[str, Chunk]] = []
        end = piece.end
        while end < len(self.words) and self.words[end].tag in ("RB", "IN"):
            if self.words[end].tag == "RB":
                end += 1
                continue
            preposition = self.words[end].token.lower
            start = end + 1
            while start < len(self.words) and self.words[start].tag in ("RB", "IN"):
                start += 1
            following = self.chunk_at(start)
            if following is None or following.start > start + 1:
                break
            found.append((preposition, following))
            end = following.end
        return found
