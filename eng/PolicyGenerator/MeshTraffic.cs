namespace Ecommerce.PolicyGenerator;

/// <summary>How calls between services are timed out, tried again and cut off.</summary>
internal static class MeshTraffic
{
    // The request never reached the service: any may be sent again.
    private const string NotReached = "connect-failure,refused-stream";
    private const string Unanswered = $"{NotReached},reset,gateway-error";

    /// <summary>Services whose writes bear an Idempotency-Key: the same one twice has one effect.</summary>
    private static readonly string[] KeepKeys = ["catalog-service", "order-service"];

    private static readonly string[] EntryGateway = ["entry"];

    public static IEnumerable<object> Of(Model model, IReadOnlyList<Route> routes)
        => model.Services.SelectMany(service => new[] { RoutesOf(service, routes), LimitsOf(service, routes) });

    /// <summary>
    /// How the mesh's own ingress serves the shop's hosts. Apart from the routes inside: those would otherwise catch what another ingress,
    /// which has a sidecar, sends on under these hosts.
    /// </summary>
    public static IEnumerable<object> OfEntry(Model model, IReadOnlyList<Route> routes)
        => model.Services.Where(service => service.IsExternal).Select(service => new
        {
            apiVersion = "networking.istio.io/v1",
            kind = "VirtualService",
            metadata = new
            {
                name = $"entry-{service.Name}",
                labels = new Map { [Labels.PartOf] = "ecommerce", [Labels.Host] = Ingresses.LabelOf(Ingresses.HostOf(service.Name)) },
            },
            spec = new
            {
                hosts = new[] { Ingresses.HostOf(service.Name) },
                gateways = EntryGateway,
                http = HttpOf(service, routes).Prepend(PrivatePaths()),
            },
        });

    private static object RoutesOf(Workload service, IReadOnlyList<Route> routes) => new
    {
        apiVersion = "networking.istio.io/v1",
        kind = "VirtualService",
        metadata = new { name = service.Name, labels = Labels.Of(service, routes) },
        spec = new { hosts = new[] { service.Name }, http = HttpOf(service, routes) },
    };

    private static object[] HttpOf(Workload service, IReadOnlyList<Route> routes) =>
    [
        .. LongRoutesOf(service, routes) is [_, ..] longRoutes
            ? [Rule(service, "long", [.. longRoutes.Select(Match)], "0s", NotReached)]
            : Array.Empty<object>(),
        Rule(service, "reads", [new { method = new { regex = "GET|HEAD" } }], Timeout, Unanswered),
        .. KeepKeys.Contains(service.Name)
            ? [Rule(service, "writes-with-a-key", [new { headers = new Map { ["idempotency-key"] = new { regex = ".+" } } }], Timeout,
                Unanswered)]
            : Array.Empty<object>(),
        Rule(service, "writes", null, Timeout, NotReached),
    ];

    /// <summary>Operational paths are not exposed at the entry gateway.</summary>
    private static object PrivatePaths() => new
    {
        name = "private",
        match = Outside.PrivatePaths.Select(path => new { uri = new { prefix = path } }),
        directResponse = new { status = 404 },
    };

    private static string Timeout => $"{Route.DefaultActivityTimeout}s";

    /// <summary>Through the gateway go those of all services.</summary>
    private static IReadOnlyList<Route> LongRoutesOf(Workload service, IReadOnlyList<Route> routes)
        => [.. routes.Where(route => route.IsLong && (service.Name == "gateway" || route.Service == service.Name))];

    private static object Match(Route route)
        => new { uri = route.IsPattern ? (object)new { regex = $"{route.Regex}(/.*)?" } : new { prefix = route.Path } };

    // Services try again themselves, and tries multiply: one more is enough here.
    private static object Rule(Workload service, string name, object[]? match, string timeout, string retryOn) => new
    {
        name,
        match,
        route = new[] { new { destination = new { host = service.Name, port = new { number = ManifestReader.ServicePort } } } },
        timeout,
        retries = new { attempts = 1, retryOn },
    };

    private static object LimitsOf(Workload service, IReadOnlyList<Route> routes) => new
    {
        apiVersion = "networking.istio.io/v1",
        kind = "DestinationRule",
        metadata = new { name = service.Name, labels = Labels.Of(service, routes) },
        spec = new
        {
            host = service.Name,
            trafficPolicy = new
            {
                loadBalancer = new { simple = "LEAST_REQUEST" },
                connectionPool = new
                {
                    tcp = new { maxConnections = 100, connectTimeout = "3s" },
                    http = new { http1MaxPendingRequests = 256, http2MaxRequests = 1000 },
                },
                // A replica that fails five times in a row is left alone for a while, never more than half of them.
                outlierDetection = new
                {
                    consecutive5xxErrors = 5,
                    interval = "10s",
                    baseEjectionTime = "30s",
                    maxEjectionPercent = 50,
                },
                tls = new { mode = "ISTIO_MUTUAL" },
            },
        },
    };
}
