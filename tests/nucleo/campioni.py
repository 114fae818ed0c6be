"""Small real files of every format that we take, and the tricks that we refuse."""

import io
import struct
import zipfile
import zlib

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
_OOXML = "application/vnd.openxmlformats-officedocument."


def zip_di(voci, metodo=zipfile.ZIP_DEFLATED):
    memoria = io.BytesIO()
    with zipfile.ZipFile(memoria, "w", metodo) as archivio:
        for nome, dati in voci.items():
            archivio.writestr(nome, dati)
    return memoria.getvalue()


def ooxml(parte, **altre):
    tipi = f'<?xml version="1.0"?><Types><Override ContentType="{_OOXML}{parte}.main+xml"/></Types>'
    return zip_di({"[Content_Types].xml": tipi, "_rels/.rels": "<Relationships/>", **altre})


def odf(parte, **altre):
    segno = f"application/vnd.oasis.opendocument.{parte}"
    return zip_di({"mimetype": segno, "content.xml": "<x/>", **altre})


def pezzo(genere, dati):
    return struct.pack(">I", len(dati)) + genere + dati + struct.pack(">I", zlib.crc32(genere + dati))


def png(larghezza=1, altezza=1):
    testa = struct.pack(">IIBBBBB", larghezza, altezza, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + pezzo(b"IHDR", testa)
        + pezzo(b"IDAT", zlib.compress(b"\0\1\2\3"))
        + pezzo(b"IEND", b"")
    )


def jpeg(larghezza=1, altezza=1):
    cornice = struct.pack(">BHHB", 8, altezza, larghezza, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        b"\xff\xc0" + struct.pack(">H", len(cornice) + 2) + cornice + b"\xff\xda\x00\x02\x00\x00\xff\xd9"
    )


def ole(contenuto=b""):
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + contenuto


EML = (
    b"From: Anna <anna@esempio.it>\r\nDate: Mon, 23 Nov 2026 10:00:00 +0100\r\n"
    b"Subject: ciao\r\n\r\n<p>ciao</p>\r\n"
)
P7M = b"\x30\x82\x01\x00\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x82\x00\xf0" + b"\0" * 40

BUONI = {
    "contratto.pdf": PDF,
    "lettera.docx": ooxml("wordprocessingml.document"),
    "listino.xlsx": ooxml("spreadsheetml.sheet"),
    "profilo.pptx": ooxml("presentationml.presentation"),
    "lettera.odt": odf("text"),
    "listino.ods": odf("spreadsheet"),
    "profilo.odp": odf("presentation"),
    "vecchia.doc": ole(),
    "vecchio.xls": ole(),
    "messaggio.msg": ole(),
    "elenco.csv": "città;n\nForlì;3\n".encode("latin-1"),
    "nota.txt": "perché sì\n".encode(),
    "messaggio.eml": EML,
    "firmato.pdf.p7m": P7M,
    "foto.jpg": jpeg(),
    "logo.png": png(),
}

_BOMBA = zip_di({"[Content_Types].xml": f"{_OOXML}wordprocessingml.document.main+xml{' ' * 20_000_000}"})
_TANTE = {f"f{numero}": "" for numero in range(5_001)}
CATTIVI = {
    "vuoto": ("vuoto.pdf", b""),
    "html": ("pagina.html", b"<html><script>alert(1)</script></html>"),
    "svg": ("logo.svg", b"<svg onload='alert(1)'/>"),
    "eseguibile": ("fattura.pdf.exe", b"MZ\x90\0"),
    "senza estensione": ("fattura", PDF),
    "script": ("avvia.sh", b"#!/bin/sh\nrm -rf /\n"),
    "html detto pdf": ("pagina.pdf", b"<html></html>"),
    "exe detto pdf": ("fattura.pdf", b"MZ\x90\0" + b"\0" * 200),
    "exe detto jpg": ("foto.jpg", b"MZ\x90\0" + b"\0" * 200),
    "html detto txt": ("nota.txt", b"\n\n  <html><script>alert(1)</script>"),
    "html col BOM detto txt": ("nota.txt", b"\xef\xbb\xbf<!DOCTYPE html><script></script>"),
    "html dopo del testo": ("nota.csv", b"a;b\n<script src=//x></script>"),
    "svg detto csv": ("logo.csv", b"<svg xmlns='x'/>"),
    "programma detto txt": ("nota.txt", b"#!/usr/bin/env python\nimport os"),
    "binario detto csv": ("dati.csv", b"a;b\n\0\1\2"),
    "html detto eml": ("messaggio.eml", b"<html>From: a\nDate: b\n\n"),
    "testo detto eml": ("messaggio.eml", b"ciao"),
    "pdf e pagina insieme": ("due.pdf", b"%PDF-1.4\n<html><script>alert(1)</script>\n%%EOF"),
    "pdf e zip insieme": ("due.pdf", PDF + zip_di({"a.txt": "x"}) + b"%%EOF"),
    "pdf troncato": ("tronco.pdf", PDF[:20]),
    "pdf che comincia dopo": ("due.pdf", b"GIF89a" + PDF),
    "jpg e zip insieme": ("due.jpg", jpeg() + zip_di({"a.txt": "x"})),
    "jpg incompleta": ("foto.jpg", jpeg()[:30]),
    "jpg enorme": ("foto.jpg", jpeg(65_000, 65_000)),
    "png con la coda": ("logo.png", png() + b"<script>alert(1)</script>"),
    "png rovinata": ("logo.png", png()[:-6] + b"\0\0\0\0\0\0"),
    "png enorme": ("logo.png", png(50_000, 50_000)),
    "zip detto docx": ("due.docx", zip_di({"a.txt": "x"})),
    "docx detto xlsx": ("due.xlsx", ooxml("wordprocessingml.document")),
    "docx con macro": ("m.docx", ooxml("wordprocessingml.document", **{"word/vbaProject.bin": "x"})),
    "odt detto ods": ("due.ods", odf("text")),
    "odt con macro": (
        "m.odt",
        odf("text", **{"Basic/x.xml": ""}),
    ),
    "zip che esplode": ("bomba.docx", _BOMBA),
    "zip con troppe voci": (
        "b.docx",
        ooxml("wordprocessingml.document", **_TANTE),
    ),
    "zip che esce": ("b.docx", ooxml("wordprocessingml.document", **{"../../etc/passwd": "x"})),
    "zip con entità": (
        "b.docx",
        ooxml("wordprocessingml.document", **{"word/document.xml": '<!DOCTYPE a [<!ENTITY a "b">]><a/>'}),
    ),
    "zip preceduto da altro": ("b.docx", b"MZ" + ooxml("wordprocessingml.document")),
    "zip seguito da altro": ("b.docx", ooxml("wordprocessingml.document") + b"<script></script>"),
    "zip rovinato": ("b.docx", ooxml("wordprocessingml.document")[:60]),
    "doc con macro": ("m.doc", ole("_VBA_PROJECT".encode("utf-16-le"))),
    "testo detto p7m": ("firmato.p7m", b"0 ciao"),
    "gif": ("foto.gif", b"GIF89a\1\0\1\0\0\0\0;"),
    "zip": ("archivio.zip", zip_di({"a.txt": "x"})),
    "macro dichiarate": ("m.docm", ooxml("wordprocessingml.document")),
    "collegamento": ("sito.url", b"[InternetShortcut]\nURL=http://x\n"),
    "html compresso": ("pagina.xhtml", b"<html/>"),
}
