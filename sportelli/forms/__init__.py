"""What people typed about companies, suppliers, offices and people, cleaned."""
