"""A bottomless SMTP sink, as fast as Python goes: it accepts everything and counts.

`python bench/pozzo.py PORT`: prints «pronto», then listens until it is killed. The text of each
message must end
with its last packet, as smtplib sends it.
"""

import asyncio
import sys

RISPOSTE = {
    b"EHLO": b"250 pozzo\r\n",
    b"MAIL": b"250 OK\r\n",
    b"RCPT": b"250 OK\r\n",
    b"DATA": b"354 go\r\n",
    b"RSET": b"250 OK\r\n",
    b"QUIT": b"221 bye\r\n",
}


class Pozzo(asyncio.Protocol):
    def connection_made(self, transport):
        self.linea, self.dati = transport, None
        transport.write(b"220 pozzo\r\n")

    def data_received(self, ricevuti):
        if self.dati is not None:
            self.dati += ricevuti
            if self.dati.endswith(b"\r\n.\r\n"):
                self.dati = None
                self.linea.write(b"250 OK\r\n")
            return
        comando = ricevuti[:4].upper()
        if comando == b"DATA":
            self.dati = bytearray()
        self.linea.write(RISPOSTE[comando])
        if comando == b"QUIT":
            self.linea.close()


async def ascolta(porta):
    server = await asyncio.get_running_loop().create_server(Pozzo, "127.0.0.1", porta)
    sys.stdout.write("pronto\n")
    sys.stdout.flush()
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(ascolta(int(sys.argv[1])))
