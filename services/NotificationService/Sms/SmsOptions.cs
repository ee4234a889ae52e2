using System.ComponentModel.DataAnnotations;

namespace Ecommerce.NotificationService.Sms;

/// <summary>The account at a provider that speaks Twilio's message API. Without it there are no SMS.</summary>
internal sealed class SmsOptions : IValidatableObject
{
    public const string Section = "Sms";

    public string AccountSid { get; init; } = "";
    public string AuthToken { get; init; } = "";

    /// <summary>A number of the account's, in international form, or a name.</summary>
    public string From { get; init; } = "";

    public Uri BaseAddress { get; init; } = new("https://api.twilio.com");

    [Range(typeof(TimeSpan), "00:00:00.100", "00:01:00")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public bool IsOn => AccountSid.Length > 0;

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (IsOn && AuthToken.Length == 0)
            yield return new("is needed with an account", [nameof(AuthToken)]);
        if (IsOn && From.Length == 0)
            yield return new("is needed with an account", [nameof(From)]);
        // The account's token travels there; in clear it does so only within one machine.
        if (BaseAddress.Scheme != Uri.UriSchemeHttps && !BaseAddress.IsLoopback)
            yield return new("must be an https address", [nameof(BaseAddress)]);
    }
}
