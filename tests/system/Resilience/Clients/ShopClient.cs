using System.Net;
using Ecommerce.Checker;
using Ecommerce.Load;
using Ecommerce.Resilience.Shops;

namespace Ecommerce.Resilience.Clients;

/// <summary>
/// Speaks plain HTTP to the shop, to its services in turn where there are replicas, and writes down what became of each call.
/// </summary>
internal sealed class ShopClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    private readonly Dictionary<string, HttpClient> services;
    private readonly SocketsHttpHandler connections = new() { ConnectTimeout = TimeSpan.FromSeconds(2) };
    private readonly TimeProvider timeProvider = TimeProvider.System;

    public ShopClient(Shop shop) => services = new()
    {
        ["users"] = To(shop.Users),
        ["products"] = To(shop.Catalog),
        ["carts"] = To(shop.Cart),
        ["orders"] = To([.. shop.Orders]),
        ["payments"] = To(shop.Payments),
        ["reviews"] = To(shop.Reviews),
    };

    public CallLedger Ledger { get; } = new();

    /// <summary>One call.</summary>
    /// <param name="kind">What it is counted as.</param>
    /// <param name="request">What is sent; its path begins with the service's prefix.</param>
    /// <param name="turn">Where it is the load's; its latency counts from there.</param>
    /// <returns>The answer; null where nobody knows what was done: no answer, or 5xx.</returns>
    public async Task<Answer?> SendAsync(string kind, HttpRequestMessage request, Turn? turn = null)
    {
        var started = timeProvider.GetTimestamp();
        var (status, body) = await AskAsync(request);
        var call = new Call(kind, status, turn?.Elapsed ?? timeProvider.GetElapsedTime(started));
        Ledger.Add(call);
        return call.Outcome is Outcome.Indeterminate ? null : new Answer((int)status!, body);
    }

    public void Dispose()
    {
        foreach (var service in services.Values) service.Dispose();
        connections.Dispose();
    }

    private async Task<(HttpStatusCode? Status, string Body)> AskAsync(HttpRequestMessage request)
    {
        try
        {
            var prefix = request.RequestUri!.OriginalString.Split('/', '?')[1];
            using var answer = await services[prefix].SendAsync(request);
            return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
        }
        catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException or IOException)
        {
            return (null, "");
        }
        finally
        {
            request.Dispose();
        }
    }

    private HttpClient To(params ShopService[] replicas)
    {
        var http = new HttpClient(new RoundRobin([.. replicas.Select(replica => replica.Address)], connections), disposeHandler: false)
        {
            BaseAddress = replicas[0].Address, Timeout = Patience,
        };
        http.DefaultRequestHeaders.UserAgent.ParseAdd("Resilience/1.0");
        return http;
    }
}
