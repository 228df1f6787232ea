"""Who is who in the world: tables of facts, each row with its source, and look-ups over them."""

from onrecord.world.entities import Answer, Coverage, Entity, Membership, Office, Tenure
from onrecord.world.knowledge import World

__all__ = ["Answer", "Coverage", "Entity", "Membership", "Office", "Tenure", "World"]
