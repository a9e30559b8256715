# Aftercart in one container: the runtime, the editor and our nodes, SQLite in the volume /data.
#   docker build -t aftercart . && docker run -p 127.0.0.1:5680:5680 -v aftercart:/data aftercart
#
# No package runs scripts while it is installed (.npmrc): the native modules that we use carry their binaries along.
# `npm install --no-save` and not `npm ci`: newer npm's want platforms in the lock that this image never runs on.

FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/runtime/package.json packages/runtime/
COPY packages/editor-ui/package.json packages/editor-ui/
RUN npm install --no-save --no-audit --no-fund
COPY tsconfig.json tsconfig.base.json ./
COPY scripts scripts
COPY icons icons
COPY credentials credentials
COPY nodes nodes
COPY packages packages
RUN node scripts/build.mjs

FROM node:24-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/runtime/package.json packages/runtime/
COPY packages/editor-ui/package.json packages/editor-ui/
# Without the Node 24 that comes along for older systems.
RUN npm install --no-save --no-audit --no-fund --omit=dev --workspace=packages/runtime \
  && rm -rf node_modules/node-linux-* node_modules/.bin/node

FROM node:24-bookworm-slim
ENV NODE_ENV=production AFTERCART_DATA=/data AFTERCART_HOST=0.0.0.0
WORKDIR /app
RUN mkdir /data && chown node:node /data
COPY --from=dependencies /app ./
COPY --from=build /app/dist dist
COPY --from=build /app/packages/runtime/dist packages/runtime/dist
COPY --from=build /app/packages/editor-ui/dist packages/editor-ui/dist
COPY packages/runtime/bin packages/runtime/bin
COPY workflows workflows
# For `npm run demo:order`.
COPY scripts scripts
USER node
VOLUME /data
EXPOSE 5680
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --start-interval=1s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.AFTERCART_PORT || 5680}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# Node is process 1 and stops on SIGTERM by itself; `docker run … aftercart export:workflow --all` works, too.
ENTRYPOINT ["node", "packages/runtime/bin/aftercart"]
CMD ["start"]
