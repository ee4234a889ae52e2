using StackExchange.Redis;

namespace Ecommerce.CartService.Infrastructure.Redis;

/// <summary>A change that Redis executes atomically: a script of <c>Scripts/</c>, preceded by what all of them share.</summary>
internal sealed class CartScript
{
    public static readonly CartScript Create = new("create.lua");
    public static readonly CartScript Put = new("put.lua");
    public static readonly CartScript Remove = new("remove.lua");
    public static readonly CartScript Merge = new("merge.lua");
    public static readonly CartScript RemovePurchased = new("remove-purchased.lua");
    public static readonly CartScript PutBack = new("put-back.lua");
    public static readonly CartScript Abandon = new("abandon.lua");
    public static readonly CartScript Erase = new("erase.lua");

    private readonly string text;

    private CartScript(string name) => text = Read("common.lua") + Read(name);

    /// <summary>Returns a code, and after it the cart's fields and values in turn, if there is a cart.</summary>
    public async Task<RedisValue[]> RunAsync(RedisServer redis, RedisKey[] keys, params RedisValue[] arguments)
        => (RedisValue[])(await redis.AskAsync(database => database.ScriptEvaluateAsync(text, keys, arguments)))!;

    private static string Read(string name)
    {
        using var file = new StreamReader(typeof(CartScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not embedded."));
        return file.ReadToEnd();
    }
}
