using System.Text.Json;
using System.Text.Json.Nodes;
using Ecommerce.Contracts;

namespace Ecommerce.AnalyticsService.Tests;

/// <summary>What happened in a made-up shop in the spring of 2026, over the day on which clocks change.</summary>
public sealed class History
{
    public static readonly DateTimeOffset Begin = new(2026, 3, 20, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Reasons = ["card-declined", "insufficient-funds", "card-expired"];

    private readonly Random random;
    private readonly Guid[] users;
    private readonly Guid[] products;

    public History(int seed, int orders)
    {
        random = new(seed);
        users = [.. Enumerable.Range(0, 15).Select(_ => Id())];
        products = [.. Enumerable.Range(0, 8).Select(_ => Id())];
        Orders = [.. Enumerable.Range(0, orders).Select(_ => AnyOrder())];
        Reviews = [.. Enumerable.Range(0, orders / 3).Select(_ => AnyReview())];
        Carts = [.. Enumerable.Range(0, orders / 4).Select(_ => Cart())];
    }

    public IReadOnlyList<PastOrder> Orders { get; }
    public IReadOnlyList<PastReview> Reviews { get; }
    public IReadOnlyList<CartAbandoned> Carts { get; }
    public IReadOnlyList<Guid> Products => products;

    /// <summary>Everything that services published about it, each with the id of its event.</summary>
    public IEnumerable<(Guid Id, Func<AnalyticsShop, Guid, Task> PublishAsync)> Events()
    {
        foreach (var order in Orders)
        {
            foreach (var published in Of(order))
                yield return (Id(), published);
        }

        foreach (var review in Reviews)
        {
            foreach (var version in review.Versions)
                yield return PublishOf(version);
        }

        foreach (var cart in Carts)
            yield return PublishOf(cart);
    }

    public IEnumerable<string> OrderLines() => Orders.Select(order => new JsonObject
    {
        ["id"] = $"{order.Id}", ["userId"] = $"{order.User}", ["status"] = "Placed", ["lines"] = Node(order.Lines),
        ["total"] = Node(order.Total),
        ["placedAt"] = Node(Micros(order.PlacedAt)), ["confirmedAt"] = Node(Micros(order.ConfirmedAt)),
        ["cancelledAt"] = Node(Micros(order.CancelledAt)),
        ["cancellationReason"] = order.CancelledAt is null ? null : "timed-out", ["testGroup"] = order.TestGroup,
    }.ToJsonString());

    public IEnumerable<string> PaymentLines()
        => Orders.Where(order => order.CapturedAt is not null || order.FailedAt is not null).Select(order => new JsonObject
        {
            ["orderId"] = $"{order.Id}", ["paymentId"] = $"{order.Id}", ["amount"] = Node(order.Total),
            ["status"] = order.FailedAt is null ? "Captured" : "Failed",
            ["failureReason"] = order.FailureReason, ["capturedAt"] = Node(Micros(order.CapturedAt)),
            ["failedAt"] = Node(Micros(order.FailedAt)),
            ["refunds"] = new JsonArray([.. order.Refunds.Select(refund => new JsonObject
        {
            ["refundId"] = $"{refund.Id}", ["amount"] = Node(order.Total with { Amount = refund.Amount }),
            ["refundedAt"] = Node(Micros(refund.At)),
        })]),
        }.ToJsonString());

    public IEnumerable<string> ReviewLines()
        => Reviews.Select(review => JsonSerializer.Serialize(review.Versions[^1], ContractsJson.Default.ReviewChanged));

    private static IEnumerable<Func<AnalyticsShop, Guid, Task>> Of(PastOrder order)
    {
        yield return (shop, id) => shop.PublishAsync(
            new OrderPlaced(order.Id, order.User, "", order.Lines, order.Total, order.PlacedAt, order.TestGroup), id);
        if (order.ConfirmedAt is { } confirmed)
            yield return (shop, id) => shop.PublishAsync(new OrderConfirmed(order.Id, order.User, order.Lines, order.Total, confirmed), id);
        if (order.CancelledAt is { } cancelled)
            yield return (shop, id) => shop.PublishAsync(
                new OrderCancelled(order.Id, order.User, order.Lines, order.Total, "timed-out", cancelled), id);
        if (order.CapturedAt is { } captured)
            yield return (shop, id) => shop.PublishAsync(new PaymentCaptured(order.Id, order.Id, order.Total, captured), id);
        if (order.FailedAt is { } failed)
            yield return (shop, id) => shop.PublishAsync(new PaymentFailed(order.Id, order.Id, order.FailureReason!, failed), id);
        foreach (var refund in order.Refunds)
            yield return (shop, id) => shop.PublishAsync(
                new PaymentRefunded(order.Id, order.Id, refund.Id, order.Total with { Amount = refund.Amount }, refund.At), id);
    }

    private CartAbandoned Cart() => new(users[0], 1, [new("A", 1 + random.Next(4)), new("B", 1)], AnyTime());

    private (Guid Id, Func<AnalyticsShop, Guid, Task> PublishAsync) PublishOf<TEvent>(TEvent message)
        where TEvent : IIntegrationEvent
        => (Id(), (shop, id) => shop.PublishAsync(message, id));

    private PastOrder AnyOrder()
    {
        var (at, currency) = (AnyTime(), random.Next(3) == 0 ? "USD" : "EUR");
        var lines = products.OrderBy(_ => random.Next()).Take(1 + random.Next(3)).Select(product => new OrderLine(
            $"SKU-{Array.IndexOf(products, product)}", product, $"Product {Array.IndexOf(products, product)}", 1 + random.Next(3),
            new(1 + (random.Next(9999) / 100m), currency), Discount: random.Next(50) / 100m)).ToArray();
        var total = new Money(lines.Sum(line => (line.UnitPrice.Amount * line.Quantity) - line.Discount) + 4.9m, currency);
        var order = new PastOrder(Id(), users[random.Next(users.Length)], lines, total, at)
        {
            TestGroup = random.Next(3) switch { 0 => null, 1 => "A", _ => "B" },
        };
        return random.Next(10) switch
        {
            0 => order,
            1 or 2 => order with { CancelledAt = Later(at), FailedAt = Later(at), FailureReason = Reasons[random.Next(Reasons.Length)] },
            3 => Refunded(Confirmed(order), 1) with { CancelledAt = Later(at) },
            4 or 5 => Refunded(Confirmed(order), 1 + random.Next(3)),
            _ => Confirmed(order),
        };
    }

    private PastOrder Confirmed(PastOrder order)
    {
        var at = Later(order.PlacedAt);
        return order with { ConfirmedAt = at, CapturedAt = at - TimeSpan.FromTicks(random.Next(1_000_000)) };
    }

    private PastOrder Refunded(PastOrder order, int parts) => order with
    {
        Refunds =
        [
            .. Enumerable.Range(0, parts).Select(
                _ => (Id(), Math.Round(order.Total.Amount / (parts + 1), 2), Later(order.PlacedAt + TimeSpan.FromDays(2)))),
        ],
    };

    private PastReview AnyReview()
    {
        var (id, product, written) = (Id(), products[random.Next(products.Length)], AnyTime());
        return new([.. Enumerable.Range(1, 1 + random.Next(3)).Select(version => new ReviewChanged(
            id, product, 1 + random.Next(5), true, random.Next(4) > 0, version, written, written.AddHours(version)))]);
    }

    private DateTimeOffset AnyTime() => Begin + TimeSpan.FromTicks(random.NextInt64(TimeSpan.FromDays(28).Ticks));

    private DateTimeOffset Later(DateTimeOffset at) => at + TimeSpan.FromTicks(random.NextInt64(TimeSpan.FromHours(5).Ticks));

    /// <summary>From the seed too: a failure can be had again.</summary>
    private Guid Id()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new(bytes);
    }

    private static DateTimeOffset? Micros(DateTimeOffset? at) => at is { } time ? new(time.Ticks - (time.Ticks % 10), time.Offset) : null;

    private static JsonNode? Node<T>(T value) => JsonSerializer.SerializeToNode(value, JsonSerializerOptions.Web);
}

public sealed record PastOrder(Guid Id, Guid User, IReadOnlyList<OrderLine> Lines, Money Total, DateTimeOffset PlacedAt)
{
    public string? TestGroup { get; init; }
    public DateTimeOffset? ConfirmedAt { get; init; }
    public DateTimeOffset? CancelledAt { get; init; }
    public DateTimeOffset? CapturedAt { get; init; }
    public DateTimeOffset? FailedAt { get; init; }
    public string? FailureReason { get; init; }
    public IReadOnlyList<(Guid Id, decimal Amount, DateTimeOffset At)> Refunds { get; init; } = [];
}

/// <param name="Versions">The last one counts.</param>
public sealed record PastReview(IReadOnlyList<ReviewChanged> Versions);
