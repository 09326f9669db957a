"""Fitting the ranker again: ``python -m assistant.retrieval.training --data DIR``; needs the extra ``training``."""
