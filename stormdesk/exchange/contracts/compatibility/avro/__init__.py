"""Avro, compared."""
