using Ecommerce.ServiceDefaults;

namespace Ecommerce.UserService.Passwords;

internal static class PasswordRules
{
    public const int MinLength = 10;
    public const int MaxLength = 128;
    private const int MinDifferentCharacters = 4;

    public static FieldErrors CheckNewPassword(this FieldErrors errors, string field, string? password) => errors
        .Check(field, password?.Length is >= MinLength and <= MaxLength, $"must have {MinLength} to {MaxLength} characters")
        .Check(
            field, (password ?? "").Distinct().Count() >= MinDifferentCharacters,
            $"must have at least {MinDifferentCharacters} different characters");

    /// <summary>Only what no password can be is refused as invalid; anything else is right or wrong.</summary>
    public static FieldErrors CheckPassword(this FieldErrors errors, string field, string? password)
        => errors.Check(field, password is { Length: > 0 and <= MaxLength }, $"must have 1 to {MaxLength} characters");
}
