using System.Globalization;

namespace Ecommerce.PolicyGenerator;

/// <summary>
/// NGINX in front of the gateway, which routes on: only what must be told before that, how large and how slow calls may be, is said here
/// too.
/// </summary>
internal static class NginxRoutes
{
    private const string Controller = "nginx", Prefix = "nginx.ingress.kubernetes.io/";

    public static IEnumerable<object> Of(IReadOnlyList<Route> routes) =>
    [
        Ingresses.Of("gateway", Controller, Ingresses.Api, UsualAnnotations(), [
            Ingresses.Path("/", "Exact", "gateway"), Ingresses.Path("/openapi", "Prefix", "gateway"), .. routes.Where(IsUsual)
                .Select(PathOf)]),
        .. routes.Where(route => !IsUsual(route))
            .GroupBy(route => (route.ActivityTimeoutSeconds, route.MaxBodyMegabytes, route.IsPattern))
            .Select(group => Ingresses.Of(
                $"gateway-{group.Key.ActivityTimeoutSeconds}s", Controller, Ingresses.Api, LongAnnotations(group.Key),
                group.Select(PathOf))),
        .. PagesOf("storefront", Ingresses.Storefront),
        .. PagesOf("back-office", Ingresses.BackOffice),
    ];

    private static IEnumerable<object> PagesOf(string service, string host) =>
    [
        Ingresses.Of(service, Controller, host, UsualAnnotations(), [Ingresses.Path("/", "Prefix", service)]),
        Ingresses.Of($"{service}-private", Controller, host, PrivateAnnotations(),
            Outside.PrivatePaths.Select(path => Ingresses.Path(path, "Prefix", service))),
    ];

    private static bool IsUsual(Route route) => !route.IsLong && route.MaxBodyMegabytes == Route.DefaultMaxBody;

    private static object PathOf(Route route) => route.IsPattern
        ? Ingresses.Path($"{route.Regex}$", "ImplementationSpecific", "gateway")
        : Ingresses.Path(route.Path, "Prefix", "gateway");

    private static Map LongAnnotations((int Silence, int Body, bool IsPattern) route)
    {
        var annotations = Annotations(route.Body, route.Silence);
        // What streams goes on at once, and is not kept on the controller's disk.
        annotations[Prefix + "proxy-buffering"] = "off";
        annotations[Prefix + "proxy-request-buffering"] = "off";
        if (route.IsPattern)
            annotations[Prefix + "use-regex"] = "true";
        return annotations;
    }

    private static Map UsualAnnotations() => Annotations(Route.DefaultMaxBody, Route.DefaultActivityTimeout);

    // Nobody outside has the controller's own address.
    private static Map PrivateAnnotations() => new() { [Prefix + "whitelist-source-range"] = "127.0.0.1/32" };

    private static Map Annotations(int megabytes, int seconds) => new()
    {
        [Prefix + "ssl-redirect"] = "true",
        [Prefix + "force-ssl-redirect"] = "true",
        [Prefix + "load-balance"] = "ewma",
        [Prefix + "proxy-body-size"] = $"{megabytes}m",
        [Prefix + "proxy-connect-timeout"] = "3",
        [Prefix + "proxy-read-timeout"] = seconds.ToString(CultureInfo.InvariantCulture),
        [Prefix + "proxy-send-timeout"] = seconds.ToString(CultureInfo.InvariantCulture),
        // Only what never reached the gateway is sent again.
        [Prefix + "proxy-next-upstream"] = "error",
        [Prefix + "proxy-next-upstream-tries"] = "2",
        // Against floods from one address; the gateway counts its callers exactly.
        [Prefix + "limit-rps"] = "50",
        [Prefix + "limit-burst-multiplier"] = "5",
        [Prefix + "limit-connections"] = "100",
    };
}
