using System.Net;
using System.Net.Sockets;

namespace Ecommerce.UserService.Infrastructure.Http;

/// <summary>What is kept of a client's address.</summary>
internal static class ClientAddress
{
    /// <summary>The network of one household or machine: an IPv4 address, or the first 64 bits of an IPv6 address.</summary>
    public static string ClientNetwork(IPAddress? address) => Prefix(address, ipv4Bytes: 4, ipv6Bytes: 8);

    /// <summary>A network that does not identify a person: three bytes of IPv4, six of IPv6.</summary>
    public static string Anonymized(IPAddress? address) => Prefix(address, ipv4Bytes: 3, ipv6Bytes: 6);

    private static string Prefix(IPAddress? address, int ipv4Bytes, int ipv6Bytes)
    {
        if (address is null)
            return "";
        var bytes = address.GetAddressBytes();
        var kept = address.AddressFamily == AddressFamily.InterNetwork ? ipv4Bytes : ipv6Bytes;
        bytes.AsSpan(kept).Clear();
        return kept < bytes.Length ? $"{new IPAddress(bytes)}/{kept * 8}" : $"{address}";
    }
}
