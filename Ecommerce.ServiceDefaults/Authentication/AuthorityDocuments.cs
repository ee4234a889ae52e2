using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;

namespace Ecommerce.ServiceDefaults.Authentication;

/// <summary>Fetches what the authority publishes: its discovery document and its keys.</summary>
internal sealed class AuthorityDocuments(IHttpClientFactory clients, IOptions<AuthenticationSettings> settings) : IDocumentRetriever
{
    public const string Client = "authority";

    private readonly Uri authority = new(settings.Value.Authority.TrimEnd('/') + "/");

    /// <summary>Where the discovery document is.</summary>
    public string Discovery => new Uri(authority, ".well-known/openid-configuration").AbsoluteUri;

    /// <remarks>The discovery document may give the keys a public address; they are asked for where the document was found.</remarks>
    public async Task<string> GetDocumentAsync(string address, CancellationToken cancel)
    {
        using var client = clients.CreateClient(Client);
        return await client.GetStringAsync(new Uri(authority, new Uri(authority, address).PathAndQuery), cancel);
    }
}
