namespace Ecommerce.UserService.Infrastructure.Keys;

internal sealed class StaffTwoFactorOptions
{
    public const string Section = "StaffTwoFactor";

    /// <summary>The claim of a token without permissions, which its account has once two-factor sign-in is on.</summary>
    public const string LacksClaim = "two_factor_required";

    /// <summary>Whether accounts with permissions get them only with two-factor sign-in on.</summary>
    public bool Required { get; init; }
}
