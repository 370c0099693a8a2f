"""Protobuf, compared."""
