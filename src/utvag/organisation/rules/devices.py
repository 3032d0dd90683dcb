"""What a browser calls itself, in two words that its owner knows it by. No more of it is kept."""

from typing import Final

UNKNOWN: Final = "Okänd webbläsare"
# The first that fits: most browsers also call themselves by others' names.
_BROWSERS: Final = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("Firefox/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
)
_SYSTEMS: Final = (
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)


def device_of(user_agent: str) -> str:
    """Give the browser and the system, such as "Firefox, Windows"."""
    browser = next((word for sign, word in _BROWSERS if sign in user_agent), UNKNOWN)
    system = next((word for sign, word in _SYSTEMS if sign in user_agent), "")
    return f"{browser}, {system}" if system else browser
