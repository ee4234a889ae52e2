namespace Ecommerce.NotificationService.Domain;

/// <summary>How a person is reached, according to user-service.</summary>
/// <param name="PendingEmail">An address that is not verified yet.</param>
/// <param name="Guest">Whether the person bought without registering: orders are found by a link alone.</param>
/// <param name="Locale">A language tag such as <c>de-CH</c>; null where none was chosen.</param>
internal sealed record Contact(
    string Email, bool EmailVerified, string Name, string? PendingEmail = null, string? Locale = null, DateTimeOffset? DisabledAt = null,
    bool Guest = false);
