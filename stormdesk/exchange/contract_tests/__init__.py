"""Contracts as a project of tests that teams run beside their own code."""
