"""The words of a page for a session on a phone."""

from walking import PHONE, SOURCE

WEB = SOURCE / "kith" / "web"
SHEETS = [*sorted(WEB.glob("shell/static/shell/*.css")), WEB / "share/static/share/share.css"]


def test_no_name_breaks_in_two_beside_its_words(window):
    """A name of usual length stands on one line at 360 pixels, and nothing has to be scrolled."""
    page = window(PHONE)
    style = "".join(sheet.read_text("utf-8") for sheet in SHEETS)
    said = "While we are together, my mood is probably about 1.2 points of 10 higher. " * 3
    rows = "".join(
        f'<tr><th scope="row">{name}</th><td>{said}</td></tr>' for name in ("Pepper", "Valentina")
    )
    page.set_content(
        f'<style>{style}</style><div class="frame"><main><details class="card same-words" open>'
        '<summary><h2>The same words</h2></summary><div class="table-wrap"><table><thead><tr>'
        '<th scope="col">Who or what</th><th scope="col">In words</th></tr></thead>'
        f"<tbody>{rows}</tbody></table></div></details></main></div>"
    )
    lines = page.locator("th[scope=row]").evaluate_all(
        """rows => rows.map(row => {
            const range = document.createRange();
            range.selectNodeContents(row);
            return new Set([...range.getClientRects()].map(one => Math.round(one.top))).size;
        })"""
    )
    assert lines == [1, 1]
    wrap = page.locator(".table-wrap")
    assert wrap.evaluate("one => one.scrollWidth <= one.clientWidth")
