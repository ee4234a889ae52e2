using System.Globalization;
using System.Text.Json;
using Ecommerce.Contracts;
using Ecommerce.Messaging;
using StackExchange.Redis;

namespace Ecommerce.CartService.Infrastructure.Redis;

/// <summary>
/// An event in the outbox in Redis, with the names that the script gives its members. Long numbers are text: Lua would round them.
/// </summary>
/// <param name="Id">That of the event.</param>
/// <param name="ChangedAt">Unix milliseconds.</param>
/// <param name="NoticedAt">Unix milliseconds.</param>
internal sealed record AbandonedCart(
    Guid Id, Guid UserId, string Version, string ChangedAt, string NoticedAt, IReadOnlyList<AbandonedLine> Lines)
{
    public static AbandonedCart Read(RedisValue entry) => JsonSerializer.Deserialize((byte[])entry!, CartJson.Default.AbandonedCart)!;

    /// <summary>As it is published and logged.</summary>
    public OutboxRow ToRow(long position = 0) => OutboxRow.Of(ToEvent(), Time(NoticedAt)) with { Position = position, EventId = Id };

    private CartAbandoned ToEvent() => new(
        UserId, long.Parse(Version, CultureInfo.InvariantCulture), [.. Lines.Select(line => new CartLine(line.Sku, line.Quantity))],
        Time(ChangedAt));

    private static DateTimeOffset Time(string milliseconds)
        => DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(milliseconds, CultureInfo.InvariantCulture));
}

internal sealed record AbandonedLine(string Sku, int Quantity);
