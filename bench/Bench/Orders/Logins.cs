using Ecommerce.Load;

namespace Ecommerce.Bench.Orders;

/// <summary>Logins now and then, with passwords as hard to guess as in production.</summary>
internal sealed class Logins : IMeasure
{
    private const int Accounts = 8;
    private const double Rate = 2;
    private const int PasswordRounds = 210_000;

    public string Name => "login";

    public async Task<IReadOnlyList<Figure>> RunAsync(Servers servers, Plan plan)
    {
        await using var users = await Shop.StartUsersAsync(servers, await servers.CreateDatabaseAsync(), PasswordRounds);
        using var http = new HttpClient();
        string[] emails = [.. Enumerable.Range(0, Accounts).Select(number => $"login-{number}@bench.example")];
        foreach (var email in emails)
        {
            await Shopper.RegisterAsync(http, users.Address, email);
            (await Shopper.LogInAsync(http, users.Address, email)).EnsureSuccessStatusCode().Dispose();
        }

        var ledger = new CallLedger();
        await new OpenLoad(TimeProvider.System).RunAsync(Arrivals.Even(Rate, plan.Load), async turn =>
        {
            using var answer = await Shopper.LogInAsync(http, users.Address, emails[turn.Arrival.Number % emails.Length]);
            ledger.Add(new("login", answer.StatusCode, turn.Elapsed));
        });
        var latencies = ledger.Latencies("login");
        return
        [
            new($"logins at {Rate}/s", latencies.Count, ""),
            new("p50", latencies.Quantile(0.50).TotalMilliseconds, "ms"),
            new("p95", latencies.Quantile(0.95).TotalMilliseconds, "ms"),
        ];
    }
}
