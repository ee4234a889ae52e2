#!/usr/bin/env bash
# Runs every test: sets up what is missing, builds, then one suite after the other. ./test.sh NAME... runs the suites whose name contains NAME.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
. eng/setup.sh

HANG=${HANG_TIMEOUT:-8m}

suites() {
  local project name wanted
  for project in tests/*.Tests; do
    name=${project#tests/}
    [ $# = 0 ] && { echo "$name"; continue; }
    for wanted; do [[ ${name,,} == *"${wanted,,}"* ]] && { echo "$name"; break; }; done
  done
}

# The runner's own last line: "Passed!  - Failed:     0, Passed:    12, Skipped:     0, ..."
count() { sed -nE "s/.*- Failed: .*$1: +([0-9]+).*/\1/p; s/.*- $1: +([0-9]+).*/\1/p" "$2" | tail -n 1; }

run_suite() {
  local name=$1 log=$2
  dotnet test "artifacts/bin/$name/debug/$name.dll" --nologo --blame-hang --blame-hang-timeout "$HANG" --results-directory artifacts/test-results \
    </dev/null 2>&1 | tee "$log" | grep -vE '^(Test run for|VSTest version|Starting test execution|A total of|Data collector .Blame|$)'
  return "${PIPESTATUS[0]}"
}

setup
setup_schemas
setup_prometheus
build Ecommerce.sln
start_soon

passed=0 failed=0 skipped=0
if [ $# = 0 ]; then step 'Checking the format' dotnet format whitespace . --folder --verify-no-changes || failed=1; fi
log=$(mktemp)
trap 'rm -f "$log"' EXIT
for name in $(suites "$@"); do
  say "== $name"
  run_suite "$name" "$log"
  status=$?
  suite_passed=$(count Passed "$log") suite_failed=$(count Failed "$log") suite_skipped=$(count Skipped "$log")
  # A runner that crashed or hung has counted nothing.
  if [ -z "$suite_passed" ] && ! grep -q '^No test is available' "$log"; then say "$name ended without a result."; status=1; fi
  [ "$status" != 0 ] && [ "${suite_failed:-0}" = 0 ] && suite_failed=1
  passed=$((passed + ${suite_passed:-0})) failed=$((failed + ${suite_failed:-0})) skipped=$((skipped + ${suite_skipped:-0}))
done

say "$passed passed, $failed failed, $skipped skipped"
[ "$failed" = 0 ] && [ "$passed" -gt 0 ]
