from pathlib import Path
from shutil import which

import pytest

from counterclaim.dossier.page import render
from counterclaim.ledger import Ledger

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = which("chromium") or which("chromium-browser")

pytestmark = [pytest.mark.browser, pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")]


@pytest.mark.parametrize("script", [True, False])
def test_page_opens_offline_without_a_request_or_a_complaint(ledger: Ledger, tmp_path: Path, script: bool) -> None:
    path = tmp_path / "dossier.html"
    path.write_bytes(render(ledger).encode())
    requests, complaints = [], []
    with playwright.sync_playwright() as browsers:
        browser = browsers.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_context(offline=True, java_script_enabled=script).new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("console", lambda message: complaints.append(message.text))
        page.set_viewport_size({"width": 390, "height": 800})
        page.goto(f"{path.as_uri()}#one/s5")
        assert page.locator("mark.orphan:target").inner_text() == "It was probably a lightning strike"
        if script:
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            page.get_by_role("searchbox").fill("ana ruiz")
            playwright.expect(page.locator(".matrix tr.filterable:visible")).to_have_count(1)
        browser.close()
    assert requests == [f"{path.as_uri()}#one/s5"] or requests == [path.as_uri()]
    assert complaints == []
