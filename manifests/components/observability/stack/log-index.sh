#!/bin/sh
# Tells the store log-index.json: a policy of its lifecycle, and the templates of the indices that Fluent Bit and Jaeger make.
set -eu
definitions=${DEFINITIONS:-/config/log-index.json}
put() { jq "$2" "$definitions" | curl -fsS --max-time 20 -u "elastic:$ELASTIC_PASSWORD" -H 'Content-Type: application/json' -X PUT --data-binary @- "$STORE/$1"; }
put _ilm/policy/ecommerce-logs .policy
put _index_template/ecommerce-logs .template
put _index_template/ecommerce-traces .traces
