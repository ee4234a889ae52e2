using Ecommerce.ServiceDefaults;

namespace Ecommerce.BackOffice.Infrastructure.Gateway;

/// <summary>Tells the gateway for whom it is called: its rate limits, and those of sign-ins, are per address.</summary>
internal static class ClientAddress
{
    /// <summary>The addresses of earlier proxies, followed by the browser's.</summary>
    public static string Of(HttpContext browser)
    {
        var before = browser.Request.Headers[ProxyProof.AddressHeader].ToString();
        return before.Length > 0 ? $"{before}, {browser.Connection.RemoteIpAddress}" : $"{browser.Connection.RemoteIpAddress}";
    }

    public static void Add(HttpRequestMessage request, string address, ProxyProof proof)
    {
        request.Headers.Remove(ProxyProof.AddressHeader);
        request.Headers.TryAddWithoutValidation(ProxyProof.AddressHeader, address);
        proof.Add(request);
    }
}
