# syntax=docker/dockerfile:1
# Builds with Swift on Debian 12 and runs on Debian 12 alone, so that the C libraries are the ones it was tested with.

FROM swift:6.3.1-bookworm AS build
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        pkg-config librabbitmq-dev libpq-dev libavformat-dev libavcodec-dev libavutil-dev libswscale-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY . .
# With Swift's own libraries linked in, the image for running needs no Swift at all.
RUN --mount=type=cache,target=/source/.build \
    swift build -c release --static-swift-stdlib --product relecture \
    && install -D -m 0755 .build/release/relecture /result/relecture

FROM debian:bookworm-slim AS runtime
# The upgrade brings the security releases of libavcodec and librabbitmq, which read what others made.
RUN apt-get update \
    && apt-get upgrade --yes \
    && apt-get install --yes --no-install-recommends \
        librabbitmq4 libpq5 libavformat59 libavcodec59 libavutil57 libswscale6 libstdc++6 ca-certificates tzdata \
    && dpkg --compare-versions "$(dpkg-query -W -f='${Version}' librabbitmq4)" ge 0.11.0-1+deb12u3 \
    && rm -rf /var/lib/apt/lists/* \
    && groupadd --gid 10001 relecture \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin relecture \
    && install -d -m 0755 /footage
COPY --from=build /result/relecture /usr/local/bin/relecture
USER 10001:10001
WORKDIR /
# The footage is mounted here, read-only.
ENV RELECTURE_FOOTAGE_ROOT=/footage
ENTRYPOINT ["/usr/local/bin/relecture"]
CMD ["--help"]
