"""How the tables of `onrecord.world` are built: `python -m world_build DATA`."""
