"""Training of the static embedding that ships with the project: ``python -m assistant.index.training --help``.

vocabulary.py (what counts as one token) → start.py (latent semantic rows) → tune.py (contrastive tuning on pairs
of texts that belong together) → save.py (the sentence-transformers ``StaticEmbedding`` folder).
"""
