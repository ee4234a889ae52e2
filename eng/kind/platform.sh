#!/usr/bin/env bash
# Installs the charts that Argo CD would sync, in its order and of its versions, each once instead of twice; and what a laptop has not: an authority and balancers.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. eng/kind/common.sh

# Production's Kong, and what signs nothing here.
skipped() { case $1 in kong | policy-controller | vertical-pod-autoscaler) return 0 ;; *) return 1 ;; esac; }

small() {
  case $1 in
    prometheus) echo "--set prometheus.prometheusSpec.replicas=1 --set prometheus.prometheusSpec.retention=1d --set prometheus.prometheusSpec.storageSpec=null --set alertmanager.alertmanagerSpec.replicas=1 --set prometheus.prometheusSpec.resources.requests.memory=512Mi" ;;
    kong-staging) echo "--set gateway.replicaCount=1 --set gateway.proxy.type=NodePort --set gateway.proxy.tls.nodePort=30443" ;;
    metrics-server) echo "--set replicas=1 --set args={--kubelet-insecure-tls}" ;;
    istiod) echo "--set autoscaleMin=1 --set resources.requests.cpu=100m --set resources.requests.memory=256Mi" ;;
    cloudnative-pg | external-secrets | elastic) echo "--set replicaCount=1" ;;
    strimzi) echo "--set replicas=1" ;;
    *) echo "" ;;
  esac
}

k create namespace monitoring --dry-run=client -o yaml | k apply -f -
for secret in grafana-admin:admin-user:admin-password alertmanager-receivers:slack-url:pagerduty-key:heartbeat-token telemetry-store-secrets:ELASTIC_PASSWORD; do
  IFS=: read -ra parts <<<"$secret"
  literals=()
  for key in "${parts[@]:1}"; do literals+=("--from-literal=$key=http://nobody.invalid/"); done
  k -n monitoring create secret generic "${parts[0]}" "${literals[@]}" --dry-run=client -o yaml | k apply -f -
done

eng/kind/charts.sh | while read -r name repository chart version release space files; do
  if skipped "$name"; then continue; fi
  values=()
  for file in $files; do values+=(--values "$file"); done
  read -ra sets <<<"$(small "$name")"
  step "$name $version" helm upgrade --install "$release" "$chart" --repo "$repository" --version "$version" --namespace "$space" --create-namespace --wait --timeout 10m \
    --kube-context "kind-$CLUSTER" "${values[@]}" "${sets[@]}" </dev/null
done

# Under the name that the shop's certificates ask for.
k apply -f - <<'END'
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: {name: self-signed}
spec: {selfSigned: {}}
---
apiVersion: cert-manager.io/v1
kind: Certificate
metadata: {name: public-ca, namespace: cert-manager}
spec: {isCA: true, commonName: hosts of the shop, secretName: public-ca, issuerRef: {kind: ClusterIssuer, name: self-signed}}
---
apiVersion: cert-manager.io/v1
kind: ClusterIssuer
metadata: {name: letsencrypt}
spec: {ca: {secretName: public-ca}}
END
k apply -f manifests/platform/cluster/kong-metrics.yaml
k -n cert-manager wait --for=condition=Ready certificate/public-ca --timeout=2m
k -n cert-manager get secret public-ca -o jsonpath='{.data.ca\.crt}' | base64 -d >/tmp/shop-ca.crt
