namespace Ecommerce.PolicyGenerator;

/// <summary>For each service the secrets that it refers to, by their places in a vault.</summary>
internal static class VaultSecrets
{
    private const string ServiceSecret = "-service-secret", Redis = "redis";

    // Parameters that only one service has lie in the vault under its name; the others say their place themselves: smtp-user is smtp, user.
    private static readonly Dictionary<string, (string Key, string Property)> Own = new(StringComparer.Ordinal)
    {
        ["notification-key"] = ("notification-service", "key"),
        ["signing-key-passphrase"] = ("user-service", "signing-key-passphrase"),
    };

    public static IEnumerable<object> Of(Model model) => model.Services
        .Select(service => (service.Name, Secrets: model.Secrets.Where(secret => secret.Workload == service.Name).ToList()))
        .Where(service => service.Secrets.Count > 0)
        .OrderBy(service => service.Name, StringComparer.Ordinal)
        .Select(service => External($"{service.Name}-secrets", service.Secrets));

    private static object External(string name, IEnumerable<Secret> secrets) => new
    {
        apiVersion = "external-secrets.io/v1",
        kind = "ExternalSecret",
        metadata = new { name },
        spec = new
        {
            refreshInterval = "1h",
            secretStoreRef = new { kind = "SecretStore", name = "vault" },
            target = new { name, creationPolicy = "Owner" },
            data = secrets.Select(secret =>
            {
                var (key, property) = PlaceOf(secret);
                return new { secretKey = KeyOf(secret), remoteRef = new { key, property } };
            }),
        },
    };

    // Aspirate's name of the variable.
    private static string KeyOf(Secret secret) => "PARAM_" + secret.Parameter.Replace('-', '_').ToUpperInvariant();

    /// <summary>Each database has its own owner and password, and each client of Redis is a user of its own.</summary>
    private static (string Key, string Property) PlaceOf(Secret secret)
    {
        if (secret.Server == Redis)
            return (Redis, secret.Workload);
        if (secret.Server is { } server)
            return (server, secret.Resource is { } resource && resource != server ? resource : "password");
        if (secret.Parameter.EndsWith(ServiceSecret, StringComparison.Ordinal))
            return ("service-accounts", secret.Parameter[..^"-secret".Length]);
        if (Own.TryGetValue(secret.Parameter, out var own))
            return own;
        var parts = secret.Parameter.Split('-', 2);
        return (parts[0], parts[^1]);
    }
}
