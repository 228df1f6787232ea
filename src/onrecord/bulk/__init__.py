"""Many articles at once: archives → parts → engine → files, resumable and the same everywhere.

An archive is cut into parts. A part is read in one go, by any process of any engine, into files
whose bytes depend on its articles, the version and the model alone. The run that cuts the parts
also puts the files in place, so that what is there is whole, and what is there is not redone.
"""
