"""Typed values: examples, literals and the patterns they match."""
