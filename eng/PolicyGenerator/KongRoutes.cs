using System.Globalization;

namespace Ecommerce.PolicyGenerator;

/// <summary>
/// The gateway's table for Kong, which then stands in the gateway's place: an Ingress for the paths of a service that are treated alike.
/// </summary>
internal static class KongRoutes
{
    private const string Controller = "kong";

    /// <summary>
    /// Of a Service: Kong calls its address and not its pods, which a mesh with mutual TLS would refuse. The patch usual-timeout.yaml says
    /// so of the base's Services.
    /// </summary>
    private const string ServiceUpstream = "ingress.kubernetes.io/service-upstream";

    public static IEnumerable<object> Of(IReadOnlyList<Route> routes) =>
    [
        .. routes.Where(route => route.IsLong).GroupBy(Backend).Select(group => PatientService(group.Key, group.First())),
        .. routes.GroupBy(route => (Name: NameOf(route), Plugins: PluginsOf(route), Backend: Backend(route))).Select(group => Ingresses.Of(
            group.Key.Name, Controller, Ingresses.Api, Annotations(group.Key.Plugins), group.Select(route => PathOf(route,
                group.Key.Backend)))),
        .. PagesOf("storefront", Ingresses.Storefront),
        .. PagesOf("back-office", Ingresses.BackOffice),
    ];

    private static IEnumerable<object> PagesOf(string service, string host) =>
    [
        Ingresses.Of(service, Controller, host, Annotations("rate-limiting,bot-detection,request-id,proxy-secret"),
            [Ingresses.Path("/", "Prefix", service)]),
        Ingresses.Of($"{service}-private", Controller, host, Annotations("not-found"),
            Outside.PrivatePaths.Select(path => Ingresses.Path(path, "Prefix", service))),
    ];

    /// <summary>
    /// How long Kong waits is said of a Service: paths that take longer have one of their own, with the same pods behind it.
    /// </summary>
    private static object PatientService(string name, Route route) => new
    {
        apiVersion = "v1",
        kind = "Service",
        metadata = new
        {
            name,
            labels = new Map { [Labels.PartOf] = "ecommerce" },
            annotations = new Map
            {
                ["konghq.com/read-timeout"] = Milliseconds(route),
                ["konghq.com/write-timeout"] = Milliseconds(route),
                // A stream that broke off is not begun again behind its reader's back.
                ["konghq.com/retries"] = "0",
                [ServiceUpstream] = "true",
            },
        },
        spec = new
        {
            type = "ClusterIP",
            selector = new Map { [Labels.Name] = route.Service },
            ports = new[] { new { name = "http", port = ManifestReader.ServicePort, targetPort = ManifestReader.ServicePort } },
        },
    };

    private static Map Annotations(string plugins) => new()
    {
        ["konghq.com/plugins"] = plugins,
        ["konghq.com/strip-path"] = "false",
        // The sidecar finds a service by the request's Host. Programs with pages read the shop's from X-Forwarded-Host.
        ["konghq.com/preserve-host"] = "false",
        ["konghq.com/protocols"] = "https",
        ["konghq.com/https-redirect-status-code"] = "308",
    };

    private static object PathOf(Route route, string backend) => route.IsPattern
        ? Ingresses.Path($"/~{route.Regex}(/|$)", "ImplementationSpecific", backend)
        : Ingresses.Path(route.Path, "Prefix", backend);

    /// <summary>Who is looked at how: nobody asks a webhook for a name or a token, nor counts it.</summary>
    private static string PluginsOf(Route route) => string.Join(',', PluginNames(route));

    private static IEnumerable<string> PluginNames(Route route)
    {
        if (!route.IsWebhook)
        {
            foreach (var plugin in (string[])["rate-limiting", "cors", "bot-detection"])
                yield return plugin;
            if (route.ChecksToken)
                yield return "jwt";
        }

        yield return route.MaxBodyMegabytes == Route.DefaultMaxBody ? "body-size" : $"body-size-{route.MaxBodyMegabytes}";
        yield return "request-id";
        // Proves to the services that Kong may say for whom it calls, as the gateway does.
        yield return "proxy-secret";
    }

    private static string NameOf(Route route)
        => Backend(route) + (IsLargeAlone(route) ? $"-{route.MaxBodyMegabytes}mb" : "")
            + (route.IsWebhook ? "-webhooks" : route.ChecksToken ? "" : "-open");

    /// <summary>Whether its bodies are all that tells it from the ordinary paths of its service.</summary>
    private static bool IsLargeAlone(Route route) => !route.IsLong && route.MaxBodyMegabytes != Route.DefaultMaxBody;

    private static string Backend(Route route) => route.IsLong ? $"{route.Service}-{route.ActivityTimeoutSeconds}s" : route.Service;

    private static string Milliseconds(Route route) => (route.ActivityTimeoutSeconds * 1000).ToString(CultureInfo.InvariantCulture);
}
