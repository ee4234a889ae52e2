using Ecommerce.Clusters.Tests.Policies;

namespace Ecommerce.Clusters.Tests;

public sealed class PolicyTests
{
    [Fact]
    public void Valid_manifest_violates_no_policy() => Assert.Empty(Violations(ValidManifest.Yaml));

    [Theory]
    [InlineData("shop:1.0.0", "shop:latest", "Deployment/shop: shop runs registry.example/shop:latest, which has no version")]
    [InlineData("shop:1.0.0", "shop", "Deployment/shop: shop runs registry.example/shop, which has no version")]
    [InlineData("  startupProbe", "  startedProbe", "Deployment/shop: shop has no startupProbe")]
    [InlineData("path: /, port: http", "path: /, port: https",
        "Deployment/shop: shop has a startupProbe of port https, which it does not open")]
    [InlineData("{cpu: 100m, memory: 128Mi}", "{cpu: 100m}", "Deployment/shop: shop requests no memory")]
    [InlineData("cpu: \"1\", memory: 1Gi", "memory: 1Gi", "Deployment/shop: shop has no limit of cpu")]
    [InlineData("memory: 128Mi", "memory: 2Gi", "Deployment/shop: shop requests 2Gi of memory, more than its limit of 1Gi")]
    [InlineData("runAsNonRoot: true", "runAsNonRoot: false", "Deployment/shop: may run as root")]
    [InlineData("runAsUser: 1654", "runAsUser: 0", "Deployment/shop: names no user to run as")]
    [InlineData("type: RuntimeDefault", "type: Unconfined", "Deployment/shop: may make any system call")]
    [InlineData("serviceAccountName: shop", "serviceAccountName: default", "Deployment/shop: has no account of its own")]
    [InlineData("automountServiceAccountToken: false", "automountServiceAccountToken: true",
        "Deployment/shop: holds a token of the cluster, and has no role")]
    [InlineData("automountServiceAccountToken: false", "automountServiceAccountToken: false\n      hostNetwork: true",
        "Deployment/shop: shares hostNetwork with its node")]
    [InlineData("allowPrivilegeEscalation: false", "allowPrivilegeEscalation: true", "Deployment/shop: shop may gain privileges")]
    [InlineData("drop: [ALL]", "drop: [NET_RAW]", "Deployment/shop: shop keeps capabilities")]
    [InlineData("readOnlyRootFilesystem: true", "readOnlyRootFilesystem: false", "Deployment/shop: shop may write to its root")]
    [InlineData("enforce: restricted", "enforce: baseline", "Namespace/here: lets pods in that are not restricted")]
    [InlineData("maxUnavailable: 1", "minAvailable: 3",
        "PodDisruptionBudget/shop: none of the 3 of Deployment/shop may ever go, so its nodes cannot be drained")]
    [InlineData("maxUnavailable: 1", "maxUnavailable: 3", "PodDisruptionBudget/shop: all 3 of Deployment/shop may go at once")]
    [InlineData("selector: {matchLabels: {name: shop}}}}", "selector: {matchLabels: {name: shoe}}}}",
        "PodDisruptionBudget/shop: protects nothing")]
    [InlineData("selector: {matchLabels: {name: shop}}}}", "selector: {matchLabels: {name: shoe}}}}",
        "Deployment/shop: has 3 replicas and no budget")]
    [InlineData("kind: Deployment, name: shop", "kind: Deployment, name: shoe",
        "HorizontalPodAutoscaler/shop: there is no Deployment/shoe")]
    [InlineData("  selector: {matchLabels: {name: shop}}\n", "  replicas: 3\n  selector: {matchLabels: {name: shop}}\n",
        "HorizontalPodAutoscaler/shop: Deployment/shop has a number of replicas of its own, to which every deployment would return")]
    [InlineData("maxReplicas: 9", "maxReplicas: 3", "HorizontalPodAutoscaler/shop: has no room between its least and its most")]
    [InlineData("  selector: {matchLabels: {name: shop}}\n", "  selector: {matchLabels: {name: shoe}}\n",
        "Deployment/shop: does not select its own pods")]
    [InlineData("{selector: {name: shop}", "{selector: {name: shoe}", "Service/shop: selects no pods")]
    [InlineData("targetPort: http", "targetPort: https", "Service/shop: sends to port https, which Deployment/shop does not open")]
    [InlineData("configMapRef: {name: shop-config}", "configMapRef: {name: shoe-config}",
        "Deployment/shop: there is no ConfigMap/shoe-config")]
    [InlineData("secretRef: {name: shop-secrets}", "secretRef: {name: shoe-secrets}", "Deployment/shop: there is no Secret/shoe-secrets")]
    [InlineData("serviceAccountName: shop", "serviceAccountName: shoe", "Deployment/shop: there is no ServiceAccount/shoe")]
    [InlineData("secretKey: PARAM_PASSWORD", "secretKey: PARAM_PASSWORT",
        "Deployment/shop: shop refers to $(PARAM_PASSWORD), which nothing gives")]
    [InlineData("PARAM_HOST: mail", "PARAM_HOSTS: mail", "Deployment/shop: shop refers to $(PARAM_HOST), which nothing gives")]
    [InlineData("value: $(PARAM_PASSWORD)", "value: hunter2", "Deployment/shop: Smtp__Password has a value that may be a secret")]
    [InlineData("PARAM_HOST: mail.example", "PARAM_HOST: 'Host=a;Password=hunter2'",
        "ConfigMap/shop-config: PARAM_HOST has a value that may be a secret")]
    [InlineData("PARAM_HOST: mail.example", "PARAM_HOST: 'https://me:hunter2@mail.example'",
        "ConfigMap/shop-config: PARAM_HOST has a value that may be a secret")]
    [InlineData("kind: ConfigMap, metadata: {name: shop-config, namespace: here}",
        "kind: Secret, metadata: {name: shop-config, namespace: here}", "Secret/shop-config: has a value")]
    [InlineData("name: shop-config, namespace: here", "name: shop-config, namespace: there",
        "ConfigMap/shop-config: is in the namespace there, not in here")]
    [InlineData("terminationGracePeriodSeconds: 40", "terminationGracePeriodSeconds: 30",
        "Deployment/shop: is killed after 30 s, but waits 10 s and may then drain for 25")]
    [InlineData("verbs: [get]", "verbs: ['*']", "Role/reader: allows all verbs")]
    [InlineData("resources: [deployments]", "resources: [secrets]", "Role/reader: reads every secret")]
    [InlineData("kind: Role, name: reader}", "kind: Role, name: writer}", "RoleBinding/reader: there is no Role/writer")]
    [InlineData("kind: ServiceAccount, name: pipeline, namespace: here}]", "kind: ServiceAccount, name: shoe, namespace: here}]",
        "RoleBinding/reader: there is no ServiceAccount/shoe")]
    public void Violation_is_detected(string right, string wrong, string violation)
    {
        Assert.Contains(right, ValidManifest.Yaml, StringComparison.Ordinal);
        Assert.Contains(violation, Violations(ValidManifest.Yaml.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void Selector_of_another_workloads_pods_is_detected()
    {
        var twin = ValidManifest.Yaml.Split("---\n").Single(document => document.Contains("kind: Deployment\n", StringComparison.Ordinal))
            .Replace("metadata: {name: shop", "metadata: {name: twin", StringComparison.Ordinal);
        Assert.Contains("Deployment/twin: selects pods of Deployment/shop", Violations($"{ValidManifest.Yaml}\n---\n{twin}"));
    }

    [Fact]
    public void Two_autoscalers_of_one_workload_are_detected() => Assert.Contains(
        "VerticalPodAutoscaler/shop: Deployment/shop is scaled by number already, and the two would work against each other",
        Violations(ValidManifest.Yaml + """

            ---
            {apiVersion: autoscaling.k8s.io/v1, kind: VerticalPodAutoscaler, metadata: {name: shop, namespace: here},
             spec: {targetRef: {kind: Deployment, name: shop}}}
            """));

    private static string[] Violations(string yaml)
    {
        var manifest = Manifest.Parse(yaml);
        return [.. Policy.All.SelectMany(policy => policy.Violations(manifest))];
    }
}
