#!/usr/bin/env bash
# Fails, and names the lines, where C# or Razor is wider than 140 columns.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

# In characters, not in bytes.
wide=$(LC_ALL=C.UTF-8 git grep --untracked -nE '^.{141,}' -- '*.cs' '*.razor') || [ $? = 1 ]
[ -z "$wide" ] || { printf '%s\nThese lines are wider than 140 columns: wrap them.\n' "$wide" >&2; exit 1; }
