using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Ecommerce.ServiceDefaults.Tests;

public sealed class ProxyProofTests
{
    private const string Secret = "a secret of our proxies";

    private static readonly IPAddress Peer = IPAddress.Parse("192.0.2.9");

    [Theory]
    [InlineData("203.0.113.77", Secret, "203.0.113.77")]
    [InlineData("::ffff:203.0.113.77", Secret, "203.0.113.77")]
    // Earlier entries are the caller's own words.
    [InlineData("198.51.100.1, 203.0.113.77", Secret, "203.0.113.77")]
    [InlineData("unknown", Secret, "192.0.2.9")]
    [InlineData("203.0.113.77", "a secret of our proxie", "192.0.2.9")]
    [InlineData("203.0.113.77", "", "192.0.2.9")]
    [InlineData("203.0.113.77", null, "192.0.2.9")]
    public void Forwarded_address_is_believed_of_who_sends_the_secret(string forwarded, string? secret, string client)
        => Assert.Equal(client, $"{Proof(Secret).ClientOf(Request(forwarded, secret))}");

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData(Secret)]
    public void Without_a_secret_of_its_own_nobody_is_believed(string? secret)
        => Assert.Equal(Peer, Proof(null).ClientOf(Request("203.0.113.77", secret)));

    private static ProxyProof Proof(string? secret) => new(Options.Create(new ProxySettings { Secret = secret }));

    private static DefaultHttpContext Request(string forwarded, string? secret)
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = Peer } };
        http.Request.Headers[ProxyProof.AddressHeader] = forwarded;
        if (secret is not null)
            http.Request.Headers[ProxyProof.SecretHeader] = secret;
        return http;
    }
}
