using System.ComponentModel.DataAnnotations;
using System.Net.Mail;

namespace Ecommerce.NotificationService.Infrastructure.Smtp;

/// <summary>The SMTP server.</summary>
internal sealed class SmtpOptions : IValidatableObject
{
    public const string Section = "Smtp";

    [Required]
    public string Host { get; init; } = "";

    [Range(1, 65535)]
    public int Port { get; init; } = 587;

    /// <summary>Empty for a server without authentication.</summary>
    public string User { get; init; } = "";

    public string Password { get; init; } = "";

    /// <summary>Whether STARTTLS is required.</summary>
    public bool StartTls { get; init; }

    /// <summary>An address, or <c>Name &lt;address&gt;</c>.</summary>
    [Required]
    public string From { get; init; } = "";

    /// <summary>The timeout of each response of the server.</summary>
    [Range(typeof(TimeSpan), "00:00:00.100", "00:00:50")]
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(20);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!MailAddress.TryCreate(From, out _))
            yield return new("must be an email address, with a name before it or not", [nameof(From)]);
        if (User.Length > 0 && Password.Length == 0)
            yield return new("is needed with a user", [nameof(Password)]);
        if (User.Length > 0 && !StartTls && Host is not ("localhost" or "127.0.0.1" or "::1"))
            yield return new("must be true with a user: the password would travel in clear", [nameof(StartTls)]);
    }
}
