"""Faults, brought about for real: daphne and uvicorn as processes, sockets that break, PostgreSQL, signals."""
