using Ecommerce.ServiceDefaults;

namespace Ecommerce.AnalyticsService.Visits;

/// <summary>A step of somebody in the storefront.</summary>
/// <param name="Id">The same when it is sent again, so that it counts once.</param>
/// <param name="Kind"><c>visit</c>, <c>product</c>, <c>cart</c> or <c>checkout</c>.</param>
/// <param name="ProductId">The product that was looked at.</param>
/// <param name="TestGroup">The group of an experiment that the visitor is in.</param>
internal sealed record VisitRequest(string? Kind, Guid? Id = null, Guid? ProductId = null, string? TestGroup = null)
{
    private static readonly string[] Kinds = ["visit", "product", "cart", "checkout"];

    private const int LongestGroup = 32;

    /// <summary>Only after <see cref="Check"/> found nothing.</summary>
    public int Step => Array.IndexOf(Kinds, Kind) + 1;

    public void Check(FieldErrors errors) => errors
        .Check("kind", Kinds.Contains(Kind, StringComparer.Ordinal), $"must be one of {string.Join(", ", Kinds)}")
        .Check("productId", ProductId is null || Kind is "product" or "cart", "goes with a product or a cart")
        .Check(
            "testGroup",
            TestGroup is null || (TestGroup.Length is > 0 and <= LongestGroup && TestGroup.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.')),
            $"must be 1 to {LongestGroup} letters, digits, '-', '_' or '.'");
}
