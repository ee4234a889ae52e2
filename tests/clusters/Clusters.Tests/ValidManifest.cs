namespace Ecommerce.Clusters.Tests;

/// <summary>A small manifest that no policy has anything against; tests break it on purpose.</summary>
internal static class ValidManifest
{
    public const string Yaml = """
        {apiVersion: v1, kind: Namespace, metadata: {name: here, labels: {pod-security.kubernetes.io/enforce: restricted}}}
        ---
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: shop, namespace: here}}
        ---
        {apiVersion: v1, kind: ServiceAccount, metadata: {name: pipeline, namespace: here}}
        ---
        {apiVersion: v1, kind: ConfigMap, metadata: {name: shop-config, namespace: here}, data: {PARAM_HOST: mail.example}}
        ---
        {apiVersion: external-secrets.io/v1, kind: ExternalSecret, metadata: {name: vault-shop, namespace: here},
         spec: {target: {name: shop-secrets}, data: [{secretKey: PARAM_PASSWORD}]}}
        ---
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop, namespace: here}
        spec:
          selector: {matchLabels: {name: shop}}
          template:
            metadata: {labels: {name: shop, app.kubernetes.io/component: service}}
            spec:
              serviceAccountName: shop
              automountServiceAccountToken: false
              terminationGracePeriodSeconds: 40
              securityContext: {runAsNonRoot: true, runAsUser: 1654, seccompProfile: {type: RuntimeDefault}}
              containers:
                - name: shop
                  image: registry.example/shop:1.0.0
                  ports: [{name: http, containerPort: 8080}]
                  envFrom: [{configMapRef: {name: shop-config}}, {secretRef: {name: shop-secrets}}]
                  env: [{name: Smtp__Password, value: $(PARAM_PASSWORD)}, {name: Smtp__Host, value: $(PARAM_HOST)}]
                  startupProbe: {httpGet: {path: /, port: http}}
                  readinessProbe: {httpGet: {path: /, port: 8080}}
                  livenessProbe: {tcpSocket: {port: http}}
                  lifecycle: {preStop: {sleep: {seconds: 10}}}
                  resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {cpu: "1", memory: 1Gi}}
                  securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
        ---
        {apiVersion: v1, kind: Service, metadata: {name: shop, namespace: here},
         spec: {selector: {name: shop}, ports: [{port: 80, targetPort: http}]}}
        ---
        {apiVersion: policy/v1, kind: PodDisruptionBudget, metadata: {name: shop, namespace: here},
         spec: {maxUnavailable: 1, selector: {matchLabels: {name: shop}}}}
        ---
        apiVersion: autoscaling/v2
        kind: HorizontalPodAutoscaler
        metadata: {name: shop, namespace: here}
        spec: {scaleTargetRef: {kind: Deployment, name: shop}, minReplicas: 3, maxReplicas: 9}
        ---
        {apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: {name: reader, namespace: here},
         rules: [{apiGroups: [apps], resources: [deployments], verbs: [get]}]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: reader, namespace: here}
        roleRef: {kind: Role, name: reader}
        subjects: [{kind: ServiceAccount, name: pipeline, namespace: here}]
        """;
}
