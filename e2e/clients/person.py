"""A person in front of the control plane's pages: reads, fills in, sends."""

import html
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import requests

TIMEOUT = 15


class Page(HTMLParser):
    """A page with one form, as a person sees it."""

    def __init__(self, response: requests.Response) -> None:
        super().__init__()
        self.status = response.status_code
        self.source = response.text
        self.url = response.url
        self.action: str | None = None
        self.fields: dict[str, str] = {}
        self.choices: dict[str, list[str]] = {}
        self.code: list[str] = []
        self._select: str | None = None
        self._in_code = False
        self.feed(response.text)

    def handle_starttag(self, tag: str, attributes: list) -> None:
        given = dict(attributes)
        if tag == "form":
            self.action = urljoin(self.url, given.get("action", ""))
        elif tag == "input" and given.get("name"):
            self.fields[given["name"]] = given.get("value") or ""
        elif tag == "select":
            self._select = given.get("name")
            self.choices[self._select] = []
        elif tag == "option" and self._select:
            chosen = self.choices[self._select]
            if not chosen or "selected" in given:
                self.fields[self._select] = given["value"]
            chosen.append(given["value"])
        elif tag == "code":
            self._in_code = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = None
        elif tag == "code":
            self._in_code = False

    def handle_data(self, text: str) -> None:
        if self._in_code:
            self.code.append(text)


class Person:
    """Somebody at a browser on the control plane's own machine."""

    def __init__(self, control_plane: str) -> None:
        self.control_plane = control_plane
        self.browser = requests.Session()

    def password(self) -> str:
        """That of the sample accounts, from the page that shows it."""
        page = self.browser.get(f"{self.control_plane}/_local/", timeout=TIMEOUT)
        page.raise_for_status()
        shown = re.search(r"password[^<]*<code>([^<]+)</code>", page.text)
        assert shown, "no password on /_local/"
        return html.unescape(shown[1])

    def open(self, url: str) -> Page:
        return Page(self.browser.get(url, timeout=TIMEOUT))

    def send(self, page: Page, **answers: str) -> requests.Response:
        """Sends the form with what it holds and `answers`; follows nothing."""
        assert page.action, f"no form on the page ({page.status})"
        unknown = set(answers) - set(page.fields) - {"answer"}
        assert not unknown, f"no field {unknown} in the form"
        return self.browser.post(
            page.action,
            data={**page.fields, **answers},
            headers={"Origin": self.control_plane},
            allow_redirects=False,
            timeout=TIMEOUT,
        )
