"""What all checks of the Python client share."""

from contextlib import contextmanager
from typing import Iterator

import ovh

# Every plane of Unicode, and what means something in a URL, a form or HTML.
UNICODE = "Zoë & Śliwa – 東京 🦜 50% + <b>\"1\"</b> #2?/="
TIMEOUT = 15


def connect(keys: dict, **other: str) -> ovh.Client:
    """A client as anybody makes it, with some of the keys replaced."""
    given = {
        "application_key": keys["applicationKey"],
        "application_secret": keys["applicationSecret"],
        "consumer_key": keys["consumerKey"],
        **other,
    }
    return ovh.Client(endpoint=f"local-{keys['region']}", timeout=TIMEOUT, **given)


@contextmanager
def raises(kind: type[ovh.APIError], words: str = "") -> Iterator[None]:
    """The block must end in this very class of the client, with these words
    and the number of the query."""
    try:
        yield
    except ovh.APIError as error:
        assert type(error) is kind, f"expected {kind.__name__}, got {type(error).__name__}: {error}"
        assert words in str(error), f"no {words!r} in {error}"
        assert error.query_id, "the answer has no X-Ovh-QueryID"
        return
    raise AssertionError(f"expected {kind.__name__}, but the call was accepted")
