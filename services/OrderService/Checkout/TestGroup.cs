using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Checkout;

/// <summary>The group of an experiment that a shopper is in, as the page says that sells.</summary>
internal static class TestGroup
{
    public const string Header = "x-test-group";

    private const int Longest = 32;

    public static FieldErrors CheckTestGroup(this FieldErrors errors, string? group) => errors.Check(
        Header,
        group is null || (group.Length is > 0 and <= Longest && group.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.')),
        $"must be 1 to {Longest} letters, digits, '-', '_' or '.'");
}
