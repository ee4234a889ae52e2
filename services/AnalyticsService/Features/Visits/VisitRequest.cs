using System.Text.Json.Serialization;
using Ecommerce.ServiceDefaults;

namespace Ecommerce.AnalyticsService.Features.Visits;

/// <summary>A step of a visitor in a storefront.</summary>
/// <param name="Id">The same when it is sent again, so that it is counted once.</param>
/// <param name="Kind"><c>visit</c>, <c>product</c>, <c>cart</c> or <c>checkout</c>.</param>
/// <param name="ProductId">The product that was viewed.</param>
/// <param name="TestGroup">The group of an experiment that the visitor is in.</param>
internal sealed record VisitRequest(string? Kind, Guid? Id = null, Guid? ProductId = null, string? TestGroup = null)
{
    private static readonly string[] Kinds = ["visit", "product", "cart", "checkout"];

    private const int MaxGroupLength = 32;

    /// <summary>Valid only when <see cref="Check"/> found no errors.</summary>
    [JsonIgnore]
    public int Step => Array.IndexOf(Kinds, Kind) + 1;

    public void Check(FieldErrors errors) => errors
        .Check("kind", Kinds.Contains(Kind, StringComparer.Ordinal), $"must be one of {string.Join(", ", Kinds)}")
        .Check("productId", ProductId is null || Kind is "product" or "cart", "goes with a product or a cart")
        .Check("testGroup", TestGroup is null || IsTestGroup(TestGroup), $"must be 1 to {MaxGroupLength} letters, digits, '-', '_' or '.'");

    private static bool IsTestGroup(string text)
        => text.Length is > 0 and <= MaxGroupLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
