using Ecommerce.ServiceDefaults;
using Ecommerce.UserService.Domain.Accounts;
using Ecommerce.UserService.Domain.Passwords;
using Ecommerce.UserService.Domain.Tokens;
using Ecommerce.UserService.Domain.TwoFactor;
using Ecommerce.Web;

namespace Ecommerce.UserService.Features.Shared;

/// <summary>The rules of fields that several requests have.</summary>
internal static class AccountFields
{
    private const int MinPasswordLength = 10;
    private const int MaxPasswordLength = PasswordText.MaxLength;
    private const int MinDifferentCharacters = 4;

    public static FieldErrors CheckEmail(this FieldErrors errors, string? normalised) => errors.Check(
        "email", normalised is not null,
        $"must be an email address of at most {EmailAddress.MaxLength} characters, such as ada@shop.example");

    public static FieldErrors CheckName(this FieldErrors errors, string? name) => errors.CheckName("name", name, PersonName.MaxLength);

    public static FieldErrors CheckRoles(this FieldErrors errors, IReadOnlyList<string>? roles) => errors.Check(
        "roles", roles is { Count: > 0 } && roles.All(RoleTable.All.Contains) && roles.Distinct().Count() == roles.Count,
        $"must be different roles, each one of {RoleTable.Names}");

    /// <summary>It may be missing.</summary>
    public static FieldErrors CheckLocale(this FieldErrors errors, string? locale)
        => errors.Check("locale", locale is null || LanguageTag.IsValid(locale), "must be a language tag (BCP 47), such as de-CH");

    /// <summary>Counts the characters that are hashed.</summary>
    public static FieldErrors CheckNewPassword(this FieldErrors errors, string field, string? password)
    {
        var hashed = PasswordText.Normalise(password);
        return errors
            .Check(
                field, hashed.Length is >= MinPasswordLength and <= MaxPasswordLength,
                $"must have {MinPasswordLength} to {MaxPasswordLength} characters")
            .Check(
                field, hashed.Distinct().Take(MinDifferentCharacters).Count() == MinDifferentCharacters,
                $"must have at least {MinDifferentCharacters} different characters");
    }

    /// <summary>An existing password may be older than the rules for new ones: only its length is limited, as typed or as hashed.</summary>
    public static FieldErrors CheckPassword(this FieldErrors errors, string field, string? password)
        => errors.Check(
            field,
            password is { Length: > 0 }
                && (password.Length <= MaxPasswordLength || PasswordText.Normalise(password).Length <= MaxPasswordLength),
            $"must have 1 to {MaxPasswordLength} characters");

    /// <summary>It may be missing, and one that is not valid is as good as none.</summary>
    public static FieldErrors CheckDeviceToken(this FieldErrors errors, string? token)
        => errors.Check(
            "deviceToken", token is null or { Length: <= OpaqueToken.MaxLength }, $"must have at most {OpaqueToken.MaxLength} characters");

    /// <summary>It may be missing, where there is no second factor.</summary>
    public static FieldErrors CheckOptionalCode(this FieldErrors errors, string? code)
        => code is null ? errors : errors.CheckCode(code);

    public static FieldErrors CheckCode(this FieldErrors errors, string? code)
        => errors.Check("code", code is { Length: > 0 and <= CodeText.MaxLength }, $"must have 1 to {CodeText.MaxLength} characters");

    public static FieldErrors CheckToken(this FieldErrors errors, string field, string? token)
        => errors.Check(field, token is { Length: > 0 and <= OpaqueToken.MaxLength }, $"must have 1 to {OpaqueToken.MaxLength} characters");
}
