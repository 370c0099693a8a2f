"""What compat prints."""
