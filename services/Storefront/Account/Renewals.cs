using System.Collections.Concurrent;
using Ecommerce.Storefront.Gateway;

namespace Ecommerce.Storefront.Account;

/// <summary>
/// Uses each renewal token once. A browser sends several requests with the same token at once, and a token that is used twice ends the
/// session: so the first asks, and the others share its answer.
/// </summary>
internal sealed class Renewals(TimeProvider time)
{
    // Longer than a request that still carries the old token can be on its way.
    private static readonly TimeSpan Shared = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Lazy<Task<Tokens?>>> answers = new();

    /// <summary>Null where the token no longer renews anything.</summary>
    public Task<Tokens?> RenewAsync(string token, GatewayClient gateway)
        => answers.GetOrAdd(token, _ => new(() => AskAsync(token, gateway))).Value;

    private async Task<Tokens?> AskAsync(string token, GatewayClient gateway)
    {
        try
        {
            var tokens = await gateway.SendAsync<Refresh, Tokens>(
                HttpMethod.Post, "/users/refresh", new Refresh(token), accessToken: null, CancellationToken.None);
            _ = ForgetLaterAsync(token);
            return tokens;
        }
        catch (GatewayException refusal) when ((int)refusal.Status < 500)
        {
            _ = ForgetLaterAsync(token);
            return null;
        }
        catch
        {
            // Nobody answered: the next request may ask again.
            answers.TryRemove(token, out _);
            throw;
        }
    }

    private async Task ForgetLaterAsync(string token)
    {
        await Task.Delay(Shared, time);
        answers.TryRemove(token, out _);
    }
}
