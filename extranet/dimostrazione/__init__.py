"""A living network to look at: people, companies, suppliers and pratiche, all invented."""
