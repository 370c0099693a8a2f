"""Kafka topics and access to them."""
