using Npgsql;

namespace Ecommerce.Checker.Reading;

internal sealed record StockBooks(
    IReadOnlyList<StockRow> Levels, IReadOnlyList<StockRow> Movements, IReadOnlyList<ReservationRow> Reservations,
    IReadOnlyList<ReservedRow> Lines)
{
    public static readonly StockBooks None = new([], [], [], []);

    private const string ReadLevels = "select sku, available, reserved, sold from stock";

    private const string ReadMovements = """
        select sku, sum(available)::int as available, sum(reserved)::int as reserved, sum(sold)::int as sold from stock_movements
        group by sku
        """;

    private const string ReadReservations = "select order_id as orderid, state from reservations";

    private const string ReadLines = """
        select r.state, line.sku, sum(line.quantity - line.returned)::int as quantity
        from reservations r join reservation_lines line on line.order_id = r.order_id
        group by r.state, line.sku
        """;

    public static async Task<StockBooks> ReadAsync(string database)
    {
        await using var connection = await Rows.OpenAsync(database);
        return await ReadLevelsAsync(connection) with { Reservations = await connection.ReadAsync<ReservationRow>(ReadReservations) };
    }

    /// <summary>All but the reservations of single orders.</summary>
    public static async Task<StockBooks> ReadLevelsAsync(NpgsqlConnection connection) => new(
        await connection.ReadAsync<StockRow>(ReadLevels),
        await connection.ReadAsync<StockRow>(ReadMovements),
        [],
        await connection.ReadAsync<ReservedRow>(ReadLines));

    public static Task<IReadOnlyList<ReservationRow>> ReadReservationsAsync(NpgsqlConnection connection, Guid[] orders)
        => connection.ReadAsync<ReservationRow>($"{ReadReservations} where order_id = any(@orders)", new { orders });
}

internal sealed record StockRow(string Sku, int Available, int Reserved, int Sold)
{
    public int Pieces => Available + Reserved + Sold;
}

internal sealed record ReservationRow(Guid OrderId, string State);

/// <summary>Pieces of a SKU in all reservations of a state, without those that came back.</summary>
internal sealed record ReservedRow(string State, string Sku, int Quantity);
