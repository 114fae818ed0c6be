"""Pages of companies, suppliers, offices and people."""
