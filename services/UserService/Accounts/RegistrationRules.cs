using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Passwords;

namespace Ecommerce.UserService.Accounts;

internal sealed record RegisterRequest(string? Email, string? Password, string? Name);

/// <summary>A registration that keeps the rules: the address normalised, the name trimmed.</summary>
internal sealed record Registration(string Email, string Password, string Name);

internal static class RegistrationRules
{
    public const int MaxNameLength = 100;

    /// <summary>The registration is meaningful only where there are no errors.</summary>
    public static (Registration Registration, FieldErrors Errors) Read(RegisterRequest request)
    {
        var email = EmailAddress.Normalise(request.Email);
        var name = request.Name?.Trim() ?? "";
        var errors = new FieldErrors().CheckEmail(email).CheckNewPassword("password", request.Password).CheckName(name);
        return (new(email ?? "", request.Password ?? "", name), errors);
    }

    public static FieldErrors CheckEmail(this FieldErrors errors, string? normalised) => errors.Check(
        "email", normalised is not null, $"must be an email address of at most {EmailAddress.MaxLength} characters, such as ada@shop.example");

    public static FieldErrors CheckName(this FieldErrors errors, string name) => errors
        .Check("name", name.Length is >= 1 and <= MaxNameLength, $"must have 1 to {MaxNameLength} characters")
        .Check("name", !name.Any(char.IsControl), "must not have control characters");
}
