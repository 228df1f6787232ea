"""New rows → messages: who has subscribed to which search, what they agreed to, and their mail.

    sign_up → confirm → (round by round) digests → outbox → delivery

A *round* turns what is new into mails and hands them to the mail server; docs/alerts.md says
what is promised about lost and repeated mails, and how it is kept.
"""
