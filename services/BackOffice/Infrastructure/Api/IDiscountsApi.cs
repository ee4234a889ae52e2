using System.Text.Json.Serialization;
using Ecommerce.Contracts;
using Refit;

namespace Ecommerce.BackOffice.Infrastructure.Api;

// Of order-service. Records are public because components are.

internal interface IDiscountsApi
{
    [Get("/orders/discounts")]
    Task<Page<DiscountCode>> ListAsync(string? after, int limit, CancellationToken cancellationToken);

    [Post("/orders/discounts")]
    Task AddAsync([Body] DiscountTerms terms, CancellationToken cancellationToken);

    [Put("/orders/discounts/{code}")]
    Task ReplaceAsync(string code, [Body] DiscountTerms terms, CancellationToken cancellationToken);

    [Delete("/orders/discounts/{code}")]
    Task DeleteAsync(string code, CancellationToken cancellationToken);
}

/// <param name="ValidUntil">Exclusive.</param>
public sealed record DiscountCode(
    string Code, decimal? Percent, Money? Amount, Money? MinimumSubtotal, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil,
    int? UsageLimit, int? UsageLimitPerUser, int Used)
{
    /// <summary>Such as <c>10 %</c> or <c>5.00 EUR</c>.</summary>
    public string Worth => Percent is { } percent ? $"{percent:0.##} %" : $"{Amount}";

    public string StatusAt(DateTimeOffset now) => this switch
    {
        _ when ValidUntil <= now => "Ended",
        _ when Used >= UsageLimit => "UsedUp",
        _ when ValidFrom > now => "Scheduled",
        _ => "Active",
    };

    public DiscountTerms ToTerms()
        => new(null, Percent, Amount, MinimumSubtotal, ValidFrom, ValidUntil, UsageLimit, UsageLimitPerUser);
}

/// <summary>Each limit is said, null for none.</summary>
/// <param name="Code">Of a new one; else it is in the path.</param>
public sealed record DiscountTerms(
    string? Code, decimal? Percent, Money? Amount,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] Money? MinimumSubtotal,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? ValidFrom,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] DateTimeOffset? ValidUntil,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? UsageLimit,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? UsageLimitPerUser);
