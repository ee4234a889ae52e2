using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Infrastructure.Postgres;

internal sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>How long entries of the audit trail are kept.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00", ErrorMessage = "must be {1} to {2}")]
    public TimeSpan Audit { get; init; } = TimeSpan.FromDays(400);

    /// <summary>
    /// After this a guest is erased, unless signed in somewhere. Longer than an order's mails and returns: they need the address.
    /// </summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00", ErrorMessage = "must be {1} to {2}")]
    public TimeSpan Guests { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How often expired rows are deleted.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "must be {1} to {2}")]
    public TimeSpan PruneInterval { get; init; } = TimeSpan.FromHours(1);
}
