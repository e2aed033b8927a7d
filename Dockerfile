# Daybrief in a container: docker build -t daybrief . ; then see docs/deployment.md

FROM python:3.11-slim AS build
WORKDIR /build
RUN python -m venv /opt/daybrief
COPY requirements.lock .
RUN /opt/daybrief/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements.lock
COPY bot /opt/daybrief/app/bot
COPY briefings /opt/daybrief/app/briefings
COPY config /opt/daybrief/app/config
RUN /opt/daybrief/bin/python -m compileall -q /opt/daybrief/app \
    && /opt/daybrief/bin/pip uninstall --yes --quiet pip setuptools

FROM python:3.11-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin daybrief \
    && install -d -o daybrief -g daybrief -m 0750 /data
COPY --from=build /opt/daybrief /opt/daybrief
ENV PYTHONPATH=/opt/daybrief/app \
    PYTHONUNBUFFERED=1 \
    DAYBRIEF_DATABASE_URL=sqlite:////data/daybrief.db \
    DAYBRIEF_HTTP_PORT=8080 \
    DAYBRIEF_LOG_FORMAT=json
USER daybrief
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 \
    CMD ["/opt/daybrief/bin/python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8080/healthz', timeout=4)"]
ENTRYPOINT ["/opt/daybrief/bin/python", "-m", "bot"]
CMD ["run"]
