using System.ComponentModel.DataAnnotations;

namespace Ecommerce.NotificationService.Infrastructure.Twilio;

/// <summary>The account at a provider with Twilio's message API. Without it no SMS are sent.</summary>
internal sealed class SmsOptions : IValidatableObject
{
    public const string Section = "Sms";

    public string AccountSid { get; init; } = "";
    public string AuthToken { get; init; } = "";

    /// <summary>A number of the account in international form, or a name.</summary>
    public string From { get; init; } = "";

    public Uri BaseAddress { get; init; } = new("https://api.twilio.com");

    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public bool IsEnabled => AccountSid.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsEnabled && AuthToken.Length == 0)
            yield return new("is needed with an account", [nameof(AuthToken)]);
        if (IsEnabled && From.Length == 0)
            yield return new("is needed with an account", [nameof(From)]);
        // The account's token is sent there: unencrypted only within one machine.
        if (BaseAddress.Scheme != Uri.UriSchemeHttps && !BaseAddress.IsLoopback)
            yield return new("must be an https address", [nameof(BaseAddress)]);
    }
}
