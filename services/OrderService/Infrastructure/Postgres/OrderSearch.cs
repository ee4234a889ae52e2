using Dapper;
using Ecommerce.Contracts;

namespace Ecommerce.OrderService.Infrastructure.Postgres;

/// <summary>
/// A filter as SQL, with the conditions that are asked for and no others: a statement that tests parameters for null gets one plan for all
/// filters, which reads the whole table.
/// </summary>
internal sealed class OrderSearch
{
    private readonly List<string> conditions = ["true"];

    private OrderSearch()
    {
    }

    public DynamicParameters Parameters { get; } = new();

    public string Condition => string.Join(" AND ", conditions);

    /// <param name="owner">Null sees everybody's.</param>
    public static OrderSearch Of(Guid? owner, OrderFilter filter) => new OrderSearch()
        .Where("user_id = @owner", "owner", owner ?? filter.UserId)
        .Where("status = @status", "status", filter.Status?.ToString())
        .WherePlaced(filter.From, filter.To)
        .Where("id IN (SELECT order_id FROM order_skus WHERE sku = @sku)", "sku", filter.Sku)
        .Where("total >= @minTotal", "minTotal", filter.MinTotal)
        .WhereFound(filter.Q);

    /// <summary>Only those before an order, which is older.</summary>
    public OrderSearch Before(Guid? order) => Where("id < @before", "before", order);

    /// <summary>Ids are in the order of time to the millisecond: they find the rows, and the time itself decides.</summary>
    private OrderSearch WherePlaced(DateTimeOffset? from, DateTimeOffset? to)
    {
        var placed = IdRange.Between(from, to);
        return Where("placed_at >= @from AND id >= @low", "from", from, ("low", placed.Low))
            .Where("placed_at < @to AND id <= @high", "to", to, ("high", placed.High));
    }

    /// <summary>By tracking number, by the beginning of an id, or by the order's number, each of which has an index.</summary>
    private OrderSearch WhereFound(string? text)
    {
        if (text is null)
            return this;
        var found = "SELECT id FROM orders WHERE tracking_number = @text";
        if (IdRange.StartingWith(text) is { } prefix)
        {
            found += " UNION ALL SELECT id FROM orders WHERE id BETWEEN @textLow AND @textHigh";
            Parameters.Add("textLow", prefix.Low);
            Parameters.Add("textHigh", prefix.High);
        }

        if (OrderNumber.IdEnding(text) is { } ending)
        {
            found += " UNION ALL SELECT id FROM orders WHERE right(id::text, 10) = @textEnding";
            Parameters.Add("textEnding", ending);
        }

        return Where($"id IN ({found})", "text", text);
    }

    private OrderSearch Where<T>(string condition, string name, T? value, params ReadOnlySpan<(string Name, Guid Value)> others)
    {
        if (value is null)
            return this;
        conditions.Add(condition);
        Parameters.Add(name, value);
        foreach (var other in others)
            Parameters.Add(other.Name, other.Value);
        return this;
    }
}
