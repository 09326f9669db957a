"""Tiền lệ: precedents for advisory reports on draft provincial documents."""

__version__ = "0.1.0"
