using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ecommerce.ServiceDefaults;

/// <summary>
/// The client's address as one of our own proxies tells it. Anyone can send <c>X-Forwarded-For</c>: it is believed of who also sends the
/// secret of <see cref="ProxySettings"/>, and of nobody else.
/// </summary>
public sealed class ProxyProof(IOptions<ProxySettings> settings)
{
    public const string AddressHeader = "X-Forwarded-For";
    public const string SecretHeader = "X-Proxy-Secret";

    private readonly byte[]? secret = settings.Value.Secret is { } text ? Encoding.UTF8.GetBytes(text) : null;

    /// <summary>For whom a request is sent on: the addresses that earlier proxies told, followed by who called this one.</summary>
    public static string AddressesOf(HttpContext http)
    {
        var before = http.Request.Headers[AddressHeader].ToString();
        return before.Length > 0 ? $"{before}, {http.Connection.RemoteIpAddress}" : $"{http.Connection.RemoteIpAddress}";
    }

    /// <summary>Says for whom a request is sent, with the proof. One that is tried again has both already.</summary>
    public void Add(HttpRequestMessage request, string addresses)
    {
        request.Headers.Remove(AddressHeader);
        request.Headers.TryAddWithoutValidation(AddressHeader, addresses);
        Add(request);
    }

    /// <summary>Adds the proof to a request that is sent on behalf of another.</summary>
    public void Add(HttpRequestMessage request)
    {
        request.Headers.Remove(SecretHeader);
        if (settings.Value.Secret is { } text)
            request.Headers.TryAddWithoutValidation(SecretHeader, text);
    }

    /// <summary>Whether the request comes from one of our own proxies.</summary>
    private bool IsGiven(HttpRequest request)
        => secret is not null
            && CryptographicOperations.FixedTimeEquals(secret, Encoding.UTF8.GetBytes(request.Headers[SecretHeader].ToString()));

    /// <summary>The client, where a proxy of ours tells it; else the other end of the connection.</summary>
    /// <param name="http">The request.</param>
    /// <param name="trusted">Networks of proxies that are believed without the secret, such as an ingress.</param>
    /// <returns>
    /// The last address that no trusted proxy told: each proxy appends who called it, so that what stands before that may be made up.
    /// </returns>
    public IPAddress? ClientOf(HttpContext http, params IReadOnlyList<IPNetwork> trusted)
    {
        var client = Plain(http.Connection.RemoteIpAddress);
        var isTrusted = IsGiven(http.Request) || IsIn(trusted, client);
        foreach (var entry in http.Request.Headers[AddressHeader].ToString().Split(',').Reverse())
        {
            if (!isTrusted || !IPAddress.TryParse(entry.Trim(), out var told))
                break;
            client = Plain(told);
            isTrusted = IsIn(trusted, client);
        }

        return client;
    }

    private static bool IsIn(IReadOnlyList<IPNetwork> networks, IPAddress? address)
        => address is not null && networks.Any(network => network.Contains(address));

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
