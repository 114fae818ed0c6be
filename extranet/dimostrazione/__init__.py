"""A living network to look at: people, companies, suppliers, pratiche and circulars, all invented."""
