using System.Text.Json;
using Npgsql;

namespace Ecommerce.OrderService.Orders;

internal static class OrderRow
{
    /// <summary>Reads <see cref="OrderStore.Columns"/>, in their order.</summary>
    public static Order Read(NpgsqlDataReader reader) => new()
    {
        Id = reader.GetGuid(0),
        UserId = reader.GetGuid(1),
        CartId = reader.GetString(2),
        Status = Enum.Parse<OrderStatus>(reader.GetString(3)),
        Lines = JsonSerializer.Deserialize(reader.GetString(4), OrderJson.Default.IReadOnlyListOrderLine) ?? [],
        Totals = new(reader.GetString(6), reader.GetDecimal(5), reader.GetDecimal(19), reader.GetDecimal(20), reader.GetDecimal(21), reader.GetDecimal(22)),
        DiscountCode = Text(reader, 23),
        Shipment = Text(reader, 24) is { } carrier ? new(carrier, reader.GetString(25), reader.GetFieldValue<DateTimeOffset>(26)) : null,
        DeliveredAt = Time(reader, 27),
        Returns = JsonSerializer.Deserialize(reader.GetString(28), OrderJson.Default.IReadOnlyListReturn) ?? [],
        ShippingAddress = JsonSerializer.Deserialize(reader.GetString(7), OrderJson.Default.ShippingAddress)!,
        PaymentToken = reader.GetString(8),
        CancellationReason = Text(reader, 9),
        Refunds = JsonSerializer.Deserialize(reader.GetString(10), OrderJson.Default.IReadOnlyListRefund) ?? [],
        PlacedAt = reader.GetFieldValue<DateTimeOffset>(11),
        ConfirmedAt = Time(reader, 12),
        CancelledAt = Time(reader, 13),
        UpdatedAt = reader.GetFieldValue<DateTimeOffset>(14),
        AwaitsStock = reader.GetBoolean(15),
        AwaitsPayment = reader.GetBoolean(16),
        Asks = reader.GetInt32(17),
        AskAt = Time(reader, 18),
        TestGroup = Text(reader, 29),
    };

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DateTimeOffset? Time(NpgsqlDataReader reader, int column)
        => reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);
}
