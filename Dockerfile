# The image of one node. `.ci/image-steps` runs these lines in empty folders; docs/deployment.md says what that proves.

# What runs in production. Compilers stay here: better-sqlite3 is compiled where its ready-made binary cannot be fetched.
FROM node:20.20.2-bookworm-slim AS dependencies
WORKDIR /app
RUN apt-get update && apt-get install -y --no-install-recommends python3 make g++
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev

FROM dependencies AS build
RUN npm ci
COPY tsconfig.base.json ./
COPY shared shared
COPY server server
COPY client client
RUN npx tsc --build server && npx vite build --config client/vite.config.ts

FROM node:20.20.2-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
# The only folder the server writes to: SQLite, the session key, models. 1000 is the user `node` of the base image.
RUN install -d -o 1000 -g 1000 data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist/shared dist/shared
COPY --from=build /app/dist/server dist/server
COPY --from=build /app/dist/client dist/client
COPY scripts/healthcheck.mjs scripts/
COPY package.json LICENSE THIRD_PARTY_NOTICES.md ./
USER 1000:1000
VOLUME /app/data
EXPOSE 3000
# The process answers. Whether it can serve is /readyz, which proxies ask: a database that is away is no reason to end a container.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 CMD ["node", "scripts/healthcheck.mjs"]
CMD ["node", "dist/server/main.js"]
