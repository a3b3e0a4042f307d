"""What stands for OpenAI's element in tests with a browser."""

from pathlib import Path

ELEMENT = Path(__file__).with_suffix(".js").read_text()
"""JavaScript to serve in the place of OpenAI's script (`CHATKIT["SCRIPT_URL"]`)."""
