"""Every page beside the first one, in the order in which the API describes them."""

from __future__ import annotations

from onrecord.serve import (
    account,
    accounts,
    actor,
    actors,
    add,
    api,
    article,
    articles,
    commitments,
    contradictions,
    map,
    pair,
    review,
    sign_on,
    split,
    statement,
    subscriptions,
    subscriptions_own,
    topic,
    what_if,
)

ROUTERS = tuple(
    page.router
    for page in (
        statement,
        article,
        articles,
        actor,
        actors,
        pair,
        topic,
        map,
        what_if,
        commitments,
        contradictions,
        add,
        subscriptions,
        subscriptions_own,
        review,
        split,
        sign_on,
        account,
        accounts,
        api,
    )
)
