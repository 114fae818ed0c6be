"""What people type about the calendar, cleaned."""
