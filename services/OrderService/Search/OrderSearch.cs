using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderService.Search;

/// <summary>A filter as SQL. Each condition is off where its value is null, which the planner sees.</summary>
internal static class OrderSearch
{
    public const string Condition = """
        (@owner is null or user_id = @owner)
            and (@status is null or status = @status)
            and id between @low and @high
            and (@from is null or placed_at >= @from)
            and (@to is null or placed_at < @to)
            and (@sku is null or id in (select order_id from order_skus where sku = @sku))
            and (@min_total is null or total >= @min_total)
            and (@q is null or tracking_number = @q or id between @q_low and @q_high)
        """;

    /// <param name="owner">Null sees everybody's.</param>
    public static NpgsqlParameter[] Parameters(Guid? owner, OrderFilter filter)
    {
        var placed = IdRange.Between(filter.From, filter.To);
        var named = filter.Q is null ? null : IdRange.StartingWith(filter.Q);
        return
        [
            Nullable("owner", NpgsqlDbType.Uuid, owner ?? filter.UserId),
            Nullable("status", NpgsqlDbType.Text, filter.Status?.ToString()),
            new("low", placed.Low), new("high", placed.High),
            Nullable("from", NpgsqlDbType.TimestampTz, filter.From?.ToUniversalTime()), Nullable("to", NpgsqlDbType.TimestampTz, filter.To?.ToUniversalTime()),
            Nullable("sku", NpgsqlDbType.Text, filter.Sku),
            Nullable("min_total", NpgsqlDbType.Numeric, filter.MinTotal),
            Nullable("q", NpgsqlDbType.Text, filter.Q),
            Nullable("q_low", NpgsqlDbType.Uuid, named?.Low), Nullable("q_high", NpgsqlDbType.Uuid, named?.High),
        ];
    }

    private static NpgsqlParameter Nullable(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };
}
