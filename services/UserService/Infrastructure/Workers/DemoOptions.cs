using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Infrastructure.Workers;

internal sealed class DemoOptions : IValidatableObject
{
    [ConfigurationKeyName("DEMO_DATA")]
    public bool Enabled { get; init; }

    [ConfigurationKeyName("DEMO_PASSWORD")]
    public string? Password { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Enabled && string.IsNullOrWhiteSpace(Password))
            yield return new ValidationResult(
                "is missing: with DEMO_DATA=true it is the password of the demo accounts", [nameof(Password)]);
    }
}
