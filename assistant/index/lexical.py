"""The lexical index: BM25 over syllables and bigrams, with an accent-folded shadow, on tantivy.

Chosen by measurement on 67,810 articles: the quality of bm25s (.791 against .792 nDCG@10), built in 6 s, 2 ms a query,
a quarter of the disk, and unlike bm25s it adds and deletes without a rebuild and survives a crash (a commit is whole or
not there). SQLite FTS5 is as good but takes 412 ms a query.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.language.tokens import bigrams, folded, syllables

if TYPE_CHECKING:
    import tantivy

__all__ = ["LEXICAL_VERSION", "LexicalIndex", "is_unaccented"]

LEXICAL_VERSION = "1"
_FIELDS = ("uni", "bi", "folded_uni", "folded_bi")
_HEAP_BYTES = 64_000_000


class LexicalIndex:
    """One index in ``folder``, or in memory when ``folder`` is ``None``."""

    def __init__(self, folder: Path | None) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("chunk", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("document", tokenizer_name="raw", index_option="basic")
        for field in _FIELDS:
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
        self._schema = builder.build()
        self._folder = folder
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(folder) if folder else None, reuse=True)
        self._writer: tantivy.IndexWriter | None = None

    def add(self, rows: Iterable[tuple[str, str, str]]) -> None:
        """Stage passages: (chunk id, document id, text to index). Visible after ``commit``."""
        import tantivy

        writer = self._open_writer()
        for chunk_id, document_id, text in rows:
            words = syllables(text)
            bare = folded(words)
            document = tantivy.Document()
            document.add_text("chunk", chunk_id)
            document.add_text("document", document_id)
            for field, terms in zip(_FIELDS, (words, bigrams(words), bare, bigrams(bare)), strict=True):
                document.add_text(field, " ".join(terms))
            writer.add_document(document)

    def remove(self, document_ids: Iterable[str]) -> None:
        """Stage the deletion of every passage of these documents."""
        writer = self._open_writer()
        for document_id in document_ids:
            writer.delete_documents_by_term("document", document_id)

    def commit(self) -> None:
        """Make staged changes durable and visible."""
        if self._writer is not None:
            self._writer.commit()
            self._index.reload()

    def search(self, query: str, limit: int, allowed: frozenset[str] | None = None) -> list[tuple[str, float]]:
        """(chunk id, BM25 score), best first. With ``allowed`` documents only their passages are scored."""
        import tantivy

        words = syllables(query)
        fields = ("uni", "bi")
        if is_unaccented(query):
            words, fields = folded(words), ("folded_uni", "folded_bi")
        terms = [(fields[0], word) for word in words] + [(fields[1], pair) for pair in bigrams(words)]
        if not terms:
            return []
        should = [(tantivy.Occur.Should, tantivy.Query.term_query(self._schema, *term)) for term in terms]
        question = tantivy.Query.boolean_query(should)
        if allowed is not None:
            inside = tantivy.Query.term_set_query(self._schema, "document", sorted(allowed))
            filtering = tantivy.Query.const_score_query(inside, 0.0)
            question = tantivy.Query.boolean_query([(tantivy.Occur.Must, question), (tantivy.Occur.Must, filtering)])
        searcher = self._index.searcher()
        hits: Sequence[Any] = searcher.search(question, limit).hits
        return [(str(searcher.doc(address).get_first("chunk")), float(score)) for score, address in hits]

    def count(self) -> int:
        """Number of passages visible."""
        return int(self._index.searcher().num_docs)

    def close(self) -> None:
        """Wait for merges and release the writer's lock."""
        if self._writer is not None:
            self._writer.wait_merging_threads()
            self._writer = None

    def clear(self) -> None:
        """Delete every passage."""
        self._open_writer().delete_all_documents()
        self.commit()

    def _open_writer(self) -> tantivy.IndexWriter:
        if self._writer is None:
            self._writer = self._index.writer(_HEAP_BYTES, 1)
        return self._writer


def is_unaccented(query: str) -> bool:
    """Whether a query of two letters or more has been typed without Vietnamese marks."""
    letters = [letter for letter in query if letter.isalpha()]
    marked = any(unicodedata.normalize("NFD", letter) != letter or letter in "đĐ" for letter in letters)
    return len(letters) >= 2 and not marked
