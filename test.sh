#!/usr/bin/env bash
# Runs every test: sets up what is missing, builds, then the suites. Suites of services, the platform and clusters run three at a time: they wait
# much. Those of tests/system run one at a time: each is a whole shop.
#   ./test.sh                   everything
#   ./test.sh NAME...           the suites whose name contains a NAME
#   ./test.sh --fast NAME...    the same, and the architecture tests; builds nothing else
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/setup.sh

HANG=${HANG_TIMEOUT:-15m}
LANES=${LANES:-3}

fast=0
if [ "${1:-}" = --fast ]; then
  shift
  [ $# -gt 0 ] || fail 'Usage: ./test.sh --fast NAME...'
  fast=1
  set -- architecture "$@"
fi

# suites FOLDER NAME...: the projects of tests/FOLDER whose name contains one of the names; all of them when none is given.
suites() {
  local project name wanted folder=$1
  shift
  for project in tests/$folder/*.Tests; do
    name=${project##*/}
    [ $# = 0 ] && { echo "$project"; continue; }
    for wanted; do [[ ${name,,} == *"${wanted,,}"* ]] && { echo "$project"; break; }; done
  done
}

# The longest of them first, so that none is left to run alone at the end.
LONGEST='UserService BackOffice Storefront SearchService NewService Messaging OrderService CatalogService'
longest_first() {
  local name project
  for name in $LONGEST; do
    for project; do [ "${project##*/}" = "$name.Tests" ] && echo "$project"; done
  done
  for project; do
    name=${project##*/}
    [[ " $LONGEST " == *" ${name%.Tests} "* ]] || echo "$project"
  done
}

# The runner's summary has lines such as "  succeeded: 12".
count() { sed -nE "s/^ +$1: ([0-9]+)$/\1/p" "$logs/$2" | tail -n 1; }

# COVERAGE=true ./test.sh NAME...: also a cobertura file per suite, of what runs in the tests' own process (services are processes of their own).
run_suite() {
  local coverage=()
  [ "${COVERAGE:-}" = true ] && coverage=(--coverlet --coverlet-output-format cobertura --coverlet-file-prefix "$1")
  exec timeout --kill-after=1m "$HANG" "artifacts/bin/$1/debug/$1" --no-ansi --progress off --no-banner \
    --results-directory "$PWD/artifacts/test-results" "${coverage[@]}" </dev/null >"$logs/$1" 2>&1
}

# What the runner says of a failed test: a line at the margin and indented ones below it.
failures_in() { awk '/^[^ ]/ { on = /^failed / } on' "$logs/$1" | head -n 80; }

# report NAME STATUS: what a suite printed, and its numbers into the totals. A runner that crashed or hung has counted nothing.
report() {
  local name=$1 status=$2 suite_failed
  say "== $name"
  grep -v '^$' "$logs/$name"
  suite_failed=$(count failed "$name")
  [ -n "$suite_failed" ] || say "$name ended without a result (exit code $status; 124 is a time-out)."
  [ "$status" != 0 ] && [ "${suite_failed:-0}" = 0 ] && suite_failed=1
  passed=$((passed + $(count succeeded "$name" | grep . || echo 0)))
  skipped=$((skipped + $(count skipped "$name" | grep . || echo 0)))
  failed=$((failed + ${suite_failed:-0}))
  [ "${suite_failed:-0}" = 0 ] || failures+=$(printf '\n== %s (exit code %s)\n' "$name" "$status"; failures_in "$name")
}

report_next() {
  local pid status
  wait -n -p pid "${!running[@]}"
  status=$?
  report "${running[$pid]}" "$status"
  unset "running[$pid]"
}

# run LANES SUITE...: so many at a time.
run() {
  local lanes=$1 project
  shift
  for project; do
    [ ${#running[@]} -lt "$lanes" ] || report_next
    run_suite "${project##*/}" &
    running[$!]=${project##*/}
  done
  while [ ${#running[@]} -gt 0 ]; do report_next; done
}

# Whoever stops this script stops the suites that run.
end() {
  [ ${#running[@]} = 0 ] || kill "${!running[@]}" 2>/dev/null
  rm -rf "$logs"
}

mapfile -t beside < <(suites services "$@"; suites platform "$@"; suites clusters "$@")
[ ${#beside[@]} = 0 ] || mapfile -t beside < <(longest_first "${beside[@]}")
mapfile -t alone < <(suites system "$@")
[ $((${#beside[@]} + ${#alone[@]})) -gt 0 ] || fail "No suite is called $*."

setup
setup_tests
setup_prometheus
setup_browser
if [ $fast = 1 ]; then
  for project in "${beside[@]}" "${alone[@]}"; do build "$project"; done
else
  build Ecommerce.sln
fi
start_soon

passed=0 failed=0 skipped=0 failures=
logs=$(mktemp -d)
declare -A running=()
trap end EXIT
trap 'exit 130' INT TERM
if [ $# = 0 ]; then
  step 'Checking the format' dotnet format whitespace . --folder --verify-no-changes || failed=1
  step 'Checking the length of lines' eng/line-length.sh || failed=1
fi
run "$LANES" "${beside[@]}"
run 1 "${alone[@]}"

# Once more at the end, where they are found at once.
[ -z "$failures" ] || say "$failures"
say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
