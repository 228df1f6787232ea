"""A store as tools for assistants, over the Model Context Protocol: `pip install 'onrecord[mcp]'`."""
