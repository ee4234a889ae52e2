using System.Diagnostics.CodeAnalysis;

namespace Ecommerce.UserService.Accounts;

internal sealed record RegisterRequest(string? Email, string? Password, string? Name);

/// <summary>A registration that keeps the rules: the address normalised, the name trimmed.</summary>
internal sealed record Registration(string Email, string Password, string Name);

internal static class RegistrationRules
{
    public const int MinPasswordLength = 10;
    public const int MaxPasswordLength = 128;
    public const int MaxNameLength = 100;

    public static bool TryAccept(
        RegisterRequest request,
        [NotNullWhen(true)] out Registration? registration,
        [NotNullWhen(false)] out Dictionary<string, string[]>? errors)
    {
        var wrong = new Dictionary<string, string[]>();
        if (!EmailAddress.TryNormalise(request.Email, out var email))
            wrong["email"] = [$"must be an email address of at most {EmailAddress.MaxLength} characters, such as ada@shop.example"];
        if (WrongWithPassword(request.Password) is { } password)
            wrong["password"] = [password];
        var name = request.Name?.Trim();
        if (name is not { Length: > 0 and <= MaxNameLength } || name.Any(char.IsControl))
            wrong["name"] = [$"must have 1 to {MaxNameLength} characters and no control characters"];

        registration = wrong.Count == 0 ? new Registration(email!, request.Password!, name!) : null;
        errors = wrong.Count == 0 ? null : wrong;
        return registration is not null;
    }

    private static string? WrongWithPassword(string? password) => password switch
    {
        null or { Length: < MinPasswordLength } => $"must have at least {MinPasswordLength} characters",
        { Length: > MaxPasswordLength } => $"must have at most {MaxPasswordLength} characters",
        _ when password.Distinct().Count() < 4 => "must have at least 4 different characters",
        _ => null,
    };
}
