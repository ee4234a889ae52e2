namespace Ecommerce.EndToEnd.Tests;

/// <summary>What every shop of the tests is told, whoever starts it.</summary>
internal static class ShopSettings
{
    public const string DemoPassword = "demo password of a test run";

    /// <param name="dataDirectory">What its servers keep.</param>
    public static Dictionary<string, string> Of(string dataDirectory) => new()
    {
        ["Infrastructure"] = Environment.GetEnvironmentVariable("Infrastructure") ?? "Embedded",
        ["DataDirectory"] = dataDirectory,
        ["Parameters:postgres-password"] = "a test runs postgres",
        ["Parameters:redis-password"] = "a-test-runs-redis",
        ["Parameters:demo-password"] = DemoPassword,
    };
}
