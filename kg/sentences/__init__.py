"""Article → sentences with tokens: `split` cuts, `boilerplate` finds what is no news."""
