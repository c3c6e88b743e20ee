"""What a report says that somebody says happened, or was agreed."""
