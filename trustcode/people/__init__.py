"""Accounts, roles and scopes: who a person is here, what they may do where, and how they prove it."""
