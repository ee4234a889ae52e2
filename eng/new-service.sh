#!/usr/bin/env bash
# Adds a service to the repository, from eng/service-template: eng/new-service.sh gift-card [/gift-cards]
# It writes sources only. What is made from the model comes afterwards: the script prints the commands.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
. eng/new-service-edits.sh

die() { echo "$1" >&2; exit 2; }

name=${1:-} path=${2:-/${1:-}s}
[[ $name =~ ^[a-z]+(-[a-z]+)*$ && $name != *-service ]] || die 'Usage: eng/new-service.sh NAME [/PATH], NAME in kebab case without "-service", such as gift-card'
[[ $path =~ ^/[a-z]+(-[a-z]+)*$ ]] || die "$path is not a path of one segment, such as /gift-cards."
pascal=$(pascal_case "$name")
service=services/${pascal}Service tests=tests/services/${pascal}Service.Tests
[ ! -e "$service" ] || die "$service is there already."
! grep -q "\"path\": \"$path\"" services/Gateway/routes.json || die "$path is a route of the gateway already."

copy_template service "$service"
copy_template tests "$tests"
add_to_solution
add_to_model
add_route

cat <<TEXT
$service and $tests are in the solution, the model and the gateway's table. Now:
  dotnet run --project Ecommerce.AppHost -- --publisher manifest --output-path "\$PWD/tests/clusters/Manifests.Tests/aspire-manifest.json"
  dotnet run --project eng/PolicyGenerator         # network policies, routes, accounts, budgets, monitoring
  ./manifests/generate.sh                          # manifests/base; needs the public package feed
  ./test.sh ${pascal}Service manifests clusters mesh
A database, events, secrets and documentation: CONTRIBUTING.md.
TEXT
