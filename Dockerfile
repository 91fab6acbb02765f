# Written with care but not built where it was written: there is no container engine there. Please report what is amiss.
#
#   docker build -t backupcode .
#   docker run --init --env-file .env -e HTTP_ALLOW_PLAINTEXT=true -v backupcode-data:/app/data -p 127.0.0.1:3000:3000 backupcode
#
# Plain HTTP is allowed there because the port is published to this machine alone. Behind a proxy with TLS, name its address in
# TRUSTED_PROXIES instead.
FROM node:24-slim

ENV NODE_ENV=production
WORKDIR /app

# Packages before sources, so that a change of sources does not install them anew. The optional ones are Node itself,
# which the image has.
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional && npm cache clean --force

COPY LICENSE ./
COPY manifests ./manifests
COPY src ./src

# The one place that is written to: the SQLite database, unless DATABASE_URL names a MongoDB.
RUN install --directory --owner=node --group=node /app/data
VOLUME /app/data

# Within a container, 127.0.0.1 could be reached by nobody.
ENV HTTP_HOST=0.0.0.0 HTTP_PORT=3000
EXPOSE 3000
USER node

HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:3000/health/live').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]

# Not `npm start`: npm would stand between and keep the signal that stops the bot to itself.
CMD ["node", "src/backupcode.js", "start"]
