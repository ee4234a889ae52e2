using Ecommerce.Checker;
using Ecommerce.Load;

namespace Ecommerce.Resilience.Tests;

[Collection(nameof(ProvenShop))]
public sealed class ProofTests(ProvenShop shop, ITestOutputHelper output)
{
    [Fact]
    public void Invariants_hold_after_every_kind_of_fault()
    {
        output.WriteLine(shop.Report.ToString());
        Assert.True(shop.Report.Holds, shop.Report.ToString());
    }

    [Fact]
    public async Task Watch_of_a_running_shop_reports_nothing()
    {
        var report = await WatchedShop.LookAsync(shop.Good, shop.Report.Expected);

        Assert.Empty(report.Away);
        Assert.All(
            report.Invariants, invariant
                => Assert.True(
                    invariant.State == "holds",
                    $"{invariant}: {string.Join('\n', invariant.Violations.Select(violation => violation.Text))}"));
        Assert.Equal("Healthy", report.State);
    }

    [Fact]
    public void Every_invariant_is_checked()
        => Assert.Equal(Enumerable.Range(1, 10), shop.Report.Verdicts.Select(verdict => verdict.Number));

    /// <summary>A proof over nothing is none.</summary>
    [Fact]
    public void Run_has_data_for_every_invariant()
    {
        var (calls, ledger) = (shop.Report.Expected.Calls, shop.Report.Table.Ledger);

        foreach (var kind in new[] { "checkout", "cancel", "refund", "ship", "restock" })
            Assert.Contains(calls, call => call.Kind == kind && call.Accepted is not null);
        foreach (var kind in new[] { "review", "edit review", "delete review", "moderate" })
            Assert.True(ledger.Count(Outcome.Ok, kind) > 0, $"nobody did this: {kind}");
        Assert.Contains(shop.Report.Expected.Ratings, rating => rating.Count > 0);
        Assert.Contains(shop.Report.Expected.Mails, mail => mail.Confirms is not null);
        Assert.Contains(calls, call => call.Answers.Count(answer => answer.IsOk) > 1);
        Assert.Contains(calls, call => call.AnswersToAnotherBody.Count > 0);
        Assert.NotEmpty(shop.Report.Expected.ReusedTokens);
        Assert.NotEmpty(shop.Report.Expected.Erased);
        Assert.True(shop.Report.Expected.BrokerForgot);
        Assert.True(ledger.Count(Outcome.Indeterminate, "checkout") > 0, "no checkout was left in doubt");
    }

    [Theory]
    [InlineData("user-service")]
    [InlineData("catalog-service")]
    [InlineData("cart-service")]
    [InlineData("payment-service")]
    [InlineData("search-service")]
    [InlineData("analytics-service")]
    [InlineData("review-service")]
    [InlineData("notification-service")]
    [InlineData("order-service 1")]
    [InlineData("order-service 2")]
    [InlineData("postgres")]
    [InlineData("redis")]
    [InlineData("kafka")]
    [InlineData("smtp")]
    public void Process_was_killed_under_load(string victim)
        => Assert.Contains(shop.Report.Table.Faults, fault => fault.Name == $"kill {victim}");
}
