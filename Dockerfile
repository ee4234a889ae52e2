# syntax=docker/dockerfile:1
# One service's image for those who build with Docker; the workflows publish the same with the SDK (eng/Images.props).
#   docker build --build-arg SERVICE=OrderService --tag order-service:dev .

FROM node:24-alpine AS scripts
WORKDIR /src/eng/embedded
COPY eng/embedded/package.json eng/embedded/package-lock.json eng/embedded/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund

# Builds on this machine's architecture for the other: the compiler knows both.
FROM --platform=$BUILDPLATFORM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
ARG SERVICE
ARG TARGETARCH
RUN test -n "$SERVICE" || { echo "Say which: --build-arg SERVICE=OrderService" >&2; exit 1; }
WORKDIR /src
COPY . .
COPY --from=scripts /src/eng/embedded/node_modules/htmx.org eng/embedded/node_modules/htmx.org
COPY --from=scripts /src/eng/embedded/node_modules/@fontsource eng/embedded/node_modules/@fontsource
RUN test -d "services/$SERVICE" || { echo "There is no services/$SERVICE" >&2; exit 1; }
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish "services/$SERVICE" --configuration Release --os linux --arch "$TARGETARCH" --output /app \
    && ln -s "Ecommerce.$SERVICE" /app/service

FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled
ARG SERVICE
ARG VERSION=dev
ARG REVISION
LABEL org.opencontainers.image.title="$SERVICE" \
      org.opencontainers.image.vendor="Ecommerce" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
WORKDIR /app
COPY --from=build /app .
# By number: Kubernetes cannot tell whether a name is root's.
USER 1654
EXPOSE 8080
ENTRYPOINT ["/app/service"]
