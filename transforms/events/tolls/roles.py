"""Who is harmed by an analysed sentence's own account: predicates with roles, and what is coordinated with them."""

from __future__ import annotations

from dataclasses import replace

from transforms.events.analyser.document import Sentence as Parsed
from transforms.events.tolls.sentence import Argument, Sentence, acceptable, of_them, part_marker
from transforms.events.tolls.tokens import Occurrence

#: Verbs whose first role (PropBank's A0) is the one to whom it happens.
_OWN_DOING = frozenset({"flee", "surrender", "disappear", "vanish", "run", "take"})
#: Verbs that are spelled like what is left of the dead: "access remains impossible".
_STATES = frozenset({"remain"})
_LEAST = 0.3


class Roles:
    """The roles of an analysed sentence on the tokens of the toll grammar.

    `offset` is where the grammar's text starts in the analysed one.
    """

    def __init__(self, s: Sentence, parsed: Parsed, offset: int) -> None:
        self._s = s
        self._parsed = parsed
        self._at: dict[int, int] = {}  # parsed token -> the grammar's token
        k = 0
        for index, token in enumerate(parsed.tokens):
            start = token.start - offset
            while k < len(s.tokens) and s.tokens[k].end <= start:
                k += 1
            if k < len(s.tokens) and s.tokens[k].start < token.end - offset:
                self._at[index] = k
        self._children: dict[int, list[int]] = {}
        for index, token in enumerate(parsed.tokens):
            self._children.setdefault(token.head, []).append(index)

    def harmed(self, o: Occurrence) -> list[Argument]:
        """The phrases that fill the role of the one whom a trigger harms, from left to right."""
        tokens = self._parsed.tokens
        out: list[Argument] = []
        for predicate in self._parsed.predicates:
            at = self._at.get(predicate.token)
            if at is None or not o.i <= at < o.j or tokens[predicate.token].lemma in _STATES:
                continue
            roles = ("A1", "A0") if tokens[predicate.token].lemma in _OWN_DOING else ("A1",)
            for role in roles:
                filler = predicate.arg(role)
                if filler is None or filler.score < _LEAST:
                    continue
                for head in self._coordinated(filler.head):
                    argument = self._argument(head)
                    if argument is not None and all(a.phrase is not argument.phrase for a in out):
                        out.append(argument)
                if out:
                    return sorted(out, key=lambda a: a.phrase.i)
        return out

    def _coordinated(self, head: int) -> list[int]:
        found = [head]
        for index in found:
            found += [c for c in self._children.get(index, ()) if self._parsed.tokens[c].rel == "conj"]
            if len(found) > 12:
                break
        return found

    def _argument(self, head: int) -> Argument | None:
        k = self._at.get(head)
        if k is None:
            return None
        phrase = next((p for p in self._s.phrases if p.i <= k < p.j), None)
        if phrase is None or not acceptable(phrase):
            return None
        if phrase.of_all and k >= phrase.group_i:  # "killed 35 of the 56 hostages they had seized"
            phrase = replace(phrase, low=phrase.of_all, best=phrase.of_all, high=phrase.of_all)
        return Argument(phrase, part=part_marker(self._s, phrase.i) != phrase.i or of_them(self._s, phrase))
