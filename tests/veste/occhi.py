"""What a page must be for everybody, measured in the browser."""

from axe_playwright_python.sync_playwright import Axe

NORME = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def controlla(pagina):
    """W-01: no violation that axe can see, and no scrolling sideways."""
    violazioni = Axe().run(pagina, options={"runOnly": NORME}).response["violations"]
    assert [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in violazioni] == [], pagina.url
    larga = pagina.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert larga <= 0, f"{pagina.url} scorre di lato"
