"""Rules, alerts and their tests for Prometheus, and the routes of its Alertmanager."""
