using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;

namespace Ecommerce.ServiceDefaults.Http;

/// <summary>
/// Finds the addresses behind a logical host, <c>http://catalog-service</c>: those of <c>services:catalog-service:https:N</c>,
/// else of <c>...:http:N</c>, in turn. A host without any is a DNS name, as in a cluster, and stays as it is.
/// </summary>
internal sealed class ServiceEndpoints(IConfiguration configuration)
{
    private readonly ConcurrentDictionary<string, Rotation> rotations = new(StringComparer.OrdinalIgnoreCase);

    public Uri Resolve(Uri logical)
        => rotations.GetOrAdd(logical.Host, Read).Next() is { } address ? new Uri(address, logical.PathAndQuery) : logical;

    private Rotation Read(string host)
    {
        var service = configuration.GetSection($"services:{host}");
        var addresses = Addresses(service.GetSection("https"));
        return new(addresses.Length > 0 ? addresses : Addresses(service.GetSection("http")));
    }

    private static Uri[] Addresses(IConfigurationSection section)
        => [.. section.GetChildren().Select(child => child.Value).OfType<string>().Where(value => value.Length > 0).Select(value => new Uri(value))];

    private sealed class Rotation(Uri[] addresses)
    {
        private uint turn;

        public Uri? Next() => addresses.Length == 0 ? null : addresses[(Interlocked.Increment(ref turn) - 1) % (uint)addresses.Length];
    }
}
