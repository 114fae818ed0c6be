"""What a page must be for everybody, measured in the browser."""

from axe_playwright_python.sync_playwright import Axe

ASSE = Axe().axe_script
# The page answers with what is wrong alone: what is right is a thousand times as long.
CERCA = """opzioni => axe.run(opzioni).then(esito => esito.violations.map(
    regola => `${regola.id}: ${regola.nodes.map(nodo => nodo.html.slice(0, 200))}`))"""
NORME = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violazioni(pagina):
    """What axe sees that is against W-01: one line for each rule broken, with the elements that break it."""
    # Preloading, axe would write styles into the page, and the page's own policy would refuse them.
    opzioni = {"runOnly": NORME, "resultTypes": ["violations"], "preload": False}
    pagina.evaluate(ASSE)
    return pagina.evaluate(CERCA, opzioni)


def scorre_di_lato(pagina):
    larga = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
    return pagina.evaluate(larga) > 0


def controlla(pagina):
    """W-01: no violation that axe can see, and no scrolling sideways."""
    assert violazioni(pagina) == [], pagina.url
    assert not scorre_di_lato(pagina), f"{pagina.url} scorre di lato"
