using System.Globalization;
using Ecommerce.AnalyticsService.Domain;
using Ecommerce.Contracts;

namespace Ecommerce.AnalyticsService.Tests;

/// <summary>
/// The reports by their definitions, in memory, one event after the other. A bucket is called by the calendar: an hour, a date, an ISO
/// week, a month as people of the time zone write it.
/// </summary>
internal sealed class Oracle(History history, string unit, string zone, DateTimeOffset from, DateTimeOffset to)
{
    private readonly TimeZoneInfo place = TimeZoneInfo.FindSystemTimeZoneById(zone);

    /// <summary>What a bucket is called that begins, or holds, this moment.</summary>
    public string Bucket(DateTimeOffset at)
    {
        var local = TimeZoneInfo.ConvertTime(at, place);
        return unit switch
        {
            "hour" => local.ToString("yyyy-MM-dd HH zzz", CultureInfo.InvariantCulture),
            "week" => $"{ISOWeek.GetYear(local.DateTime)} W{ISOWeek.GetWeekOfYear(local.DateTime)}",
            "month" => local.ToString("yyyy-MM", CultureInfo.InvariantCulture),
            _ => local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        };
    }

    /// <summary>All buckets of the range, found by walking through it.</summary>
    public IReadOnlyList<string> Buckets()
    {
        List<string> found = [];
        for (var at = from; at < to; at = at.AddMinutes(15))
        {
            if (found.Count == 0 || found[^1] != Bucket(at))
                found.Add(Bucket(at));
        }

        return found;
    }

    public Dictionary<string, string> Revenue() => Sum(
        from money in Captures().Concat(Refunds().Select(refund => (refund.At, refund.Currency, Amount: -refund.Amount)))
        select ($"{Bucket(money.At)} {money.Currency}", new[] { Math.Max(0, money.Amount), Math.Max(0, -money.Amount), money.Amount }));

    public Dictionary<string, string> Orders() => Sum(
        history.Orders.SelectMany(
            order => new[] { (order.PlacedAt, 0), (order.ConfirmedAt ?? default, 1), (order.CancelledAt ?? default, 2) })
            .Where(step => IsIn(step.Item1)).Select(step => (Bucket(step.Item1), One(3, step.Item2))));

    public Dictionary<string, string> Baskets() => Sum(
        from order in history.Orders
        where IsIn(order.ConfirmedAt)
        select (
            $"{Bucket(order.ConfirmedAt!.Value)} {order.Total.Currency}",
            new[] { 1m, order.Total.Amount, order.Lines.Sum(line => line.Quantity) }));

    public Dictionary<string, string> RefundCounts() => Sum(
        Refunds().Select(refund => ($"{Bucket(refund.At)} {refund.Currency}", new[] { 1m, refund.Amount })));

    public Dictionary<string, string> Buyers()
    {
        var firsts = history.Orders.Where(order => order.ConfirmedAt is not null).GroupBy(order => order.User)
            .ToDictionary(orders => orders.Key, orders => orders.Min(order => order.ConfirmedAt!.Value));
        return Sum(
            history.Orders.Where(order => IsIn(order.ConfirmedAt)).Select(order => (order.User, Bucket: Bucket(order.ConfirmedAt!.Value)))
                .Distinct()
            .Select(bought => (bought.Bucket, One(2, Bucket(firsts[bought.User]) == bought.Bucket ? 0 : 1))));
    }

    public Dictionary<string, string> AbandonedCarts() => Sum(
        from cart in history.Carts
        where IsIn(cart.ChangedAt)
        select (Bucket(cart.ChangedAt), new[] { 1m, cart.Lines.Sum(line => line.Quantity) }));

    public Dictionary<string, string> PaymentFailures() => Sum(
        from order in history.Orders
        where IsIn(order.FailedAt)
        select ($"{Bucket(order.FailedAt!.Value)} {order.FailureReason}", new[] { 1m }));

    public Dictionary<string, string> Reviews() => Sum(
        from review in history.Reviews.Select(review => review.Versions[^1])
        where review.Published && IsIn(review.WrittenAt)
        select (Bucket(review.WrittenAt), One(5, review.Stars - 1)));

    public IReadOnlyList<string> BestSellers()
    {
        var lines = history.Orders.Where(order => IsIn(order.ConfirmedAt) && order.CancelledAt is null).SelectMany(order => order.Lines)
            .ToList();
        return
        [
            .. lines.GroupBy(line => line.ProductId).OrderByDescending(sold => sold.Sum(line => line.Quantity))
                .SelectMany(sold => sold.GroupBy(line => line.UnitPrice.Currency).OrderBy(same => same.Key, StringComparer.Ordinal)
                    .Select(same => string.Create(
                        CultureInfo.InvariantCulture,
                        $"{sold.Key} {same.Key} {same.Sum(line => line.Quantity)} {same.Count()} {same.Sum(Revenue):0.00}"))),
        ];
    }

    /// <summary>How many good orders had both products.</summary>
    public Dictionary<Guid, int> BoughtWith(Guid product) => history.Orders
        .Where(order => order.ConfirmedAt is not null && order.CancelledAt is null && order.Lines.Any(line => line.ProductId == product))
        .SelectMany(order => order.Lines.Select(line => line.ProductId).Distinct()).Where(other => other != product)
        .GroupBy(other => other).ToDictionary(same => same.Key, same => same.Count());

    private IEnumerable<(DateTimeOffset At, string Currency, decimal Amount)> Captures()
        => history.Orders.Where(order => IsIn(order.CapturedAt))
            .Select(order => (order.CapturedAt!.Value, order.Total.Currency, order.Total.Amount));

    private IEnumerable<(DateTimeOffset At, string Currency, decimal Amount)> Refunds()
        => history.Orders.SelectMany(
            order => order.Refunds.Where(refund => IsIn(refund.At)).Select(refund => (refund.At, order.Total.Currency, refund.Amount)));

    private bool IsIn(DateTimeOffset? at) => at >= from && at < to;

    private static decimal[] One(int length, int index) => [.. Enumerable.Range(0, length).Select(each => each == index ? 1m : 0m)];

    private static decimal Revenue(OrderLine line) => (line.UnitPrice.Amount * line.Quantity) - line.Discount;

    private static Dictionary<string, string> Sum(IEnumerable<(string Key, decimal[] Numbers)> rows)
        => rows.GroupBy(row => row.Key).ToDictionary(
        same => same.Key,
        same => Text(Enumerable.Range(0, same.First().Numbers.Length).Select(index => same.Sum(row => row.Numbers[index]))));

    public static string Text(IEnumerable<decimal> numbers)
        => string.Join(' ', numbers.Select(number => number.ToString("0.00", CultureInfo.InvariantCulture)));
}
