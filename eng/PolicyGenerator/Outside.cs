namespace Ecommerce.PolicyGenerator;

/// <summary>What lies outside the model: the internet, and the neighbours that every cluster has in namespaces of their own.</summary>
internal static class Outside
{
    private const int Https = 443, MailSubmission = 587;

    /// <summary>
    /// Ports that a service may reach on the internet. No service reaches a private network: whoever enters a webhook must not look around
    /// there.
    /// </summary>
    public static IReadOnlyDictionary<string, int[]> Internet { get; } = new Dictionary<string, int[]>
    {
        // Identity providers that people sign in through.
        ["user-service"] = [Https],
        // The bucket of pictures.
        ["catalog-service"] = [Https],
        // The payment provider.
        ["payment-service"] = [Https],
        // The provider of SMS, shop owners' webhooks, and the mail server.
        ["notification-service"] = [Https, MailSubmission],
    };

    /// <summary>Private, shared, loopback and link-local (a cloud's metadata) addresses.</summary>
    public static string[] PrivateNetworks { get; } =
        ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"];

    public static string[] PrivateNetworks6 { get; } = ["fc00::/7", "fe80::/10", "::1/128", "::ffff:0:0/96"];

    /// <summary>What every service answers to its cluster alone; no route of the gateway's leads there.</summary>
    public static string[] PrivatePaths { get; } = ["/metrics", "/health", "/alive", "/v1/check", "/openapi"];
}
