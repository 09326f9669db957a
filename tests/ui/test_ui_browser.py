"""The product in a real browser: upload a draft, decide, take the Word report; search; bring a document in."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
DRAFT = ROOT / "corpus" / "drafts" / "du-thao-1-so-ket-giua-nhiem-ky.docx"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The interface as `tienle serve --sample` opens it on a machine that has no knowledge base yet."""
    home = tmp_path_factory.mktemp("home")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "assistant", "--home", str(home), "serve", "--sample", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as server:
        try:
            assert server.stdout is not None
            line = server.stdout.readline()
            assert f"http://127.0.0.1:{port}" in line
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()


@pytest.fixture
def page(address: str) -> Iterator[Page]:
    """The open page; at the end nothing may have been asked of another host, and nothing may have failed."""
    from playwright.sync_api import sync_playwright

    asked: list[str] = []
    failed: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        opened = browser.new_page(viewport={"width": 1366, "height": 768})
        opened.set_default_timeout(90_000)
        opened.on("request", lambda request: asked.append(request.url))
        opened.on("pageerror", lambda error: failed.append(str(error)))
        opened.goto(address)
        opened.wait_for_selector("#start")
        yield opened
        browser.close()
    assert [url for url in asked if not url.startswith((address, "data:", "blob:"))] == []
    assert failed == []


def analyse(page: Page, file: Path) -> None:
    page.set_input_files("#draft input[type=file]", file)
    page.wait_for_selector(f"#draft :text('{file.stem[:8]}')")
    page.click("#start")


def test_a_draft_is_reviewed_decided_saved_as_word_and_remembered(page: Page, tmp_path: Path) -> None:
    import docx

    analyse(page, DRAFT)
    page.wait_for_selector("article.tl-card")
    cards = page.locator("article.tl-card[data-id]")
    count = cards.count()
    assert count >= 5
    accepted, edited, rejected = (cards.nth(n).get_attribute("data-id") for n in range(3))
    texts = [cards.nth(n).locator(".tl-text").inner_text() for n in range(3)]

    page.click(f"article[data-id='{accepted}'] button[data-act=accept]")
    page.wait_for_selector(f"article[data-id='{accepted}'].tl-accepted")
    page.click(f"article[data-id='{edited}'] button[data-act=edit]")
    page.fill(f"article[data-id='{edited}'] .tl-editor", "Đề nghị nêu rõ cơ quan chủ trì của từng nhiệm vụ.")
    page.click(f"article[data-id='{edited}'] button[data-act=save]")
    page.wait_for_selector(f"article[data-id='{edited}'].tl-edited")
    page.click(f"article[data-id='{rejected}'] button[data-act=reject]")
    page.fill(f"article[data-id='{rejected}'] .tl-why", "đã có trong phụ lục")
    page.click(f"article[data-id='{rejected}'] button[data-act=refuse]")
    page.wait_for_selector(f"article[data-id='{rejected}'].tl-rejected")
    assert f"{count} gợi ý" in page.inner_text(".tl-summary")
    assert "1 đã chấp nhận, 1 đã sửa, 1 không dùng" in page.inner_text(".tl-summary")

    page.wait_for_timeout(500)
    with page.expect_download() as download:
        page.click("#report")
    target = tmp_path / "report.docx"
    download.value.save_as(target)
    report = docx.Document(str(target))
    written = "\n".join(
        [p.text for p in report.paragraphs] + [c.text for t in report.tables for r in t.rows for c in r.cells]
    )
    assert texts[0] in written
    assert "Đề nghị nêu rõ cơ quan chủ trì của từng nhiệm vụ." in written
    assert texts[1] not in written
    assert texts[2] not in written

    page.reload()
    page.wait_for_selector("#start")
    analyse(page, DRAFT)
    page.wait_for_selector(f"article[data-id='{accepted}'].tl-accepted")
    assert "1 đã chấp nhận, 1 đã sửa, 1 không dùng" in page.inner_text(".tl-summary")


def test_a_file_that_cannot_be_read_is_said_in_one_vietnamese_line(page: Page, tmp_path: Path) -> None:
    broken = tmp_path / "hong.pdf"
    broken.write_bytes(b"%PDF-1.7\nnothing here")
    analyse(page, broken)
    page.wait_for_selector(".tl-notice.tl-error")
    said = page.inner_text(".tl-notice.tl-error")
    assert said.startswith("hong.pdf: ")
    assert "Traceback" not in said


def test_the_knowledge_base_is_searched_without_diacritics(page: Page) -> None:
    page.get_by_role("tab", name="Tìm tiền lệ").click()
    page.fill("#query textarea, #query input", "nguyen nhan chu quan cua han che")
    page.click("#go")
    page.wait_for_selector("#hits article")
    assert "nguyên nhân" in page.inner_text("#hits").lower()


def test_a_document_is_brought_in_and_listed(page: Page, tmp_path: Path) -> None:
    page.get_by_role("tab", name="Kho tiền lệ").click()
    path = tmp_path / "gop-y.txt"
    path.write_text(
        "HỘI LUẬT GIA TỈNH\n\nSố: 88/BC-HLG\n\nTrường Hải, ngày 5 tháng 6 năm 2023\n\nBÁO CÁO\n"
        "Kết quả góp ý dự thảo Quy chế tiếp công dân\n\nI. ĐÁNH GIÁ CHUNG\n\n- Đề nghị bổ sung thời hạn trả lời.\n",
        "utf-8",
    )
    page.set_input_files("#files input[type=file]", path)
    page.wait_for_selector("#files :text('gop-y')")
    page.click("#ingest")
    page.wait_for_selector("#outcome .tl-notice")
    assert "Đã nạp 1 văn bản mới" in page.inner_text("#outcome")
    page.wait_for_selector("#documents td:text('88/BC-HLG')")
