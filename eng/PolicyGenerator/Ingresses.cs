namespace Ecommerce.PolicyGenerator;

/// <summary>
/// What the Ingress objects of all controllers have in common. The hosts are those of production; an overlay names its own.
/// </summary>
internal static class Ingresses
{
    public const string Api = "api.ecommerce.example", Storefront = "ecommerce.example", BackOffice = "office.ecommerce.example";

    private static readonly Dictionary<string, string> Labeled = new(StringComparer.Ordinal)
    {
        [Api] = "api",
        [Storefront] = "storefront",
        [BackOffice] = "back-office",
    };

    /// <summary>Where the world finds an external workload.</summary>
    public static string HostOf(string workload) => workload switch
    {
        "gateway" => Api,
        "back-office" => BackOffice,
        _ => Storefront,
    };

    /// <summary>How overlays call a host.</summary>
    public static string LabelOf(string host) => Labeled[host];

    public static object Of(string name, string controller, string host, Map annotations, IEnumerable<object> paths) => new
    {
        apiVersion = "networking.k8s.io/v1",
        kind = "Ingress",
        metadata = new { name, labels = LabelsOf(host), annotations },
        spec = new
        {
            ingressClassName = controller,
            tls = new[] { new { hosts = new[] { host }, secretName = $"{Labeled[host]}-tls" } },
            rules = new[] { new { host, http = new { paths } } },
        },
    };

    public static object Path(string path, string pathType, string service) => new
    {
        path,
        pathType,
        backend = new { service = new { name = service, port = new { number = ManifestReader.ServicePort } } },
    };

    private static Map LabelsOf(string host) => new() { [Labels.PartOf] = "ecommerce", [Labels.Host] = Labeled[host] };
}
