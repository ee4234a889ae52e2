using System.ComponentModel.DataAnnotations;
using Ecommerce.UserService.Domain.Attempts;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal sealed class AttemptOptions
{
    public const string Section = "Lockout";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Wrong passwords for one account without a delay; as many from each known device and
    /// within each session, and as many taken addresses from one network and by one account.</summary>
    [Range(1, 1_000, ErrorMessage = "must be {1} to {2}")]
    public int FreeTriesPerAccount { get; init; } = 10;

    /// <summary>Wrong passwords from one network without a delay; many people may share one.</summary>
    [Range(1, 1_000_000, ErrorMessage = "must be {1} to {2}")]
    public int FreeTriesPerAddress { get; init; } = 300;

    /// <summary>The first delay; each next one is twice as long.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ErrorMessage = "must be {1} to {2}")]
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The maximum delay between two attempts.</summary>
    [ConfigurationKeyName("LongestWait")]
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "must be {1} to {2}")]
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Mails of one kind to one account in an hour without a delay.</summary>
    [Range(1, 1_000, ErrorMessage = "must be {1} to {2}")]
    public int FreeMailsPerHour { get; init; } = 5;

    /// <summary>Mails with links that verify one address in an hour, whoever asks for them; more are not sent.</summary>
    [Range(1, 1_000, ErrorMessage = "must be {1} to {2}")]
    public int VerificationMailsPerHour { get; init; } = 3;

    public AttemptLimit PasswordOfAccount => new("password-of-account", FreeTriesPerAccount, FirstWait, MaxDelay, TimeSpan.FromDays(1));

    public AttemptLimit PasswordFromDevice => PasswordOfAccount with { Name = "password-from-device" };

    public AttemptLimit PasswordInSession => PasswordOfAccount with { Name = "password-in-session" };

    public AttemptLimit PasswordFromAddress => new("password-from-address", FreeTriesPerAddress, FirstWait, MaxDelay, Hour);

    /// <summary>Registrations and changes of address with addresses that have an account, from one network.</summary>
    public AttemptLimit TakenFromAddress => new("taken-from-address", FreeTriesPerAccount, FirstWait, MaxDelay, Hour);

    /// <summary>Guests from one network.</summary>
    public AttemptLimit GuestsFromAddress => Mail("guests-from-address", FreeTriesPerAddress);

    /// <summary>Guests with one address: its mailbox gets the mails of their orders.</summary>
    public AttemptLimit GuestsOfAddress => Mail("guests-of-address", FreeTriesPerAccount);

    public AttemptLimit TakenFromAccount => TakenFromAddress with { Name = "taken-from-account" };

    public AttemptLimit RepeatedRegistration => UnaskedMail("repeated-registration", FreeMailsPerHour);

    public AttemptLimit ResetOfAccount => Mail("reset-of-account", FreeMailsPerHour);

    public AttemptLimit ResetFromAddress => Mail("reset-from-address", FreeTriesPerAddress);

    /// <summary>Invitations of one address, whoever sends them.</summary>
    public AttemptLimit InvitationsOfAddress => Mail("invitations-of-address", FreeMailsPerHour);

    public AttemptLimit Verification => Mail("verification", FreeMailsPerHour);

    public AttemptLimit VerificationOfAddress => UnaskedMail("verification-of-address", VerificationMailsPerHour);

    public AttemptLimit ExternalFromAddress => Mail("external-from-address", FreeTriesPerAddress);

    /// <summary>Whoever gets it may not have asked for it: no more than that number.</summary>
    private static AttemptLimit UnaskedMail(string name, int mailsPerHour) => new(name, mailsPerHour, Hour, Hour, Hour);

    private static AttemptLimit Mail(string name, int freeAttempts) => new(name, freeAttempts, TimeSpan.FromMinutes(1), Hour, Hour);
}
