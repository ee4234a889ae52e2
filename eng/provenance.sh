#!/usr/bin/env bash
# Prints, as SLSA's provenance 1.0, of what and by what this run of a workflow made an image. cosign attests it.
set -euo pipefail
: "${GITHUB_SERVER_URL:?}" "${GITHUB_REPOSITORY:?}" "${GITHUB_SHA:?}" "${GITHUB_REF:?}" "${GITHUB_WORKFLOW_REF:?}" "${GITHUB_RUN_ID:?}" "${GITHUB_RUN_ATTEMPT:?}" "${SERVICE:?}"

repository=$GITHUB_SERVER_URL/$GITHUB_REPOSITORY
workflow=${GITHUB_WORKFLOW_REF%@*}
jq -n --arg repository "$repository" --arg commit "$GITHUB_SHA" --arg ref "$GITHUB_REF" --arg workflow "${workflow#"$GITHUB_REPOSITORY"/}" --arg service "$SERVICE" \
  --arg run "$repository/actions/runs/$GITHUB_RUN_ID/attempts/$GITHUB_RUN_ATTEMPT" '{
    buildDefinition: {
      buildType: "https://actions.github.io/buildtypes/workflow/v1",
      externalParameters: {workflow: {repository: $repository, path: $workflow, ref: $ref}, service: $service},
      resolvedDependencies: [{uri: "git+\($repository)@\($ref)", digest: {gitCommit: $commit}}]
    },
    runDetails: {builder: {id: "https://github.com/actions/runner/github-hosted"}, metadata: {invocationId: $run}}
  }'
