"""The assistant: who answers, from what, with which tools. Nothing outside this package imports `agents`."""
