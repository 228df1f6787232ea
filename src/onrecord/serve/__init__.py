"""Answers to pages: one module a page, its template beside it, JSON at the same address.

settings → app → access (who may) → page modules (ask, then present). Nothing here fetches,
prints or decides what a statement means.
"""
