#!/usr/bin/env bash
# Prints how each chart of the platform is installed, in order: "NAME REPOSITORY CHART VERSION RELEASE NAMESPACE VALUES..." The versions are those that Argo CD syncs.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

kubectl kustomize manifests/gitops | awk '
  function clean(text) { sub(/^[^:]*: */, "", text); gsub(/"/, "", text); return text }
  function flush() {
    if (kind == "Application" && chart != "") printf "%s %s %s %s %s %s %s%s\n", wave, name, repository, chart, version, release, space, values
    kind = name = chart = repository = version = release = space = values = ""; wave = 0; inspec = 0
  }
  /^---$/ { flush(); next }
  /^kind: / { kind = $2 }
  /^  name: / && !inspec { name = $2 }
  /sync-wave: / { wave = clean($0) }
  /^spec:/ { inspec = 1 }
  /^  destination:/ { indestination = 1 }
  indestination && /^    namespace: / { space = $2; indestination = 0 }
  /^  - chart: / { chart = $3 }
  /releaseName: / { release = $2 }
  /^ *- \$values\// { sub(/^ *- \$values\//, ""); values = values " " $0 }
  /^    repoURL: / && chart != "" && repository == "" { repository = $2 }
  /^    targetRevision: / && chart != "" && version == "" { version = $2 }
  END { flush() }' | sort -n | cut -d ' ' -f 2-
