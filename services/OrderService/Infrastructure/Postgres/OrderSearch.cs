using Dapper;
using Ecommerce.Contracts;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>A filter as SQL. A condition whose value is null lets every order pass.</summary>
internal static class OrderSearch
{
    // The casts tell the type of a parameter that is null.
    public const string Condition = """
        (@owner IS NULL OR user_id = @owner)
            AND (@status IS NULL OR status = @status)
            AND id BETWEEN @low AND @high
            AND (@from::timestamptz IS NULL OR placed_at >= @from::timestamptz)
            AND (@to::timestamptz IS NULL OR placed_at < @to::timestamptz)
            AND (@sku IS NULL OR id IN (SELECT order_id FROM order_skus WHERE sku = @sku))
            AND (@minTotal IS NULL OR total >= @minTotal)
            AND (@text IS NULL OR tracking_number = @text OR id BETWEEN @textLow AND @textHigh OR right(id::text, 10) = @textEnding)
        """;

    /// <param name="owner">Null sees everybody's.</param>
    public static DynamicParameters Parameters(Guid? owner, OrderFilter filter)
    {
        var placed = IdRange.Between(filter.From, filter.To);
        var prefix = filter.Q is null ? null : IdRange.StartingWith(filter.Q);
        return new(new
        {
            owner = owner ?? filter.UserId,
            status = filter.Status?.ToString(),
            low = placed.Low,
            high = placed.High,
            from = filter.From,
            to = filter.To,
            sku = filter.Sku,
            minTotal = filter.MinTotal,
            text = filter.Q,
            textLow = prefix?.Low,
            textHigh = prefix?.High,
            textEnding = filter.Q is null ? null : OrderNumber.IdEnding(filter.Q),
        });
    }
}
