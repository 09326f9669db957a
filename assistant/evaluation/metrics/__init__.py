"""Measures, one family a file; formula and paper in the docstrings, values by hand in the tests."""
