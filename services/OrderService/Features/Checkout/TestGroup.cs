using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Features.Checkout;

/// <summary>The group of an A/B test that the shopper is in, as the storefront sends it.</summary>
internal static class TestGroup
{
    public const string Header = "x-test-group";

    private const int MaxLength = 32;

    public static FieldErrors CheckTestGroup(this FieldErrors errors, string? group) => errors.Check(
        Header,
        group is null || (group.Length is > 0 and <= MaxLength && group.All(IsAllowed)),
        $"must be 1 to {MaxLength} letters, digits, '-', '_' or '.'");

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.';
}
