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
    && /opt/gege/bin/pip uninstall --yes editables hatchling setuptools pip \
    && find /opt/gege/lib -path '*/babel/locale-data/*.dat' \
        ! -name 'zh*' ! -name 'en*' ! -name root.dat -delete

FROM python:3.11-slim-bookworm
RUN groupadd --gid 10001 gege \
    && useradd --uid 10001 --gid gege --no-create-home --home-dir /data --shell /usr/sbin/nologin gege \
    && install --directory --owner gege --group root --mode 0770 /data
# Any uid may run it that is of group 0, as OpenShift's are.
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
