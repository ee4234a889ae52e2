#!/usr/bin/env bash
# Writes Ecommerce.sln, for tools that do not read Ecommerce.slnx yet: eng/solution.sh after a change of Ecommerce.slnx.
# eng/solution.sh --check only says whether they agree.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

PROJECT='{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}' FOLDER='{2150E333-8FDC-42A3-9474-1A3956D46DE8}'

# The same path has the same id in every checkout.
id() { printf %s "$1" | md5sum | sed -E 's/^(.{8})(.{4})(.{4})(.{4})(.{12}).*/{\U\1-\2-\3-\4-\5}/'; }

projects() { sed -nE 's|.*<Project Path="([^"]+)".*|\1|p' Ecommerce.slnx; }

# Every folder that holds projects, and those above it: services/Platform, services.
folders() {
  local folder
  sed -nE 's|.*<Folder Name="/([^"]+)/".*|\1|p' Ecommerce.slnx | while read -r folder; do
    while [ "$folder" != . ]; do echo "$folder"; folder=$(dirname "$folder"); done
  done | sort -u
}

entry() { printf 'Project("%s") = "%s", "%s", "%s"\nEndProject\n' "$1" "$2" "$3" "$4"; }

nested() {
  local path parent
  { folders; projects | while read -r path; do dirname "$path"; done; } | while read -r path; do
    parent=$(dirname "$path")
    [ "$parent" = . ] || printf '\t\t%s = %s\n' "$(id "$path")" "$(id "$parent")"
  done
}

solution() {
  local path configuration property
  printf '\nMicrosoft Visual Studio Solution File, Format Version 12.00\n# Visual Studio Version 17\n'
  folders | while read -r path; do entry "$FOLDER" "${path##*/}" "${path##*/}" "$(id "$path")"; done
  projects | while read -r path; do entry "$PROJECT" "$(basename "$path" .csproj)" "${path//\//\\}" "$(id "$(dirname "$path")")"; done
  printf 'Global\n\tGlobalSection(SolutionConfigurationPlatforms) = preSolution\n\t\tDebug|Any CPU = Debug|Any CPU\n\t\tRelease|Any CPU = Release|Any CPU\n\tEndGlobalSection\n'
  printf '\tGlobalSection(ProjectConfigurationPlatforms) = postSolution\n'
  projects | while read -r path; do
    for configuration in Debug Release; do
      for property in ActiveCfg Build.0; do
        printf '\t\t%s.%s|Any CPU.%s = %s|Any CPU\n' "$(id "$(dirname "$path")")" "$configuration" "$property" "$configuration"
      done
    done
  done
  printf '\tEndGlobalSection\n\tGlobalSection(NestedProjects) = preSolution\n'
  nested
  printf '\tEndGlobalSection\nEndGlobal\n'
}

case ${1:-} in
  '') solution >Ecommerce.sln ;;
  --check) diff <(solution) Ecommerce.sln >/dev/null || { echo 'Ecommerce.sln is not what Ecommerce.slnx says: run eng/solution.sh' >&2; exit 1; } ;;
  *) echo 'Usage: eng/solution.sh [--check]' >&2; exit 2 ;;
esac
