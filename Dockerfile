# Gege with what it needs, and nothing that only builds it: `docker compose build`.

FROM python:3.11-slim-bookworm AS builder
WORKDIR /src
RUN python -m venv /opt/gege
COPY requirements.lock ./
RUN /opt/gege/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements.lock
COPY pyproject.toml LICENSE ./
COPY bot bot
COPY messages messages
RUN /opt/gege/bin/pip install --no-cache-dir --no-deps --no-build-isolation . \
    && /opt/gege/bin/pip uninstall --yes editables hatchling pip

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 gege \
    && useradd --uid 10001 --gid gege --no-create-home --home-dir /data --shell /usr/sbin/nologin gege \
    && install --directory --owner gege --group gege --mode 0700 /data
COPY --from=builder /opt/gege /opt/gege
COPY scripts/healthy.py /opt/gege/healthy.py
ENV PATH=/opt/gege/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    GEGE_DATABASE_URL=sqlite+aiosqlite:////data/gege.db
WORKDIR /data
VOLUME /data
USER 10001:10001
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s --retries=3 \
    CMD ["python", "/opt/gege/healthy.py"]
CMD ["gege", "run"]
