"""A living network to look at: people, companies, pratiche, circulars, initiatives, all invented."""
