# The portal with its frontend, and the simulated fleet as a second target: docs/container.md
#   docker build --target portal .
#   docker build --target simulator .
# Any Debian or Ubuntu with Node 22 in /usr/local serves as the base. Renovate updates the digest.
ARG BASE=docker.io/library/node:22.23.3-bookworm-slim@sha256:43ac6c60b8f89723f746e8a92ce91abd5017e627ce1ddfe4238355d3a30b772c

# Only what decides about the dependencies, so that a change of code leaves them cached.
FROM ${BASE} AS manifests
WORKDIR /app
COPY package.json yarn.lock .yarnrc.yml backstage.json ./
COPY packages packages
COPY plugins plugins
RUN find packages plugins -type f ! -name package.json -delete \
  && find packages plugins -type d -empty -delete

# Compilers for the few native modules. They never reach the image that runs.
FROM ${BASE} AS tools
RUN apt-get update \
  && apt-get install --yes --no-install-recommends ca-certificates python3 make g++ \
  && rm -rf /var/lib/apt/lists/*
# For a build behind a mirror or a proxy that is trusted by a certificate of its own. Arguments
# of these stages do not get into the images, which begin at the base again.
ARG NPM_CONFIG_REGISTRY
ARG YARN_NPM_REGISTRY_SERVER
ARG NODE_EXTRA_CA_CERTS
ARG YARN_VERSION=4.13.0
RUN npm install --global --force @yarnpkg/cli-dist@${YARN_VERSION} \
  && yarn --version
# The headers are there; nothing of Node has to be fetched for a native module.
ENV NPM_CONFIG_NODEDIR=/usr/local \
  YARN_ENABLE_TELEMETRY=0 \
  CI=true
WORKDIR /app

FROM tools AS build
ARG YARN_NPM_REGISTRY_SERVER
ARG NODE_EXTRA_CA_CERTS
COPY --from=manifests /app ./
# Bundles need no native modules: these are compiled once, in the stage below.
RUN --mount=type=cache,target=/root/.yarn/berry/cache,sharing=locked \
  yarn install --immutable --mode=skip-build
COPY . .
# Types are the pipeline's business (.ci/run); a bundle is made without them.
RUN yarn workspace backend build \
  && mkdir /skeleton /bundle \
  && tar xzf packages/backend/dist/skeleton.tar.gz -C /skeleton \
  && tar xzf packages/backend/dist/bundle.tar.gz -C /bundle
RUN yarn esbuild packages/simulator/src/cli/main.ts --bundle --platform=node \
  --target=node22 --outfile=/simulator/main.js \
  && cp packages/simulator/package.json /simulator/package.json

# Production dependencies only.
FROM tools AS production
ARG YARN_NPM_REGISTRY_SERVER
ARG NODE_EXTRA_CA_CERTS
COPY --from=build /skeleton ./
COPY --from=manifests /app/yarn.lock /app/package.json /app/.yarnrc.yml /app/backstage.json ./
RUN --mount=type=cache,target=/root/.yarn/berry/cache,sharing=locked \
  yarn workspaces focus --all --production \
  && rm -rf .yarn

# What both images have in common: nothing but Node, and a user without rights.
FROM ${BASE} AS runtime
ENV NODE_ENV=production
WORKDIR /app
# What installs packages is of use to an attacker only.
RUN rm -rf /usr/local/lib/node_modules /opt/yarn* /usr/local/bin/npm /usr/local/bin/npx \
  /usr/local/bin/corepack /usr/local/bin/yarn /usr/local/bin/yarnpkg
# By number, so that Kubernetes can check runAsNonRoot.
USER 1000:1000

FROM runtime AS simulator
LABEL org.opencontainers.image.title="infra-dashboard simulator" \
  org.opencontainers.image.description="Fake Proxmox VE, Kubernetes and OpenStack servers for the demo" \
  org.opencontainers.image.source="https://github.com/infra-dashboard/infra-dashboard" \
  org.opencontainers.image.licenses="Apache-2.0"
COPY --from=build /simulator ./
COPY scripts/image/simulator.cjs scripts/image/healthcheck.cjs ./
EXPOSE 18100-18105
ENV HEALTH_URL=http://127.0.0.1:18102/version
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "healthcheck.cjs"]
CMD ["node", "simulator.cjs"]

FROM runtime AS portal
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="infra-dashboard portal" \
  org.opencontainers.image.description="Backstage with Proxmox VE, Kubernetes and OpenStack in one place" \
  org.opencontainers.image.source="https://github.com/infra-dashboard/infra-dashboard" \
  org.opencontainers.image.licenses="Apache-2.0" \
  org.opencontainers.image.version="${VERSION}" \
  org.opencontainers.image.revision="${REVISION}"
COPY --from=production /app ./
COPY --from=build /bundle ./
COPY examples ./examples
COPY catalog-info.yaml app-config.yaml app-config.production.yaml app-config.container.demo.yaml ./
COPY scripts/image/start.cjs scripts/image/healthcheck.cjs ./
EXPOSE 7007
# better-sqlite3 and isolated-vm of the scaffolder: Node 20 and later need it for the latter.
ENV NODE_OPTIONS=--no-node-snapshot \
  HEALTH_URL=http://127.0.0.1:7007/.backstage/health/v1/readiness
HEALTHCHECK --interval=15s --timeout=5s --start-period=90s --retries=3 \
  CMD ["node", "healthcheck.cjs"]
# Node itself is process 1: Backstage ends on SIGTERM, and starts no processes to reap.
CMD ["node", "start.cjs"]
