using System.Collections.Concurrent;
using Ecommerce.Storefront.Infrastructure.Gateway;

namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>
/// Uses each refresh token once. A browser sends parallel requests with the same token, and a token that is used twice revokes the session:
/// the first request refreshes it, and the others share the result.
/// </summary>
internal sealed class SessionRefresher(TimeProvider timeProvider)
{
    // Longer than requests with the old token can be under way.
    private static readonly TimeSpan SharingTime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, Lazy<Task<Tokens?>>> results = new();

    /// <summary>Null where the token is no longer valid.</summary>
    public Task<Tokens?> RefreshAsync(string token, GatewayClient gateway)
        => results.GetOrAdd(token, token => new(() => SendAsync(token, gateway))).Value;

    /// <summary>Whoever comes with a token that this one came from gets nothing any more.</summary>
    public void Forget(string refreshToken)
    {
        foreach (var (token, result) in results)
        {
            if (result is { IsValueCreated: true, Value: { IsCompletedSuccessfully: true, Result: { } tokens } }
                && tokens.RefreshToken == refreshToken)
                results.TryRemove(token, out _);
        }
    }

    private async Task<Tokens?> SendAsync(string token, GatewayClient gateway)
    {
        try
        {
            var tokens = await gateway.SendAsync<Refresh, Tokens>(
                HttpMethod.Post, "/users/refresh", new Refresh(token), accessToken: null, CancellationToken.None);
            _ = RemoveLaterAsync(token);
            return tokens;
        }
        catch (GatewayException refusal) when ((int)refusal.Status < 500)
        {
            _ = RemoveLaterAsync(token);
            return null;
        }
        catch
        {
            // No response: the next request may try again.
            results.TryRemove(token, out _);
            throw;
        }
    }

    private async Task RemoveLaterAsync(string token)
    {
        await Task.Delay(SharingTime, timeProvider);
        results.TryRemove(token, out _);
    }
}
