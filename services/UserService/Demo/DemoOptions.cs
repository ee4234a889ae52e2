using System.ComponentModel.DataAnnotations;

namespace Ecommerce.UserService.Demo;

internal sealed class DemoOptions : IValidatableObject
{
    private const string PasswordName = "DEMO_PASSWORD";

    [ConfigurationKeyName("DEMO_DATA")]
    public bool Wanted { get; init; }

    [ConfigurationKeyName(PasswordName)]
    public string? Password { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Wanted && string.IsNullOrWhiteSpace(Password))
            yield return new ValidationResult($"{PasswordName} is missing: with DEMO_DATA=true it is the password of the demo accounts.");
    }
}
