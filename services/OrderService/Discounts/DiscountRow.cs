using Npgsql;
using NpgsqlTypes;

namespace Ecommerce.OrderService.Discounts;

internal static class DiscountRow
{
    public const string Columns =
        "code, percent, amount, currency, minimum_subtotal, valid_from, valid_until, usage_limit, usage_limit_per_user, used";

    public const int Count = 10;

    /// <summary>Reads <see cref="Columns"/>, in their order.</summary>
    public static Discount Read(NpgsqlDataReader reader) => new(
        reader.GetString(0), Value<decimal>(reader, 1), Value<decimal>(reader, 2), reader.IsDBNull(3) ? null : reader.GetString(3),
        Value<decimal>(reader, 4), Value<DateTimeOffset>(reader, 5), Value<DateTimeOffset>(reader, 6), Value<int>(reader, 7), Value<int>(reader, 8),
        reader.GetInt32(9));

    public static NpgsqlParameter[] Parameters(Discount discount) =>
    [
        new("code", discount.Code),
        Nullable("percent", NpgsqlDbType.Numeric, discount.Percent), Nullable("amount", NpgsqlDbType.Numeric, discount.Amount),
        Nullable("currency", NpgsqlDbType.Text, discount.Currency), Nullable("minimum_subtotal", NpgsqlDbType.Numeric, discount.MinimumSubtotal),
        Nullable("valid_from", NpgsqlDbType.TimestampTz, discount.ValidFrom), Nullable("valid_until", NpgsqlDbType.TimestampTz, discount.ValidUntil),
        Nullable("usage_limit", NpgsqlDbType.Integer, discount.UsageLimit),
        Nullable("usage_limit_per_user", NpgsqlDbType.Integer, discount.UsageLimitPerUser),
    ];

    private static T? Value<T>(NpgsqlDataReader reader, int column)
        where T : struct
        => reader.IsDBNull(column) ? null : reader.GetFieldValue<T>(column);

    private static NpgsqlParameter Nullable(string name, NpgsqlDbType type, object? value) => new(name, type) { Value = value ?? DBNull.Value };
}
