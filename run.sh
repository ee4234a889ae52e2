#!/usr/bin/env bash
# Starts the shop: sets up what is missing, builds, runs the app host in the foreground. Ctrl-C ends it all.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/setup.sh

usage() {
  cat <<'TEXT'
./run.sh [--reset] [-- ARGUMENT...]   start the shop
  --reset       forget what the embedded servers kept in .data, then start
  ARGUMENT...   settings of the app host, such as --Infrastructure=Embedded or --Ports:gateway=9000
Environment: DASHBOARD_PORT (15080), GATEWAY_PORT (8080), STOREFRONT_PORT (8081), MAIL_PORT (1080).
TEXT
}

while [ $# -gt 0 ]; do
  case $1 in
    --reset) rm -rf .data; shift ;;
    --help | -h) usage; exit ;;
    --) shift; break ;;
    *) usage >&2; exit 2 ;;
  esac
done

setup
build Ecommerce.AppHost
start_soon

export GATEWAY_PORT=${GATEWAY_PORT:-8080} STOREFRONT_PORT=${STOREFRONT_PORT:-8081} MAIL_PORT=${MAIL_PORT:-1080}
export Ports__gateway=$GATEWAY_PORT Ports__storefront=$STOREFRONT_PORT Ports__maildev=$MAIL_PORT EndWhenStartFails=true
export ASPNETCORE_URLS=http://localhost:${DASHBOARD_PORT:-15080} DOTNET_ENVIRONMENT=Development ASPIRE_ALLOW_UNSECURED_TRANSPORT=true

cd Ecommerce.AppHost
exec dotnet ../artifacts/bin/Ecommerce.AppHost/debug/Ecommerce.AppHost.dll "$@"
