using System.Text.RegularExpressions;

namespace Ecommerce.Mesh.Tests;

/// <summary>Kong and NGINX lead where the gateway's own table leads.</summary>
public sealed class IngressTests
{
    private const string Api = "api.ecommerce.example";

    public static TheoryData<string, string> Calls => new()
    {
        { "/users", "user-service" }, { "/users/login", "user-service" }, { "/users/me/addresses", "user-service" },
        { "/.well-known/jwks.json", "user-service" }, { "/products", "catalog-service" }, { "/products/import", "catalog-service" },
        { "/products/variants", "catalog-service" }, { "/categories/tents", "catalog-service" }, { "/carts/me/items", "cart-service" },
        { "/orders", "order-service" }, { "/orders/7/events", "order-service" }, { "/orders/export", "order-service" },
        { "/payments/methods", "payment-service" }, { "/payments/webhooks/stripe", "payment-service" },
        { "/notifications/unsubscribe", "notification-service" }, { "/reviews/mine", "review-service" },
        { "/search/popular", "search-service" }, { "/analytics/visits", "analytics-service" },
        { "/metrics", "" }, { "/health", "" }, { "/service-tokens", "" }, { "/event-log", "" }, { "/productsandmore", "" },
    };

    [KubectlTheory]
    [MemberData(nameof(Calls))]
    public void Kong_routes_every_call_as_the_gateway_does(string path, string service)
    {
        var manifest = Kustomize.BaseWith("gateway-kong");
        Assert.Equal(service, Backend(manifest, "kong", Api, path) is { } backend ? PodsOf(manifest, backend) : "");
    }

    [KubectlTheory]
    [MemberData(nameof(Calls))]
    public void NGINX_forwards_to_the_gateway_what_the_gateway_routes(string path, string service)
        => Assert.Equal(service == "" ? null : "gateway", Backend(Kustomize.BaseWith("ingress-nginx"), "nginx", Api, path));

    [KubectlFact]
    public void Route_has_the_same_limits_in_Kong_and_NGINX()
    {
        var (kong, nginx) = (Kustomize.BaseWith("gateway-kong"), Kustomize.BaseWith("ingress-nginx"));
        Assert.All(PublishedModel.Routes, route =>
        {
            var path = ((string)route["path"]!).Replace("{id}", "7", StringComparison.Ordinal);
            var (silence, body) = ((int?)route["activityTimeoutSeconds"] ?? 30, (int?)route["maxBodyMegabytes"] ?? 1);

            var atNginx = IngressOf(nginx, "nginx", Api, path)!.Annotations;
            Assert.Equal($"{silence}", atNginx["nginx.ingress.kubernetes.io/proxy-read-timeout"]);
            Assert.Equal($"{body}m", atNginx["nginx.ingress.kubernetes.io/proxy-body-size"]);

            var service = kong.Get("Service", Backend(kong, "kong", Api, path)!);
            Assert.Equal($"{silence}000", service.Annotations["konghq.com/read-timeout"]);
            Assert.Contains(PluginsOf(kong, path), plugin => plugin.Root.Number("config.allowed_payload_size") == body);
        });
    }

    [KubectlFact]
    public void Kong_checks_callers_as_the_gateway_does()
    {
        var kong = Kustomize.BaseWith("gateway-kong");
        Assert.All(PublishedModel.Routes, route =>
        {
            var plugins = PluginsOf(kong, ((string)route["path"]!).Replace("{id}", "7", StringComparison.Ordinal))
                .Select(plugin => plugin.Root.Text("plugin"));
            var isWebhook = (bool?)route["isWebhook"] ?? false;
            Assert.Equal(!isWebhook && ((bool?)route["checksToken"] ?? true), plugins.Contains("jwt"));
            Assert.Equal(!isWebhook, plugins.Contains("rate-limiting"));
            Assert.Equal(!isWebhook, plugins.Contains("bot-detection"));
        });
    }

    [KubectlTheory]
    [InlineData("kong", "gateway-kong", "storefront", "ecommerce.example")]
    [InlineData("nginx", "ingress-nginx", "storefront", "ecommerce.example")]
    [InlineData("kong", "gateway-kong", "back-office", "office.ecommerce.example")]
    [InlineData("nginx", "ingress-nginx", "back-office", "office.ecommerce.example")]
    public void Metrics_health_and_description_of_what_serves_pages_are_not_exposed(
        string controller, string component, string service, string host)
    {
        var manifest = Kustomize.BaseWith(component);
        Assert.All((string[])["/metrics", "/health", "/alive", "/v1/check/readiness", "/openapi/v1.json"], path
            => Assert.Equal($"{service}-private", IngressOf(manifest, controller, host, path)?.Name));
        Assert.Equal(service, IngressOf(manifest, controller, host, "/products/tent")?.Name);
    }

    private static List<KubernetesObject> PluginsOf(Manifest manifest, string path)
        => [.. IngressOf(manifest, "kong", Api, path)!.Annotations["konghq.com/plugins"].Split(',')
            .Select(name => manifest.Get("KongPlugin", name))];

    private static string PodsOf(Manifest manifest, string service)
        => manifest.Get("Service", service).Root.Map("spec.selector")["app.kubernetes.io/name"];

    private static string? Backend(Manifest manifest, string controller, string host, string path)
        => Paths(manifest, controller, host, path).FirstOrDefault().Service;

    private static KubernetesObject? IngressOf(Manifest manifest, string controller, string host, string path)
        => Paths(manifest, controller, host, path).FirstOrDefault().Ingress;

    /// <summary>
    /// What takes a path, the first one first: regular expressions before prefixes, long ones before short ones, as both controllers do.
    /// </summary>
    private static IEnumerable<(KubernetesObject Ingress, string Service)> Paths(Manifest manifest, string controller, string host,
        string path) =>
        from ingress in manifest.OfKind("Ingress")
        where ingress.Root.Text("spec.ingressClassName") == controller
        from rule in ingress.Root.Each("spec.rules")
        where rule.Text("host") == host
        from taken in rule.Each("http.paths")
        let pattern = taken.Text("path")!
        let isRegex = taken.Text("pathType") == "ImplementationSpecific"
        where isRegex
            ? Regex.IsMatch(path, $"^{(controller == "kong" ? pattern[2..] : pattern)}") : IsUnder(path, pattern, taken.Text("pathType")!)
        orderby isRegex descending, pattern.Length descending
        select (ingress, taken.Text("backend.service.name")!);

    private static bool IsUnder(string path, string prefix, string pathType)
        => path == prefix || (pathType == "Prefix" && path.StartsWith(prefix.TrimEnd('/') + "/", StringComparison.Ordinal));
}
