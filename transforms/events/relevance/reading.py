"""Which sentences of a story are read at all."""

from __future__ import annotations

from transforms.events.relevance.gate import off_domain, relevant
from transforms.events.relevance.looking_back import never_news
from transforms.events.relevance.topic import wholly_off_topic
from transforms.events.sentences import Block, Layout, Sentence


def worth_reading(layout: Layout) -> list[tuple[Block, Sentence]]:
    """The sentences of a story that may tell events, with their blocks: not captions, not the sports item."""
    gated = _items_of_something_else(layout) if relevant(layout.text) else {-1}
    if -1 in gated:
        return []
    found = []
    for sentence in layout.sentences:
        block = layout.block_of(sentence)
        if block.kind in ("skip", "heading") or block.item in gated:
            continue
        if not _off_domain_sentence(layout.text[block.start : block.end], sentence.text):
            found.append((block, sentence))
    return found


def _items_of_something_else(layout: Layout) -> set[int]:
    """The items of a story that are about something else; -1 for the whole of it."""
    texts: dict[int, list[str]] = {}
    heads: list[str] = []
    for block in layout.blocks:
        if block.kind == "title":
            heads.append(layout.text[block.start : block.end])
        texts.setdefault(block.item, []).append(layout.text[block.start : block.end])
    title = "\n".join(heads)
    if never_news(title) or wholly_off_topic(layout):
        return {-1}
    if off_domain(layout.text, title=title, whole=True) is not None and len(texts) <= 2:
        return {-1}
    return {
        item for item, parts in texts.items() if len(texts) > 1 and off_domain("\n".join(parts), whole=True) is not None
    }


def _off_domain_sentence(block: str, sentence: str) -> bool:
    """Whether a paragraph or a sentence of it speaks of something else: the sports item at the end of a bulletin."""
    return off_domain(block if len(block) < 1200 else sentence, part=True) is not None
