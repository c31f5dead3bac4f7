# Two stages: the first has pip and the sources, the second only what runs. Nobody in it is root.
FROM python:3.11-slim AS build
WORKDIR /source
RUN python -m venv /opt/ravine
# The dependencies first: this layer stays while only the code changes.
COPY pyproject.toml constraints.txt ./
RUN python -c "import tomllib; print(*tomllib.load(open('pyproject.toml', 'rb'))['project']['dependencies'], sep='\n')" > dependencies.txt \
 && /opt/ravine/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt --requirement dependencies.txt
COPY README.md LICENSE ./
COPY app app
COPY surfaces surfaces
COPY static static
COPY tests/setup tests/setup
# The page's modules and style sheets as one file each; the server checks that they are those of these sources.
RUN python tests/setup/node.py esbuild && /opt/ravine/bin/python -m tests.setup.bundle
RUN /opt/ravine/bin/pip install --no-cache-dir --disable-pip-version-check --no-deps .
# docker build --build-arg EXTRA=dask: maps on other machines (compose.yaml).
ARG EXTRA=
RUN [ -z "$EXTRA" ] || /opt/ravine/bin/pip install --no-cache-dir --disable-pip-version-check --constraint constraints.txt ".[$EXTRA]"

FROM python:3.11-slim
# By number, because Kubernetes cannot tell whether a name is root.
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin ravine \
 && install --directory --owner ravine /var/cache/ravine
COPY --from=build /opt/ravine /opt/ravine
ENV PATH=/opt/ravine/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    NUMBA_CACHE_DIR=/var/cache/ravine \
    HOST=0.0.0.0 \
    PORT=8000
USER 10001
# Kernels are compiled for the processor that builds the image. On another one the server compiles them again in the
# background, which is why the cache belongs to the user that runs.
RUN python -m app.web.warm maps
# Writable and filled, even where the rest of the container is read-only: docker run --read-only --tmpfs /tmp --cap-drop ALL
VOLUME /var/cache/ravine
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["python", "-m", "app.healthy"]
CMD ["ravine", "serve"]
