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
Environment: DASHBOARD_PORT (15080), GATEWAY_PORT (8080), STOREFRONT_PORT (8081), BACK_OFFICE_PORT (8082), MAIL_PORT (1080); 0 for any free port.
TEXT
}

# is_port VARIABLE: what it holds must be one.
is_port() {
  [[ ${!1:-0} =~ ^[0-9]{1,5}$ ]] && [ "${!1:-0}" -le 65535 ] || fail "$1 is '${!1}': it must be a port, 1 to 65535, or 0 for any free one."
}

# port RESOURCE VARIABLE DEFAULT: tells the app host the port of a resource, which has a name of its own for it.
port() {
  local setting=Ports__$1 chosen=${!2:-}
  is_port "$2"
  [ -z "$chosen" ] || [ -z "${!setting:-}" ] || [ "$chosen" = "${!setting}" ] ||
    fail "$2 is $chosen and $setting is ${!setting}: set one of them."
  export "$setting=${chosen:-${!setting:-$3}}"
}

# reset: deletes what the embedded servers kept, unless an app host works with it.
reset() {
  [ ! -e .data/.lock ] || flock --nonblock .data/.lock true || fail '.data is in use by an app host: end that first.'
  rm -rf .data
}

wants_reset=
while [ $# -gt 0 ]; do
  case $1 in
    --reset) wants_reset=yes; shift ;;
    --help | -h) usage; exit ;;
    --) shift; break ;;
    *) usage >&2; exit 2 ;;
  esac
done

is_port DASHBOARD_PORT
is_port BACK_OFFICE_PORT
port gateway GATEWAY_PORT 8080
port storefront STOREFRONT_PORT 8081
port maildev MAIL_PORT 1080
export ASPNETCORE_URLS=http://localhost:${DASHBOARD_PORT:-15080} DOTNET_ENVIRONMENT=Development ASPIRE_ALLOW_UNSECURED_TRANSPORT=true
export EndWhenStartFails=true

[ -z "$wants_reset" ] || reset
setup
build Ecommerce.AppHost
start_soon

cd Ecommerce.AppHost
exec dotnet ../artifacts/bin/Ecommerce.AppHost/debug/Ecommerce.AppHost.dll "--Ports:back-office=${BACK_OFFICE_PORT:-8082}" "$@"
