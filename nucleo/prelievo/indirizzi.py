"""Which addresses are the public Internet, and nobody's inside."""

from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from urllib.parse import quote, urlsplit

from nucleo.prelievo.regole import Regole, Rifiutato

PORTE = {"http": 80, "https": 443}
# What a path or a query may have as it is: whatever has been escaped already stays so.
INTATTI = "/%:@!$&'()*+,;=-._~?"
# All of the IPv6 Internet is here: IPv4-mapped and NAT64 addresses, link-local, local and multicast are not.
INTERNET_6 = IPv6Network("2000::/3")
# Within it and within IPv4: tunnels that lead to IPv4 inside, examples, and a cloud's own service, which has
# an address that looks like anybody's.
MAI = tuple(
    ip_network(rete)
    for rete in (
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
        *("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32"),
    )
)


@dataclass(frozen=True)
class Meta:
    """Where a URL leads: scheme, name of the host, port, and what is asked of it."""

    schema: str
    nome: str
    porta: int
    percorso: str

    @property
    def ospite(self) -> str:
        """As the Host header says it."""
        nome = f"[{self.nome}]" if ":" in self.nome else self.nome
        return nome if self.porta == PORTE[self.schema] else f"{nome}:{self.porta}"


def meta(indirizzo: str, regole: Regole) -> Meta:
    """Reads a URL; Rifiutato for one that is not of the web, has credentials, or hides something."""
    if any(ord(segno) <= 32 or ord(segno) == 127 for segno in indirizzo):
        raise Rifiutato("L'indirizzo contiene spazi o caratteri non ammessi.")
    try:
        parti = urlsplit(indirizzo)
        nome, porta = parti.hostname or "", parti.port
    except ValueError:
        raise Rifiutato("L'indirizzo non è scritto bene.") from None
    if parti.scheme not in regole.schemi or parti.scheme not in PORTE:
        raise Rifiutato(f"L'indirizzo comincia con {' o '.join(f'{s}://' for s in regole.schemi)}.")
    if parti.username is not None or parti.password is not None:
        raise Rifiutato("L'indirizzo non può contenere nome utente e password.")
    porta = PORTE[parti.scheme] if porta is None else porta
    if porta not in regole.porte:
        raise Rifiutato(f"La porta {porta} non è fra quelle ammesse.")
    percorso = quote(parti.path or "/", safe=INTATTI)
    chiesto = "?" + quote(parti.query, safe=INTATTI) if parti.query else ""
    return Meta(parti.scheme, _nome_di_rete(nome), porta, percorso + chiesto)


def _nome_di_rete(nome: str) -> str:
    if not nome:
        raise Rifiutato("L'indirizzo non dice quale sito.")
    try:
        return nome if ":" in nome or nome.isascii() else nome.encode("idna").decode()
    except UnicodeError:
        raise Rifiutato("Il nome del sito non è valido.") from None


def pubblico(indirizzo: str) -> bool:
    """Whether an address belongs to the Internet, and to nothing that only we can reach."""
    try:
        ip = ip_address(indirizzo)
    except ValueError:
        return False
    if any(ip in rete for rete in MAI if rete.version == ip.version):
        return False
    if isinstance(ip, IPv6Address):
        return ip.scope_id is None and ip in INTERNET_6
    return ip.is_global and not (ip.is_multicast or ip.is_reserved)


def ammesso(indirizzo: str, regole: Regole) -> bool:
    """Whether the rules let it be reached."""
    return pubblico(indirizzo) or _fra(indirizzo, regole.ammesse)


def _fra(indirizzo: str, reti: tuple[IPv4Network | IPv6Network, ...]) -> bool:
    try:
        ip: IPv4Address | IPv6Address = ip_address(indirizzo)
    except ValueError:
        return False
    return any(ip in rete for rete in reti if rete.version == ip.version)
