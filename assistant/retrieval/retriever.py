"""The same search as a LangChain retriever, for those who build on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.retrieval.model import Filters
from assistant.retrieval.search import Search

if TYPE_CHECKING:
    from langchain_core.callbacks import CallbackManagerForRetrieverRun
    from langchain_core.documents import Document as LangChainDocument
    from langchain_core.retrievers import BaseRetriever

__all__ = ["as_retriever"]


def as_retriever(search: Search, k: int = 10, filters: Filters | None = None) -> BaseRetriever:
    """A ``BaseRetriever`` whose documents carry the quotation and, as metadata, its source, page and offsets."""
    from langchain_core.documents import Document as LangChainDocument
    from langchain_core.retrievers import BaseRetriever

    class PrecedentRetriever(BaseRetriever):
        """Search of the knowledge base behind LangChain's interface."""

        def _get_relevant_documents(
            self, query: str, *, run_manager: CallbackManagerForRetrieverRun
        ) -> list[LangChainDocument]:
            del run_manager
            return [
                LangChainDocument(
                    page_content=hit.chunk.text,
                    metadata={
                        "document_id": hit.document.document_id, "number": hit.document.number,
                        "symbol": hit.document.symbol, "issued_on": hit.document.issued_on,
                        "issuer": hit.document.issuer, "page": hit.chunk.page, "start": hit.chunk.start,
                        "end": hit.chunk.end, "section_path": list(hit.chunk.section_path), "score": hit.score,
                    },
                )
                for hit in search.search(query, k, filters)
            ]  # fmt: skip

    return PrecedentRetriever()
