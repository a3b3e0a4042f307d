"""The app's rows, and the queries on them: synchronous, one function an operation, always as an asker.

`NotFoundError` is raised alike for what is missing and what is somebody else's.
"""
