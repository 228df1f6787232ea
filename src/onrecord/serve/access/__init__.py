"""Who may read and write: accounts, sessions, tokens, forgery checks, rates, single sign-on."""
