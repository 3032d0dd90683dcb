"""Walk a page by the keyboard alone."""

from playwright.sync_api import Page

NAME_OF_FOCUS = """() => {
  const e = document.activeElement;
  if (!e || e === document.body) return "";
  const box = e.getBoundingClientRect();
  const shown = box.width > 0 && box.height > 0 && box.right > 0 && box.bottom > 0;
  const text = e.innerText.trim().replace(/\\s+/g, " ");
  return (shown ? "" : "HIDDEN ") + (e.id ? "#" + e.id : text || e.name || e.tagName);
}"""


def tab_order(page: Page, *, limit: int = 200) -> list[str]:
    """Press Tab through the page and give what held the focus each time."""
    seen: list[str] = []
    for _ in range(limit):
        page.keyboard.press("Tab")
        name = str(page.evaluate(NAME_OF_FOCUS))
        if not name:
            break
        seen.append(name)
    return seen
