using Ecommerce.ServiceDefaults;

namespace Ecommerce.UserService.Accounts;

internal sealed record RegisterRequest(string? Email, string? Password, string? Name);

/// <summary>A registration that keeps the rules: the address normalised, the name trimmed.</summary>
internal sealed record Registration(string Email, string Password, string Name);

internal static class RegistrationRules
{
    public const int MinPasswordLength = 10;
    public const int MaxPasswordLength = 128;
    private const int MinDifferentCharacters = 4;
    private const int MaxNameLength = 100;

    /// <summary>The registration is meaningful only where there are no errors.</summary>
    public static (Registration Registration, FieldErrors Errors) Read(RegisterRequest request)
    {
        var email = EmailAddress.Normalise(request.Email);
        var password = request.Password ?? "";
        var name = request.Name?.Trim() ?? "";
        var errors = new FieldErrors()
            .Check("email", email is not null, $"must be an email address of at most {EmailAddress.MaxLength} characters, such as ada@shop.example")
            .Check("password", password.Length is >= MinPasswordLength and <= MaxPasswordLength,
                $"must have {MinPasswordLength} to {MaxPasswordLength} characters")
            .Check("password", password.Distinct().Count() >= MinDifferentCharacters, $"must have at least {MinDifferentCharacters} different characters")
            .Check("name", name.Length is >= 1 and <= MaxNameLength, $"must have 1 to {MaxNameLength} characters")
            .Check("name", !name.Any(char.IsControl), "must not have control characters");
        return (new(email ?? "", password, name), errors);
    }
}
