"""Dashboards for Grafana: for those who decide, those on call, and those who look for a cause."""
