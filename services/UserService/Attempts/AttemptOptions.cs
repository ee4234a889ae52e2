using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Attempts;

internal sealed class AttemptOptions
{
    public const string Section = "Lockout";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Wrong passwords for one account before waits begin.</summary>
    [Range(1, 1_000, ErrorMessage = "must be {1} to {2}")]
    public int FreeTriesPerAccount { get; init; } = 10;

    /// <summary>Wrong passwords from one address before waits begin; many people may share one.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be {1} to {2}")]
    public int FreeTriesPerAddress { get; init; } = 300;

    /// <summary>The first wait after the free tries; each next one is twice as long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ErrorMessage = "must be {1} to {2}")]
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait between two tries.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "must be {1} to {2}")]
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Mails of one kind to one account in an hour before waits begin.</summary>
    [Range(1, 1_000, ErrorMessage = "must be {1} to {2}")]
    public int FreeMailsPerHour { get; init; } = 5;

    public AttemptLimit PasswordOfAccount => new("password-of-account", FreeTriesPerAccount, FirstWait, LongestWait, TimeSpan.FromDays(1));

    public AttemptLimit PasswordFromAddress => new("password-from-address", FreeTriesPerAddress, FirstWait, LongestWait, Hour);

    public AttemptLimit ResetOfAccount => Mail("reset-of-account", FreeMailsPerHour);

    public AttemptLimit ResetFromAddress => Mail("reset-from-address", FreeTriesPerAddress);

    public AttemptLimit Verification => Mail("verification", FreeMailsPerHour);

    public AttemptLimit ExternalFromAddress => Mail("external-from-address", FreeTriesPerAddress);

    private static AttemptLimit Mail(string what, int free) => new(what, free, TimeSpan.FromMinutes(1), Hour, Hour);
}
