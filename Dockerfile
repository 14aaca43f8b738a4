# Two images from one file: `web` serves pages and keeps the database, `judge` runs what learners write.
# compose.yaml puts them together.

FROM python:3.11-slim AS base
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PATH=/opt/venv/bin:$PATH
# One user in both images: they meet at a socket that only this user may open.
RUN groupadd --gid 10001 torchyard \
 && useradd --uid 10001 --gid torchyard --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin torchyard \
 && python -m venv /opt/venv \
 && install -d -m 700 -o torchyard -g torchyard /run/torchyard
WORKDIR /srv/torchyard


FROM base AS web
RUN install -d -m 700 -o torchyard -g torchyard /data
COPY requirements-web.lock ./
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements-web.lock
COPY app app
COPY migrations migrations
COPY templates templates
COPY static static
COPY problems problems
RUN python -m compileall -q app migrations
USER torchyard
ENV TORCHYARD_HOST=0.0.0.0 \
    TORCHYARD_DATA=/data \
    TORCHYARD_JUDGE=external \
    TORCHYARD_JUDGE_SOCKET=/run/torchyard/judge.sock
VOLUME ["/data", "/run/torchyard"]
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["python", "-m", "app", "serve"]


FROM base AS judge
# Where torch alone is taken from. Empty: pip's own index, whose build for Linux brings CUDA (several GB).
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
# libseccomp writes the system call filter; most slim images carry it already.
RUN ldconfig -p | grep -q 'libseccomp\.so\.2' \
 || (apt-get update && apt-get install -y --no-install-recommends libseccomp2 && rm -rf /var/lib/apt/lists/*)
COPY requirements-judge.lock ./
RUN if [ -n "$TORCH_INDEX" ]; then \
      pip install --no-cache-dir --disable-pip-version-check --no-deps --index-url "$TORCH_INDEX" \
          "$(grep '^torch==' requirements-judge.lock)"; \
    fi \
 && pip install --no-cache-dir --disable-pip-version-check -r requirements-judge.lock
COPY app app
COPY problems problems
RUN python -m compileall -q app
USER torchyard
# The data folder of a judge holds nothing worth keeping: it may lie on a tmpfs under a read-only root.
ENV TORCHYARD_DATA=/tmp/torchyard \
    TORCHYARD_JUDGE_SOCKET=/run/torchyard/judge.sock
VOLUME ["/run/torchyard"]
CMD ["python", "-m", "app", "judge"]


# Not for use: the hostile suite, run inside the judge's image and under its restrictions (scripts/try-containers --hostile).
FROM judge AS hostile
USER root
COPY requirements-dev.lock pyproject.toml ./
RUN pip install --no-cache-dir --disable-pip-version-check \
        $(grep -E '^(pytest|pluggy|iniconfig|packaging|hypothesis|sortedcontainers)==' requirements-dev.lock)
COPY tests/conftest.py tests/conftest.py
COPY tests/judge tests/judge
USER torchyard
CMD ["python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/judge/hostile"]
