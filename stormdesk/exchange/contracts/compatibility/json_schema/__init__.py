"""JSON Schema, compared."""
