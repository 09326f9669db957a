"""Analyses of one draft, one family a file: each finds something in the draft itself, shows it and says what to do."""
