using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using Ecommerce.NotificationService.Domain;

namespace Ecommerce.NotificationService.Infrastructure.Clients;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Contact))]
internal sealed partial class ContactJson : JsonSerializerContext;

/// <summary>Reads contacts from user-service, with the token of this service.</summary>
internal sealed class ContactClient(HttpClient http)
{
    /// <returns>Null where the account does not exist any more.</returns>
    /// <exception cref="HttpRequestException">user-service is unavailable.</exception>
    public async Task<Contact?> FindAsync(Guid user, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri($"/users/{user}", UriKind.Relative), cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(ContactJson.Default.Contact, cancellationToken);
    }

    /// <summary>Whether the account's address is verified; null where that cannot be told now.</summary>
    public async Task<bool?> FindVerifiedAsync(Guid user, CancellationToken cancellationToken)
    {
        try
        {
            return (await FindAsync(user, cancellationToken))?.EmailVerified;
        }
        catch (HttpRequestException)
        {
            return null;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }
}
