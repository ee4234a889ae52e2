using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Retention;

internal sealed class RetentionOptions
{
    public const string Section = "Retention";

    /// <summary>How long it is known who did what to whom.</summary>
    [Range(typeof(TimeSpan), "1.00:00:00", "36500.00:00:00", ErrorMessage = "must be {1} to {2}")]
    public TimeSpan Audit { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How often what is old is deleted.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00", ErrorMessage = "must be {1} to {2}")]
    public TimeSpan PruneInterval { get; init; } = TimeSpan.FromHours(1);
}
