namespace Ecommerce.PolicyGenerator;

/// <summary>
/// Everything that repeats the model's services, its references and the gateway's routes: by path in the repository, with its text.
/// </summary>
internal static class GeneratedFiles
{
    public const string Manifest = "tests/clusters/Manifests.Tests/aspire-manifest.json", RouteTable = "services/Gateway/routes.json";
    public const string Command = "dotnet run --project eng/PolicyGenerator";

    public static IEnumerable<(string Path, string Text)> Of(string root) => Of(
        ManifestReader.Read(File.ReadAllText(Path.Combine(root, Manifest))),
        Route.Read(File.ReadAllText(Path.Combine(root, RouteTable)))).Concat(SecondVersions.Of(root)).Append(KafkaUsersOf(root));

    /// <exception cref="InvalidOperationException">A route leads to a service that the gateway does not reference.</exception>
    public static IEnumerable<(string Path, string Text)> Of(Model model, IReadOnlyList<Route> routes)
    {
        if (routes.FirstOrDefault(route => !model.References.Any(reference => reference.From == "gateway"
            && reference.To == route.Service)) is { } astray)
            throw new InvalidOperationException(
                $"{RouteTable} leads {astray.Path} to {astray.Service}, which the gateway does not refer to in AppHost.cs: add the "
                    + $"reference, and publish {Manifest} again.");

        return Write(model, routes);
    }

    private static (string Path, string Text) KafkaUsersOf(string root) => ("manifests/components/databases/users.yaml",
        Yaml.Of("the model's references and the handlers of the services", KafkaUsers.Of(
            ManifestReader.Read(File.ReadAllText(Path.Combine(root, Manifest))), root)));

    private static IEnumerable<(string Path, string Text)> Write(Model model, IReadOnlyList<Route> routes) =>
    [
        ("manifests/components/network-policy/references.yaml", Yaml.Of("the model's references", NetworkPolicies.Of(model, routes))),
        ("manifests/components/mesh-istio/authorization.yaml", Yaml.Of("the model's references", AuthorizationPolicies.Of(model, routes))),
        ("manifests/components/mesh-istio/traffic.yaml",
            Yaml.Of("the model's services and the gateway's routes", MeshTraffic.Of(model, routes))),
        ("manifests/components/mesh-istio/entry/routes.yaml",
            Yaml.Of("the model's services and the gateway's routes", MeshTraffic.OfEntry(model, routes))),
        ("manifests/components/hardening/accounts.yaml", Yaml.Of("the model", ServiceObjects.Accounts(model))),
        ("manifests/components/hardening/services.yaml", Yaml.Of("the model", ServiceObjects.Hardening(model))),
        ("manifests/components/availability/budgets.yaml", Yaml.Of("the model", ServiceObjects.DisruptionBudgets(model))),
        ("manifests/components/autoscaling/consumers.yaml", Yaml.Of("the model", Autoscalers.OfConsumers(model))),
        ("manifests/components/databases/clients.yaml", Yaml.Of("the model's references", ServerClients.Of(model))),
        ("manifests/components/secrets/services.yaml", Yaml.Of("the model's secret parameters", VaultSecrets.Of(model))),
        ("manifests/components/observability/service-pods.yaml", Yaml.Of("the model", [ServiceObjects.Monitor(model)])),
        ("manifests/components/gateway-kong/routes.yaml", Yaml.Of("the gateway's routes", KongRoutes.Of(routes))),
        ("manifests/components/ingress-nginx/routes.yaml", Yaml.Of("the gateway's routes", NginxRoutes.Of(routes))),
    ];
}
