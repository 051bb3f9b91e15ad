"""One self-contained page: the look of the site, no script, no request, readable in grey."""

from base64 import b64encode
from html import escape
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"

CSS = """
:root{--paper:#FAF7F1;--card:#FFF;--ink:#1F2A2A;--muted:#465250;--line:#E5DFD3;--heal:#0F7A6C;
--heal-soft:#D6ECE7;--heal-ink:#08493F;--drain:#B8501F;--drain-soft:#F7E1D5;--drain-ink:#6E2C0D;
--gold:#9A6B12;--gold-ink:#573A05;--unknown:#747A83;--unknown-soft:#ECEDEF;--unknown-ink:#3C4249}
@media (prefers-color-scheme:dark){:root{--paper:#161B1A;--card:#202726;--ink:#EDE8DE;
--muted:#B9C1BD;--line:#333B39;--heal:#6FCBB9;--heal-soft:#173B35;--heal-ink:#BFEDE3;
--drain:#F0A07A;--drain-soft:#47261A;--drain-ink:#FAD7C6;--gold:#E0B45A;--gold-ink:#E0B45A;
--unknown:#98A0A8;--unknown-soft:#2C3234;--unknown-ink:#C3C8CE}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 Inter,system-ui,sans-serif}
main{max-width:58rem;margin:0 auto;padding:2rem 1rem 4rem}
h1,h2{font-family:Literata,Georgia,serif;line-height:1.2;margin:0 0 .6rem;font-weight:600}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.1rem)}h2{font-size:1.25rem}
p{margin:0 0 .8rem}.muted{color:var(--muted)}
.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.25rem;margin:1.1rem 0}
.scroll{overflow-x:auto}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.5rem .6rem;border-bottom:1px solid var(--line);vertical-align:top}
.number{text-align:right;white-space:nowrap}
.tag{display:inline-block;border-radius:999px;padding:.1rem .65rem;font-weight:600;font-size:.9rem;white-space:nowrap}
.tag.heal{background:var(--heal-soft);color:var(--heal-ink)}
.tag.drain{background:var(--drain-soft);color:var(--drain-ink)}
.tag.unknown{background:var(--unknown-soft);color:var(--unknown-ink)}
svg{display:block;width:100%;height:auto}
.wide{display:none}@media (min-width:40rem){.wide{display:block}.slim{display:none}}
"""

# How the classes of a drawn picture take the page's colours; the site has the same in its CSS.
PICTURE_CSS = """
.kp-paper{fill:transparent}.kp-rim{stroke:var(--card)}.kp-name,.kp-felt{fill:var(--ink)}.kp-kind,.kp-small{fill:var(--muted)}
.kp-band{fill:var(--unknown-soft)}.kp-line{stroke:var(--line)}.kp-zero{stroke:var(--unknown)}
.kp-mark-heal{fill:var(--heal)}.kp-mark-drain{fill:var(--drain)}.kp-mark-unknown{fill:var(--unknown)}
.kp-bar-heal{stroke:var(--heal)}.kp-bar-drain{stroke:var(--drain)}.kp-bar-unknown{stroke:var(--unknown)}
.kp-ring{fill:var(--card);stroke:var(--unknown)}.kp-event{stroke:var(--gold)}
.kp-event-name{fill:var(--gold-ink)}
"""
PRINT_CSS = """
@media print{body{background:#fff}main{padding:0}.card{break-inside:avoid;border-color:#999}}
"""


def page(title: str, body: str, *, language: str = "en") -> str:
    """Return a whole HTML document around `body`, which is HTML already."""
    return (
        f'<!doctype html>\n<html lang="{escape(language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'; font-src data:\">\n"
        f"<title>{escape(title)}</title>\n<style>{_faces()}{CSS}{PICTURE_CSS}{PRINT_CSS}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _faces() -> str:
    wanted = (("Inter", 400, "Inter-Regular"), ("Inter", 600, "Inter-SemiBold"))
    return "".join(
        f"@font-face{{font-family:{family};font-weight:{weight};"
        f"src:url(data:font/ttf;base64,{_in_text(name)})}}"
        for family, weight, name in (*wanted, ("Literata", 600, "Literata-SemiBold"))
    )


def _in_text(name: str) -> str:
    return b64encode((FONTS / f"{name}.ttf").read_bytes()).decode()
