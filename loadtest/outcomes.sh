#!/usr/bin/env bash
# Asks Prometheus, after a night of chaos, whether each experiment of staging came out as docs/chaos.md says: loadtest/outcomes.sh http://prometheus:9090
# What says that one failed stands at the experiment itself (failed-when).
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

die() { printf '%s\n' "$@" >&2; exit 1; }
[ $# = 1 ] || die "Usage: loadtest/outcomes.sh PROMETHEUS"
namespace=ecommerce-staging

failed=0 asked=0
while IFS=$'\t' read -r name expression; do
  answer=$(curl -fsS --max-time 60 --get --data-urlencode "query=${expression//\$namespace/$namespace}" "$1/api/v1/query")
  asked=$((asked + 1))
  series=$(jq -r '.data.result[] | "  \(.metric | tojson) \(.value[1])"' <<<"$answer")
  if [ -z "$series" ]; then echo "$name: as expected"; else failed=1; printf '%s: FAILED\n%s\n' "$name" "$series"; fi
done < <(awk -v OFS='\t' '/^  name: /{ name = $2 }
  sub(/^ *ecommerce\.example\/failed-when: /, "") { gsub(/^\047|\047$/, ""); print name, $0 }' manifests/components/chaos/*.yaml)
[ "$asked" -gt 0 ] || die "There is no experiment in manifests/components/chaos."
exit $failed
