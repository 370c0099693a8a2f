"""What services report while messages travel: spans, logs, metrics, and who gathers them."""
