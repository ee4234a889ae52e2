using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Infrastructure.Keys;

internal sealed class RotationOptions : IValidatableObject
{
    public const string Section = "KeyRotation";

    /// <summary>How long one key signs.</summary>
    public TimeSpan Period { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a key is published before it signs, so that cached key sets have it.</summary>
    public TimeSpan PublishedBefore { get; init; } = TimeSpan.FromHours(1);

    /// <summary>How often a replica reads the keys and checks whether a rotation is due.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:10:00", ErrorMessage = "must be {1} to {2}")]
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(30);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (PublishedBefore < 2 * Interval)
            yield return new(
                $"must be at least twice Interval, {2 * Interval}: all replicas know a key before it signs", [nameof(PublishedBefore)]);
        if (Period < 2 * PublishedBefore)
            yield return new($"must be at least twice PublishedBefore, {2 * PublishedBefore}", [nameof(Period)]);
    }
}
