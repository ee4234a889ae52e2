using System.Globalization;
using Ecommerce.Contracts;
using Ecommerce.Testing;

namespace Ecommerce.AnalyticsService.Tests;

/// <summary>Rebuilds while the shop goes on.</summary>
public sealed class RebuildTests(AnalyticsShop shop) : IClassFixture<AnalyticsShop>
{
    private static readonly DateTimeOffset At = new(2026, 5, 5, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Rebuild_shows_old_numbers_until_complete_and_keeps_concurrent_events()
    {
        var (known, missed, during) = (Captured(1), Captured(20), Captured(300));
        var review = new ReviewChanged(Guid.CreateVersion7(), Guid.CreateVersion7(), 5, true, Published: true, Version: 2, At, At);
        await shop.PublishAndApplyAsync(known);
        await shop.PublishAndApplyAsync(review);
        var gate = new TaskCompletionSource();
        Export("/orders/export");
        Export("/payments/export", Line(known), Line(missed));
        shop.Stub.Export("/reviews/export", async () =>
        {
            await gate.Task;
            return [];
        });

        Assert.Equal(202, (await shop.PostAsync("/analytics/rebuild")).Status);
        await Eventually.Async(async () => await CountAsync("payments") == 2, "the payments are read");
        await shop.PublishAndApplyAsync(during);
        Assert.Equal(301m, await RevenueAsync());
        Assert.Equal(409, (await shop.PostAsync("/analytics/rebuild")).Status);
        gate.SetResult();
        await BecomesAsync("Done");
        Assert.Equal(321m, await RevenueAsync());
        Assert.False(
            await shop.ScalarAsync<bool>("SELECT published FROM review_facts WHERE review_id = @id", new { id = review.ReviewId }));
        await shop.PublishAndApplyAsync(review with { Version = 1 });
        Assert.Equal(0, (await shop.RowsAsync("reviews?from=2026-05-01&to=2026-06-01&by=month")).Sum(row => (int)row!["count"]!));
        await FailsAsync();
        await DiesAsync();
    }

    private async Task FailsAsync()
    {
        Export("/payments/export", Line(Captured(4000)), Line(Captured(4000)));
        shop.Stub.DiesAfter = 1;
        Assert.Equal(202, (await shop.PostAsync("/analytics/rebuild")).Status);
        await BecomesAsync("Failed");
        shop.Stub.DiesAfter = null;

        Assert.Equal(321m, await RevenueAsync());
        Assert.NotNull((await shop.GetAsync("/analytics/rebuild")).Body!["failure"]);
        // The rebuild is marked as failed before its facts are deleted.
        await Eventually.Async(
            async () => await shop.ScalarAsync<long>("SELECT count(*) FROM generations") == 1, "the generation that failed is deleted");
        Assert.Equal(1L, await shop.ScalarAsync<long>("SELECT count(DISTINCT generation) FROM capture_facts"));
    }

    private async Task DiesAsync()
    {
        var gate = new TaskCompletionSource();
        Export("/payments/export", Line(Captured(5)));
        shop.Stub.Export("/reviews/export", async () =>
        {
            await gate.Task;
            return [];
        });
        Assert.Equal(202, (await shop.PostAsync("/analytics/rebuild")).Status);
        await Eventually.Async(async () => await CountAsync("payments") == 1, "the payments are read");
        await shop.CrashAsync();
        gate.SetResult();
        await BecomesAsync("Done");

        Assert.Equal(5m, await RevenueAsync());
    }

    private void Export(string path, params string[] lines) => shop.Stub.Export(path, () => Task.FromResult<IEnumerable<string>>(lines));

    private static PaymentCaptured Captured(decimal amount) => new(Guid.CreateVersion7(), Guid.CreateVersion7(), new(amount, "EUR"), At);

    private static string Line(PaymentCaptured captured) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        { "orderId": "{{captured.OrderId}}", "amount": { "amount": {{captured.Amount.Amount}}, "currency": "EUR" }, "status": "Captured",
          "failureReason": null, "capturedAt": "{{captured.CapturedAt:O}}", "failedAt": null, "refunds": [] }
        """).ReplaceLineEndings(" ");

    private async Task<long> CountAsync(string what) => (long)(await shop.GetAsync("/analytics/rebuild")).Body![what]!;

    private Task BecomesAsync(string state) => Eventually.Async(
        async () => (string)(await shop.GetAsync("/analytics/rebuild")).Body!["state"]! == state, $"the rebuild is {state}",
        TimeSpan.FromSeconds(40));

    private async Task<decimal> RevenueAsync()
        => (await shop.RowsAsync("revenue?from=2026-05-01&to=2026-06-01&by=month")).Sum(row => (decimal)row!["net"]!);
}
