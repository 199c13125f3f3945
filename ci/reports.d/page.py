"""Opens the HTML report in Chromium: no error, a failure is found, opened and copied."""

import base64
import sys
from pathlib import Path

from chromium import Chromium

page, pictures = Path(sys.argv[1]).resolve(), sys.argv[2]
url = page.as_uri()
assert page.stat().st_size < 8_000_000, f"the page has {page.stat().st_size} bytes"


def visible(selector):
    """How many elements can be seen."""
    return (
        f"[...document.querySelectorAll({selector!r})]"
        ".filter(e => e.checkVisibility({visibilityProperty: true})).length"
    )


def search(browser, words):
    """Types into the search."""
    browser.evaluate(
        "(() => { const s = document.getElementById('search');"
        f"s.value = {words!r}; s.dispatchEvent(new Event('input')); }})()"
    )


def with_scripts(browser):
    """What a reader does."""
    browser.open(url)
    assert browser.evaluate(visible("#search")) == 1
    scenarios = browser.evaluate(visible("article.scenario"))
    assert scenarios > 100, scenarios
    assert browser.evaluate("document.querySelector('main > section').id") == "attention"

    search(browser, "stale-etag 418 received")
    assert browser.evaluate(visible("article.failure")) == 1
    assert 1 <= browser.evaluate(visible("article.scenario")) < scenarios
    assert "of" in browser.evaluate("document.getElementById('shown').textContent")
    text = browser.evaluate("document.querySelector('article.failure:not([hidden])').innerText")
    for part in ("write/stale-etag", "expected", "418", "412", "curl -i", "cardproof run", "cardproof repro"):
        assert part in text, part

    failure = "document.querySelector('article.failure:not([hidden])')"
    browser.evaluate(f"{failure}.querySelector('details').open = false")
    browser.evaluate(f"{failure}.querySelector('summary').click()")
    assert browser.evaluate(f"{failure}.querySelector('details').open")
    assert browser.evaluate(f"{failure}.querySelector('.messages').checkVisibility()")

    browser.evaluate(
        "navigator.clipboard.writeText = async (text) => { window.copied = text; }, undefined"
    )
    browser.evaluate(f"{failure}.querySelector('.copy button').click()")
    browser.wait("window.copied !== undefined")
    copied = browser.evaluate("window.copied")
    assert copied.startswith("fail write/stale-etag: ") and "\n  expected  418\n" in copied, copied

    search(browser, "nothing-has-this-name")
    assert browser.evaluate(visible("article")) == 0
    search(browser, "")
    browser.evaluate("document.querySelector('[data-verdict=fail]').click()")
    assert browser.evaluate(visible("article.scenario")) == 2
    browser.evaluate("document.querySelector('[data-verdict=fail]').click()")
    assert browser.evaluate(visible("article.scenario")) == scenarios

    browser.evaluate("location.hash = 'c/1/sync/expired-token', undefined")
    browser.wait("document.getElementById('s/sync/expired-token').querySelector('details').open")
    same = "document.querySelector('#s\\\\/sync\\\\/expired-token a.same')"
    target = browser.evaluate(f"{same}.getAttribute('href').slice(1)")
    browser.evaluate(f"{same}.click()")
    browser.wait(f"document.getElementById({target!r}).open")
    assert browser.evaluate("document.documentElement.scrollWidth <= innerWidth")


def make_pictures(browser):
    """What has to be looked at."""
    folder = Path(pictures)
    folder.mkdir(parents=True, exist_ok=True)
    for name, place in (("top", "top"), ("scenario", "c/1/sync/expired-token"), ("matrix", "r/sync-05")):
        browser.evaluate(f"location.hash = {place!r}, undefined")
        for look, width, scheme in (("light", 1280, "light"), ("dark", 1280, "dark"), ("narrow", 420, "light")):
            # Once for the width, which moves everything, and once more where one meant to look.
            browser.picture(folder / f"{name}-{look}.png", width, scheme=scheme)
            browser.evaluate(f"document.getElementById({place!r})?.scrollIntoView()")
            browser.picture(folder / f"{name}-{look}.png", width, scheme=scheme)
    printed = browser.call("Page.printToPDF")["data"]
    (folder / "print.pdf").write_bytes(base64.b64decode(printed))


def without_scripts(browser):
    """Everything can be read; what needs a script is not there."""
    browser.call("Emulation.setScriptExecutionDisabled", value=True)
    browser.open(url)
    browser.call("Emulation.setScriptExecutionDisabled", value=False)
    assert browser.evaluate(visible("#search")) == 0
    assert browser.evaluate(visible("article.failure .messages")) >= 1
    assert browser.evaluate(visible("article.scenario summary")) > 100
    browser.evaluate("document.querySelector('article.scenario summary').click()")
    assert browser.evaluate(visible("article.scenario .sequence")) >= 1


browser = Chromium()
try:
    with_scripts(browser)
    if pictures:
        make_pictures(browser)
    without_scripts(browser)
    assert not browser.complaints(), browser.complaints()
finally:
    browser.close()
print(f"the page of {page.stat().st_size // 1000} kB opens, and a failure is found, opened and copied")
