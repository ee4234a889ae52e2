using StackExchange.Redis;

namespace Ecommerce.Baseline;

internal static class OneGet
{
    private const string Key = "baseline";

    public static async Task<RequestDelegate> PrepareAsync(IConnectionMultiplexer redis, Answer answer)
    {
        await redis.GetDatabase().StringSetAsync(Key, answer.Body);
        return async http => await answer.WriteAsync(http.Response, (byte[])(await redis.GetDatabase().StringGetAsync(Key))!);
    }
}
