using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Options;

namespace Ecommerce.ServiceDefaults.Authentication;

/// <summary>Asks the authority for account states.</summary>
internal sealed class AuthorityAccountStates(IHttpClientFactory clients, IOptions<AuthenticationSettings> settings) : IAccountStateSource
{
    private readonly Uri address = new(new Uri(settings.Value.Authority), AccountState.Path);

    public async Task<IReadOnlyList<AccountState>> ReadAsync(CancellationToken cancellationToken)
    {
        using var client = clients.CreateClient(AuthorityDocuments.Client);
        var states = await client.GetFromJsonAsync(address, AccountStateJson.Default.AccountStateList, cancellationToken);
        return states?.Items ?? throw new HttpRequestException("The authority answered without account states.");
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(AccountStateList))]
internal sealed partial class AccountStateJson : JsonSerializerContext;
