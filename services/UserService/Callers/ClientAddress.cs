using System.Net;
using System.Net.Sockets;

namespace Ecommerce.UserService.Callers;

/// <summary>Where a request came from, as the proxy in front saw it.</summary>
internal static class ClientAddress
{
    /// <summary>The last entry is the one that our own gateway wrote; earlier ones may be anybody's.</summary>
    public static IPAddress? Of(HttpContext http)
        => IPAddress.TryParse(http.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim(), out var forwarded)
            ? Plain(forwarded)
            : http.Connection.RemoteIpAddress is { } direct ? Plain(direct) : null;

    /// <summary>What one household or machine has to itself: an IPv4 address, the first 64 bits of an IPv6 one.</summary>
    public static string Household(IPAddress? address) => Prefix(address, ipv4Bytes: 4, ipv6Bytes: 8);

    /// <summary>Tells the network, not the person: three bytes of IPv4, six of IPv6.</summary>
    public static string Shortened(IPAddress? address) => Prefix(address, ipv4Bytes: 3, ipv6Bytes: 6);

    private static string Prefix(IPAddress? address, int ipv4Bytes, int ipv6Bytes)
    {
        if (address is null)
            return "";
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily == AddressFamily.InterNetwork ? ipv4Bytes : ipv6Bytes;
        bytes.AsSpan(kept).Clear();
        return kept < bytes.Length ? $"{new IPAddress(bytes)}/{kept * 8}" : $"{address}";
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
