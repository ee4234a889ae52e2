using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Ecommerce.NotificationService.Domain;

namespace Ecommerce.NotificationService.Infrastructure.Clients;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Contact))]
[JsonSerializable(typeof(Invited))]
internal sealed partial class ContactJson : JsonSerializerContext;

/// <summary>Whoever is invited, who may have no account.</summary>
internal sealed record Invited(string Email, string? Locale);

/// <summary>Reads contacts from user-service, with the token of this service.</summary>
internal sealed class ContactClient(HttpClient http)
{
    /// <returns>Null where the account does not exist any more.</returns>
    /// <exception cref="HttpRequestException">user-service is unavailable.</exception>
    public Task<Contact?> FindAsync(Guid user, CancellationToken cancellationToken)
        => ReadAsync($"/users/{user}", ContactJson.Default.Contact, cancellationToken);

    /// <returns>Null where the invitation was accepted or withdrawn.</returns>
    /// <exception cref="HttpRequestException">user-service is unavailable.</exception>
    public async Task<Contact?> FindInvitedAsync(Guid invitation, CancellationToken cancellationToken)
        => await ReadAsync($"/users/invitations/{invitation}", ContactJson.Default.Invited, cancellationToken) is { } invited
            ? new Contact(invited.Email, EmailVerified: false, Name: "", Locale: invited.Locale)
            : null;

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

    private async Task<T?> ReadAsync<T>(string path, JsonTypeInfo<T> type, CancellationToken cancellationToken)
        where T : class
    {
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        if (response.StatusCode is HttpStatusCode.NotFound)
            return null;
        response.EnsureSuccessStatusCode();
        return await response.Content.ReadFromJsonAsync(type, cancellationToken);
    }
}
