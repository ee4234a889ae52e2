using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ecommerce.NotificationService.Recipients;

/// <summary>How a person is reached, as user-service says at the moment.</summary>
/// <param name="PendingEmail">An address that the person has yet to prove.</param>
/// <param name="Locale">A language tag such as <c>de-CH</c>; null where none was chosen.</param>
internal sealed record Contact(
    string Email, bool EmailVerified, string Name, string? PendingEmail = null, string? Locale = null, DateTimeOffset? DisabledAt = null);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Contact))]
internal sealed partial class ContactJson : JsonSerializerContext;

/// <summary>Asks user-service, with this service's own token.</summary>
internal sealed class ContactClient(HttpClient http)
{
    /// <summary>Null where there is no such account any more.</summary>
    /// <exception cref="HttpRequestException">user-service is away.</exception>
    public async Task<Contact?> FindAsync(Guid user, CancellationToken cancellationToken)
    {
        using var answer = await http.GetAsync(new Uri($"/users/{user}", UriKind.Relative), cancellationToken);
        if (answer.StatusCode is HttpStatusCode.NotFound)
            return null;
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync(ContactJson.Default.Contact, cancellationToken);
    }
}
