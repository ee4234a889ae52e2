using StackExchange.Redis;

namespace Ecommerce.CartService.Redis;

/// <summary>A change that Redis carries out as one: a script of <c>Scripts/</c> behind what all of them share.</summary>
internal sealed class Script
{
    public static readonly Script Create = new("create.lua");
    public static readonly Script Put = new("put.lua");
    public static readonly Script Remove = new("remove.lua");
    public static readonly Script Merge = new("merge.lua");
    public static readonly Script Bought = new("bought.lua");
    public static readonly Script Abandon = new("abandon.lua");
    public static readonly Script Erase = new("erase.lua");

    private readonly string text;

    private Script(string name) => text = Read("common.lua") + Read(name);

    /// <summary>A code, and after it the cart's fields and values in turn, if there is a cart.</summary>
    public async Task<RedisValue[]> RunAsync(RedisServer redis, RedisKey[] keys, params RedisValue[] arguments)
        => (RedisValue[])(await redis.AskAsync(database => database.ScriptEvaluateAsync(text, keys, arguments)))!;

    private static string Read(string name)
    {
        using var file = new StreamReader(typeof(Script).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not embedded."));
        return file.ReadToEnd();
    }
}
